import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { NativeConnection, Worker } from '@temporalio/worker';
import { environmentCredentials } from '../connectors/credentials/environment.js';
import { IntacctPlugin } from '../plugin.js';
import { startTestDemo, type TestDemo } from './support/demo.js';

let demo: TestDemo;
let connection: NativeConnection;
beforeEach(async () => {
  demo = await startTestDemo({ worker: false });
  connection = await NativeConnection.connect({ address: demo.temporal.address });
});
afterEach(async () => {
  await connection.close();
  await demo.stop();
});

function anyCustomer(): string {
  return demo.intacct.books.list('CUSTOMER')[0]?.CUSTOMERID ?? '';
}

describe('somebody else’s worker', () => {
  test('has, with the plugin, its own workflows and activities beside all actions and workflows of ours', async () => {
    const taskQueue = `test-${randomUUID()}`;
    const worker = await Worker.create({
      connection,
      namespace: demo.temporal.namespace,
      taskQueue,
      workflowsPath: join(import.meta.dirname, 'support/their-workflows.ts'),
      activities: { exclaim: async (text: string) => `${text}!` },
      plugins: [new IntacctPlugin({ credentials: environmentCredentials(demo.environment), store: {} })],
    });

    const execute = (workflow: string, args: unknown[]) =>
      demo.client.workflow.execute(workflow, { taskQueue, workflowId: `${workflow}-${taskQueue}`, args });

    const [theirs, composed, ours] = await worker.runUntil(async () => {
      const invoice = {
        invoiceDate: '2026-11-20',
        paymentTerm: 'N30',
        lines: [{ accountNumber: '4000', amount: '10.00' }],
      };
      return [
        await execute('exclaimed', ['Hello']),
        await execute('billSetupFee', [anyCustomer(), '2026-11-20']),
        await execute('createInvoice', [{ customer: { id: 'HS-2', name: 'Quay Works' }, invoice }]),
      ];
    });

    expect(theirs).toBe('Hello!');
    expect(composed).toMatchObject({ state: 'Posted', total: '250.00', lines: [{ memo: 'Set-up fee' }] });
    expect(ours).toMatchObject({ customerId: 'HS-2', state: 'Posted', total: '10.00' });
  });
});
