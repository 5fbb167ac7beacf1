import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { ask, call, invoiceXml, one, statuses } from './ask.js';

let sandbox: IntacctSandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.close());

const READ = '<read><object>CUSTOMER</object><keys>1</keys></read>';

interface Controlled {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into replies of every shape
  body: any;
}

async function control(method: string, path: string, body?: unknown): Promise<Controlled> {
  const response = await fetch(sandbox.controlUrl + path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

test('has a port of its own, and lists what it can do there', async () => {
  expect(new URL(sandbox.controlUrl).port).not.toBe(new URL(sandbox.url).port);
  expect((await control('GET', '/')).body).toMatchObject({ 'GET /state': expect.any(String) });
  expect(await control('GET', '/nothing')).toMatchObject({ status: 404, body: { controls: expect.any(Object) } });
});

test('tells the state, the books and the trial balance, past the gateway', async () => {
  await call(sandbox, invoiceXml({ number: 'A-1' }));
  const { body: state } = await control('GET', '/state');
  expect(state).toMatchObject({
    endpoint: sandbox.endpoint,
    commits: 1,
    trialBalance: '0.00',
    usage: { requests: 1, functions: 1, mostConcurrent: 1, mostPerMinute: 1 },
  });
  expect(state.counts.ARINVOICE).toBe(sandbox.books.count('ARINVOICE'));
  expect((await control('GET', '/counts')).body).toEqual(state.counts);

  const { body } = await control('GET', `/records/arinvoice?offset=${state.counts.ARINVOICE - 1}&limit=1`);
  expect(body).toMatchObject({ total: state.counts.ARINVOICE, records: [{ RECORDID: 'A-1', TOTALDUE: '120.50' }] });
  const found = await control('GET', `/records/ARINVOICE/${body.records[0].RECORDNO}`);
  expect(found.body).toEqual(body.records[0]);
  expect((await control('GET', '/records/ARINVOICE/999999')).status).toBe(404);
  expect((await control('GET', '/records/NOTHING')).status).toBe(404);
  expect((await control('GET', '/records/CUSTOMER?limit=0')).status).toBe(400);
  expect((await control('GET', '/trial-balance')).body).toEqual({ sum: '0.00', balances: sandbox.books.balances() });
});

test('lists every request with time, slots and outcome, and every commit', async () => {
  sandbox.serviceTime = { documentMs: 30 };
  await Promise.all([call(sandbox, invoiceXml(), 'x'), call(sandbox, invoiceXml(), 'y')]);
  sandbox.serviceTime = 'instant';
  sandbox.settings.requestsPerMinute = 1;
  await call(sandbox, READ);
  await call(sandbox, READ);
  const { body } = await control('GET', '/requests?offset=2');
  expect(body.usage).toEqual({ requests: 4, functions: 3, mostConcurrent: 2, mostPerMinute: 3 });
  expect(body.requests).toEqual([
    expect.objectContaining({ outcome: 'success', slots: 1 }),
    expect.objectContaining({ outcome: 'rate-limited', slots: 0 }),
  ]);
  expect(Date.parse(body.requests[0].endedAt)).toBeGreaterThanOrEqual(Date.parse(body.requests[0].at));
  const { body: commits } = await control('GET', '/commits?limit=1');
  expect(commits).toMatchObject({ total: 2, commits: [{ function: 'create_invoice', object: 'ARINVOICE' }] });
});

test('faults are added, listed, removed and seeded; a rule with a mistake is refused', async () => {
  const { body: added } = await control('POST', '/faults', { kind: 'http-502', match: { object: 'CUSTOMER' } });
  expect((await control('GET', '/faults')).body).toEqual([
    { id: added.id, kind: 'http-502', match: { object: 'CUSTOMER' }, struck: 0 },
  ]);
  expect((await ask(sandbox, { functions: { a: READ } })).status).toBe(502);
  expect((await control('DELETE', `/faults/${added.id}`)).status).toBe(204);
  expect((await control('DELETE', `/faults/${added.id}`)).status).toBe(404);
  for (const wrong of [{ kind: 'http-999' }, { kind: 'slow', often: 2 }, { kind: 'truncated', stage: 'before' }, {}]) {
    expect((await control('POST', '/faults', wrong)).status).toBe(400);
  }
  await control('POST', '/faults', { kind: 'reset' });
  expect((await control('DELETE', '/faults')).status).toBe(204);
  expect(sandbox.faults.list()).toEqual([]);
  expect((await control('PUT', '/faults/seed', { seed: 7 })).status).toBe(204);
});

test('settings are read and changed; unknown names and wrong values are refused and change nothing', async () => {
  const before = (await control('GET', '/settings')).body;
  const { body: after } = await control('PATCH', '/settings', { closedThrough: '2026-01-31', concurrentRequests: 2 });
  expect(after).toEqual({ ...before, closedThrough: '2026-01-31', concurrentRequests: 2 });
  expect(sandbox.settings.concurrentRequests).toBe(2);

  const unknown = await control('PATCH', '/settings', { closedThru: '2026-02-28', sessionMinutes: 5 });
  expect(unknown).toEqual({ status: 400, body: { message: expect.stringContaining('Unknown: closedThru') } });
  const wrong = await control('PATCH', '/settings', { unknownFields: 'sometimes' });
  expect(wrong.body.message).toContain('unknownFields');
  expect((await control('GET', '/settings')).body).toEqual(after);
  await expect(startSandbox({ settings: JSON.parse('{"closedThru":"x"}') })).rejects.toThrow('Unknown: closedThru');
});

test('service time, clock, sessions and restart can be controlled', async () => {
  expect((await control('PUT', '/service-time', 'typical')).body).toMatchObject({ requestMs: 150 });
  expect((await control('PUT', '/service-time', { requestMs: 0, jitter: 0 })).body).toMatchObject({ readMs: 60 });
  expect((await control('PUT', '/service-time', 'leisurely')).status).toBe(400);
  await control('PUT', '/service-time', 'instant');

  const before = Date.parse((await control('GET', '/clock')).body.time);
  const after = Date.parse((await control('POST', '/clock/advance', { milliseconds: 86_400_000 })).body.time);
  expect(after - before).toBeGreaterThanOrEqual(86_400_000);

  const authentication = `<sessionid>${one(await call(sandbox, '<getAPISession/>'), 'sessionid')}</sessionid>`;
  expect(statuses((await ask(sandbox, { authentication, functions: { a: READ } })).text)).toEqual(['success']);
  expect((await control('POST', '/sessions/expire')).status).toBe(204);
  expect(statuses((await ask(sandbox, { authentication, functions: { a: READ } })).text)).toEqual([]);
  expect((await control('POST', '/restart', { downMs: 60_000 })).status).toBe(204);
  await expect(ask(sandbox, { functions: { a: READ } })).rejects.toThrow();
});

test('takes JSON only, declared as such', async () => {
  const response = await fetch(`${sandbox.controlUrl}/restart`, { method: 'POST', body: '{}' });
  expect(response.status).toBe(400);
  const broken = { method: 'PATCH', body: '{', headers: { 'content-type': 'application/json' } };
  expect((await fetch(`${sandbox.controlUrl}/settings`, broken)).status).toBe(400);
});
