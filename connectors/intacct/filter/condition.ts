/** What a filter says, whether it came as text or as JSON, before it is checked against an object's fields. */
export type Condition =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | Test;

/** One field compared with values. */
export interface Test {
  readonly kind: 'test';
  readonly field: Name;
  readonly operator: Operator;
  /** One; two of `between`, low first; any number of `in`; none of `is null`. */
  readonly values: readonly Value[];
}

export interface Name {
  readonly name: string;
  readonly at: Place;
}

export interface Value {
  readonly type: 'text' | 'number' | 'flag';
  /** As it was written, without quotes: no number ever passes through floating point. */
  readonly text: string;
  readonly at: Place;
}

/** Where something stands: an offset into the text, or a path into the JSON such as `all[0].equals`. */
export type Place = number | string;

/** Each with its opposite. */
const opposites = {
  '=': '!=',
  '!=': '=',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
  like: 'not like',
  'not like': 'like',
  in: 'not in',
  'not in': 'in',
  between: 'not between',
  'not between': 'between',
  'is null': 'is not null',
  'is not null': 'is null',
} as const;

export type Operator = keyof typeof opposites;

export const oppositeOf = (operator: Operator): Operator => opposites[operator];

/** The most levels that a filter may nest: parentheses, `NOT`s, `all`, `any` and `not`. */
export const mostLevels = 50;

/** The most values that a filter may hold. */
export const mostTerms = 20_000;
