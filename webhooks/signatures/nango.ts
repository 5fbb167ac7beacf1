import { createHmac } from 'node:crypto';
import type { Secret } from '../../connectors/credentials/secret.js';
import { decoded, sameBytes } from './compare.js';

/** Whether `x-nango-hmac-sha256` is the hex HMAC-SHA256 of the body. It has no time and no ID (facts: Nango §3). */
export function isSignedByNango(signingKey: Secret, body: Buffer, signature: string | undefined): boolean {
  const given = decoded(signature ?? '', 'hex');
  return given !== undefined && sameBytes(given, createHmac('sha256', signingKey.reveal()).update(body).digest());
}
