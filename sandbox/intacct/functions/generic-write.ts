import { fieldOf, type StoredRecord } from '../books/record.js';
import { isUsable, refuseForeign } from '../company/entities.js';
import type { Work } from '../company/work.js';
import { takeAdded } from '../custom/generic.js';
import { storeAdded } from '../custom/store.js';
import type { ObjectDefinition } from '../objects/definition.js';
import { type Input, readInput } from '../objects/input.js';
import { missingField, refuse, unknownObject, WRAPPER, withWrapper } from '../refusals.js';
import { childText, type XmlElement } from '../xml/element.js';
import { leaf, type Markup, wrap } from '../xml/write.js';
import { type FunctionCall, type FunctionDefinition, namedObject } from './definition.js';
import { definitionOf } from './read.js';

/** The object elements inside create and update are the objects' own business: any order, any case. */
const objectsInside = (element: XmlElement): string[] => element.children.map(({ name }) => name.toUpperCase());

/** One or more objects, all or nothing. */
export const create: FunctionDefinition = {
  name: 'create',
  schema: { create: 'ANY' },
  objects: objectsInside,
  run: (call) => eachObject(call, 'create', createOne),
};

export const update: FunctionDefinition = {
  name: 'update',
  schema: { update: 'ANY' },
  objects: objectsInside,
  run: (call) => eachObject(call, 'update', updateOne),
};

export const remove: FunctionDefinition = {
  name: 'delete',
  schema: { delete: 'object & keys & docparid?' },
  objects: namedObject,
  run: ({ element, work }) => {
    const definition = definitionOf(work.company, element);
    const keys = (childText(element, 'keys') ?? '').split(',').map((key) => key.trim());
    for (const key of keys) deleteOne(definition, key, work);
    return '';
  },
};

type WriteOne = (definition: ObjectDefinition, input: Input, work: Work) => StoredRecord;

function eachObject({ element, work }: FunctionCall, verb: 'create' | 'update', write: WriteOne): Markup {
  if (element.children.length === 0) missingField(`object to ${verb}`);
  const rows = element.children.map((each) => {
    const definition = work.company.objects.get(each.name.toUpperCase()) ?? unknownObject(each.name);
    const input = readInput(each, definition.lines ? [definition.lines.element] : []);
    const record = withWrapper(`Could not ${verb} ${definition.label} record!`, () => {
      const added = takeAdded(definition, input, verb, work);
      return storeAdded(definition, write(definition, input, work), added, work);
    });
    return wrap(definition.name.toLowerCase(), keysOf(definition, record));
  });
  return wrap('data', rows.join(''), { listtype: 'objects', count: rows.length });
}

function keysOf(definition: ObjectDefinition, record: StoredRecord): Markup {
  const keys = definition.createdKeys ?? ['RECORDNO', definition.key];
  return [...new Set(keys)].map((key) => leaf(key, fieldOf(record, key))).join('');
}

function createOne(definition: ObjectDefinition, input: Input, work: Work): StoredRecord {
  if (!definition.create) return unsupported('create', definition);
  const written = work.written.length;
  const record = definition.create(input, work);
  return work.written.length > written ? record : work.wrote(definition.name, record);
}

/** The record is named by RECORDNO or by its key. */
function updateOne(definition: ObjectDefinition, input: Input, work: Work): StoredRecord {
  if (!definition.update) return unsupported('update', definition);
  const { books } = work.company;
  const recordno = input.get('RECORDNO');
  const key = input.get(definition.key);
  const record = recordno === '' ? books.find(definition.name, key) : books.get(definition.name, recordno);
  if (!record || !isUsable(record, work)) {
    return refuse(WRAPPER, `Cannot find ${definition.label} with key '${recordno || key}' to update.`);
  }
  refuseForeign(definition.label, record, work);
  return work.wrote(definition.name, definition.update(record, input, work));
}

function deleteOne(definition: ObjectDefinition, key: string, work: Work): void {
  const remove = definition.remove ?? unsupported('delete', definition);
  const found = work.company.books.get(definition.name, key);
  const record =
    (found && isUsable(found, work) ? found : undefined) ??
    refuse(WRAPPER, `Cannot find ${definition.label} with key '${key}' to delete.`);
  withWrapper(`Could not delete ${definition.label} record!`, () => {
    refuseForeign(definition.label, record, work);
    remove(record, work);
  });
  work.wrote(definition.name, record);
}

function unsupported(verb: string, definition: ObjectDefinition): never {
  return refuse('BL03000018', `The operation ${verb} is not supported for the object ${definition.name}.`);
}
