import { z } from 'zod';
import { ConnectorError } from '../../errors.js';
import { defineAction } from '../action.js';
import type { SearchFilter } from '../client.js';
import { type Ask, cursorForms, pageByKey, pageByModified } from './deal-pages.js';
import { DealSummary, dealFrom, dealProperties } from './deal-shape.js';
import { documentation, furtherProperties } from './fields.js';

const property = z
  .string()
  .regex(/^[a-z][a-z0-9_.]*$/)
  .describe('Such as `dealstage`, or `associations.company`.');
const value = z.string().max(500);

/** HubSpot's operators under their own names. */
const FilterInput = z.union([
  z.strictObject({
    property,
    operator: z.enum(['EQ', 'NEQ', 'LT', 'LTE', 'GT', 'GTE', 'CONTAINS_TOKEN', 'NOT_CONTAINS_TOKEN']),
    value: value.describe('A date-time as epoch milliseconds.'),
  }),
  z.strictObject({ property, operator: z.literal('BETWEEN'), value, highValue: value }),
  z.strictObject({ property, operator: z.enum(['IN', 'NOT_IN']), values: z.array(value).min(1).max(20) }),
  z.strictObject({ property, operator: z.enum(['HAS_PROPERTY', 'NOT_HAS_PROPERTY']) }),
]);

/** A search takes 6 conditions; the page and `modifiedSince` need 2 of them. */
const mostFilters = 4;

export const searchDeals = defineAction({
  summary: 'List deals that meet all conditions, a page at a time.',
  details:
    'Any number of deals: pages go on behind the last deal, beyond the 10,000 results that HubSpot counts. HubSpot’s search index ' +
    'lags behind by moments, up to half a minute: to miss no change, let a search begin some minutes before the one before ' +
    'it was made, and read a deal with getDeal before acting on it. Archived deals never appear. A deal that changes ' +
    'between two pages can come twice in the order `modified`.',
  effect: 'read',
  source: documentation('crm-search-v3'),
  permissions: ['crm.objects.deals.read'],
  errors: ['property_missing', 'rejected', 'rate_limited'],
  example: {
    input: {
      filters: [{ property: 'hs_is_closed_won', operator: 'EQ', value: 'false' }],
      modifiedSince: '2026-01-01T00:00:00Z',
      order: 'modified',
      limit: 50,
    },
  },
  input: z.strictObject({
    filters: z.array(FilterInput).max(mostFilters).default([]).describe('All must hold.'),
    modifiedSince: z.iso.datetime({ offset: true }).optional().describe('Only deals changed at or after this time.'),
    order: z.enum(['key', 'modified']).default('key').describe('By record ID, or by the time of the last change.'),
    limit: z.int().min(1).max(200).default(100).describe('Deals per page, 1 to 200.'),
    after: z
      .string()
      .regex(/^\d+(\/\d+)?$/, 'must be `next` of a page')
      .optional()
      .describe('`next` of the page before.'),
    properties: furtherProperties,
  }),
  output: z.looseObject({
    records: z.array(DealSummary).describe('As the search index knows them.'),
    next: z.string().nullable().describe('Where the next page begins, which may be empty; null on the last one.'),
  }),
}).run(async ({ filters, modifiedSince, order, limit, after, properties }, hubspot) => {
  requireCursorOf(order, after);
  const own = filters.map(({ property: propertyName, ...condition }): SearchFilter => ({ propertyName, ...condition }));
  const ask: Ask = (more, sort, most) =>
    hubspot.search('deals', {
      filters: [...own, ...more],
      sort,
      limit: most,
      properties: [...dealProperties, ...properties],
    });
  const since = modifiedSince === undefined ? undefined : Date.parse(modifiedSince);
  const page = order === 'key' ? pageByKey : pageByModified;
  const { records, next } = await page(ask, since, after, limit);
  return { records: records.map(dealFrom), next };
});

function requireCursorOf(order: 'key' | 'modified', after: string | undefined): void {
  if (after === undefined || cursorForms[order].test(after)) return;
  throw new ConnectorError({
    kind: 'invalid_input',
    message: `after: "${after}" comes from a search in another order than "${order}".`,
    advice: 'Keep the order from page to page, or start again without `after`. Nothing was sent.',
    details: { field: 'after' },
  });
}
