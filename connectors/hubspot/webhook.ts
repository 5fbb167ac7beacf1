import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Secret } from '../credentials/secret.js';

/** One event of a delivery. The payload is a hint: read the record again before acting on it. */
export const WebhookEvent = z.looseObject({
  eventId: z.coerce.string().optional(),
  portalId: z.coerce.string(),
  objectId: z.coerce.string().optional(),
  occurredAt: z.number().optional(),
  /** Payloads use `subscriptionType`; HubSpot's own table says `eventType`. */
  subscriptionType: z.string().optional(),
  eventType: z.string().optional(),
  objectTypeId: z.string().optional(),
  propertyName: z.string().optional(),
  propertyValue: z.string().optional(),
});
export type WebhookEvent = z.output<typeof WebhookEvent>;
export const WebhookDelivery = z.array(WebhookEvent).max(100);

export interface SignedRequest {
  readonly method: string;
  /** The full URL as HubSpot called it: the configured public one, never taken from forwarded headers. */
  readonly url: string;
  readonly body: Buffer;
  readonly signature: string | undefined;
  readonly timestamp: string | undefined;
}

const toleranceMs = 300_000;

/** Whether HubSpot signed the request (v3) within the last five minutes (facts/hubspot.md §5). */
export function isSignedByHubSpot(secret: Secret, request: SignedRequest, nowMs: number): boolean {
  const { signature, timestamp } = request;
  if (signature === undefined || timestamp === undefined || !/^\d{13}$/.test(timestamp)) return false;
  if (Math.abs(nowMs - Number(timestamp)) > toleranceMs) return false;
  const expected = createHmac('sha256', secret.reveal())
    .update(request.method.toUpperCase() + decodeSigned(request.url))
    .update(request.body)
    .update(timestamp)
    .digest();
  const given = Buffer.from(signature, 'base64');
  return given.length === expected.length && given.toString('base64') === signature && timingSafeEqual(given, expected);
}

/** Whether an event says that a deal's stage changed, in the classic or the generic form. */
export function isDealStageChange(event: WebhookEvent): event is WebhookEvent & { objectId: string } {
  const type = event.subscriptionType ?? event.eventType;
  const ofDeal = type === 'deal.propertyChange' || (type === 'object.propertyChange' && event.objectTypeId === '0-3');
  return ofDeal && event.propertyName === 'dealstage' && event.objectId !== undefined;
}

const signedCharacters: Readonly<Record<string, string>> = {
  '%3A': ':',
  '%2F': '/',
  '%3F': '?',
  '%40': '@',
  '%21': '!',
  '%24': '$',
  '%27': "'",
  '%28': '(',
  '%29': ')',
  '%2A': '*',
  '%2C': ',',
  '%3B': ';',
};

/** HubSpot decodes only these before signing; everything else stays as it came. */
function decodeSigned(url: string): string {
  return url.replaceAll(/%[0-9A-Fa-f]{2}/g, (code) => signedCharacters[code.toUpperCase()] ?? code);
}
