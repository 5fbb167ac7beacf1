import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { newApiKey, parseApiKeys } from '../../api/keys.js';
import { createServer } from '../../server.js';
import { openStore, type Store } from '../../store/open.js';
import { startTestDemo, type TestDemo } from '../support/demo.js';

let demo: TestDemo;
let store: Store;
let server: FastifyInstance;
const all = newApiKey('all', ['*', 'intacct.*', 'workflows.*']);
const reader = newApiKey('reader', ['intacct.*:read']);

beforeAll(async () => {
  [demo, store] = await Promise.all([startTestDemo(), openStore()]);
  const keys = parseApiKeys(`${all.entry} ${reader.entry}`);
  const { client, taskQueue } = demo;
  const api = { client, taskQueue, keys };
  server = createServer({ inbox: store.inbox, sources: {}, onReceived: () => {}, api });
});
afterAll(async () => {
  await server?.close();
  await store?.close();
  await demo?.stop();
});

async function call(url: string, body: unknown, key = all.key, headers: Record<string, string> = {}) {
  const authorization = `Bearer ${key}`;
  const reply = await server.inject({
    method: body === undefined ? 'GET' : 'POST',
    url,
    headers: { authorization, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  });
  return { status: reply.statusCode, location: reply.headers.location, body: reply.json() };
}

describe('the API', () => {
  test('runs an action and answers its result', async () => {
    const { status, body } = await call('/actions/getCustomer', { id: 'C100' }, reader.key);
    expect({ status, ...body }).toMatchObject({ status: 200, state: 'completed', result: { id: 'C100' } });
  });

  test('answers a failed run with what it failed of', async () => {
    expect(await call('/actions/getCustomer', { id: 'NOBODY' })).toMatchObject({
      status: 404,
      body: { state: 'failed' },
    });
    const wrong = await call('/actions/intacct.getCustomer', { idd: 'C100' });
    expect(wrong).toMatchObject({ status: 400, body: { state: 'failed', error: { code: 'input_refused' } } });
    expect(await call('/workflows/postInvoice', {})).toMatchObject({ status: 400 });
  });

  test('starts a run and returns at once when nobody waits, and tells of it later', async () => {
    const { status, location = '', body } = await call('/actions/getCustomer?wait=0', { id: 'C100' });
    expect({ status, state: body.state }).toEqual({ status: 202, state: 'running' });
    expect(await call(`${location}?wait=20`, undefined)).toMatchObject({ status: 200, body: { state: 'completed' } });
    expect(await call(location, undefined, reader.key)).toMatchObject({ status: 403 });
    expect(await call('/runs/api/all/none', undefined)).toMatchObject({ status: 404 });
  });

  test('makes requests with the same key one run, and refuses the key for another request', async () => {
    const once = { 'idempotency-key': `once-${Date.now()}` };
    const [one, two] = await Promise.all([1, 2].map(() => call('/actions/getCustomer', { id: 'C100' }, all.key, once)));
    expect(one?.body.run).toEqual(two?.body.run);
    expect(await call('/actions/getCustomer', { id: 'C101' }, all.key, once)).toMatchObject({ status: 409 });
  });

  test('refuses strangers, what a key may not do, and what does not exist', async () => {
    expect(await call('/actions/getCustomer', { id: 'C100' }, `${all.key}x`)).toMatchObject({ status: 401 });
    expect(await call('/actions/deleteCustomer', { id: 'C100' }, reader.key)).toMatchObject({ status: 403 });
    expect(await call('/workflows/createInvoice', {}, reader.key)).toMatchObject({ status: 403 });
    expect(await call('/actions/getNothing', {})).toMatchObject({ status: 404 });
    expect(await call('/actions/getCustomer?wait=long', {})).toMatchObject({ status: 400 });
  });

  test('describes itself to programs and people, without a key', async () => {
    const { paths } = (await server.inject('/openapi.json')).json();
    expect(paths['/actions/intacct.createInvoice'].post.requestBody.content['application/json'].schema.type).toBe(
      'object',
    );
    expect(paths['/workflows/hubspotDealToInvoice']).toBeDefined();
    const page = await server.inject('/');
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.body).toContain('intacct.createInvoice');
  });
});

describe('API keys', () => {
  test('are kept as hashes, and an entry that is malformed is refused without being told', () => {
    expect(all.entry).not.toContain(all.key);
    expect(() => parseApiKeys(`${all.entry} broken:secret:x`)).toThrow('entry 2');
    expect(() => parseApiKeys('broken:secret:x')).not.toThrow('secret');
  });
});
