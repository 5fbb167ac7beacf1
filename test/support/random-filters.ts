import fc from 'fast-check';
import type { StoredRecord } from '../../sandbox/intacct/index.js';

/**
 * Random filters, each in three forms that must mean the same: text, JSON, and a plain predicate over the books. None of them
 * is made by the connector's code.
 */
export interface RandomFilter {
  readonly text: string;
  readonly json: unknown;
  readonly holds: (record: StoredRecord) => Ternary;
}

/** As in SQL: undefined where an empty field decides. */
type Ternary = boolean | undefined;

export interface RandomField {
  /** Names that filters may use for it. */
  readonly names: readonly string[];
  readonly path: string;
  readonly kind: 'text' | 'number' | 'date' | 'flag' | 'choice';
  /** As filters write them. */
  readonly values: readonly string[];
}

const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`;
const written = ({ kind }: RandomField, value: string) =>
  kind === 'number' || kind === 'flag' ? value : quoted(value);
const inJson = ({ kind }: RandomField, value: string) => (kind === 'flag' ? value === 'true' : value);

/** The record's value so that `<` orders it; undefined when it has none. */
function comparable({ kind, path }: RandomField, record: StoredRecord): string | number | undefined {
  const value = record[path];
  if (kind === 'flag') return value === 'true' ? 'true' : 'false';
  if (value === undefined) return undefined;
  if (kind === 'date') return value.replace(/^(..)\/(..)\/(....).*/, '$3-$1-$2');
  return kind === 'number' ? Number(value) : value;
}

const comparisons = {
  '=': ['equals', (a, b) => a === b],
  '!=': ['notEquals', (a, b) => a !== b],
  '>': ['greaterThan', (a, b) => a > b],
  '>=': ['atLeast', (a, b) => a >= b],
  '<': ['lessThan', (a, b) => a < b],
  '<=': ['atMost', (a, b) => a <= b],
} as const satisfies Record<string, readonly [string, (a: string | number, b: string | number) => boolean]>;

function comparison(field: RandomField): fc.Arbitrary<RandomFilter> {
  const signs = field.kind === 'flag' || field.kind === 'choice' ? (['=', '!='] as const) : Object.keys(comparisons);
  return fc
    .record({
      name: fc.constantFrom(...field.names),
      sign: fc.constantFrom(...(signs as (keyof typeof comparisons)[])),
      value: fc.constantFrom(...field.values),
    })
    .map(({ name, sign, value }) => {
      const [word, compare] = comparisons[sign];
      return {
        text: `${name} ${sign} ${written(field, value)}`,
        json: { field: name, [word]: inJson(field, value) },
        holds: testOf(field, (found) => compare(found, numbered(field, value))),
      };
    });
}

function testOf(field: RandomField, test: (found: string | number) => boolean): RandomFilter['holds'] {
  return (record) => {
    const found = comparable(field, record);
    return found === undefined ? undefined : test(found);
  };
}

const numbered = ({ kind }: RandomField, value: string) => (kind === 'number' ? Number(value) : value);

function membership(field: RandomField): fc.Arbitrary<RandomFilter> {
  return fc
    .record({
      name: fc.constantFrom(...field.names),
      values: fc.array(fc.constantFrom(...field.values), { minLength: 1, maxLength: 4 }),
    })
    .map(({ name, values }) => ({
      text: `${name} IN (${values.map((value) => written(field, value)).join(', ')})`,
      json: { field: name, in: values.map((value) => inJson(field, value)) },
      holds: testOf(field, (found) => values.some((value) => numbered(field, value) === found)),
    }));
}

function range(field: RandomField): fc.Arbitrary<RandomFilter> {
  const value = fc.constantFrom(...field.values);
  return fc.record({ name: fc.constantFrom(...field.names), low: value, high: value }).map(({ name, low, high }) => ({
    text: `${name} between ${written(field, low)} and ${written(field, high)}`,
    json: { field: name, between: [inJson(field, low), inJson(field, high)] },
    holds: testOf(field, (found) => found >= numbered(field, low) && found <= numbered(field, high)),
  }));
}

function emptiness(field: RandomField): fc.Arbitrary<RandomFilter> {
  return fc.record({ name: fc.constantFrom(...field.names), isNull: fc.boolean() }).map(({ name, isNull }) => ({
    text: `${name} IS ${isNull ? '' : 'NOT '}NULL`,
    json: { field: name, isNull },
    holds: (record) => (record[field.path] === undefined) === isNull,
  }));
}

function likeness(field: RandomField): fc.Arbitrary<RandomFilter> {
  return fc
    .record({
      name: fc.constantFrom(...field.names),
      value: fc.constantFrom(...field.values),
      from: fc.nat(6),
      to: fc.nat(12),
      closed: fc.boolean(),
    })
    .map(({ name, value, from, to, closed }) => {
      const start = value.slice(0, from);
      const end = value.slice(Math.max(from + 1, to));
      const pattern = `${start}_${closed ? end : '%'}`;
      const matches = (found: string) =>
        found.startsWith(start) &&
        (closed ? found.length === pattern.length && found.endsWith(end) : found.length >= pattern.length - 1);
      return {
        text: `${name} LIKE ${quoted(pattern)}`,
        json: { field: name, like: pattern },
        holds: testOf(field, (found) => matches(String(found))),
      };
    });
}

function testOn(field: RandomField): fc.Arbitrary<RandomFilter> {
  const { kind } = field;
  const all = [comparison(field), comparison(field), membership(field), emptiness(field)];
  if (kind !== 'flag' && kind !== 'choice') all.push(range(field));
  if (kind === 'text') all.push(likeness(field));
  return fc.oneof(...all);
}

const decided = (deciding: boolean) => (values: readonly Ternary[]) =>
  values.includes(deciding) ? deciding : values.includes(undefined) ? undefined : !deciding;

function joined(parts: readonly RandomFilter[], word: 'all' | 'any'): RandomFilter {
  const outcome = decided(word === 'any');
  return {
    text: parts.map(({ text }) => `(${text})`).join(word === 'all' ? ' AND ' : ' or '),
    json: { [word]: parts.map(({ json }) => json) },
    holds: (record) => outcome(parts.map(({ holds }) => holds(record))),
  };
}

function negated({ text, json, holds }: RandomFilter): RandomFilter {
  return {
    text: `NOT (${text})`,
    json: { not: json },
    holds: (record) => {
      const held = holds(record);
      return held === undefined ? undefined : !held;
    },
  };
}

/** Filters over these fields, up to some levels of AND, OR and NOT. */
export function randomFilter(fields: readonly RandomField[], levels = 3): fc.Arbitrary<RandomFilter> {
  const test = fc.oneof(...fields.map(testOn));
  if (levels === 0) return test;
  const inner = randomFilter(fields, levels - 1);
  const members = fc.array(inner, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    test,
    inner.map(negated),
    fc.tuple(members, fc.constantFrom('all' as const, 'any' as const)).map(([parts, word]) => joined(parts, word)),
  );
}
