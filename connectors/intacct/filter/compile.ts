import { nearestNames, suggestion } from '../../nearest.js';
import { type Comparison, equal, type Filter } from '../gateway/query.js';
import { type Shape, wireField, wireFields } from '../shapes/shape.js';
import { type Condition, type Name, type Operator, oppositeOf, type Test, type Value } from './condition.js';
import { parseFilter } from './parse.js';
import { FilterMistake, refusedJson, refusedText } from './refusal.js';
import { conditionOf, type FilterGiven } from './typed.js';
import { type KnownField, requireSense, wireValue } from './values.js';

/** The object that a filter is about. Without fields of ours, names and enum words are Intacct's own. */
export type Filtered = Pick<Shape, 'object'> & Partial<Pick<Shape, 'fields'>>;

/**
 * A filter in the gateway's terms, from text or JSON; both mean the same.
 *
 * Logic has three values, as in SQL: a comparison with an empty field is neither true nor false, so neither
 * `name = 'A'` nor `name != 'A'` nor `NOT name LIKE 'A%'` finds records without a name; `name IS NULL` does. Intacct keeps no
 * empty texts, so comparing with `''` is refused. Flags alone have two values: one that was never set counts as false in
 * comparisons, as reads show it. The gateway knows no `not`, so `NOT` goes down to the tests, which all have an opposite; that
 * keeps the three values.
 *
 * Throws `invalid_input` with the place of the mistake.
 */
export function gatewayFilter(given: FilterGiven, about: Filtered): Filter {
  try {
    return compiled(typeof given === 'string' ? parseFilter(given) : conditionOf(given), about, false);
  } catch (error) {
    if (!(error instanceof FilterMistake)) throw error;
    throw typeof given === 'string' ? refusedText(given, error) : refusedJson(error);
  }
}

function compiled(condition: Condition, about: Filtered, negated: boolean): Filter {
  if (condition.kind === 'test') return compiledTest(condition, about, negated);
  if (condition.kind === 'not') return compiled(condition.part, about, !negated);
  const parts = condition.parts.map((part) => compiled(part, about, negated));
  return (condition.kind === 'all') === negated ? { any: parts } : { all: parts };
}

const comparisons: Partial<Readonly<Record<Operator, Comparison>>> = {
  '=': 'equalto',
  '!=': 'notequalto',
  '<': 'lessthan',
  '<=': 'lessthanorequalto',
  '>': 'greaterthan',
  '>=': 'greaterthanorequalto',
};

function compiledTest(test: Test, about: Filtered, negated: boolean): Filter {
  const known = requireField(test.field, about);
  const { path: field } = known;
  const operator = negated ? oppositeOf(test.operator) : test.operator;
  requireSense(known, operator, test.field.at);
  if (operator === 'is null' || operator === 'is not null') return { empty: operator === 'is null', field };
  if (operator === 'like' || operator === 'not like') return pattern(field, operator, test.values[0]);
  const values = test.values.map((value) => wireValue(known, value));
  if (known.kind === 'flag') return flagged(field, operator, values);
  if (operator === 'in') return { oneOf: values, field };
  if (operator === 'not in') return { noneOf: values, field };
  const [value = '', high = ''] = values;
  const compare = comparisons[operator];
  if (compare) return { compare, field, value };
  if (operator === 'between') return { between: [value, high], field };
  return {
    any: [
      { compare: 'lessthan', field, value },
      { compare: 'greaterthan', field, value: high },
    ],
  };
}

function pattern(field: string, operator: 'like' | 'not like', value: Value | undefined): Filter {
  if (!value?.text) throw new FilterMistake('The pattern is empty.', value?.at ?? 0, "Write one, such as 'A%'.");
  return { compare: operator === 'like' ? 'like' : 'notlike', field, value: value.text };
}

/** One that was never set may be kept as true, false or nothing. */
function flagged(field: string, operator: Operator, values: readonly string[]): Filter {
  const same = operator === '=' || operator === 'in';
  const wanted = new Set(same ? values : ['true', 'false'].filter((word) => !values.includes(word)));
  const on = equal(field, 'true');
  const off: Filter = { any: [equal(field, 'false'), { empty: true, field }] };
  if (wanted.size === 1) return wanted.has('true') ? on : off;
  return wanted.size === 2 ? { any: [on, off] } : { all: [on, off] };
}

const intacctName = /^[A-Z][A-Z0-9_]*(\.[A-Z][A-Z0-9_]*)*$/;

/**
 * The field that a name means: ours, such as `customerId` and `contact.email`, or Intacct's in any case. Names in capitals that
 * are not known are passed on: custom fields, and fields of related objects such as `CUSTOMER.CREDITLIMIT`.
 */
export function fieldNamed(name: string, { fields }: Filtered): KnownField | undefined {
  const known = fields && wireField({ fields }, name);
  if (known) return known;
  return !fields || intacctName.test(name) ? { path: name.toUpperCase() } : undefined;
}

/** What to write instead of a name that means no field. */
export function adviceOnField(name: string, { fields = {} }: Filtered): string {
  const ours = wireFields(fields).map((field) => field.name);
  const nearest = name.length <= 100 ? nearestNames(name, ours) : [];
  const advice = suggestion(nearest).trim() || `Fields: ${ours.join(', ')}.`;
  return `${advice} Custom fields are written in capitals.`;
}

function requireField({ name, at }: Name, about: Filtered): KnownField {
  const field = fieldNamed(name, about);
  if (field) return field;
  throw new FilterMistake(`${about.object} has no field “${name.slice(0, 100)}”.`, at, adviceOnField(name, about));
}
