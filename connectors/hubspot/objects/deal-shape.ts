import { z } from 'zod';
import type { CrmRecord } from '../client.js';
import { nullableTexts, Properties, valuesOf } from './fields.js';

const fields = {
  name: 'dealname',
  stage: 'dealstage',
  pipeline: 'pipeline',
  ownerId: 'hubspot_owner_id',
  modifiedAt: 'hs_lastmodifieddate',
} as const;

/** What a deal says by itself, without its company and line items. */
export const DealSummary = z.looseObject({
  id: z.string(),
  ...nullableTexts(fields),
  isClosedWon: z.boolean().describe('By the stage’s probability, whatever the stage is called.'),
  amount: z.string().nullable().describe('The deal’s own amount; may differ from its line items.'),
  currency: z.string().nullable().describe('Null in accounts with one currency.'),
  closeDate: z.string().nullable().describe('YYYY-MM-DD, UTC.'),
  url: z.string().nullish(),
  properties: Properties,
});

export const dealProperties: readonly string[] = [
  ...Object.values(fields),
  'hs_is_closed_won',
  'amount',
  'deal_currency_code',
  'closedate',
  'intacct_invoice_number',
];

export function dealFrom(record: CrmRecord): z.input<typeof DealSummary> {
  const { id, url, properties } = record;
  return {
    id,
    ...valuesOf(record, fields),
    isClosedWon: properties.hs_is_closed_won === 'true',
    amount: properties.amount ?? null,
    currency: properties.deal_currency_code || null,
    closeDate: properties.closedate?.slice(0, 10) ?? null,
    url: url ?? null,
    properties,
  };
}
