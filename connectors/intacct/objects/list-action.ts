import { z } from 'zod';
import type { Example } from '../../action.js';
import { defineResolving } from '../action.js';
import type { IntacctClient } from '../client.js';
import { gatewayFilter } from '../filter/compile.js';
import { type FilterGiven, FilterInput } from '../filter/typed.js';
import { toGatewayDate, toGatewayTimestamp } from '../gateway/dates.js';
import { allOf, equal, type Filter } from '../gateway/query.js';
import type { Field } from '../shapes/field.js';
import { optional, type Shape } from '../shapes/shape.js';
import { IsoDate } from './fields.js';
import { orderedPage, orderedPageInput, type PageRequest, pageOutput } from './paging.js';
import { customFieldNames, customFieldsOf, customFieldValues, type Described } from './record-actions.js';

type Fields = Readonly<Record<string, Field>>;

interface ListOptions<K extends string> extends Described {
  /** Fields that can be asked for by their exact value. */
  readonly by: readonly K[];
  readonly example: Example<{ readonly [Name in K]?: unknown } & Partial<EveryList>>;
}

const everyList = {
  filter: FilterInput.optional(),
  modifiedSince: z.iso
    .datetime({ offset: true })
    .optional()
    .describe(
      'Changed at or after this time; also created since and never changed. Intacct shows changes some seconds late: ' +
        'begin a few minutes before the last look.',
    ),
  customFields: customFieldNames,
  ...orderedPageInput,
};

type EveryList = { readonly [Name in keyof typeof everyList]: z.input<(typeof everyList)[Name]> };

const period = {
  from: IsoDate.optional().describe('On or after this date.'),
  to: IsoDate.optional().describe('On or before this date.'),
};

/** A list of an object's records, a page at a time, with the filters that all lists have. */
export function listAction<F extends Fields, const K extends keyof F & string>(
  shape: Shape<F>,
  { by, example, ...described }: ListOptions<K>,
) {
  return defineResolving({
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
  return defineResolving({
    ...described,
    effect: 'read',
    input: z.strictObject({ ...optional(shape, ...by), ...period, ...everyList }),
    output: pageOutput(shape.output.extend({ customFields: customFieldValues })),
    example: example as never,
  }).run(async (input, intacct) => listOf(intacct, shape, by, dated, input as never) as never);
}

interface ListInput extends Readonly<Record<string, unknown>>, PageRequest {
  readonly from?: string;
  readonly to?: string;
  readonly filter?: FilterGiven;
  readonly modifiedSince?: string;
  readonly customFields?: readonly string[];
}

async function listOf(
  intacct: IntacctClient,
  shape: Shape,
  by: readonly string[],
  dated: string | undefined,
  { from, to, filter, modifiedSince, customFields, limit, order, after, ...asked }: ListInput,
) {
  const datePath = dated && shape.fields[dated]?.wire?.path;
  const bound = (compare: 'greaterthanorequalto' | 'lessthanorequalto', day: string | undefined) =>
    datePath && day ? { compare, field: datePath, value: toGatewayDate(day) } : undefined;
  const all = allOf(
    ...by.map((name) => equality(shape, name, asked[name])),
    bound('greaterthanorequalto', from),
    bound('lessthanorequalto', to),
    filter === undefined ? undefined : gatewayFilter(filter, shape),
    modifiedSince === undefined ? undefined : changedSince(shape, modifiedSince),
  );
  const fields = [...new Set([...shape.paths, ...(customFields ?? [])])];
  const listed = { object: shape.object, fields, ...(all ? { filter: all } : {}) };
  const page = { limit, after, ...(order ? { order } : {}) };
  const { records, next } = await orderedPage(intacct, listed, page, modifiedPath(shape));
  return {
    records: records.map((record) => ({ ...shape.from(record), ...customFieldsOf(record, customFields) })),
    next,
  };
}

function equality({ fields }: Shape, name: string, value: unknown): Filter | undefined {
  const [[path, text] = []] = value === undefined ? [] : (fields[name]?.write(value) ?? []);
  return path === undefined || text === undefined ? undefined : equal(path, text);
}

const modifiedPath = ({ fields }: Shape) => fields.modifiedAt?.wire?.path ?? 'WHENMODIFIED';

/**
 * A record that was never changed has no time of its last change (facts/intacct-xml.md §10); its creation counts. Where nothing
 * tells that, it is taken in: rather too many records than one too few.
 */
function changedSince(shape: Shape, moment: string): Filter {
  const since = (field: string): Filter => ({
    compare: 'greaterthanorequalto',
    field,
    value: toGatewayTimestamp(new Date(moment)),
  });
  const modified = modifiedPath(shape);
  const created = shape.fields.createdAt?.wire?.path;
  const never: Filter = { empty: true, field: modified };
  return { any: [since(modified), created ? { all: [never, since(created)] } : never] };
}
