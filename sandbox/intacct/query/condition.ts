import type { StoredRecord } from '../books/record.js';
import { type Field, labelOf } from '../objects/field.js';
import { fromWire } from '../objects/values.js';
import { refuse } from '../refusals.js';
import type { Path } from './path.js';

export type Operator =
  | '='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'like'
  | 'notlike'
  | 'in'
  | 'notin'
  | 'between'
  | 'null'
  | 'notnull';

/** What both query languages come down to. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | { readonly kind: 'compare'; readonly path: Path; readonly operator: Operator; readonly values: readonly string[] };

export interface Comparing {
  /** `query` compares an enum's display value, `readByQuery` its stored letter, and booleans likewise. */
  readonly enums: 'display' | 'stored';
  readonly caseInsensitive: boolean;
}

export type Test = (record: StoredRecord) => boolean;

/** Three-valued logic as in SQL: an empty field is neither equal nor unequal to anything. */
type Ternary = boolean | undefined;

export function compile(condition: Condition, how: Comparing): Test {
  const test = compileTernary(condition, how);
  return (record) => test(record) === true;
}

function compileTernary(condition: Condition, how: Comparing): (record: StoredRecord) => Ternary {
  if (condition.kind === 'compare') return compileCompare(condition.path, condition.operator, condition.values, how);
  if (condition.kind === 'not') {
    const part = compileTernary(condition.part, how);
    return (record) => negate(part(record));
  }
  const parts = condition.parts.map((part) => compileTernary(part, how));
  const deciding = condition.kind === 'or';
  return (record) => {
    let result: Ternary = !deciding;
    for (const part of parts) {
      const value = part(record);
      if (value === deciding) return deciding;
      if (value === undefined) result = undefined;
    }
    return result;
  };
}

function negate(value: Ternary): Ternary {
  return value === undefined ? undefined : !value;
}

function compileCompare(path: Path, operator: Operator, values: readonly string[], how: Comparing) {
  if (operator === 'null') return (record: StoredRecord) => path.read(record) === '';
  if (operator === 'notnull') return (record: StoredRecord) => path.read(record) !== '';
  const fold = how.caseInsensitive ? (text: string) => text.toLowerCase() : (text: string) => text;
  const field = path.field;
  const matches = matcher(
    field,
    operator,
    values.map((value) => fold(operand(path, value, operator, how))),
    fold,
  );
  return (record: StoredRecord): Ternary => {
    const stored = path.read(record);
    return stored === '' ? undefined : matches(fold(shown(field, stored, how)));
  };
}

/** The record's side of a comparison. */
function shown(field: Field, stored: string, how: Comparing): string {
  if (how.enums === 'display') return stored;
  if (field.type === 'BOOLEAN') return stored === 'true' ? 'T' : 'F';
  return field.values?.[stored] ?? stored;
}

/** The request's side. Dates and numbers that are none are refused; an unknown enum value just matches nothing. */
function operand(path: Path, value: string, operator: Operator, how: Comparing): string {
  const { field } = path;
  if (operator === 'like' || operator === 'notlike' || field.type === 'TEXT' || field.type === 'ENUM') return value;
  if (field.type === 'BOOLEAN' && how.enums === 'stored') return value;
  const stored = fromWire(field, value) ?? fromWire(WIDER[field.type] ?? field, value);
  if (stored !== undefined && stored !== '') return stored;
  return refuse('DL02000001', `Invalid value '${value}' for ${labelOf(path.name, field)}.`);
}

/** Dates may also be compared with a time of day. */
const WIDER: Readonly<Partial<Record<Field['type'], Field>>> = { DATE: { type: 'TIMESTAMP' } };

const ORDERED: Readonly<Partial<Record<Operator, (order: number) => boolean>>> = {
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

function matcher(field: Field, operator: Operator, values: readonly string[], fold: (text: string) => string) {
  const compare = comparer(field);
  const [first = '', second = ''] = values;
  const ordered = ORDERED[operator];
  if (ordered) return (value: string) => ordered(compare(value, first));
  if (operator === 'between') return (value: string) => compare(value, first) >= 0 && compare(value, second) <= 0;
  if (operator === 'like' || operator === 'notlike') {
    const pattern = likePattern(fold(first));
    return (value: string) => pattern.test(value) === (operator === 'like');
  }
  const normal = isNumeric(field) ? (value: string) => String(Number(value)) : (value: string) => value;
  const set = new Set(values.map(normal));
  return (value: string) => set.has(normal(value)) === (operator === 'in');
}

function isNumeric(field: Field): boolean {
  return field.type === 'INTEGER' || field.type === 'DECIMAL' || field.type === 'CURRENCY';
}

/** Order of two stored values of a field; dates are kept so that text order is time order. */
export function comparer(field: Field): (a: string, b: string) => number {
  if (isNumeric(field)) return (a, b) => Number(a) - Number(b);
  return (a, b) => (a < b ? -1 : a > b ? 1 : 0);
}

/** `%` any run of characters, `_` one character. */
function likePattern(pattern: string): RegExp {
  const source = pattern
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('%', '.*')
    .replaceAll('_', '.');
  return new RegExp(`^${source}$`, 's');
}
