import { createHash } from 'node:crypto';
import type { Secret } from '../../connectors/credentials/secret.js';
import type { SignedRequest } from '../../connectors/hubspot/webhook.js';
import { decoded, sameBytes } from './compare.js';

/**
 * Whether HubSpot signed the request in one of its older ways: hex SHA-256 of secret and body (v1), or of secret, method, URL
 * and body (v2). Neither has a time, so a recorded request is good for ever (facts: HubSpot §5).
 */
export function isSignedTheOldWay(version: 'v1' | 'v2', secret: Secret, request: SignedRequest): boolean {
  const given = decoded(request.signature ?? '', 'hex');
  const hash = createHash('sha256').update(secret.reveal());
  if (version === 'v2') hash.update(request.method.toUpperCase() + request.url);
  return given !== undefined && sameBytes(given, hash.update(request.body).digest());
}
