import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Secret } from '../../connectors/credentials/secret.js';
import { isSignedTheOldWay } from '../../webhooks/signatures/hubspot-legacy.js';
import { isStandardWebhook, standardSignature } from '../../webhooks/signatures/standard-webhooks.js';
import { sourcesFrom } from '../../webhooks/sources.js';
import { mutated, mutation } from './mutate.js';
import { jwt, publicUrl, type Scheme, secrets, settings, signedRequest, sourceOf } from './signed.js';

const now = 1790000001000;
const schemes: Scheme[] = ['hubspot', 'smart event', 'platform', 'nango', 'generic'];
/** What a source says of a request: the status, or how many events it took. */
const verdict = (scheme: Scheme, request: Parameters<ReturnType<typeof sourceOf>['read']>[0], at = now) => {
  const reading = sourceOf(scheme).read(request, at);
  return 'refused' in reading ? reading.refused : reading.events;
};

describe('official vectors', () => {
  const standard = [
    [
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      '1614265330',
      '{"test": 2432232314}',
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    ],
    [
      'whsec_BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=',
      'msg_0001',
      '1790000001',
      '{"type":"invoice.posted","timestamp":"2026-09-21T13:33:21Z","data":{"dealId":"5001"}}',
      'v1,dTeTNqiMBM0lrR6cvGMXssVq5utU7z6qkl1ohxbU6/8=',
    ],
  ] as const;

  test.each(standard)(
    'Standard Webhooks %#: signed alike, and accepted beside another signature',
    (key, id, timestamp, body, signature) => {
      const secret = new Secret(key);
      expect(standardSignature(secret, id, timestamp, body)).toBe(signature);
      const headers = { id, timestamp, signature: `v1,bm8= v1a,bm8= ${signature}` };
      const at = Number(timestamp) * 1000;
      expect(isStandardWebhook(secret, Buffer.from(body), headers, at + 300_000)).toBe(true);
      expect(isStandardWebhook(secret, Buffer.from(body), headers, at + 300_001)).toBe(false);
      expect(isStandardWebhook(secret, Buffer.from(body), headers, at - 300_001)).toBe(false);
    },
  );

  const bodyA =
    '[{"eventId":101,"subscriptionId":77,"portalId":424242,"appId":9001,"occurredAt":1790000000000,"subscriptionType":"deal.propertyChange","attemptNumber":0,"objectId":5001,"propertyName":"dealstage","propertyValue":"closedwon","changeSource":"CRM_UI","sourceId":"userId:12"}]';
  const bridge = 'https://bridge.example.test/hooks/hubspot';
  test.each([
    [
      'v2',
      'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy',
      'https://www.example.com/webhook_uri',
      '{"example_field":"example_value"}',
      '9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900',
    ],
    ['v1', 'sim-client-secret-0001', bridge, bodyA, '8a55f78e774e327b8e342297bf9c45cca3e26ae62f08978c84d6128eb5eb6593'],
    ['v2', 'sim-client-secret-0001', bridge, bodyA, 'de8257321fda2cf5480e2930938ac1cf933ca95f8acd761c648b73565bce0e54'],
  ] as const)('HubSpot %s', (version, secret, url, body, signature) => {
    const request = { method: 'POST', url, body: Buffer.from(body), signature, timestamp: undefined };
    expect(isSignedTheOldWay(version, new Secret(secret), request)).toBe(true);
    expect(isSignedTheOldWay(version, new Secret(`${secret}2`), request)).toBe(false);
    expect(isSignedTheOldWay(version, new Secret(secret), { ...request, body: Buffer.from(`${body} `) })).toBe(false);
  });
});

describe('a good request', () => {
  test.each(schemes)('of the kind %s is accepted', (scheme) => {
    expect(verdict(scheme, signedRequest(scheme, now))).toMatchObject([{ event: { source: sourceOf(scheme).name } }]);
  });

  test.each(schemes.filter((scheme) => scheme !== 'smart event'))(
    'of the kind %s is the same event when it is repeated',
    (scheme) => {
      const [one, two] = [now, now + 2000].map((at) => verdict(scheme, signedRequest(scheme, now), at));
      expect(one).toEqual(two);
    },
  );

  test('of a smart event is an event of its own each time, as none is ever repeated', () => {
    expect(verdict('smart event', signedRequest('smart event', now))).not.toEqual(
      verdict('smart event', signedRequest('smart event', now)),
    );
  });
});

test('10,000 altered requests are all refused', () => {
  for (const scheme of schemes) {
    const good = signedRequest(scheme, now);
    fc.assert(
      fc.property(mutation(scheme), (change) => {
        const { request, nowMs } = mutated(good, change, now);
        expect(verdict(scheme, request, nowMs)).toBe(401);
      }),
      { numRuns: 2000 },
    );
  }
});

