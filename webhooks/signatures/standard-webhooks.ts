import { createHmac } from 'node:crypto';
import type { Secret } from '../../connectors/credentials/secret.js';
import { decoded, sameBytes } from './compare.js';

export interface StandardHeaders {
  readonly id: string | undefined;
  /** Unix seconds. */
  readonly timestamp: string | undefined;
  /** Space-separated, so that an old and a new secret can overlap. */
  readonly signature: string | undefined;
}

const toleranceMs = 300_000;

/** `v1,<base64>` over ID, time and body. @see https://www.standardwebhooks.com (1.0.0) */
export function standardSignature(secret: Secret, id: string, timestamp: string, body: Buffer | string): string {
  return `v1,${digest(secret, id, timestamp, body).toString('base64')}`;
}

/** Whether the sender knows the secret and signed within five minutes. */
export function isStandardWebhook(
  secret: Secret,
  body: Buffer,
  { id, timestamp, signature }: StandardHeaders,
  nowMs: number,
): boolean {
  if (!id || !timestamp || !signature || !/^[!-\-/-~]{1,200}$/.test(id) || !/^\d{10}$/.test(timestamp)) return false;
  if (Math.abs(nowMs - Number(timestamp) * 1000) > toleranceMs) return false;
  const expected = digest(secret, id, timestamp, body);
  // All are compared: where the right one stands is nobody's business either.
  const matches = signature.split(' ').map((entry) => matchesOne(entry, expected));
  return matches.includes(true);
}

function matchesOne(entry: string, expected: Buffer): boolean {
  const given = entry.startsWith('v1,') ? decoded(entry.slice(3), 'base64') : undefined;
  return given !== undefined && sameBytes(given, expected);
}

function digest(secret: Secret, id: string, timestamp: string, body: Buffer | string): Buffer {
  const key = Buffer.from(secret.reveal().replace(/^whsec_/, ''), 'base64');
  return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
}
