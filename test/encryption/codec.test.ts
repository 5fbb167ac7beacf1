import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { defaultPayloadConverter } from '@temporalio/common';
import { EncryptionCodec } from '../../encryption/codec.js';
import { newPayloadKey, parsePayloadKeys } from '../../encryption/keys.js';

const [older, newer] = [newPayloadKey('2026-10'), newPayloadKey('2026-11')];
const codecOf = (keys: string) => new EncryptionCodec(parsePayloadKeys(keys));
const payload = defaultPayloadConverter.toPayload({ customer: 'Harbor Labs' });

async function encrypted(keys: string) {
  const [sealed] = await codecOf(keys).encode([payload]);
  if (!sealed?.data) throw new Error('Nothing came back');
  return { metadata: sealed.metadata ?? {}, data: Buffer.from(sealed.data) };
}

describe('the codec', () => {
  test('gives back what it was given, and shows nothing of it but the ID of the key', async () => {
    const sealed = await encrypted(newer);

    const [opened] = await codecOf(newer).decode([sealed]);
    expect(defaultPayloadConverter.fromPayload(opened as never)).toEqual({ customer: 'Harbor Labs' });
    expect(inspect(sealed)).not.toContain('json/plain');
    expect(sealed.data.toString('latin1')).not.toMatch(/Harbor|customer|json/);
    expect(Buffer.from(sealed.metadata['encryption-key-id'] ?? '').toString()).toBe('2026-11');
  });

  test('encrypts the same payload differently each time', async () => {
    const [one, other] = [await encrypted(newer), await encrypted(newer)];
    expect(one.data.equals(other.data)).toBe(false);
  });

  test('encrypts with the first key and decrypts with all', async () => {
    const before = await encrypted(older);
    const after = await encrypted(`${newer},${older}`);

    await expect(codecOf(`${newer},${older}`).decode([before, after])).resolves.toHaveLength(2);
    await expect(codecOf(newer).decode([after])).resolves.toHaveLength(1);
  });

  test('leaves what is not encrypted as it is, so that runs from before go on', async () => {
    expect(await codecOf(newer).decode([payload])).toEqual([payload]);
    expect(await codecOf('').encode([payload])).toEqual([payload]);
  });

  test.each([
    ['no key at all', '', /encrypted with the key "2026-11", and PAYLOAD_KEYS is not set\. Put the key/],
    ['another key', older, /encrypted with the key "2026-11", and PAYLOAD_KEYS has 2026-10 only/],
    ['another key of that ID', newPayloadKey('2026-11'), /"2026-11" of PAYLOAD_KEYS does not open/],
  ])('says with %s what is missing', async (_, keys, message) => {
    await expect(codecOf(keys).decode([await encrypted(newer)])).rejects.toThrow(message);
  });

  test('notices every altered byte, and a key ID that was exchanged', async () => {
    const sealed = await encrypted(newer);
    const altered = Array.from(sealed.data.keys(), (place) => {
      const data = Buffer.from(sealed.data);
      data.writeUInt8((data.readUInt8(place) + 1) % 256, place);
      return { ...sealed, data };
    });
    const cut = [0, 5, 20].map((length) => ({ ...sealed, data: sealed.data.subarray(0, length) }));
    for (const wrong of [...altered, ...cut]) {
      await expect(codecOf(newer).decode([wrong])).rejects.toThrow(/altered/);
    }
    const renamed = { ...sealed, metadata: { ...sealed.metadata, 'encryption-key-id': Buffer.from('x') } };
    const sameKey = `${newer},${newer.replace('2026-11', 'x')}`;
    await expect(codecOf(sameKey).decode([renamed])).rejects.toThrow(/altered/);
  });
});

describe('PAYLOAD_KEYS', () => {
  test.each([
    ['a key of 16 bytes', `a:${Buffer.alloc(16).toString('base64')}`, /entry 1 .*32 bytes/],
    ['no ID', `${newer},${Buffer.alloc(32).toString('base64')}`, /entry 2/],
    ['one ID twice', `${newer},${newPayloadKey('2026-11')}`, /2026-11 stands for two keys/],
  ])('is refused with %s, and the message shows no key', (_, keys, message) => {
    let told = '';
    try {
      parsePayloadKeys(keys);
    } catch (error) {
      told = inspect(error);
    }
    expect(told).toMatch(message);
    expect(told).not.toContain(newer.split(':')[1]);
    expect(told).not.toContain('AAAA');
  });

  test('shows no key when it is printed', () => {
    const printed = inspect(parsePayloadKeys(newer), { depth: null, showHidden: true });
    expect(printed + JSON.stringify(parsePayloadKeys(newer))).not.toContain(newer.slice(8, 20));
  });
});
