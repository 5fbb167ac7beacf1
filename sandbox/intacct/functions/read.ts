import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Company } from '../company/company.js';
import { isPart, type ObjectDefinition } from '../objects/definition.js';
import { nestedFields, wantedPaths, wholeRecord } from '../query/present.js';
import { isVisible } from '../query/select.js';
import { INVALID_VALUE, refuse, unknownObject } from '../refusals.js';
import { childText, type XmlElement } from '../xml/element.js';
import { type Markup, wrap } from '../xml/write.js';
import { type FunctionCall, type FunctionDefinition, namedObject } from './definition.js';

const CHILDREN = 'object & keys & fields? & returnFormat? & docparid?';

export const read: FunctionDefinition = {
  name: 'read',
  schema: { read: CHILDREN },
  objects: namedObject,
  run: (call) => readKeys(call, () => 'RECORDNO'),
};

export const readByName: FunctionDefinition = {
  name: 'readByName',
  schema: { readByName: CHILDREN },
  objects: namedObject,
  run: (call) => readKeys(call, ({ key }) => key),
};

export function definitionOf(company: Company, element: XmlElement): ObjectDefinition {
  const name = childText(element, 'object') ?? '';
  return company.objects.get(name.toUpperCase()) ?? unknownObject(name);
}

/** What the gateway can answer in; JSON and CSV leave it without an envelope. */
export function refuseOtherFormats(format: string | undefined): void {
  if (format && !['xml', 'json', 'csv'].includes(format)) refuse(INVALID_VALUE, `Invalid return format '${format}'.`);
}

function readKeys({ element, work }: FunctionCall, keyOf: (definition: ObjectDefinition) => string): Markup {
  const { company } = work;
  refuseOtherFormats(childText(element, 'returnFormat'));
  const definition = definitionOf(company, element);
  const keys = (childText(element, 'keys') ?? '').split(',').map((key) => key.trim());
  if (keys.length > 100) refuse(INVALID_VALUE, 'At most 100 keys can be read at once.');
  const found = keys
    .flatMap((key) => (key === '' ? [] : foundBy(definition, keyOf(definition), key, company)))
    .filter((record) => isPart(definition, record) && isVisible(record, company.settings.readShowsPrivate, work));
  const show = presenter(company, definition, childText(element, 'fields') ?? '');
  const rows = found.map((record) => wrap(definition.name, show(record))).join('');
  return wrap('data', rows, { listtype: definition.name.toLowerCase(), count: found.length });
}

function foundBy({ name }: ObjectDefinition, field: string, key: string, { books, readLag }: Company): StoredRecord[] {
  const read = readLag.asRead(name, books.where(name, field, key));
  return [...read].filter((record) => fieldOf(record, field) === key);
}

function presenter(company: Company, definition: ObjectDefinition, fields: string): (record: StoredRecord) => Markup {
  if (fields === '' || fields === '*') return (record) => wholeRecord(company, definition, record);
  const paths = wantedPaths(company, definition, fields);
  return (record) => nestedFields(record, paths);
}
