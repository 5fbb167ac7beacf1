import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Company } from '../company/company.js';
import type { ObjectDefinition } from '../objects/definition.js';
import { toWire } from '../objects/values.js';
import { leaf, type Markup, wrap } from '../xml/write.js';
import { type Path, resolvePath } from './path.js';

/** The fields asked for, in that order; `*` or nothing means all. Refuses unknown ones. */
export function wantedPaths(company: Company, definition: ObjectDefinition, fields: string): Path[] {
  const names = fields.split(',').map((name) => name.trim());
  if (names.length === 1 && (names[0] === '*' || names[0] === '')) return allPaths(company, definition);
  return names.filter((name) => name !== '').map((name) => resolvePath(company, definition, name));
}

/** All fields of an object, those of embedded ones under dotted names. */
export function allPaths(company: Company, definition: ObjectDefinition): Path[] {
  const names = [...Object.keys(definition.fields)];
  for (const relation of definition.embedded ?? []) {
    const target = company.objects.get(definition.relations?.[relation]?.object ?? '');
    for (const field of Object.keys(target?.fields ?? {})) names.push(`${relation}.${field}`);
  }
  return names.map((name) => resolvePath(company, definition, name));
}

/** Fields side by side, dotted names as they are: what query and readByQuery return. */
export function flatFields(record: StoredRecord, paths: readonly Path[]): Markup {
  let markup = '';
  for (const { name, field, read } of paths) markup += leaf(name, toWire(field, read(record)));
  return markup;
}

/** Dotted names as nested elements: what read and readByName return. */
export function nestedFields(record: StoredRecord, paths: readonly Path[]): Markup {
  let markup = '';
  const groups = new Map<string, Path[]>();
  for (const path of paths) {
    const dot = path.name.indexOf('.');
    if (dot === -1) {
      markup += leaf(path.name, toWire(path.field, path.read(record)));
      continue;
    }
    const head = path.name.slice(0, dot);
    const inner = { ...path, name: path.name.slice(dot + 1) };
    const group = groups.get(head);
    if (group) group.push(inner);
    else groups.set(head, [inner]);
  }
  for (const [head, inner] of groups) markup += wrap(head, nestedFields(record, inner));
  return markup;
}

/** A record with its lines, as `read` shows it. */
export function wholeRecord(company: Company, definition: ObjectDefinition, record: StoredRecord): Markup {
  const own = nestedFields(record, allPaths(company, definition));
  const { lines } = definition;
  const line = lines && company.objects.get(lines.object);
  if (!line) return own;
  const paths = allPaths(company, line);
  const owned = company.books.where(line.name, lines.parent, fieldOf(record, 'RECORDNO'));
  const inner = owned.map((each) => wrap(line.name.toLowerCase(), nestedFields(each, paths))).join('');
  return own + wrap(lines.element, inner);
}
