import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { createServer } from '../../server.js';
import { openStore, type Store } from '../../store/open.js';
import { fuzz } from './fuzz.js';
import { mutated, mutation } from './mutate.js';
import { publicUrl, type Scheme, secrets, settings, signedRequest } from './signed.js';

let store: Store;
let server: FastifyInstance;
const logged: string[] = [];

beforeAll(async () => {
  store = await openStore();
  server = createServer({ inbox: store.inbox, sources: settings, publicUrl, onReceived: () => {} });
  await server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server?.close();
  await store?.close();
});

async function post({ url, headers, body }: Pick<ReturnType<typeof signedRequest>, 'url' | 'headers' | 'body'>) {
  return fetch(server.listeningOrigin + url, {
    method: 'POST',
    headers: headers as Record<string, string>,
    body: new Uint8Array(body),
  });
}

const total = async () => Object.values(await store.inbox.counts()).reduce((sum, count) => sum + count, 0);

describe('the server', () => {
  test.each<[Scheme, number]>([
    ['hubspot', 204],
    ['smart event', 200],
    ['platform', 200],
    ['nango', 200],
    ['generic', 200],
  ])('keeps a signed event of %s and answers %i', async (scheme, status) => {
    const before = await total();
    expect((await post(signedRequest(scheme, Date.now()))).status).toBe(status);
    expect(await total()).toBe(before + 1);
  });

  test('keeps an event that comes ten times only once', async () => {
    const request = signedRequest('generic', Date.now(), '{"type":"again"}');
    const fresh = { ...request, headers: { ...request.headers } };
    const before = await total();
    const statuses = await Promise.all(Array.from({ length: 10 }, async () => (await post(fresh)).status));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(await total()).toBeLessThanOrEqual(before + 1);
  });

  test('refuses 300 altered requests and keeps nothing of them', async () => {
    const before = await total();
    const arrives = Date.now();
    for (const scheme of ['hubspot', 'platform', 'generic'] as const) {
      const covered = mutation(scheme).filter(({ kind }) => kind.startsWith('body') || kind === 'proof missing');
      await fc.assert(
        fc.asyncProperty(covered, async (change) => {
          const { request } = mutated(signedRequest(scheme, arrives), change, arrives);
          const headers = Object.fromEntries(
            Object.entries(request.headers).filter(([, value]) => value !== undefined),
          );
          expect((await post({ ...request, headers })).status).toBe(401);
        }),
        { numRuns: 100 },
      );
    }
    expect(await total()).toBe(before);
  });

  test('refuses what is larger than a delivery can be, and what is not set up', async () => {
    expect((await post(signedRequest('nango', Date.now(), 'x'.repeat(1_000_001)))).status).toBe(413);
    expect((await fetch(`${server.listeningOrigin}/webhooks/other`, { method: 'POST' })).status).toBe(401);
    expect((await fetch(`${server.listeningOrigin}/actions/getDeal`, { method: 'POST' })).status).toBe(401);
  });

  test('answers 503 while the inbox cannot be written, and is not ready then, but runs', async () => {
    const broken = await openStore();
    const deaf = createServer({ inbox: broken.inbox, sources: settings, publicUrl, onReceived: () => {} });
    await broken.close();
    const { url, headers, body } = signedRequest('nango', Date.now());
    const reply = await deaf.inject({ method: 'POST', url, headers: headers as Record<string, string>, payload: body });
    expect(reply.statusCode).toBe(503);
    expect((await deaf.inject('/readyz')).statusCode).toBe(503);
    expect((await deaf.inject('/healthz')).statusCode).toBe(200);
    await deaf.close();
  });

  test('limits how fast one sender may be, by what is proven only', async () => {
    const rate = { perSecond: 0.001, burst: 2 };
    const slow = createServer({ inbox: store.inbox, sources: settings, publicUrl, onReceived: () => {}, rate });
    const send = async (scheme: Scheme, more: object = {}) => {
      const { url, headers, body } = signedRequest(scheme, Date.now());
      const all = { ...headers, ...more } as Record<string, string>;
      return (await slow.inject({ method: 'POST', url, headers: all, payload: body })).statusCode;
    };
    for (let forged = 0; forged < 5; forged++) expect(await send('nango', { 'x-nango-hmac-sha256': 'no' })).toBe(401);
    expect([await send('nango'), await send('nango'), await send('nango')]).toEqual([200, 200, 429]);
    expect(await send('generic')).toBe(200);
    await slow.close();
  });

  test('never logs the secret of a path', async () => {
    const { pino } = await import('pino');
    const logger = pino({ level: 'trace' }, { write: (line: string) => logged.push(line) });
    const closed = await openStore();
    await closed.close();
    const talking = createServer({ inbox: closed.inbox, sources: settings, publicUrl, onReceived: () => {}, logger });
    const url = `/webhooks/intacct/${secrets.path}`;
    await talking.inject({ method: 'POST', url, payload: 'object=CUSTOMER' });
    await talking.inject({ method: 'POST', url: `${url}/more` });
    await talking.close();
    expect(logged.join()).toContain('could not be written');
    expect(logged.join()).not.toContain(secrets.path);
  });

  test('is neither stopped by 2,000 senseless bodies, nor starts a workflow for one', async () => {
    const own = await openStore();
    const { statuses, started, healthy } = await fuzz(own.inbox, 2000);
    await own.close();
    expect([...statuses].filter((status) => ![200, 204, 400, 401].includes(status))).toEqual([]);
    expect({ started, healthy }).toEqual({ started: 0, healthy: true });
  });
});
