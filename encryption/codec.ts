import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';

import type { PayloadKey } from './keys.js';
import { PayloadKeyError } from './payload-key-error.js';
import { WirePayload } from './wire-payload.js';

/** `metadata.encoding` of what we have encrypted; a name of our own, so that another codec's payloads are left alone. */
const encoding = 'binary/aes-256-gcm';
const keyIdEntry = 'encryption-key-id';

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Encrypts whole payloads, their metadata included, with the first key, and decrypts with the one they name. What is not
 * encrypted is read as it is, so that runs from before encryption go on. Without keys it encrypts nothing, and says which
 * key is needed where something is encrypted. Throws `PayloadKeyError`.
 *
 * `data` is nonce (12 bytes), ciphertext and tag (16 bytes); the key's ID is authenticated with it.
 */
export class EncryptionCodec implements PayloadCodec {
  readonly #first: PayloadKey | undefined;
  readonly #keys: ReadonlyMap<string, PayloadKey>;

  constructor(keys: readonly PayloadKey[]) {
    this.#first = keys[0];
    this.#keys = new Map(keys.map((key) => [key.id, key]));
  }

  async encode(payloads: Payload[]): Promise<Payload[]> {
    const key = this.#first;
    return key ? payloads.map((payload) => encrypt(payload, key)) : payloads;
  }

  async decode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => (textIn(payload, 'encoding') === encoding ? this.#decrypt(payload) : payload));
  }

  #decrypt(payload: Payload): Payload {
    const id = textIn(payload, keyIdEntry) ?? '';
    const found = this.#keys.get(id);
    if (!found) throw PayloadKeyError.missing(id, [...this.#keys.keys()]);
    try {
      return decrypt(payload.data ?? new Uint8Array(), found);
    } catch (cause) {
      throw PayloadKeyError.wrong(id, cause);
    }
  }
}

function encrypt(payload: Payload, { id, key }: PayloadKey): Payload {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, key, nonce).setAAD(Buffer.from(id));
  const sealed = [sealing.update(WirePayload.encode(payload).finish()), sealing.final(), sealing.getAuthTag()];
  return {
    metadata: { encoding: Buffer.from(encoding), [keyIdEntry]: Buffer.from(id) },
    data: Buffer.concat([nonce, ...sealed]),
  };
}

function decrypt(data: Uint8Array, { id, key }: PayloadKey): Payload {
  const nonce = data.subarray(0, nonceBytes);
  const tag = data.subarray(-tagBytes);
  const opening = createDecipheriv(cipher, key, nonce, { authTagLength: tagBytes })
    .setAAD(Buffer.from(id))
    .setAuthTag(tag);
  const opened = Buffer.concat([opening.update(data.subarray(nonceBytes, -tagBytes)), opening.final()]);
  const { metadata, data: content } = WirePayload.decode(opened);
  return { metadata, data: content };
}

function textIn({ metadata }: Payload, entry: string): string | undefined {
  const value = metadata?.[entry];
  return value && Buffer.from(value).toString('utf8');
}
