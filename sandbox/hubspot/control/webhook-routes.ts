import { z } from 'zod';
import { parseBody } from '../api/bodies.js';
import type { ControlRequest, ControlRoute } from './control.js';

export const webhookRoutes: readonly ControlRoute[] = [
  { method: 'PUT', template: 'webhook-target', handle: setTarget },
  { method: 'PATCH', template: 'switches', handle: changeSwitches },
  { method: 'GET', template: 'deliveries', handle: ({ account }) => account.webhooks.deliveries },
  { method: 'POST', template: 'redeliver', handle: redeliver },
  { method: 'POST', template: 'settle', handle: settle },
];

function setTarget({ account, body }: ControlRequest) {
  const { url } = parseBody(z.strictObject({ url: z.url() }), body);
  account.setWebhookTarget(url);
  return { webhookTarget: url };
}

const SwitchesBody = z
  .strictObject({
    form: z.enum(['classic', 'generic']),
    duplicate: z.boolean(),
    reorder: z.boolean(),
    drop: z.boolean(),
  })
  .partial();

function changeSwitches({ account, body }: ControlRequest) {
  return Object.assign(account.webhooks.switches, parseBody(SwitchesBody, body));
}

/** Default: the last delivery once more. */
const RedeliverBody = z.strictObject({
  delivery: z.number().int().min(0).optional(),
  times: z.number().int().min(1).default(1),
  concurrently: z.boolean().default(false),
});

async function redeliver({ account, body }: ControlRequest) {
  const { delivery, ...options } = parseBody(RedeliverBody, body);
  const index = delivery ?? account.webhooks.deliveries.length - 1;
  return { statuses: await account.webhooks.redeliver(index, options) };
}

/** Answers when nothing is queued, in flight or waiting for a retry. */
async function settle({ account }: ControlRequest) {
  await account.webhooks.settled();
  return { deliveries: account.webhooks.deliveries.length };
}
