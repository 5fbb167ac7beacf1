import type { StoredRecord } from '../books/record.js';
import { isUsable } from '../company/entities.js';
import { unknownReference } from '../company/references.js';
import type { Work } from '../company/work.js';
import { invalidValue, missingField, refuse, unknownField } from '../refusals.js';
import type { ObjectDefinition } from './definition.js';
import { type Field, labelOf } from './field.js';
import type { Input } from './input.js';
import { fromWire } from './values.js';

/**
 * Reads what was sent into stored values: refuses fields the object lacks, read-only fields, values of the wrong kind
 * and references to nothing. `elsewhere` names prefixes and lists that the object's own code reads.
 */
export function checkedFields(
  definition: Pick<ObjectDefinition, 'name' | 'fields'>,
  input: Input,
  work: Work,
  elsewhere: readonly string[] = [],
): Record<string, string> {
  const stored: Record<string, string> = {};
  for (const [name, sent] of input.values) {
    if (elsewhere.some((other) => name === other || name.startsWith(`${other}.`))) continue;
    const field = definition.fields[name];
    if (!field) refuseUnknown(definition, name, work);
    else if (name !== 'RECORDNO') stored[name] = checkedValue(name, field, sent, work);
  }
  return stored;
}

function refuseUnknown(definition: Pick<ObjectDefinition, 'name'>, name: string, work: Work): void {
  if (work.company.settings.unknownFields === 'refuse') unknownField(definition.name, name);
}

function checkedValue(name: string, field: Field, sent: string, work: Work): string {
  const label = labelOf(name, field);
  if (field.readOnly) refuse('BL03000018', `${label} is read-only.`, 'Remove the field and try again.');
  const stored = fromWire(field, sent);
  if (stored === undefined) return invalidValue(label, sent);
  if (field.reference) checkReference(field.reference, stored, work);
  return stored;
}

export function checkReference(object: string, key: string, work: Work): void {
  if (key === '') return;
  const record = work.company.books.find(object, key);
  if (!record || !isUsable(record, work)) unknownReference(work.company, object, key);
}

/** Fills in initial values and refuses a record that lacks a required one. */
export function completed(definition: ObjectDefinition, fields: Record<string, string>): Record<string, string> {
  const record = { ...fields };
  for (const [name, field] of Object.entries(definition.fields)) {
    if (field.initial !== undefined && !record[name]) record[name] = field.initial;
    if (field.required && !record[name]) missingField(labelOf(name, field));
  }
  return record;
}

/** Refuses changes that would clear a required field or alter an immutable one. */
export function checkChanges(definition: ObjectDefinition, before: StoredRecord, changes: StoredRecord): void {
  for (const [name, value] of Object.entries(changes)) {
    const field = definition.fields[name];
    if (!field) continue;
    if (field.required && value === '') missingField(labelOf(name, field));
    if (field.immutable && value !== (before[name] ?? '')) {
      refuse('BL03000018', `${labelOf(name, field)} cannot be changed.`, 'Remove the field and try again.');
    }
  }
}
