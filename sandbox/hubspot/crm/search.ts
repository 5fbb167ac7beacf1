import { invalid } from '../errors.js';
import type { Crm } from './crm.js';
import { refOf } from './crm.js';
import { type ObjectType, objectTypeFrom } from './object-types.js';
import type { StoredRecord } from './records.js';
import type { PropertyDefinition } from './schema/definition.js';
import { compare, testOf } from './search-operators.js';

export interface Filter {
  propertyName: string;
  operator: string;
  value?: string | undefined;
  highValue?: string | undefined;
  values?: string[] | undefined;
}

export interface Sort {
  propertyName: string;
  direction: 'ASCENDING' | 'DESCENDING';
}

export interface SearchQuery {
  /** OR of ANDs. Empty = everything. */
  filterGroups: readonly (readonly Filter[])[];
  sort: Sort | undefined;
  /** Words that have to occur in the record's text. */
  text: string | undefined;
}

export interface Hit {
  record: StoredRecord;
  /** What the index knows, which may be older than the record. */
  values: Record<string, string>;
}

/** Live records that match, in order. Records archived since the index noticed them are left out at once. */
export function search(crm: Crm, type: ObjectType, query: SearchQuery): Hit[] {
  const groups = query.filterGroups.map((filters) => filters.map((filter) => hitTest(crm, type, filter)));
  const accepts = (hit: Hit) => groups.length === 0 || groups.some((tests) => tests.every((test) => test(hit)));
  const hits = indexed(crm, type).filter((hit) => accepts(hit) && containsText(hit, query.text));
  return query.sort === undefined ? hits : sorted(hits, query.sort, definitionOf(crm, type, query.sort.propertyName));
}

function indexed(crm: Crm, type: ObjectType): Hit[] {
  return crm.records.all(type).flatMap((record) => {
    const values = crm.searchIndex.seen(record, () => crm.valuesOf(record));
    return values === undefined || record.archivedAt !== undefined ? [] : [{ record, values }];
  });
}

type HitTest = (hit: Hit) => boolean;

function hitTest(crm: Crm, type: ObjectType, filter: Filter): HitTest {
  const linked = /^associations\.(.+)$/.exec(filter.propertyName)?.[1];
  if (linked !== undefined) return linkTest(crm, linked, filter);
  const test = testOf(filter, definitionOf(crm, type, filter.propertyName));
  return ({ values }) => test(values[filter.propertyName]);
}

function linkTest(crm: Crm, typeName: string, filter: Filter): HitTest {
  const type = objectTypeFrom(typeName);
  if (type === undefined || filter.operator !== 'EQ')
    throw invalid(`${filter.propertyName} can only be compared with EQ`);
  return ({ record }) => crm.links.of(refOf(record), type).some((link) => link.to.id === filter.value);
}

function definitionOf(crm: Crm, type: ObjectType, name: string): PropertyDefinition {
  const definition = crm.properties.find(type, name);
  if (definition === undefined) throw invalid(`Property "${name}" does not exist`);
  return definition;
}

function containsText({ values }: Hit, text: string | undefined): boolean {
  if (text === undefined) return true;
  const haystack = Object.values(values).join(' ').toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}

/** Records without a value come last; equal ones keep the order of their IDs. */
function sorted(hits: Hit[], { propertyName, direction }: Sort, definition: PropertyDefinition): Hit[] {
  const sign = direction === 'DESCENDING' ? -1 : 1;
  return hits.toSorted((a, b) => {
    const [left, right] = [a.values[propertyName], b.values[propertyName]];
    if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
    return sign * compare(definition, left, right);
  });
}
