import { z } from 'zod';
import { defineAsIs } from '../action.js';
import type { IntacctClient } from '../client.js';
import type { IntacctRecord } from '../gateway/reply.js';
import { holds, recognitionOf } from './any-record-recognition.js';
import { checkedValues, FieldValues } from './any-record-values.js';
import { adopted, documentation, RecordKey, text } from './fields.js';
import { deleted, notFound } from './record-actions.js';

const source = `${documentation('platform-services/records')}/`;

const ObjectName = z
  .string()
  .regex(/^[A-Za-z_]\w*$/, 'must be an object name, such as "DEPARTMENT"')
  .describe('Intacct’s name of the object, such as "DEPARTMENT"; listObjects knows all.');

const which = {
  object: ObjectName,
  key: RecordKey.optional(),
  // Intacct takes a comma for the start of a second ID.
  name: z
    .string()
    .regex(/^[^,]+$/, 'must not be empty or hold a comma; give the key of such a record')
    .optional()
    .describe('The ID that people use, such as "D10". Give this or `key`.'),
};

interface Which {
  readonly object: string;
  readonly key?: string | undefined;
  readonly name?: string | undefined;
}

const oneOfThem = ({ key, name }: Which) => (key === undefined) !== (name === undefined);
const needsOne = 'needs either key or name';

export const readRecord = defineAsIs({
  summary: 'Read one record of any object, all fields as Intacct has them.',
  details: 'By record number or by the ID that people use. Values are Intacct’s own texts: dates as mm/dd/yyyy.',
  effect: 'read',
  source,
  permissions: ['View on the object that is read'],
  errors: ['record_not_found', 'object_unknown'],
  input: z
    .strictObject({
      ...which,
      documentType: z.string().optional().describe('For the custom fields of an Order Entry document: its definition.'),
    })
    .refine(oneOfThem, needsOne),
  output: z.looseObject({ object: z.string(), key: z.string(), record: z.record(z.string(), z.unknown()) }),
  example: { input: { object: 'DEPARTMENT', name: 'D10' } },
}).run(async ({ object, documentType, ...id }, intacct) => {
  const record = await recordOf(intacct, { object, ...id }, documentType);
  return { object, key: text(record, 'RECORDNO'), record: { ...record } };
});

export const createRecord = defineAsIs({
  summary: 'Create a record of any object that Intacct creates in the generic way.',
  details:
    'Prefer the object’s own action where there is one. The values are checked against describeObject first: unknown, ' +
    'missing and read-only fields, words, dates and numbers. Say with `identify` which field is unique, so that a ' +
    'repeated call certainly finds the first one’s record; else it is recognised by its values and the time of creation.',
  effect: 'create',
  source,
  permissions: ['Add and List on the object that is created'],
  errors: ['invalid_input', 'object_unknown', 'record_exists', 'operation_unsupported', 'outcome_needs_decision'],
  input: z.strictObject({
    object: ObjectName,
    values: FieldValues,
    identify: z
      .strictObject({ field: z.string() })
      .optional()
      .describe('A field of `values` that Intacct keeps unique.'),
  }),
  output: z.looseObject({
    object: z.string(),
    key: z.string(),
    record: z.record(z.string(), z.unknown()).describe('The keys that Intacct answers with.'),
    adopted,
  }),
  example: {
    input: {
      object: 'DEPARTMENT',
      values: { DEPARTMENTID: 'D-FIELD', TITLE: 'Field service' },
      identify: { field: 'DEPARTMENTID' },
    },
  },
}).run(async ({ object, values, identify }, intacct) => {
  const checked = await checkedValues(intacct, object, values, 'create');
  const recognition = recognitionOf(intacct, object, checked, identify?.field);
  const { record, adopted } = await intacct.write({ name: 'create', body: { [object]: checked.body } }, recognition);
  return { object, key: text(record, 'RECORDNO'), record: { ...record }, adopted };
});

export const updateRecord = defineAsIs({
  summary: 'Change a record of any object that Intacct updates in the generic way.',
  details:
    'Fields left out stay, null empties one; the values are checked as by createRecord. Lines of a document are ' +
    'replaced as a whole. The same change again does nothing.',
  effect: 'update',
  source,
  permissions: ['Edit and View on the object that is changed'],
  errors: ['invalid_input', 'record_not_found', 'object_unknown', 'operation_unsupported'],
  input: z.strictObject({ ...which, values: FieldValues }).refine(oneOfThem, needsOne),
  output: z.looseObject({ object: z.string(), key: z.string() }),
  example: {
    given: [
      {
        as: 'made',
        action: 'createRecord',
        input: { object: 'DEPARTMENT', values: { DEPARTMENTID: 'D-LAB', TITLE: 'Lab' } },
      },
    ],
    input: { object: 'DEPARTMENT', key: '{{made.key}}', values: { TITLE: 'Laboratory' } },
  },
}).run(async ({ object, values, ...id }, intacct) => {
  const checked = await checkedValues(intacct, object, values, 'update');
  const key = text(await recordOf(intacct, { object, ...id }), 'RECORDNO');
  const changed = async () => {
    const record = await recordOf(intacct, { object, key });
    // What cannot be compared is sent again: an update says the same twice.
    return checked.complete && holds(record, checked, { unseen: false }) ? [record] : [];
  };
  const body = { [object]: { RECORDNO: key, ...checked.body } };
  await intacct.write({ name: 'update', body }, { by: 'effect', find: changed });
  return { object, key };
});

export const deleteRecord = defineAsIs({
  summary: 'Delete a record of any object that Intacct deletes in the generic way.',
  details: 'Refuses records in use. Succeeds when the record is already gone.',
  effect: 'delete',
  source,
  permissions: ['Delete and View on the object that is deleted'],
  errors: ['record_in_use', 'object_unknown', 'operation_unsupported'],
  input: z.strictObject(which).refine(oneOfThem, needsOne),
  output: deleted,
  example: {
    given: [
      {
        as: 'made',
        action: 'createRecord',
        input: { object: 'DEPARTMENT', values: { DEPARTMENTID: 'D-BRIEF', TITLE: 'Short-lived' } },
      },
    ],
    input: { object: 'DEPARTMENT', name: 'D-BRIEF' },
  },
}).run(async ({ object, key, name = '' }, intacct) => {
  const found = key ?? text((await intacct.readByName(object, name)) ?? {}, 'RECORDNO');
  return found ? intacct.deleteRecord(object, found) : { deleted: false };
});

async function recordOf(
  intacct: IntacctClient,
  { object, key, name = '' }: Which,
  documentType?: string,
): Promise<IntacctRecord> {
  const body = { object, keys: key ?? name, fields: '*', docparid: documentType };
  const { data } = await intacct.execute({ name: key === undefined ? 'readByName' : 'read', body });
  const [record] = data.records;
  if (record) return record;
  throw notFound(object, key === undefined ? 'name' : 'key', key ?? name);
}
