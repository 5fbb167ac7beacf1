import type { StoredRecord } from '../books/record.js';
import type { Company } from '../company/company.js';
import type { ObjectDefinition } from '../objects/definition.js';
import { toWire } from '../objects/values.js';
import { resolvePath } from '../query/path.js';

const MERGE_FIELD = /\{!([A-Za-z0-9_]+)\.([A-Za-z0-9_.]+)!\}/g;

export type Merge = (record: StoredRecord) => string;

/** Reads one merge field, `OBJECT.FIELD` or `OBJECT.RELATION.FIELD`, of the object an event is about. */
export function mergeField(company: Company, definition: ObjectDefinition, object: string, path: string): Merge {
  if (object.toUpperCase() !== definition.name)
    throw new Error(`{!${object}.${path}!} is not a field of ${definition.name}.`);
  const { field, read } = resolvePath(company, definition, path);
  return (record) => toWire(field, read(record));
}

/** A text with merge fields as a function of a record. Unknown fields are refused here, not when an event fires. */
export function template(company: Company, definition: ObjectDefinition, text: string): Merge {
  const fields = new Map<string, Merge>();
  for (const [whole, object = '', path = ''] of text.matchAll(MERGE_FIELD)) {
    fields.set(whole, mergeField(company, definition, object, path));
  }
  return (record) => text.replace(MERGE_FIELD, (whole) => fields.get(whole)?.(record) ?? '');
}
