import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createServer } from '../../server.js';
import { openStore, type Store } from '../../store/open.js';
import { Forwarder } from '../../webhooks/forwarder.js';
import { startPostgres, type TestPostgres } from '../support/postgres.js';
import { fuzz } from './fuzz.js';
import { publicUrl, settings, signedRequest } from './signed.js';

let postgres: TestPostgres;
let store: Store;
beforeEach(async () => {
  postgres = await startPostgres();
  store = await openStore({ url: postgres.url });
});
afterEach(async () => {
  await store?.close();
  await postgres?.stop();
});

test('100,000 senseless bodies neither stop the server nor start a workflow', async () => {
  const { statuses, started, healthy } = await fuzz(store.inbox, 100_000);
  expect([...statuses].filter((status) => ![200, 204, 400, 401].includes(status))).toEqual([]);
  expect({ started, healthy }).toEqual({ started: 0, healthy: true });
});

test('200 webhooks a second for a minute: 99 of 100 are answered within a second, and none is lost', async () => {
  const seconds = Number(process.env.LOAD_SECONDS ?? 60);
  let forwarded = 0;
  const handle = async () => ({ state: 'forwarded', outcome: String(++forwarded) }) as const;
  const forwarder = new Forwarder({ inbox: store.inbox, handle });
  const server = createServer({ inbox: store.inbox, sources: settings, publicUrl, onReceived: () => forwarder.wake() });
  await server.listen({ host: '127.0.0.1', port: 0 });
  forwarder.start();

  const took: number[] = [];
  const send = async (place: number) => {
    const request = signedRequest('nango', Date.now(), `{"type":"auth","connectionId":"c${place}"}`);
    const from = performance.now();
    const headers = request.headers as Record<string, string>;
    const reply = await fetch(server.listeningOrigin + request.url, {
      method: 'POST',
      headers,
      body: new Uint8Array(request.body),
    });
    expect(reply.status).toBe(200);
    took.push(performance.now() - from);
  };
  const sends: Promise<void>[] = [];
  const begin = performance.now();
  for (let place = 0; place < seconds * 200; place++) {
    const wait = begin + place * 5 - performance.now();
    if (wait > 1) await sleep(wait);
    sends.push(send(place));
  }
  await Promise.all(sends);
  while ((await store.inbox.counts()).received > 0) await sleep(50);
  await forwarder.close();
  await server.close();

  took.sort((one, other) => one - other);
  const p99 = took[Math.floor(took.length * 0.99)] ?? 0;
  console.info(
    `p50 ${took[took.length >> 1]?.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, most ${took.at(-1)?.toFixed(1)} ms`,
  );
  expect(p99).toBeLessThan(1000);
  expect(forwarded).toBe(seconds * 200);
});
