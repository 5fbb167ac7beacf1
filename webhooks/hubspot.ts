import type { FastifyInstance } from 'fastify';
import type { Secret } from '../connectors/credentials/secret.js';
import {
  isDealStageChange,
  isSignedByHubSpot,
  WebhookDelivery,
  type WebhookEvent,
} from '../connectors/hubspot/webhook.js';

export const hubspotWebhookPath = '/webhooks/hubspot';

export interface HubSpotWebhook {
  /** How HubSpot calls us, such as `https://hooks.example.com`; the signature is made over it. Default: where we listen. */
  readonly publicUrl?: string;
  readonly clientSecret: Secret;
}

/** Called once per deal of a delivery whose stage changed. When it throws, HubSpot delivers again. */
export type OnDealStageChange = (change: { readonly dealId: string; readonly portalId: string }) => Promise<void>;

/**
 * `POST /webhooks/hubspot`. 401 for a request that HubSpot did not sign within the last five minutes, 400 for a signed
 * one that is no delivery, 204 when every event was taken or is none of ours, 503 when one could not be.
 */
export function hubspotWebhook(
  server: FastifyInstance,
  webhook: HubSpotWebhook,
  onDealStageChange: OnDealStageChange,
): void {
  server.post<{ Body: Buffer | undefined }>(hubspotWebhookPath, async (request, reply) => {
    const body = request.body ?? Buffer.alloc(0);
    const signed = isSignedByHubSpot(
      webhook.clientSecret,
      {
        method: request.method,
        url: (webhook.publicUrl ?? server.listeningOrigin) + request.url,
        body,
        signature: header(request.headers['x-hubspot-signature-v3']),
        timestamp: header(request.headers['x-hubspot-request-timestamp']),
      },
      Date.now(),
    );
    if (!signed) return reply.code(401).send({ error: 'The signature is missing, wrong or too old.' });

    const events = eventsOf(body);
    if (!events) return reply.code(400).send({ error: 'The body is not a delivery of HubSpot events.' });

    const taken = await Promise.allSettled(dealsOf(events).map((change) => onDealStageChange(change)));
    const failed = taken.filter((outcome) => outcome.status === 'rejected');
    for (const { reason } of failed) request.log.error(reason, 'A HubSpot event could not be taken');
    if (failed.length > 0) return reply.code(503).send({ error: 'Not all events could be taken. Deliver them again.' });
    return reply.code(204).send();
  });
}

function eventsOf(body: Buffer): WebhookEvent[] | undefined {
  try {
    return WebhookDelivery.parse(JSON.parse(body.toString('utf8')));
  } catch {
    return undefined;
  }
}

/** Several events of one deal in a delivery are one change: the deal is read again anyway. */
function dealsOf(events: readonly WebhookEvent[]): { dealId: string; portalId: string }[] {
  const changes = events.filter(isDealStageChange).map(({ objectId, portalId }) => ({ dealId: objectId, portalId }));
  return [...new Map(changes.map((change) => [`${change.portalId}/${change.dealId}`, change])).values()];
}

function header(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
