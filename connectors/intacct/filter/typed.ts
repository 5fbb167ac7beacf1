import { z } from 'zod';
import { type Condition, mostLevels, mostTerms, type Operator, type Value } from './condition.js';
import { FilterMistake } from './refusal.js';

type Scalar = string | number | boolean;

/** A filter as JSON: `{ all: [{ field: 'status', equals: 'active' }, { field: 'totalDue', greaterThan: '1000' }] }`. */
export type TypedFilter =
  | { readonly all: readonly TypedFilter[] }
  | { readonly any: readonly TypedFilter[] }
  | { readonly not: TypedFilter }
  | FieldFilter;

/** One field; of several comparisons all must hold. */
export interface FieldFilter {
  readonly field: string;
  readonly equals?: Scalar | undefined;
  readonly notEquals?: Scalar | undefined;
  readonly greaterThan?: Scalar | undefined;
  readonly atLeast?: Scalar | undefined;
  readonly lessThan?: Scalar | undefined;
  readonly atMost?: Scalar | undefined;
  readonly like?: string | undefined;
  readonly in?: readonly Scalar[] | undefined;
  readonly between?: readonly [low: Scalar, high: Scalar] | undefined;
  readonly isNull?: boolean | undefined;
}

const Scalar = z.union([z.string(), z.number(), z.boolean()], 'must be a text, a number, true or false');
const Members = () => z.array(TypedFilterSchema).min(1).optional();

const comparisons = {
  equals: '=',
  notEquals: '!=',
  greaterThan: '>',
  atLeast: '>=',
  lessThan: '<',
  atMost: '<=',
  like: 'like',
  in: 'in',
  between: 'between',
} as const satisfies Partial<Record<keyof FieldFilter, Operator>>;

const form =
  'must be one of { all: […] }, { any: […] }, { not: … } and { field, … } with at least one of equals, notEquals, ' +
  'greaterThan, atLeast, lessThan, atMost, like, in, between, isNull';

/** One object for all forms, so that a misspelt name is reported with its path. */
const TypedFilterSchema: z.ZodType<TypedFilter, TypedFilter> = z
  .strictObject({
    get all() {
      return Members();
    },
    get any() {
      return Members();
    },
    get not() {
      return TypedFilterSchema.optional();
    },
    field: z.string().min(1).max(200).optional().describe('Our name of a field or Intacct’s.'),
    equals: Scalar.optional(),
    notEquals: Scalar.optional(),
    greaterThan: Scalar.optional(),
    atLeast: Scalar.optional(),
    lessThan: Scalar.optional(),
    atMost: Scalar.optional(),
    like: z.string().optional().describe('`%` stands for any run of characters, `_` for one.'),
    in: z.array(Scalar).min(1).optional(),
    between: z.tuple([Scalar, Scalar]).optional().describe('Low and high; both belong to it.'),
    isNull: z.boolean().optional(),
  })
  .refine(({ all, any, not, field, ...tests }) => {
    const forms = [all, any, not, field].filter((given) => given !== undefined);
    const compared = Object.values(tests).some((given) => given !== undefined);
    return forms.length === 1 && compared === (field !== undefined);
  }, form)
  .meta({ id: 'Filter', description: 'A filter as JSON.' }) as never;

/** What actions take as a filter. */
export const FilterInput = z
  .union([z.string().min(1), TypedFilterSchema])
  .describe(
    "Text such as `status = 'active' AND totalDue > 1000 AND name LIKE 'A%'`, or the same as JSON. Fields by our names or " +
      'Intacct’s. An empty field meets IS NULL only, not even !=; a flag never set counts as false. Upper and lower ' +
      'case of texts differ. Times are GMT.',
  );

export type FilterGiven = z.output<typeof FilterInput>;

/** Throws `FilterMistake` when it nests too deep or holds too many values. */
export function conditionOf(filter: TypedFilter): Condition {
  let terms = 0;
  const build = (given: TypedFilter, at: string, level: number): Condition => {
    if (level > mostLevels) {
      throw new FilterMistake(
        `The filter nests more than ${mostLevels} levels.`,
        at.slice(0, 100),
        'Write it flatter.',
      );
    }
    if ('not' in given && given.not) return { kind: 'not', part: build(given.not, join(at, 'not'), level + 1) };
    if ('field' in given && given.field) {
      const { parts, values } = testsOf(given, at);
      terms += values;
      if (terms > mostTerms) throw new FilterMistake(`A filter takes ${mostTerms} values.`, at, 'Split it.');
      return oneOrAll(parts);
    }
    const [kind, members] = 'all' in given && given.all ? (['all', given.all] as const) : anyOf(given);
    const parts = members.map((member, index) => build(member, join(at, `${kind}[${index}]`), level + 1));
    return parts.length === 1 && parts[0] ? parts[0] : { kind, parts };
  };
  return build(filter, '', 1);
}

function anyOf(filter: TypedFilter): readonly ['any', readonly TypedFilter[]] {
  return ['any', 'any' in filter ? filter.any : []];
}

function testsOf(given: FieldFilter, at: string): { parts: Condition[]; values: number } {
  const field = { name: given.field, at: join(at, 'field') };
  const parts: Condition[] = [];
  let count = 0;
  for (const [name, operator] of Object.entries(comparisons)) {
    const compared = given[name as keyof typeof comparisons];
    if (compared === undefined) continue;
    const values = [compared].flat().map((value) => literal(value as Scalar, join(at, name)));
    count += values.length;
    parts.push({ kind: 'test', field, operator, values });
  }
  if (given.isNull !== undefined) {
    parts.push({ kind: 'test', field, operator: given.isNull ? 'is null' : 'is not null', values: [] });
  }
  return { parts, values: count };
}

function oneOrAll(parts: readonly Condition[]): Condition {
  return parts.length === 1 && parts[0] ? parts[0] : { kind: 'all', parts };
}

function literal(value: Scalar, at: string): Value {
  const type = typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'flag';
  return { type, text: String(value), at };
}

const join = (at: string, name: string) => (at === '' ? name : `${at}.${name}`);
