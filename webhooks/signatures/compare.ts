import { createHash, timingSafeEqual } from 'node:crypto';
import type { Secret } from '../../connectors/credentials/secret.js';

/** Whether two byte strings are equal, in a time that tells nothing about where they differ. */
export function sameBytes(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Whether a text is the secret. Hashes are compared, so that the time does not tell the length either. */
export function isSecret(given: string, secret: Secret): boolean {
  return timingSafeEqual(sha256(given), sha256(secret.reveal()));
}

/** The bytes that a text stands for; undefined unless it is spelled in the one way that such bytes are. */
export function decoded(text: string, encoding: 'hex' | 'base64' | 'base64url'): Buffer | undefined {
  const bytes = Buffer.from(text, encoding);
  return bytes.toString(encoding) === text ? bytes : undefined;
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
