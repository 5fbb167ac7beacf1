import { z } from 'zod';
import { defineAction } from '../action.js';
import { DealId, documentation, furtherProperties } from './fields.js';
import { LineItem } from './line-item-shape.js';
import { lineItemsOf } from './line-items-of.js';

export const listLineItems = defineAction({
  summary: 'List all line items of a deal, in the order of the quote.',
  details: 'However many there are. A deal that does not exist has none; getDeal tells the difference.',
  effect: 'read',
  source: documentation('crm-line-items-v3'),
  permissions: ['crm.objects.deals.read', 'crm.objects.line_items.read'],
  example: { input: { dealId: '5001', properties: ['hs_cost_of_goods_sold'] } },
  input: z.strictObject({ dealId: DealId, properties: furtherProperties }),
  output: z.looseObject({ lineItems: z.array(LineItem) }),
}).run(async ({ dealId, properties }, hubspot) => ({ lineItems: await lineItemsOf(hubspot, dealId, properties) }));
