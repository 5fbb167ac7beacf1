import { z } from 'zod';
import { WebhookDelivery } from '../../connectors/hubspot/webhook.js';
import type { TriggerEvent } from '../../webhooks/event.js';
import { incomingFrom } from '../../webhooks/hubspot.js';

const Event = z.looseObject({
  source: z.enum(['hubspot', 'intacct', 'nango', 'generic']),
  account: z.string().default(''),
  object: z.string(),
  change: z.string().default(''),
  recordId: z.string(),
  property: z.string().optional(),
  payload: z.record(z.string(), z.unknown()).default({}),
});
const Listed = z.looseObject({ event: Event });

/** Events of a file: one or several, as `triggers events --json` prints them, or as HubSpot delivers them. Throws for others. */
export function eventsIn(text: string): TriggerEvent[] {
  const value: unknown = JSON.parse(text);
  const list = Array.isArray(value) ? value : [value];
  const events = list.map((entry) => Listed.safeParse(entry).data?.event ?? Event.safeParse(entry).data);
  if (events.every((event) => event !== undefined)) return events as TriggerEvent[];
  const delivery = WebhookDelivery.safeParse(list);
  if (delivery.success) return delivery.data.map((sent) => incomingFrom(sent).event);
  throw new Error(
    'The file holds neither a HubSpot delivery nor events with source, object and recordId, such as ' +
      '{"source":"hubspot","account":"424242","object":"deal","change":"propertyChange","property":"dealstage","recordId":"5001"}.',
  );
}
