import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { ask, call, invoiceXml, one, statuses } from './ask.js';

let sandbox: IntacctSandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.close());

const READ = '<read><object>CUSTOMER</object><keys>1</keys></read>';

test('a lost reply breaks the connection after the invoice was committed', async () => {
  sandbox.faults.add({ match: { function: 'create_invoice' }, kind: 'lost-reply', times: 1 });
  await expect(call(sandbox, invoiceXml({ number: 'A-1' }))).rejects.toThrow();
  expect(sandbox.commits.map(({ object }) => object)).toEqual(['ARINVOICE']);
  expect(sandbox.requests.at(-1)?.outcome).toBe('lost-reply');
  expect(statuses(await call(sandbox, invoiceXml({ number: 'A-2' })))).toEqual(['success']);
});

test.each(['reset', 'http-502', 'rate-limited', 'jpp0001'] as const)(
  '%s strikes before anything is executed',
  async (kind) => {
    sandbox.faults.add({ kind, times: 1 });
    const outcome = await ask(sandbox, { functions: { a: invoiceXml() } }).catch(() => undefined);
    expect(outcome?.status).toBe({ reset: undefined, 'http-502': 502, 'rate-limited': 429, jpp0001: 200 }[kind]);
    expect(sandbox.commits).toEqual([]);
    expect(sandbox.requests.at(-1)?.outcome).toBe(kind);
  },
);

test('a 502 can also hide a committed write', async () => {
  sandbox.faults.add({ kind: 'http-502', stage: 'after', times: 1 });
  const { status, text } = await ask(sandbox, { functions: { a: invoiceXml() } });
  expect(status).toBe(502);
  expect(text).toContain('<html>');
  expect(sandbox.commits).toHaveLength(1);
});

test('an empty reply is 200 without a body, after the commit', async () => {
  sandbox.faults.add({ kind: 'empty', times: 1 });
  expect(await ask(sandbox, { functions: { a: invoiceXml() } })).toMatchObject({ status: 200, text: '' });
  expect(sandbox.commits).toHaveLength(1);
});

test('a truncated reply breaks off in the middle, after the commit', async () => {
  sandbox.faults.add({ kind: 'truncated', times: 1 });
  await expect(call(sandbox, invoiceXml())).rejects.toThrow();
  expect(sandbox.commits).toHaveLength(1);
});

test('a slow reply comes late but whole', async () => {
  sandbox.faults.add({ kind: 'slow', delayMs: 30, times: 1 });
  const started = performance.now();
  expect(statuses(await call(sandbox, READ))).toEqual(['success']);
  expect(performance.now() - started).toBeGreaterThanOrEqual(29);
});

test('an expired session is an authentication failure for a session credential and leaves logins alone', async () => {
  const authentication = `<sessionid>${one(await call(sandbox, '<getAPISession/>'), 'sessionid')}</sessionid>`;
  sandbox.faults.add({ kind: 'session-expired', times: 1 });
  expect(statuses(await call(sandbox, READ))).toEqual(['success']);
  const { text } = await ask(sandbox, { authentication, functions: { a: invoiceXml() } });
  expect(one(one(text, 'authentication'), 'status')).toBe('failure');
  expect(sandbox.commits).toEqual([]);
});

test('a fault strikes only what it matches, and not after it was removed', async () => {
  const remove = sandbox.faults.add({ match: { object: 'CUSTOMER' }, kind: 'reset' });
  expect(statuses(await call(sandbox, invoiceXml()))).toEqual(['success']);
  await expect(call(sandbox, READ)).rejects.toThrow();
  remove();
  expect(statuses(await call(sandbox, READ))).toEqual(['success']);
});

test('the same seed strikes the same requests', async () => {
  const run = async () => {
    sandbox.faults.seed(7);
    const remove = sandbox.faults.add({ kind: 'http-502', probability: 0.5 });
    const seen: number[] = [];
    for (let i = 0; i < 12; i += 1) seen.push((await ask(sandbox, { functions: { a: READ } })).status);
    remove();
    return seen;
  };
  const first = await run();
  expect(await run()).toEqual(first);
  expect(new Set(first)).toEqual(new Set([200, 502]));
});

test('a hook sees a function before and after its commit, and can break the connection at either', async () => {
  const seen: string[] = [];
  const away = sandbox.intercept(({ function: name, object, controlId, stage }) => {
    seen.push(`${name} ${object} ${controlId} ${stage} ${sandbox.commits.length}`);
  });
  await call(sandbox, invoiceXml(), 'x');
  away();
  expect(seen).toEqual(['create_invoice ARINVOICE x before 0', 'create_invoice ARINVOICE x committed 1']);

  const dropBefore = sandbox.intercept(({ stage }) => (stage === 'before' ? 'drop' : undefined));
  await expect(call(sandbox, invoiceXml())).rejects.toThrow();
  dropBefore();
  expect(sandbox.commits).toHaveLength(1);

  sandbox.intercept(({ stage }) => {
    if (stage === 'committed') throw new Error('gone');
  });
  await expect(call(sandbox, invoiceXml())).rejects.toThrow();
  expect(sandbox.commits).toHaveLength(2);
});
