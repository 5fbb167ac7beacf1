import { fromGatewayDate, toGatewayDate, toGatewayTimestamp } from '../gateway/dates.js';
import type { WireField } from '../shapes/field.js';
import type { Operator, Value } from './condition.js';
import { FilterMistake } from './refusal.js';

/** A field that a filter names; without a kind when only Intacct knows it. */
export type KnownField = Pick<WireField, 'path' | 'choices'> & { readonly kind?: WireField['kind'] };

const ordered: readonly Operator[] = ['<', '<=', '>', '>=', 'between', 'not between'];

/** Throws `FilterMistake` when the operator makes no sense for the field. */
export function requireSense(field: KnownField, operator: Operator, at: Value['at']): void {
  const { kind } = field;
  if (operator.endsWith('like') && kind && kind !== 'text' && kind !== 'choice') {
    throw new FilterMistake(
      `${field.path} is a ${kind}, which LIKE cannot search.`,
      at,
      'Compare it with =, <, > or BETWEEN.',
    );
  }
  if ((kind === 'choice' || kind === 'flag') && ordered.includes(operator)) {
    throw new FilterMistake(`${field.path} is a ${kind}, which has no order.`, at, 'Use =, != or IN.');
  }
}

/** A value in the gateway's words. Throws `FilterMistake` when the field cannot have it. */
export function wireValue(field: KnownField, value: Value): string {
  if (value.text === '')
    throw new FilterMistake('Nothing equals an empty text.', value.at, 'Write IS NULL or isNull: true.');
  return converters[field.kind ?? 'unknown'](value, field);
}

const datePattern = /^\d{4}-\d{2}-\d{2}$/;
const timestampPattern = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/;

const number = (pattern: RegExp, form: string) => (value: Value, field: KnownField) =>
  value.type !== 'flag' && pattern.test(value.text) ? value.text : wrong(field, value, form);

const converters: Readonly<Record<WireField['kind'] | 'unknown', (value: Value, field: KnownField) => string>> = {
  text: ({ text }) => text,
  key: number(/^\d{1,18}$/, 'digits, such as 8'),
  integer: number(/^-?\d{1,15}$/, 'a whole number, such as 12'),
  decimal: number(/^-?\d{1,20}(\.\d{1,15})?$/, 'a number, such as 1.25'),
  money: number(/^-?\d{1,15}(\.\d{1,2})?$/, 'an amount of at most two places, such as 1250.00'),
  date: (value, field) => gatewayDate(value.text) ?? wrong(field, value, "a date, such as '2026-01-31'"),
  timestamp: (value, field) =>
    gatewayMoment(value.text) ?? wrong(field, value, "a date or time, such as '2026-01-31' or '2026-01-31T09:30:00Z'"),
  flag: (value, field) => {
    const word = value.text.toLowerCase();
    return word === 'true' || word === 'false' ? word : wrong(field, value, 'true or false');
  },
  choice: (value, field) => choiceOf(value, field),
  unknown: ({ text }) => gatewayDate(text) ?? (timestampPattern.test(text) ? gatewayMoment(text) : undefined) ?? text,
};

function choiceOf(value: Value, field: KnownField): string {
  const { choices = [] } = field;
  const found = choices.find((word) => word.toLowerCase() === value.text.toLowerCase());
  return found ?? wrong(field, value, `one of ${choices.map((word) => `'${word}'`).join(', ')}`);
}

/** Undefined when there is no such day. */
function gatewayDate(text: string): string | undefined {
  if (!datePattern.test(text)) return undefined;
  const wire = toGatewayDate(text);
  const moment = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(moment.getTime()) || fromGatewayDate(wire) !== moment.toISOString().slice(0, 10)
    ? undefined
    : wire;
}

/** A day means its first second; times without an offset are GMT; parts of a second are dropped, as Intacct has none. */
function gatewayMoment(text: string): string | undefined {
  const day = gatewayDate(text);
  if (day) return `${day} 00:00:00`;
  if (!timestampPattern.test(text) || !gatewayDate(text.slice(0, 10))) return undefined;
  const iso = text.replace(' ', 'T');
  const moment = new Date(/(Z|[+-]\d{2}:\d{2})$/.test(iso) ? iso : `${iso}Z`);
  return Number.isNaN(moment.getTime()) ? undefined : toGatewayTimestamp(moment);
}

function wrong({ path }: KnownField, { text, at }: Value, form: string): never {
  throw new FilterMistake(`“${text.slice(0, 40)}” is no value of ${path}.`, at, `Write ${form}.`);
}
