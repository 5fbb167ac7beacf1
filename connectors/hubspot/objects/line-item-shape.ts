import { Big } from 'big.js';
import { z } from 'zod';
import type { CrmRecord } from '../client.js';
import { nullableTexts, Properties, valuesOf } from './fields.js';

const fields = {
  name: 'name',
  description: 'description',
  sku: 'hs_sku',
  productId: 'hs_product_id',
  unitDiscount: 'discount',
  discountPercentage: 'hs_discount_percentage',
  currency: 'hs_line_item_currency_code',
  taxRateGroupId: 'hs_tax_rate_group_id',
  taxRate: 'hs_tax_rate',
  taxAmount: 'hs_tax_amount',
  billingFrequency: 'recurringbillingfrequency',
  billingPeriod: 'hs_recurring_billing_period',
  billingStartDate: 'hs_recurring_billing_start_date',
} as const;

export const LineItem = z.looseObject({
  id: z.string(),
  ...nullableTexts(fields),
  billingFrequency: z.string().nullable().describe('Such as `monthly`; null for a line that is billed once.'),
  billingPeriod: z.string().nullable().describe('The term, such as `P12M`.'),
  quantity: z.string(),
  price: z.string().describe('Unit price.'),
  amount: z.string().describe('Net line total before tax, two places. Invoice this, never a rounded unit price.'),
  position: z.number(),
  properties: Properties,
});

export const lineItemProperties: readonly string[] = [
  ...Object.values(fields),
  'quantity',
  'price',
  'amount',
  'hs_position_on_quote',
];

export function lineItemFrom(record: CrmRecord): z.output<typeof LineItem> {
  const { id, properties } = record;
  const position = Number(properties.hs_position_on_quote);
  return {
    id,
    ...valuesOf(record, fields),
    quantity: properties.quantity ?? '1',
    price: properties.price ?? '0',
    amount: new Big(properties.amount ?? netOf(properties)).toFixed(2),
    // Items without a place on the quote come last, by ID.
    position: properties.hs_position_on_quote ? position : 1_000_000 + Number(id),
    properties,
  };
}

/** HubSpot's rule: a percentage comes off the line total, a money discount off each unit. */
function netOf(properties: CrmRecord['properties']): Big {
  const quantity = new Big(properties.quantity ?? '1');
  const price = new Big(properties.price ?? '0');
  if (properties.hs_discount_percentage) {
    const gross = price.times(quantity);
    return gross.round(2).minus(gross.times(properties.hs_discount_percentage).div(100).round(2));
  }
  return price
    .minus(properties.discount ?? '0')
    .times(quantity)
    .round(2);
}
