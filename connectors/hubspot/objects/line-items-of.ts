import type { z } from 'zod';
import type { HubSpotClient } from '../client.js';
import { type LineItem, lineItemFrom, lineItemProperties } from './line-item-shape.js';

/** All line items of a deal, in the order of its quote. */
export async function lineItemsOf(
  hubspot: HubSpotClient,
  dealId: string,
  properties: readonly string[] = [],
): Promise<z.input<typeof LineItem>[]> {
  const ids = (await hubspot.links('deals', dealId, 'line_items')).map(({ id }) => id);
  const records = await hubspot.getMany('line_items', ids, [...lineItemProperties, ...properties]);
  return records.map(lineItemFrom).sort((a, b) => a.position - b.position);
}
