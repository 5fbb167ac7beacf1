import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';

/** A key for payloads. Its ID stands in clear beside what it has encrypted; its bytes are never printed. */
export interface PayloadKey {
  readonly id: string;
  readonly key: KeyObject;
}

const keyBytes = 32;

/**
 * Reads `id:base64,id:base64` (`PAYLOAD_KEYS`): the first one encrypts, all decrypt; none means no encryption. Throws and
 * says which entry is wrong, without its key.
 */
export function parsePayloadKeys(text: string | undefined): PayloadKey[] {
  const keys = (text ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)
    .map(parsePayloadKey);
  const twice = keys.find(({ id }, place) => keys.findIndex((other) => other.id === id) !== place);
  if (twice) throw new Error(`PAYLOAD_KEYS: the ID ${twice.id} stands for two keys. Give the newer one another ID.`);
  return keys;
}

function parsePayloadKey(entry: string, place: number): PayloadKey {
  const [, id, base64] = /^([\w.-]{1,64}):([A-Za-z0-9+/]+={0,2})$/.exec(entry) ?? [];
  const bytes = Buffer.from(base64 ?? '', 'base64');
  if (!id || bytes.length !== keyBytes) {
    throw new Error(
      `PAYLOAD_KEYS: entry ${place + 1} is not of the form id:base64 with ${keyBytes} bytes. Make one with: npm run codec -- key <id>`,
    );
  }
  return { id, key: createSecretKey(bytes) };
}

/** A new key as an entry for `PAYLOAD_KEYS`. It is kept nowhere else: without it nobody reads what it has encrypted. */
export function newPayloadKey(id: string): string {
  const entry = `${id}:${randomBytes(keyBytes).toString('base64')}`;
  parsePayloadKey(entry, 0);
  return entry;
}
