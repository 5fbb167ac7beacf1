import type { Secret } from '../connectors/credentials/secret.js';
import { isSignedByHubSpot, WebhookDelivery, type WebhookEvent } from '../connectors/hubspot/webhook.js';
import { eventIdOf, type Incoming, type TriggerEvent } from './event.js';
import { jsonOf } from './json.js';
import { isSignedTheOldWay } from './signatures/hubspot-legacy.js';
import { type Source, unsigned, type WebhookRequest } from './source.js';

export const hubspotWebhookPath = '/webhooks/hubspot';

export interface HubSpotWebhook {
  readonly clientSecret: Secret;
  /** Older signatures that are taken where v3 is missing. They have no time: a recorded request stays good. Default none. */
  readonly olderSignatures?: readonly ('v1' | 'v2')[];
}

/**
 * HubSpot's deliveries of up to 100 events (facts: HubSpot §5). Their signature is made over how HubSpot calls us, such as
 * `https://hooks.example.com`: `publicUrl` is asked at each request.
 */
export function hubspotSource(webhook: HubSpotWebhook, publicUrl: () => string): Source {
  return {
    name: 'hubspot',
    path: hubspotWebhookPath,
    success: 204,
    read(request, nowMs) {
      if (!isSigned(webhook, publicUrl() + request.url, request, nowMs)) return unsigned;
      const delivery = WebhookDelivery.safeParse(jsonOf(request.body));
      if (!delivery.success) return { refused: 400, because: 'The body is not a delivery of HubSpot events.' };
      return { events: lastOfEach(delivery.data.map(incomingFrom)) };
    },
  };
}

function isSigned(webhook: HubSpotWebhook, url: string, request: WebhookRequest, nowMs: number): boolean {
  const { method, headers, body } = request;
  const signed = { method, url, body, timestamp: headers['x-hubspot-request-timestamp'] };
  const newest = headers['x-hubspot-signature-v3'];
  if (newest !== undefined) return isSignedByHubSpot(webhook.clientSecret, { ...signed, signature: newest }, nowMs);
  const version = webhook.olderSignatures?.find((older) => older === headers['x-hubspot-signature-version']);
  const signature = headers['x-hubspot-signature'];
  return version !== undefined && isSignedTheOldWay(version, webhook.clientSecret, { ...signed, signature });
}

/** Several events of a delivery that say the same property of the same record changed are one: it is read again anyway. */
function lastOfEach(events: readonly Incoming[]): Incoming[] {
  const keyOf = ({ account, object, recordId, change, property }: TriggerEvent) =>
    JSON.stringify([account, object, recordId, change, property]);
  return [...new Map(events.map((incoming) => [keyOf(incoming.event), incoming])).values()];
}

/** HubSpot's event IDs are not unique, and a repeated delivery counts its attempts: neither alone makes the event. */
export function incomingFrom(sent: WebhookEvent): Incoming {
  const { portalId, propertyName, propertyValue, occurredAt, eventId } = sent;
  const { attemptNumber: _, ...payload } = sent;
  const [subject = '', change = ''] = (sent.subscriptionType ?? sent.eventType ?? '').split('.');
  const object = subject === 'object' ? (objectNames[sent.objectTypeId ?? ''] ?? sent.objectTypeId ?? '') : subject;
  const recordId = sent.objectId ?? idIn(sent, 'primaryObjectId') ?? idIn(sent, 'fromObjectId') ?? '';
  return {
    eventId: eventIdOf(portalId, subject, change, recordId, propertyName, propertyValue, occurredAt, eventId),
    event: {
      source: 'hubspot',
      account: portalId,
      object,
      change,
      recordId,
      ...(propertyName === undefined ? {} : { property: propertyName }),
      payload: { ...payload, ...(propertyValue === undefined ? {} : { propertyValue: propertyValue.slice(0, 1000) }) },
    },
  };
}

const objectNames: Readonly<Record<string, string>> = {
  '0-1': 'contact',
  '0-2': 'company',
  '0-3': 'deal',
  '0-5': 'ticket',
  '0-8': 'line_item',
};

function idIn(sent: WebhookEvent, field: string): string | undefined {
  const value = sent[field];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
