import { afterEach, expect, test } from '@jest/globals';
import { type IntacctSandbox, type ServiceTimes, startSandbox } from '../../sandbox/intacct/index.js';
import { ask, call, envelope, invoiceXml, statuses } from './ask.js';

let sandbox: IntacctSandbox;
afterEach(() => sandbox.close());

const STEADY: ServiceTimes = { requestMs: 0, readMs: 0, documentMs: 0, rowMs: 0, jitter: 0 };
const READ = '<read><object>CUSTOMER</object><keys>1</keys></read>';

async function lasting(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

test('a request lasts as long as its parts together: itself, its reads, its rows and its documents', async () => {
  sandbox = await startSandbox({ serviceTime: { requestMs: 20, readMs: 30, documentMs: 40, rowMs: 5 } });
  const functions = { a: READ, b: invoiceXml(), c: invoiceXml() };
  const took = await lasting(() => ask(sandbox, { functions }));
  expect(took).toBeGreaterThanOrEqual(20 + 30 + 5 + 2 * 40 - 4);
  const instead = { requestMs: 0, readMs: 0, documentMs: 0, rowMs: 40 };
  sandbox.serviceTime = instead;
  expect(await lasting(() => call(sandbox, READ))).toBeGreaterThanOrEqual(39);
});

test('requests run side by side, functions of one request one after the other', async () => {
  sandbox = await startSandbox({ serviceTime: { ...STEADY, documentMs: 150 } });
  const sideBySide = await lasting(() => Promise.all([1, 2, 3, 4].map(() => call(sandbox, invoiceXml()))));
  expect(sideBySide).toBeLessThan(450);
  const [a, b, c, d] = [1, 2, 3, 4].map(() => invoiceXml());
  const oneByOne = await lasting(() => ask(sandbox, { functions: { a, b, c, d } as Record<string, string> }));
  expect(oneByOne).toBeGreaterThanOrEqual(590);
});

test('each function is committed at its own moment, and a client that gives up in the middle stops nothing', async () => {
  sandbox = await startSandbox();
  const giveUp = new AbortController();
  let midway = -1;
  const finished = new Promise<void>((resolve) => {
    sandbox.intercept(({ controlId, stage }) => {
      if (controlId === 'b' && stage === 'before') {
        midway = sandbox.commits.length;
        giveUp.abort();
      }
      if (controlId === 'c' && stage === 'committed') resolve();
    });
  });
  sandbox.serviceTime = { documentMs: 20 };
  const functions = { a: invoiceXml({ number: 'A' }), b: invoiceXml({ number: 'B' }), c: invoiceXml({ number: 'C' }) };
  await expect(askUntil(giveUp.signal, functions)).rejects.toThrow('aborted');
  expect(midway).toBe(1);
  await finished;
  expect(sandbox.commits.map(({ controlId }) => controlId)).toEqual(['a', 'b', 'c']);
});

async function askUntil(signal: AbortSignal, functions: Record<string, string>): Promise<Response> {
  const headers = { 'content-type': 'application/xml' };
  return fetch(sandbox.endpoint, { method: 'POST', headers, body: envelope(sandbox, { functions }), signal });
}

test('a transaction takes the time of its documents without making others wait for it', async () => {
  sandbox = await startSandbox({ serviceTime: { ...STEADY, documentMs: 200 } });
  const transaction = ask(sandbox, { transaction: true, functions: { a: invoiceXml(), b: invoiceXml() } });
  expect(await lasting(() => call(sandbox, READ))).toBeLessThan(190);
  expect(sandbox.commits).toEqual([]);
  expect(statuses((await transaction).text)).toEqual(['success', 'success']);
});

test('presets can be exchanged while the sandbox runs, and parts of them replaced', async () => {
  sandbox = await startSandbox();
  expect(sandbox.serviceTime).toMatchObject({ requestMs: 0, documentMs: 0 });
  sandbox.serviceTime = 'typical';
  expect(sandbox.serviceTime).toMatchObject({ requestMs: 150, readMs: 60, documentMs: 400, rowMs: 0.5 });
  sandbox.serviceTime = { documentMs: 7 };
  expect(sandbox.serviceTime).toMatchObject({ requestMs: 150, documentMs: 7 });
});
