import Big from 'big.js';
import { invalid } from '../errors.js';
import type { PropertyDefinition } from './schema/definition.js';
import type { Filter } from './search.js';
import { checkValue, instantOf } from './values.js';

type ValueTest = (value: string | undefined) => boolean;

/**
 * The test a filter stands for. Only `NOT_HAS_PROPERTY` accepts a record without a value.
 * Throws HubSpot's 400 for an unknown operator, a missing operand, or an operand of the wrong type.
 */
export function testOf(filter: Filter, definition: PropertyDefinition): ValueTest {
  if (filter.operator === 'NOT_HAS_PROPERTY') return (value) => value === undefined;
  const test = presentTest(filter, definition);
  return (value) => value !== undefined && test(value);
}

function presentTest(filter: Filter, definition: PropertyDefinition): (value: string) => boolean {
  switch (filter.operator) {
    case 'HAS_PROPERTY':
      return () => true;
    case 'IN':
    case 'NOT_IN':
      return listTest(filter, definition);
    case 'BETWEEN': {
      const [low, high] = [operand(filter, definition), operand(filter, definition, 'highValue')];
      return (value) => compare(definition, value, low) >= 0 && compare(definition, value, high) <= 0;
    }
    case 'CONTAINS_TOKEN':
    case 'NOT_CONTAINS_TOKEN':
      return tokenTest(filter);
    default:
      return comparison(filter, definition);
  }
}

const comparisons: Record<string, (order: number) => boolean> = {
  EQ: (order) => order === 0,
  NEQ: (order) => order !== 0,
  LT: (order) => order < 0,
  LTE: (order) => order <= 0,
  GT: (order) => order > 0,
  GTE: (order) => order >= 0,
};

function comparison(filter: Filter, definition: PropertyDefinition): (value: string) => boolean {
  const holds = comparisons[filter.operator];
  if (holds === undefined) throw invalid(`Operator ${filter.operator} is not known`);
  const wanted = operand(filter, definition);
  return (value) => holds(compare(definition, value, wanted));
}

/** Text is indexed in lower case and the given values are taken as they are: `IN ["ACME"]` finds nothing. */
function listTest({ operator, values }: Filter, definition: PropertyDefinition): (value: string) => boolean {
  if (values === undefined || values.length === 0) throw invalid(`${operator} needs values`);
  const indexed = (value: string) => (definition.type === 'string' ? value.toLowerCase() : value);
  return (value) => values.includes(indexed(value)) === (operator === 'IN');
}

function tokenTest(filter: Filter): (value: string) => boolean {
  if (filter.value === undefined) throw invalid(`${filter.operator} needs a value`);
  const patterns = tokens(filter.value).map((token) => new RegExp(`^${token.replaceAll('*', '.*')}$`));
  const contains = (value: string) => patterns.every((pattern) => tokens(value).some((token) => pattern.test(token)));
  return (value) => contains(value) === (filter.operator === 'CONTAINS_TOKEN');
}

function tokens(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}*]+/gu) ?? [];
}

function operand(filter: Filter, definition: PropertyDefinition, which: 'value' | 'highValue' = 'value'): string {
  const operandText = filter[which];
  if (operandText === undefined || operandText === '') throw invalid(`${filter.operator} needs ${which}`);
  const typed = ['number', 'date', 'datetime'].includes(definition.type);
  if (typed && 'problem' in checkValue({ ...definition, type: comparedAs(definition) }, operandText)) {
    throw invalid(`"${operandText}" cannot be compared with ${definition.name}`);
  }
  return operandText;
}

/** Dates are compared as moments, so any timestamp will do. */
function comparedAs({ type }: PropertyDefinition): PropertyDefinition['type'] {
  return type === 'date' ? 'datetime' : type;
}

/** Negative when `left` comes first. Numbers and dates by value, everything else as lower-case text. */
export function compare(definition: PropertyDefinition, left: string, right: string): number {
  if (definition.type === 'number') return new Big(left).cmp(right);
  if (definition.type === 'date' || definition.type === 'datetime') {
    return (instantOf(left) ?? 0) - (instantOf(right) ?? 0);
  }
  const [a, b] = [left.toLowerCase(), right.toLowerCase()];
  return a === b ? 0 : a < b ? -1 : 1;
}
