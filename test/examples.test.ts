import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { NativeConnection, Worker } from '@temporalio/worker';
import { checks } from '../activities/checks.js';
import { workflowContracts } from '../activities/contracts/index.js';
import { environmentCredentials } from '../connectors/credentials/environment.js';
import type { billFromEmail } from '../examples/bill-from-email.js';
import { IntacctPlugin } from '../plugin.js';
import { until } from '../temporal/until.js';
import { startTestDemo, type TestDemo } from './support/demo.js';
import { attentionOf, resolve } from './support/runs.js';

const root = join(import.meta.dirname, '..');
const published = (example: string) =>
  readFileSync(join(root, example), 'utf8').replace('../workflows/authoring.js', 'temporal-intacct/workflow');

test.each([
  ['README.md', 'examples/bill-setup-fee.ts'],
  ['docs/workflows.md', 'examples/bill-from-email.ts'],
])('the workflow in %s is the example that the tests run', (page, example) => {
  expect(readFileSync(join(root, page), 'utf8')).toContain(published(example));
});

test.each(Object.entries(workflowContracts))(
  '%s accepts the example that its page shows',
  async (name, { example }) => {
    expect((await checks['temporal-intacct.checkWorkflowInput'](name, example)).problem).toBeUndefined();
  },
);

describe('billFromEmail', () => {
  let demo: TestDemo;
  let connection: NativeConnection;
  let worker: Worker;
  let working: Promise<void>;
  beforeAll(async () => {
    demo = await startTestDemo({ worker: false });
    connection = await NativeConnection.connect({ address: demo.temporal.address });
    worker = await Worker.create({
      connection,
      namespace: demo.temporal.namespace,
      taskQueue: demo.taskQueue,
      workflowsPath: join(root, 'examples/bill-from-email.ts'),
      plugins: [new IntacctPlugin({ credentials: environmentCredentials(demo.environment), store: {} })],
    });
    working = worker.run();
  });
  afterAll(async () => {
    worker.shutdown();
    await working;
    await connection.close();
    await demo.stop();
  });

  const start = (amount: string, vendorId = 'V102') => {
    const number = `MAIL-${randomUUID().slice(0, 8)}`;
    const lines = [{ accountNumber: '6200', amount, locationId: 'E100' }];
    const email = { vendorId, number, billDate: '2026-03-02', dueDate: '2026-04-01', lines };
    return demo.client.workflow.start<typeof billFromEmail>('billFromEmail', {
      taskQueue: demo.taskQueue,
      workflowId: `mail-${number}`,
      args: [email, '2026-03-20'],
    });
  };
  const counts = () => [demo.intacct.books.count('APBILL'), demo.intacct.books.count('APPYMT')];

  test('is approved, posted and paid by a check that somebody has printed', async () => {
    const run = await start('1200.00');
    const { since } = await attentionOf(run);
    await resolve(run, { decision: 'approve' });
    await nextAttention(run, since);
    await resolve(run, { decision: 'approve', note: 'printed' });

    await expect(run.result()).resolves.toMatchObject({ state: 'Paid', totalDue: '0.00', totalPaid: '1200.00' });
    expect(Number(demo.intacct.books.trialBalance())).toBe(0);
  });

  test('leaves nothing when it is not approved, and a voided payment when the check is not printed', async () => {
    const before = counts();
    const rejected = await start('1200.00');
    await attentionOf(rejected);
    await resolve(rejected, { decision: 'reject' });
    await expect(rejected.result()).rejects.toMatchObject({ cause: { type: 'approval_rejected' } });
    expect(counts()).toEqual(before);

    const unprinted = await start('20.00');
    await attentionOf(unprinted);
    await resolve(unprinted, { decision: 'reject' });
    await expect(unprinted.result()).rejects.toMatchObject({ cause: { type: 'approval_rejected' } });
    expect(demo.intacct.books.list('APPYMT').at(-1)).toMatchObject({ STATE: 'Voided' });
    expect(demo.intacct.books.list('APBILL').at(-1)).toMatchObject({ STATE: 'Posted', TRX_TOTALDUE: '20.00' });
  });

  test('waits where the vendor is unknown, and goes on with the right one', async () => {
    const run = await start('20.00', 'V-NOBODY');
    const { since, step } = await attentionOf(run);
    expect(step).toBe('Draft the bill');
    const input = { vendorId: 'V101', billDate: '2026-03-02', lines: [{ accountNumber: '6200', amount: '20.00' }] };
    await resolve(run, { decision: 'retry', input: { ...input, state: 'draft', dueDate: '2026-04-01' } });
    await nextAttention(run, since);
    expect(demo.intacct.books.list('APPYMT').at(-1)).toMatchObject({ VENDORID: 'V101', STATE: 'Approved' });
    await run.cancel();
    await expect(run.result()).rejects.toThrow();
  });

  /** What the run waits for after what it has waited for. */
  async function nextAttention(run: Parameters<typeof attentionOf>[0], since: string): Promise<void> {
    await until(async () => (await attentionOf(run)).since !== since, { what: 'another question', timeoutMs: 20_000 });
  }
});
