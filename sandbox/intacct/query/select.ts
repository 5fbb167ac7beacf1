import type { Books } from '../books/books.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { isPart, type ObjectDefinition } from '../objects/definition.js';
import { type Comparing, type Condition, comparer, compile } from './condition.js';
import type { Path } from './path.js';

export interface Order {
  readonly path: Path;
  readonly descending: boolean;
}

/** Records of an object that the caller may see and that meet the condition. */
export function select(
  definition: ObjectDefinition,
  condition: Condition | undefined,
  how: Comparing & { readonly showPrivate: boolean },
  work: Work,
): StoredRecord[] {
  const test = condition ? compile(condition, how) : () => true;
  const found: StoredRecord[] = [];
  const all = candidates(work.company.books, definition.name, condition, how);
  for (const record of work.company.readLag.asRead(definition.name, all)) {
    if (isPart(definition, record) && isVisible(record, how.showPrivate, work) && test(record)) found.push(record);
  }
  return found;
}

/** At top level private records of entities are hidden unless asked for; in an entity those of the other entities are. */
export function isVisible(record: StoredRecord, showPrivate: boolean, { entity }: Work): boolean {
  const owner = fieldOf(record, 'MEGAENTITYID');
  return owner === '' || owner === entity || (entity === '' && showPrivate);
}

/** A superset of what can match: by index where a conjunct asks for one value of an indexed field. */
function candidates(
  books: Books,
  name: string,
  condition: Condition | undefined,
  { caseInsensitive }: Comparing,
): Iterable<StoredRecord> {
  const table = books.table(name);
  const conjuncts = condition?.kind === 'and' ? condition.parts : condition ? [condition] : [];
  for (const part of conjuncts) {
    if (part.kind !== 'compare' || !part.path.own || !table.hasIndex(part.path.name)) continue;
    const exact = part.operator === '=' || part.operator === 'in';
    if (!exact || (caseInsensitive && part.path.field.type === 'TEXT')) continue;
    const values = new Set(
      part.path.field.type === 'INTEGER' ? part.values.map((value) => String(Number(value))) : part.values,
    );
    return [...values].flatMap((value) => table.where(part.path.name, value));
  }
  return table.values();
}

/** Sorts in place; empty values come last when ascending, as in the vendor's database (guess). */
export function sort(records: StoredRecord[], orders: readonly Order[]): StoredRecord[] {
  const compares = orders.map(({ path, descending }) => {
    const compare = comparer(path.field);
    const sign = descending ? -1 : 1;
    return (a: StoredRecord, b: StoredRecord) => sign * emptyLast(path.read(a), path.read(b), compare);
  });
  return records.sort((a, b) => {
    for (const compare of compares) {
      const order = compare(a, b);
      if (order !== 0) return order;
    }
    return 0;
  });
}

function emptyLast(a: string, b: string, compare: (a: string, b: string) => number): number {
  if (a === '' || b === '') return a === b ? 0 : a === '' ? 1 : -1;
  return compare(a, b);
}