describe('HubSpot’s older signatures', () => {
  const body = signedRequest('hubspot', now).body;
  const old = {
    ...signedRequest('hubspot', now),
    headers: {
      'x-hubspot-signature': createHash('sha256').update(secrets.hubspot).update(body).digest('hex'),
      'x-hubspot-signature-version': 'v1',
    },
  };

  test('are refused unless they are switched on, and never stand in for a wrong v3', () => {
    const [lenient] = sourcesFrom({ hubspot: { ...settings.hubspot, olderSignatures: ['v1'] } }, () => publicUrl);
    expect(verdict('hubspot', old)).toBe(401);
    expect(lenient?.read(old, now)).toMatchObject({ events: [{}] });
    const wrong = {
      ...old,
      headers: { ...old.headers, 'x-hubspot-signature-v3': 'bm8=', 'x-hubspot-request-timestamp': String(now) },
    };
    expect(lenient?.read(wrong, now)).toMatchObject({ refused: 401 });
    const v2 = { ...old, headers: { ...old.headers, 'x-hubspot-signature-version': 'v2' } };
    expect(lenient?.read(v2, now)).toMatchObject({ refused: 401 });
  });
});

describe('Intacct', () => {
  const good = signedRequest('platform', now);
  const withToken = (token: string) => verdict('platform', { ...good, headers: { 'x-ia-sage-signature': token } });
  const body = good.body.toString();

  test.each([
    ['another company', jwt(body, now, { tenant_id: 'OTHER' })],
    ['another client', jwt(body, now, { app_id: 'client-8' })],
    ['another issuer', jwt(body, now, { iss: 'Somebody' })],
    ['no expiry', jwt(body, now, { exp: undefined })],
    ['an expiry far away', jwt(body, now, { exp: now })],
    ['a token of tomorrow', jwt(body, now + 86_400_000)],
    ['another body’s hash', jwt(`${body} `, now)],
    ['another hash function', jwt(body, now, { payload_signature_alg: 'MD5' })],
    ['another secret', jwt(body, now, {}, 'other')],
    ['no algorithm', jwt(body, now, {}, secrets.client, 'none')],
    ['no signature', jwt(body, now).replace(/[^.]*$/, '')],
    ['a fourth part', `${jwt(body, now)}.x`],
    ['no token at all', ''],
  ])('refuses %s', (_, token) => {
    expect(withToken(token)).toBe(401);
  });

  test('refuses a signed request at another secret’s path, and an unsigned one at the connection’s', () => {
    expect(verdict('platform', { ...good, name: 'another-secret-of-somebody' })).toBe(401);
    expect(verdict('platform', { ...good, headers: {} })).toBe(401);
  });

  test('takes the secret in the path or as an argument, and keeps it nowhere', () => {
    const form = (text: string) => ({ ...good, headers: {}, body: Buffer.from(text) });
    const taken = verdict('smart event', form(`object=ARINVOICE&recordno=7&secret=${secrets.path}`));
    expect(taken).toMatchObject([{ event: { object: 'ARINVOICE', recordId: '7', account: 'default' } }]);
    expect(JSON.stringify(taken)).not.toContain(secrets.path);
    expect(verdict('smart event', form(`object=ARINVOICE&secret=${secrets.path}x`))).toBe(401);
  });

  test.each(['idempotency-key', 'x-idempotencykey'])(
    'reads its key from %s, and the record from either context',
    (header) => {
      const context = Buffer.from('{"OBJECTNAME":"ARINVOICE","ID":"7","EVENT":"after_update"}').toString('base64');
      const read = (key: string, contextHeader: string) =>
        verdict('platform', {
          ...signedRequest('platform', now, 'not JSON "x"'),
          headers: { 'x-ia-sage-signature': jwt('not JSON "x"', now), [header]: key, [contextHeader]: context },
        });
      expect(read('k1', 'x-clientcontext')).toMatchObject([
        { event: { object: 'ARINVOICE', recordId: '7', change: 'after_update' } },
      ]);
      expect(read('k1', 'x-trusted-context')).toEqual(read('k1', 'x-clientcontext'));
      expect(read('k2', 'x-clientcontext')).not.toEqual(read('k1', 'x-clientcontext'));
    },
  );
});

test('Nango’s legacy signature is not taken', () => {
  const good = signedRequest('nango', now);
  const legacy = createHash('sha256').update(secrets.nango).update(good.body).digest('hex');
  expect(verdict('nango', { ...good, headers: { 'x-nango-signature': legacy } })).toBe(401);
  const again = createHmac('sha256', secrets.nango).update(good.body).digest('hex').toUpperCase();
  expect(verdict('nango', { ...good, headers: { 'x-nango-hmac-sha256': again } })).toBe(401);
});
