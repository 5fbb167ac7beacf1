import { fieldOf, type StoredRecord } from '../../books/record.js';
import type { Work } from '../../company/work.js';
import { missingField } from '../../refusals.js';
import { checkChanges, checkedFields, completed } from '../check.js';
import type { ObjectDefinition, Relation } from '../definition.js';
import { type Fields, labelOf, MASTER_FIELDS, RECORDNO, text } from '../field.js';
import type { Input } from '../input.js';
import { refuseTakenKey } from '../master.js';
import { refuseOwnAncestor } from './hierarchy.js';
import { refuseInUse } from './in-use.js';

export interface MasterOptions extends ObjectDefinition {
  /** Rules beyond what the field table tells, on the record as it would be stored. */
  readonly rules?: (record: StoredRecord, work: Work, before?: StoredRecord) => void;
  /** The key is given by the system when the company numbers this object and none is sent. */
  readonly numbered?: boolean;
}

/** A plain master: created, updated and deleted as its field table says; deleted only when nothing refers to it. */
export function master({ rules, numbered, ...given }: MasterOptions): ObjectDefinition {
  const definition = readOnlyMaster(given);
  return {
    ...definition,
    create: (input, work) => {
      const sent = checkedFields(definition, input, work);
      const record = completed(definition, numbered ? withNumber(definition, sent, work) : sent);
      refuseTakenKey(definition, record, work);
      rules?.(record, work);
      return work.insert(definition.name, record);
    },
    update: (record: StoredRecord, input: Input, work: Work) => {
      const changes = checkedFields(definition, input, work);
      checkChanges(definition, record, changes);
      refuseOwnAncestor(definition, record, changes, work);
      rules?.({ ...record, ...changes }, work, record);
      return work.change(definition.name, fieldOf(record, 'RECORDNO'), changes);
    },
    remove: removeMaster(definition),
  };
}

/** A master that the generic functions only read. System fields and links along references come by themselves. */
export function readOnlyMaster(given: ObjectDefinition): ObjectDefinition {
  const fields = { ...RECORDNO, ...given.fields, ...MASTER_FIELDS };
  return { ...given, fields, relations: { ...relationsOf(fields), ...given.relations } };
}

export function removeMaster(definition: ObjectDefinition): (record: StoredRecord, work: Work) => void {
  return (record, work) => {
    refuseInUse(definition, record, work.company);
    work.company.books.remove(definition.name, fieldOf(record, 'RECORDNO'));
  };
}

/** `MANAGERID` gives the path MANAGER, `CONTACTINFO.CONTACTNAME` the path CONTACTINFO, `TERMNAME` the path TERM. */
function relationsOf(fields: Fields): Record<string, Relation> {
  const relations: Record<string, Relation> = {};
  for (const [from, { reference }] of Object.entries(fields)) {
    const path = from.replace(/(ID|NO|NAME|\.[A-Z]+)$/, '');
    if (reference && path !== from) relations[path] = { object: reference, from };
  }
  return relations;
}

function withNumber(definition: ObjectDefinition, sent: Record<string, string>, { company }: Work) {
  const { key, name } = definition;
  if (sent[key]) return sent;
  const field = definition.fields[key] ?? text();
  if (!company.settings.autoNumberedMasters.includes(name)) missingField(labelOf(key, field));
  const taken = (id: string) => company.books.find(name, id) !== undefined;
  return { ...sent, [key]: company.nextNumber(name, (count) => `${name[0]}-${10_000 + count}`, taken) };
}
