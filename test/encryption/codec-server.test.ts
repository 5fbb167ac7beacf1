import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { defaultPayloadConverter } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import type { FastifyInstance } from 'fastify';
import { EncryptionCodec } from '../../encryption/codec.js';
import { hashOf, signInAccess, tokenAccess } from '../../encryption/codec-access.js';
import { createCodecServer } from '../../encryption/codec-server.js';
import { newPayloadKey, parsePayloadKeys } from '../../encryption/keys.js';
import { accessFrom } from '../../scripts/codec/serve.js';

const ui = 'http://localhost:8233';
const token = 'tc_a-token-of-somebody';
const codec = new EncryptionCodec(parsePayloadKeys(newPayloadKey('k1')));
const { Payload } = temporal.api.common.v1;

let server: FastifyInstance;
let sealed: object;
beforeAll(async () => {
  server = createCodecServer({ codec, origins: [ui], isAllowed: tokenAccess([hashOf(token)]) });
  const [payload] = await codec.encode([defaultPayloadConverter.toPayload({ customer: 'Harbor Labs' })]);
  sealed = Payload.fromObject(payload ?? {}).toJSON();
});
afterAll(() => server?.close());

async function post(url: string, headers: Record<string, string> = {}, payloads: unknown = [sealed]) {
  const reply = await server.inject({ method: 'POST', url, headers, payload: { payloads } as object });
  return { status: reply.statusCode, headers: reply.headers, text: reply.body };
}

const decoded = (text: string) =>
  JSON.parse(text).payloads.map((payload: object) => defaultPayloadConverter.fromPayload(Payload.fromObject(payload)));
const authorization = `Bearer ${token}`;

describe('the codec server', () => {
  test('decodes for those with a token, in the header or first in the path', async () => {
    for (const reply of [await post('/decode', { authorization }), await post(`/${token}/decode`)]) {
      expect(reply.status).toBe(200);
      expect(decoded(reply.text)).toEqual([{ customer: 'Harbor Labs' }]);
    }
  });

  test('encodes what is entered in the UI, so that a worker can read it', async () => {
    const plain = Payload.fromObject(defaultPayloadConverter.toPayload('retry') ?? {}).toJSON();
    const { text } = await post('/encode', { authorization }, [plain]);

    expect(text).not.toContain(Buffer.from('"retry"').toString('base64'));
    expect(decoded((await post('/decode', { authorization }, JSON.parse(text).payloads)).text)).toEqual(['retry']);
  });

  test.each([
    ['no token', '/decode', {}],
    ['another token', '/decode', { authorization: 'Bearer tc_another' }],
    ['another token in the path', '/tc_another/decode', {}],
    ['the hash of the token', '/decode', { authorization: `Bearer ${hashOf(token)}` }],
    ['no token, at a path that leads nowhere', '/other', {}],
  ])('shows nothing with %s', async (_, url, headers) => {
    const reply = await post(url, headers);
    expect(reply.status).toBe(401);
    expect(reply.text).not.toContain('payloads');
  });

  test('lets pages of the UI ask, and no others', async () => {
    const preflight = (origin: string) =>
      server.inject({
        method: 'OPTIONS',
        url: '/decode',
        headers: { origin, 'access-control-request-method': 'POST' },
      });

    const { statusCode, headers } = await preflight(ui);
    expect({ statusCode, ...headers }).toMatchObject({
      statusCode: 204,
      'access-control-allow-origin': ui,
      'access-control-allow-headers': expect.stringContaining('x-namespace'),
    });
    expect((await preflight('https://evil.example')).headers).not.toHaveProperty('access-control-allow-origin');
    const other = await post('/decode', { authorization, origin: 'https://evil.example' });
    expect(other.headers).not.toHaveProperty('access-control-allow-origin');
  });

  test('says which key is missing, and what is no list of payloads', async () => {
    const [foreign] = await new EncryptionCodec(parsePayloadKeys(newPayloadKey('k9'))).encode([
      defaultPayloadConverter.toPayload(1),
    ]);
    const missing = await post('/decode', { authorization }, [Payload.fromObject(foreign ?? {}).toJSON()]);
    expect(missing).toMatchObject({ status: 400, text: expect.stringContaining('\\"k9\\"') });
    expect(await post('/decode', { authorization }, 'all')).toMatchObject({ status: 400 });
  });

  test('does not start open to everybody', () => {
    expect(() => accessFrom({})).toThrow(/Nobody is let in: set CODEC_TOKENS/);
    expect(() => accessFrom({ CODEC_TOKENS: token })).toThrow(/entry 1 is no hash/);
    expect(() => accessFrom({ CODEC_ISSUER: 'https://login.example.com' })).toThrow(/CODEC_AUDIENCE/);
  });
});

describe('the UI’s access token', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  let issuer = '';
  const login = createServer(({ url }, response) => {
    const keys = [{ ...publicKey.export({ format: 'jwk' }), kid: 'login-1' }];
    response.end(JSON.stringify(url === '/keys' ? { keys } : { issuer, jwks_uri: `${issuer}/keys` }));
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => login.listen(0, '127.0.0.1', resolve));
    issuer = `http://127.0.0.1:${(login.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => login.close(resolve)));

  interface Making {
    readonly claims?: object;
    readonly head?: object;
    readonly key?: KeyObject;
  }
  function tokenWith({ claims, head, key = privateKey }: Making): string {
    const now = Math.floor(Date.now() / 1000);
    const usual = { iss: issuer, aud: 'temporal', exp: now + 60, sub: 'ann', email: 'ann@example.com' };
    const parts = [
      { alg: 'ES256', kid: 'login-1', ...head },
      { ...usual, ...claims },
    ];
    const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
    return `${signed}.${signature.toString('base64url')}`;
  }
  const allows = (made: string) => signInAccess({ issuer, audience: 'temporal', people: ['ann@example.com'] })(made);

  test('lets in whom it names', async () => {
    expect(await allows(tokenWith({}))).toBe(true);
    expect(await allows(tokenWith({ claims: { aud: ['other', 'temporal'] } }))).toBe(true);
  });

  test.each<[string, Making]>([
    ['has ended', { claims: { exp: 1 } }],
    ['is not valid yet', { claims: { nbf: 9_999_999_999 } }],
    ['is for another audience', { claims: { aud: 'other' } }],
    ['is of another issuer', { claims: { iss: 'https://evil.example' } }],
    ['names another person', { claims: { sub: 'bob', email: 'bob@example.com' } }],
    ['is signed by a stranger', { key: stranger }],
    ['claims to need no signature', { head: { alg: 'none' } }],
    ['claims another kind of key', { head: { alg: 'RS256' } }],
    ['names a key that there is not', { head: { kid: 'login-2' } }],
  ])('lets nobody in when it %s', async (_, making) => {
    expect(await allows(tokenWith(making))).toBe(false);
  });

  test('lets nobody in when it is no token at all', async () => {
    for (const text of ['', 'a', 'a.b.c', `${tokenWith({})}.x`, randomBytes(20).toString('hex')]) {
      expect(await allows(text)).toBe(false);
    }
  });
});
