import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client, type WorkflowHandle } from '@temporalio/client';
import { temporal as proto } from '@temporalio/proto';
import { bundleWorkflowCode, NativeConnection, Worker } from '@temporalio/worker';
import { environmentCredentials } from '../../connectors/credentials/environment.js';
import { dataConverter } from '../../encryption/data-converter.js';
import { newPayloadKey, type PayloadKey, parsePayloadKeys } from '../../encryption/keys.js';
import { IntacctPlugin, workflowsPath } from '../../plugin.js';
import { sampleDeal } from '../../scripts/demo/sample-deals.js';
import { until } from '../../temporal/until.js';
import { wonDeal } from '../support/deals.js';
import { startTestDemo, type TestDemo } from '../support/demo.js';
import { attentionOf, resolve, statusOf } from '../support/runs.js';
import { quiet, sharedBundle } from '../support/temporal.js';

const [first, second, wrongFirst] = ['k1', 'k2', 'k1'].map(newPayloadKey) as [string, string, string];
const keysOf = (...entries: string[]) => parsePayloadKeys(entries.join(','));
const company = 'Zanzibar Quillworks';

let demo: TestDemo;
let bundle: { code: string };
let connection: NativeConnection;
beforeAll(async () => {
  const plugins = [
    new IntacctPlugin({ credentials: environmentCredentials({}), store: {}, payloadKeys: keysOf(first) }),
  ];
  bundle = await bundleWorkflowCode({ workflowsPath, plugins, logger: quiet });
  demo = await startTestDemo({ payloadKeys: keysOf(first), workflowBundle: bundle });
  connection = await NativeConnection.connect({ address: demo.temporal.address });
});
afterAll(async () => {
  await connection?.close();
  await demo?.stop();
});

/** What the server keeps of a run: its history and how lists show it, as bytes. */
async function storedOf({ workflowId }: WorkflowHandle): Promise<string> {
  const { namespace } = demo.temporal;
  const execution = { workflowId };
  const service = demo.client.workflowService;
  const { history } = await service.getWorkflowExecutionHistory({ namespace, execution });
  const described = await service.describeWorkflowExecution({ namespace, execution });
  const { DescribeWorkflowExecutionResponse: Described } = proto.api.workflowservice.v1;
  const bytes = [proto.api.history.v1.History.encode(history ?? {}), Described.encode(described)];
  return bytes.map((writer) => Buffer.from(writer.finish()).toString('latin1')).join('\n');
}

function clientWith(keys: readonly PayloadKey[]): Client {
  const { connection, options } = demo.client;
  return new Client({ connection, namespace: options.namespace, dataConverter: dataConverter(keys) });
}

const sold = { ...sampleDeal, company: { name: company } };

describe('with encryption on', () => {
  test('a deal’s history holds no name, and the run is read by those with the key as before', async () => {
    const { run } = await wonDeal(demo, sold);
    await run.result();

    const stored = await storedOf(run);
    expect(stored).toContain('encryption-key-id');
    expect(stored).not.toMatch(/Zanzibar|Quillworks|Team seats|2805\.28/);
    expect((await statusOf(run)).done.join()).toContain(company);
  });

  test('what a run waits for and what it fails of are encrypted as well', async () => {
    const { run } = await wonDeal(demo, { ...sold, name: `${company} in yen`, currency: 'JPY' });
    const attention = await attentionOf(run);
    await until(async () => (await run.describe()).memo?.attention !== undefined, {
      what: 'the memo',
      timeoutMs: 10_000,
    });

    const waiting = await storedOf(run);
    await resolve(run, { decision: 'giveUp', note: `${company} pays cash` });
    const failure = await run.result().catch((error) => error.cause);

    expect(attention.code).toBe('currency_refused');
    expect(failure).toMatchObject({ type: 'given_up', message: expect.stringContaining(`${company} pays cash`) });
    const stored = waiting + (await storedOf(run));
    expect(stored).toContain('Encoded failure');
    expect(stored).not.toMatch(/Zanzibar|Quillworks|pays cash|JPY/);
  });

  test('a new first key leaves runs of the older one readable', async () => {
    const { run } = await wonDeal(demo, sold);
    const { total } = await run.result();

    const rotated = clientWith(keysOf(second, first)).workflow.getHandle(run.workflowId);
    await expect(rotated.result()).resolves.toMatchObject({ total });
    const forgotten = clientWith(keysOf(second)).workflow.getHandle(run.workflowId);
    await expect(forgotten.result()).rejects.toThrow(/encrypted with the key "k1", and PAYLOAD_KEYS has k2 only/);
  });

  test('a bundle that would leave failures in clear is refused', async () => {
    await expect(startTestDemo({ payloadKeys: keysOf(first), workflowBundle: sharedBundle() })).rejects.toThrow(
      /workflow bundle leaves messages of failures unencrypted/,
    );
  });
});

describe('a worker without the right key', () => {
  const taskQueue = `keys-${randomUUID()}`;

  function workerWith(keys: readonly PayloadKey[]): Promise<Worker> {
    const credentials = environmentCredentials(demo.environment);
    return Worker.create({
      connection,
      namespace: demo.temporal.namespace,
      taskQueue,
      workflowBundle: bundle,
      plugins: [new IntacctPlugin({ credentials, store: {}, payloadKeys: keys })],
    });
  }

  /** Why its workflow task failed, in clear; waits for it. */
  async function taskFailure(run: WorkflowHandle): Promise<string> {
    const messages: string[] = [];
    const looked = async () => {
      const { events } = await run.fetchHistory();
      messages.push(...(events ?? []).map((each) => each.workflowTaskFailedEventAttributes?.failure?.message ?? ''));
      return messages.some(Boolean);
    };
    await until(looked, { what: 'the task to fail', timeoutMs: 20_000 });
    return messages.join('');
  }

  test.each([
    ['none', keysOf(), /encrypted with the key "k1", and PAYLOAD_KEYS is not set/],
    ['a wrong one of that ID', keysOf(wrongFirst), /"k1" of PAYLOAD_KEYS does not open/],
  ])(
    '(%s) fails no run: the task says what is missing, and goes on when the key is there',
    async (_, keys, message) => {
      const id = randomUUID().slice(0, 8);
      const lines = [{ accountNumber: '4000', amount: '10.00' }];
      const run = await demo.client.workflow.start('createInvoice', {
        taskQueue,
        workflowId: `keys-${id}`,
        args: [{ customer: { id, name: company }, invoice: { invoiceDate: '2026-11-20', paymentTerm: 'N30', lines } }],
      });
      const without = await workerWith(keys);
      const told = await without.runUntil(() => taskFailure(run));
      expect(told).toMatch(message);
      expect((await run.describe()).status.name).toBe('RUNNING');

      const withKey = await workerWith(keysOf(first, second));
      await expect(withKey.runUntil(run.result())).resolves.toMatchObject({ state: 'Posted', total: '10.00' });
    },
  );
});
