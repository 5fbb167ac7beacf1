import { z } from 'zod';

const Common = {
  /** Upper case, e.g. ARINVOICE. The event belongs to the object that is saved: applying a payment fires on the payment. */
  object: z.string().min(1),
  events: z.array(z.enum(['Add', 'Set', 'Delete'])).min(1),
  /** e.g. `{!ARINVOICE.TOTALDUE!} > 3000.00`. Default: always. */
  condition: z.string().default('1 == 1'),
  url: z.url({ protocol: /^https?$/ }),
};

/** What an administrator sets up: a smart event that posts a form, or a platform trigger that delivers a webhook. */
export const EventRule = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('smart-event'),
    ...Common,
    /** Name → text with merge fields, in the order in which they are sent. */
    arguments: z.record(z.string(), z.string()),
  }),
  z.strictObject({
    kind: z.literal('webhook'),
    ...Common,
    /** Text with merge fields. Their values are put in as they are, so quotes in them break JSON, as in the real one. */
    body: z.string(),
    clientId: z.string(),
    clientSecret: z.string().min(1),
    name: z.string().default('sandbox trigger'),
  }),
]);

export type EventRule = z.output<typeof EventRule>;
/** With defaults left out. */
export type EventRuleInput = z.input<typeof EventRule>;
export type SmartEvent = Extract<EventRule, { kind: 'smart-event' }>;
export type Webhook = Extract<EventRule, { kind: 'webhook' }>;
export type EventName = EventRule['events'][number];
