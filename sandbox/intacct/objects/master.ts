import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { alreadyExists } from '../refusals.js';
import { checkChanges, checkedFields, completed } from './check.js';
import type { ObjectDefinition } from './definition.js';
import type { Input } from './input.js';

/** Creates a master record that has no rules beyond those its field table tells. */
export function createMaster(
  definition: ObjectDefinition,
  input: Input,
  work: Work,
  elsewhere: readonly string[] = [],
  derived: Readonly<Record<string, string>> = {},
): StoredRecord {
  const fields = completed(definition, { ...checkedFields(definition, input, work, elsewhere), ...derived });
  refuseTakenKey(definition, fields, work);
  return work.insert(definition.name, fields);
}

export function updateMaster(
  definition: ObjectDefinition,
  record: StoredRecord,
  input: Input,
  work: Work,
  elsewhere: readonly string[] = [],
): StoredRecord {
  const changes = checkedFields(definition, input, work, elsewhere);
  checkChanges(definition, record, changes);
  return work.change(definition.name, fieldOf(record, 'RECORDNO'), changes);
}

export function refuseTakenKey(definition: ObjectDefinition, fields: StoredRecord, work: Work): void {
  const key = fieldOf(fields, definition.key);
  if (work.company.books.find(definition.name, key)) alreadyExists(definition.label, key);
}
