import { Big } from 'big.js';
import { z } from 'zod';
import type { CrmRecord } from '../client.js';

export const LineItem = z.looseObject({
  id: z.string(),
  name: z.string().nullable(),
  sku: z.string().nullable(),
  quantity: z.string(),
  price: z.string().describe('Unit price.'),
  amount: z.string().describe('Net line total before tax, two places. Invoice this, never a rounded unit price.'),
  position: z.number(),
});

export const lineItemProperties = [
  'name',
  'hs_sku',
  'quantity',
  'price',
  'discount',
  'hs_discount_percentage',
  'amount',
  'hs_position_on_quote',
];

export function lineItemFrom({ id, properties }: CrmRecord): z.output<typeof LineItem> {
  const position = Number(properties.hs_position_on_quote);
  return {
    id,
    name: properties.name ?? null,
    sku: properties.hs_sku ?? null,
    quantity: properties.quantity ?? '1',
    price: properties.price ?? '0',
    amount: new Big(properties.amount ?? netOf(properties)).toFixed(2),
    // Items without a place on the quote come last, by ID.
    position: properties.hs_position_on_quote ? position : 1_000_000 + Number(id),
  };
}

/** HubSpot's rule: a percentage comes off the line total, a money discount off each unit (facts/hubspot.md §3). */
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
