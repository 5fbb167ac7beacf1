import Big from 'big.js';
import type { StoredRecord } from '../books/record.js';
import { toWire } from '../objects/values.js';
import { leaf, type Markup } from '../xml/write.js';
import { comparer } from './condition.js';
import type { Path } from './path.js';

export type Aggregate = 'count' | 'sum' | 'avg' | 'min' | 'max';

/** One column of a `query`: a plain field, or an aggregate over the rows of a group. */
export interface Column {
  readonly path: Path;
  readonly aggregate?: Aggregate;
}

/** With an aggregate among the columns the plain fields are what rows are grouped by. */
export function groupRows(records: readonly StoredRecord[], columns: readonly Column[]): Markup[] {
  const plain = columns.filter(({ aggregate }) => aggregate === undefined);
  const groups = new Map<string, StoredRecord[]>();
  for (const record of records) {
    const key = JSON.stringify(plain.map(({ path }) => path.read(record)));
    const group = groups.get(key);
    if (group) group.push(record);
    else groups.set(key, [record]);
  }
  return [...groups.values()].map((group) => columns.map((column) => cell(column, group)).join(''));
}

/** `COUNT.RECORDNO` and so on, but a sum bears the bare field name, as in the vendor's sample. */
function cell({ path, aggregate }: Column, group: readonly StoredRecord[]): Markup {
  const [first] = group;
  if (!aggregate) return leaf(path.name, first ? toWire(path.field, path.read(first)) : '');
  const name = aggregate === 'sum' ? path.name : `${aggregate.toUpperCase()}.${path.name}`;
  const values = group.map((record) => path.read(record)).filter((value) => value !== '');
  return leaf(name, AGGREGATES[aggregate](values, path));
}

const AGGREGATES: Readonly<Record<Aggregate, (values: string[], path: Path) => string>> = {
  count: (values) => String(values.length),
  sum: (values) => sum(values).toFixed(),
  avg: (values) => (values.length === 0 ? '' : sum(values).div(values.length).round(2).toFixed()),
  min: (values, path) => toWire(path.field, values.sort(comparer(path.field))[0] ?? ''),
  max: (values, path) => toWire(path.field, values.sort(comparer(path.field)).at(-1) ?? ''),
};

function sum(values: readonly string[]): Big {
  return values.reduce((total, value) => total.plus(value), new Big(0));
}
