import { z } from 'zod';
import { defineAction } from '../action.js';
import type { Filter } from '../gateway/query.js';
import { documentation } from './fields.js';

const FieldName = z.string().regex(/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/, 'must be a field name, such as "TOTALDUE"');

const Condition = z
  .strictObject({
    field: FieldName,
    operator: z.enum(['=', '!=', '<', '<=', '>', '>=', 'like', 'in', 'is null', 'is not null']),
    value: z.string().optional().describe('For all but `in`, `is null` and `is not null`.'),
    values: z.array(z.string()).min(1).max(1000).optional().describe('For `in`.'),
  })
  .refine(({ operator, value, values }) => {
    const wantsNone = operator.startsWith('is ');
    return (
      (value !== undefined) === (!wantsNone && operator !== 'in') && (values !== undefined) === (operator === 'in')
    );
  }, 'needs `value`, or `values` with `in`, or neither with `is null` and `is not null`');

const comparisons = {
  '=': 'equalto',
  '!=': 'notequalto',
  '<': 'lessthan',
  '<=': 'lessthanorequalto',
  '>': 'greaterthan',
  '>=': 'greaterthanorequalto',
  like: 'like',
} as const;

export const query = defineAction({
  summary: 'Query any object by field names, conditions and order.',
  details:
    'Field names, enum values and dates (`mm/dd/yyyy`) are Intacct’s own here; there is no `*`. One page per call: ' +
    'repeat with a higher `offset`, and keep the order by RECORDNO while doing so.',
  effect: 'read',
  source: `${documentation('platform-services/query')}/`,
  permissions: ['List on the objects that are queried'],
  example: { input: { object: 'CUSTOMER', fields: ['CUSTOMERID', 'NAME'] } },
  input: z.strictObject({
    object: z.string().regex(/^[A-Za-z_]\w*$/, 'must be an object name, such as "ARINVOICE"'),
    fields: z.array(FieldName).min(1),
    where: z.array(Condition).default([]).describe('All of these hold.'),
    orderBy: z.array(z.strictObject({ field: FieldName, descending: z.boolean().default(false) })).default([]),
    pageSize: z.int().min(1).max(2000).default(100),
    offset: z.int().min(0).default(0),
    showPrivate: z.boolean().default(false).describe('See records of private entities from the top level.'),
  }),
  output: z.looseObject({
    records: z.array(z.record(z.string(), z.unknown())),
    total: z.int(),
    remaining: z.int(),
  }),
}).run(async ({ where, ...page }, intacct) => {
  const found = await intacct.query({
    ...page,
    ...(where.length ? { filter: { all: where.map(filterFrom) } } : {}),
  });
  return { records: [...found.records], total: found.totalCount, remaining: found.remaining };
});

function filterFrom({ field, operator, value = '', values = [] }: z.output<typeof Condition>): Filter {
  switch (operator) {
    case 'in':
      return { field, oneOf: values };
    case 'is null':
      return { field, empty: true };
    case 'is not null':
      return { field, empty: false };
    default:
      return { field, compare: comparisons[operator], value };
  }
}
