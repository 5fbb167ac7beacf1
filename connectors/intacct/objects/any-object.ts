import { z } from 'zod';
import { defineAction } from '../action.js';
import { type Filtered, fieldNamed, gatewayFilter } from '../filter/compile.js';
import { FilterInput } from '../filter/typed.js';
import { shapes } from '../shapes/index.js';
import { askedFields, everyPage, unknownField } from './any-object-fields.js';
import { documentation, RecordKey, text } from './fields.js';
import { beyondKey } from './paging.js';

const source = `${documentation('platform-services/query')}/`;

const FieldName = z
  .string()
  .max(200)
  .regex(/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/, 'must be a field name, such as "TOTALDUE"');

const ObjectName = z.string().regex(/^[A-Za-z_]\w*$/, 'must be an object name, such as "ARINVOICE"');

const which = {
  object: ObjectName,
  filter: FilterInput.optional(),
  showPrivate: z.boolean().default(false).describe('See records of private entities from the top level.'),
};

const knownAs = (object: string): Filtered => shapes.get(object.toUpperCase()) ?? { object };

export const query = defineAction({
  summary: 'Query any object by field names, filter and order.',
  details:
    'Fields by our names give values as our actions do, by Intacct’s names (there is no `*`) Intacct’s own texts. Objects ' +
    'that have no action of their own know only Intacct’s names; a text that looks like a date is taken for one in their ' +
    'filters, unless it stands after LIKE. In its own order, by record number, pages never skip or repeat a record: give ' +
    '`next` as `after`. `all` returns up to 5,000 records at once and refuses more; results stay in workflow histories, ' +
    'so ask for few fields.',
  effect: 'read',
  source,
  permissions: ['List on the objects that are queried'],
  errors: ['object_unknown', 'too_many_records'],
  example: {
    input: {
      object: 'CUSTOMER',
      fields: ['id', 'name', 'TOTALDUE'],
      filter: "status = 'active' AND totalDue > 1000 AND name LIKE 'A%'",
    },
  },
  input: z
    .strictObject({
      ...which,
      fields: z.array(FieldName).min(1).max(500),
      orderBy: z.array(z.strictObject({ field: FieldName, descending: z.boolean().default(false) })).default([]),
      pageSize: z.int().min(1).max(2000).default(100),
      after: RecordKey.optional().describe('`next` of the page before.'),
      offset: z.int().min(0).default(0).describe('For pages in an order of your own; changes meanwhile shift them.'),
      all: z.boolean().default(false).describe('All pages at once, up to 5,000 records.'),
    })
    .refine(
      ({ after, orderBy, offset, all }) =>
        (after === undefined || (orderBy.length === 0 && offset === 0)) && !(all && offset > 0),
      'takes `after` without orderBy and offset, and `all` without offset',
    ),
  output: z.looseObject({
    records: z.array(z.record(z.string(), z.unknown())),
    total: z.int().describe('Records that meet the filter; with `after`, those behind it.'),
    remaining: z.int().describe('Of these, the ones behind this page.'),
    next: RecordKey.nullable().describe('For `after`; null on the last page and in an order of your own.'),
  }),
}).run(async ({ object, fields, filter, orderBy, after, pageSize, offset, all, showPrivate }, intacct) => {
  const about = knownAs(object);
  const asked = askedFields(fields, about);
  const request = {
    object,
    showPrivate,
    fields: orderBy.length === 0 ? [...new Set([...asked.paths, 'RECORDNO'])] : asked.paths,
    ...filtered(filter, about),
    orderBy: orderBy.map(({ field, descending }, index) => {
      const path = fieldNamed(field, about)?.path ?? unknownField(`orderBy[${index}].field`, field, about);
      return { field: path, descending };
    }),
  };
  if (all) {
    const records = await everyPage(intacct, request, after);
    return { records: records.map(asked.read), total: records.length, remaining: 0, next: null };
  }
  const page = await intacct.query({ ...beyondKey(request, after), pageSize, offset });
  const last = orderBy.length === 0 && page.remaining > 0 ? page.records.at(-1) : undefined;
  return {
    records: page.records.map(asked.read),
    total: page.totalCount,
    remaining: page.remaining,
    next: last ? text(last, 'RECORDNO') : null,
  };
});

export const count = defineAction({
  summary: 'Count the records of any object that meet a filter.',
  details: 'The filter is that of query. Nothing but the number is read.',
  effect: 'read',
  source,
  permissions: ['List on the objects that are counted'],
  errors: ['object_unknown'],
  example: { input: { object: 'ARINVOICE', filter: { field: 'CUSTOMERID', equals: 'C100' } } },
  input: z.strictObject(which),
  output: z.looseObject({ count: z.int() }),
}).run(async ({ object, filter, showPrivate }, intacct) => {
  const request = { object, showPrivate, fields: ['RECORDNO'], ...filtered(filter, knownAs(object)) };
  return { count: (await intacct.query({ ...request, pageSize: 1 })).totalCount };
});

function filtered(filter: z.output<typeof FilterInput> | undefined, about: Filtered) {
  return filter === undefined ? {} : { filter: gatewayFilter(filter, about) };
}
