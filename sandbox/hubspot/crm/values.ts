import type { PropertyDefinition } from './schema/definition.js';
import { timestamp } from './time.js';

/** What HubSpot says about one property value it refuses. */
export interface ValueProblem {
  name: string;
  error: string;
  message: string;
}

export type CheckedValue = { value: string } | { problem: ValueProblem };

const longestText = 65_536;
const dayMs = 86_400_000;
const decimal = /^-?(\d+(\.\d+)?|\.\d+)([eE][+-]?\d+)?$/;
const isoDate = /^\d{4}-\d{2}-\d{2}$/;
const isoDatetime = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
/** Eleven digits and more are milliseconds; ten would be seconds, which HubSpot refuses. */
const epochMs = /^-?\d{11,14}$/;
const emailShape = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const isoPeriod = /^P(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$/;

/** Checks a value against its property and gives it the form HubSpot stores. The empty string clears and is always fine. */
export function checkValue(definition: PropertyDefinition, raw: string): CheckedValue {
  if (raw === '') return { value: '' };
  switch (definition.type) {
    case 'string':
      return checkText(definition, raw);
    case 'number':
      return checkNumber(definition, raw);
    case 'bool':
      return ['true', 'false'].includes(raw) ? { value: raw } : refuse(definition, raw, 'INVALID_OPTION');
    case 'enumeration':
      return checkOptions(definition, raw);
    case 'date':
      return checkDate(definition, raw);
    case 'datetime':
      return checkDatetime(definition, raw);
  }
}

export function refuse(definition: PropertyDefinition, raw: string, error: string): { problem: ValueProblem } {
  return { problem: { name: definition.name, error, message: problemText(definition, raw, error) } };
}

function problemText({ name, options }: PropertyDefinition, raw: string, error: string): string {
  if (error === 'INVALID_OPTION') {
    return `${raw} was not one of the allowed options: [${options.map((option) => option.value).join(', ')}]`;
  }
  if (error === 'READ_ONLY_VALUE') return `"${name}" is a read only property; its value cannot be set.`;
  return `${raw} was not a valid value for "${name}" (${error}).`;
}

function checkText(definition: PropertyDefinition, raw: string): CheckedValue {
  if (raw.length > longestText) return refuse(definition, `${raw.slice(0, 20)}…`, 'PROPERTY_TOO_LONG');
  if (definition.name === 'email' && !emailShape.test(raw)) return refuse(definition, raw, 'INVALID_EMAIL');
  if (definition.name === 'hs_recurring_billing_period' && !isoPeriod.test(raw)) {
    return refuse(definition, raw, 'INVALID_PERIOD');
  }
  return { value: definition.name === 'email' ? raw.toLowerCase() : raw };
}

function checkNumber(definition: PropertyDefinition, raw: string): CheckedValue {
  if (!decimal.test(raw)) return refuse(definition, raw, 'INVALID_LONG');
  if (definition.name === 'price' && raw.startsWith('-')) return refuse(definition, raw, 'NEGATIVE_VALUE');
  return { value: raw };
}

function checkOptions(definition: PropertyDefinition, raw: string): CheckedValue {
  if (definition.options.length === 0) return { value: raw };
  const allowed = new Set(definition.options.map((option) => option.value));
  const values = definition.fieldType === 'checkbox' ? raw.split(';') : [raw];
  return values.every((value) => allowed.has(value)) ? { value: raw } : refuse(definition, raw, 'INVALID_OPTION');
}

function checkDate(definition: PropertyDefinition, raw: string): CheckedValue {
  const instant = instantOf(raw);
  if (instant === undefined || instant % dayMs !== 0) return refuse(definition, raw, 'INVALID_DATE');
  return { value: isoDate.test(raw) ? raw : new Date(instant).toISOString().slice(0, 10) };
}

function checkDatetime(definition: PropertyDefinition, raw: string): CheckedValue {
  const instant = instantOf(raw);
  return instant === undefined ? refuse(definition, raw, 'INVALID_DATE') : { value: timestamp(instant) };
}

/** Epoch milliseconds of an ISO date, an ISO timestamp or a number of milliseconds. */
export function instantOf(raw: string): number | undefined {
  if (epochMs.test(raw)) return Number(raw);
  if (!isoDatetime.test(raw)) return undefined;
  // Without an offset HubSpot means UTC, JavaScript would mean local time.
  const hasOffset = isoDate.test(raw) || /(Z|[+-]\d{2}:?\d{2})$/.test(raw.slice(10));
  const instant = Date.parse(hasOffset ? raw : `${raw}Z`);
  return Number.isNaN(instant) ? undefined : instant;
}
