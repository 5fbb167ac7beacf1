import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type IntacctSandbox, type SeenRequest, startSandbox } from '../../../sandbox/intacct/index.js';
import { intacctEnvironment } from '../../../scripts/demo/sandbox-environment.js';
import { type GuardedProcess, spawnGuarded } from '../../../scripts/temporal/guarded-process.js';
import { startPostgres } from '../../support/postgres.js';

const root = join(import.meta.dirname, '../../..');
const requestsPerMinute = 60;
const slots = 3;
const count = 400;

let sandbox: IntacctSandbox;
let database: Awaited<ReturnType<typeof startPostgres>>;
beforeAll(async () => {
  sandbox = await startSandbox({ company: 'small', serviceTime: 'fast', seed: 11 });
  database = await startPostgres();
});
afterAll(async () => {
  await sandbox.close();
  await database.stop();
});

async function startWorkerProcess(output: string[]): Promise<GuardedProcess> {
  return spawnGuarded(process.execPath, ['--import', 'tsx', 'test/support/invoice-worker.ts'], {
    cwd: root,
    env: {
      ...process.env,
      ...intacctEnvironment(sandbox),
      NODE_OPTIONS: '',
      DATABASE_URL: database.url,
      CUSTOMER_ID: sandbox.books.list('CUSTOMER')[0]?.CUSTOMERID ?? '',
      COUNT: String(count),
      INTACCT_REQUESTS_PER_MINUTE: String(requestsPerMinute),
      INTACCT_CONCURRENT_REQUESTS: String(slots),
      // Small requests, so that the limits are what the workers meet.
      INTACCT_FUNCTIONS_PER_REQUEST: '8',
    },
    output: (line) => void output.push(line),
  });
}

/** The most requests that arrived within any 60 seconds, as the sandbox saw them. */
function mostPerMinute(requests: readonly SeenRequest[]): number {
  const times = requests.map(({ at }) => new Date(at).getTime()).sort((a, b) => a - b);
  let first = 0;
  return times.reduce((most, time, last) => {
    while (time - (times[first] ?? time) >= 60_000) first += 1;
    return Math.max(most, last - first + 1);
  }, 0);
}

test('two worker processes write equal invoices once each and keep the shared limits, as the sandbox measures them', async () => {
  sandbox.faults.add({ match: { function: 'create_invoice' }, kind: 'lost-reply', probability: 0.05 });
  sandbox.faults.add({ match: { function: 'create_invoice' }, kind: 'rate-limited', probability: 0.03 });
  const before = sandbox.books.count('ARINVOICE');
  const outputs: string[][] = [[], []];

  const workers = await Promise.all(outputs.map(startWorkerProcess));
  const endings = await Promise.all(workers.map(({ ended }) => ended));

  expect([endings, outputs.map((lines) => lines.slice(-3))]).toMatchObject([
    [{ code: 0 }, { code: 0 }],
    expect.anything(),
  ]);
  const keys = outputs.flatMap((lines) => JSON.parse(lines.at(-1) ?? '[]') as string[]);
  expect(sandbox.books.count('ARINVOICE') - before).toBe(2 * count);
  expect(new Set(keys).size).toBe(2 * count);
  expect(sandbox.books.trialBalance()).toBe('0.00');
  expect(mostPerMinute(sandbox.requests)).toBeLessThanOrEqual(requestsPerMinute);
  expect(Math.max(...sandbox.requests.map((request) => request.slots))).toBeLessThanOrEqual(slots);
  expect(sandbox.requests.length).toBeGreaterThan(requestsPerMinute);
});
