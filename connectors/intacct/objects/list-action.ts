import { z } from 'zod';
import type { Example } from '../../action.js';
import { defineAction } from '../action.js';
import type { IntacctClient } from '../client.js';
import { toGatewayDate } from '../gateway/dates.js';
import { allOf, equal, type Filter } from '../gateway/query.js';
import type { Field } from '../shapes/field.js';
import { optional, type Shape } from '../shapes/shape.js';
import { IsoDate } from './fields.js';
import { listPage, pageInput, pageOutput } from './paging.js';
import { customFieldNames, customFieldsOf, customFieldValues, type Described } from './record-actions.js';

type Fields = Readonly<Record<string, Field>>;

interface ListOptions<K extends string> extends Described {
  /** Fields that can be asked for by their exact value. */
  readonly by: readonly K[];
  readonly example: Example<{ readonly [Name in K]?: unknown } & { readonly limit?: number }>;
}

const everyList = { customFields: customFieldNames, ...pageInput };

const period = {
  from: IsoDate.optional().describe('On or after this date.'),
  to: IsoDate.optional().describe('On or before this date.'),
};

/** A list of an object's records, a page at a time, with the filters that all lists have. */
export function listAction<F extends Fields, const K extends keyof F & string>(
  shape: Shape<F>,
  { by, example, ...described }: ListOptions<K>,
) {
  return defineAction({
    ...described,
    effect: 'read',
    input: z.strictObject({ ...optional(shape, ...by), ...everyList }),
    output: pageOutput(shape.output.extend({ customFields: customFieldValues })),
    example: example as never,
  }).run(async (input, intacct) => listOf(intacct, shape, by, undefined, input as never) as never);
}

/** The same, bounded by a date field: `from` and `to`. */
export function datedListAction<F extends Fields, const K extends keyof F & string>(
  shape: Shape<F>,
  dated: keyof F & string,
  { by, example, ...described }: ListOptions<K>,
) {
  return defineAction({
    ...described,
    effect: 'read',
    input: z.strictObject({ ...optional(shape, ...by), ...period, ...everyList }),
    output: pageOutput(shape.output.extend({ customFields: customFieldValues })),
    example: example as never,
  }).run(async (input, intacct) => listOf(intacct, shape, by, dated, input as never) as never);
}

interface ListInput extends Readonly<Record<string, unknown>> {
  readonly from?: string;
  readonly to?: string;
  readonly customFields?: readonly string[];
  readonly limit: number;
  readonly after?: string;
}

async function listOf(
  intacct: IntacctClient,
  shape: Shape,
  by: readonly string[],
  dated: string | undefined,
  { from, to, customFields, limit, after, ...asked }: ListInput,
) {
  const datePath = dated && shape.fields[dated]?.wire?.path;
  const bound = (compare: 'greaterthanorequalto' | 'lessthanorequalto', day: string | undefined) =>
    datePath && day ? { compare, field: datePath, value: toGatewayDate(day) } : undefined;
  const filter = allOf(
    ...by.map((name) => equality(shape, name, asked[name])),
    bound('greaterthanorequalto', from),
    bound('lessthanorequalto', to),
  );
  const fields = [...new Set([...shape.paths, ...(customFields ?? [])])];
  const { records, next } = await listPage(intacct, shape.object, fields, filter, { limit, after });
  return {
    records: records.map((record) => ({ ...shape.from(record), ...customFieldsOf(record, customFields) })),
    next,
  };
}

function equality({ fields }: Shape, name: string, value: unknown): Filter | undefined {
  const [[path, text] = []] = value === undefined ? [] : (fields[name]?.write(value) ?? []);
  return path === undefined || text === undefined ? undefined : equal(path, text);
}
