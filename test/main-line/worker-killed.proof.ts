import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { sampleDeal } from '../../scripts/demo/sample-deals.js';
import { type GuardedProcess, spawnGuarded } from '../../scripts/temporal/guarded-process.js';
import type { DealInvoiced } from '../../workflows/hubspot-deal-to-invoice.js';
import { startTestDemo, type TestDemo } from '../support/demo.js';

const root = join(import.meta.dirname, '../..');

/** One worker process after the other on the same sandboxes, task queue and write ledger. */
interface Scene {
  readonly demo: TestDemo;
  startWorker(): Promise<GuardedProcess>;
}

/** Sets the scene, plays it and clears it away. */
async function inScene<Outcome>(play: (scene: Scene) => Promise<Outcome>): Promise<Outcome> {
  const storeFolder = await mkdtemp(join(tmpdir(), 'temporal-intacct-store-'));
  const demo = await startTestDemo({ worker: false });
  const workers: GuardedProcess[] = [];
  const startWorker = async () => {
    const worker = await spawnGuarded(process.execPath, ['--import', 'tsx', 'worker.ts'], {
      cwd: root,
      env: workerEnvironment(demo, storeFolder),
    });
    workers.push(worker);
    return worker;
  };
  try {
    return await play({ demo, startWorker });
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
    await demo.stop();
    await rm(storeFolder, { recursive: true });
  }
}

function workerEnvironment({ temporal, environment, taskQueue }: TestDemo, storeFolder: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...environment,
    NODE_OPTIONS: '',
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    TEMPORAL_TASK_QUEUE: taskQueue,
    DATABASE_URL: '',
    STORE_FOLDER: storeFolder,
  };
}

/** Kills the worker at the first moment that `at` describes; the function under way gets no reply. */
function killAt(demo: TestDemo, worker: GuardedProcess, at: { function: string; stage: 'before' | 'committed' }) {
  return new Promise<void>((killed) => {
    const off = demo.intacct.intercept(async (call) => {
      if (call.function !== at.function || call.stage !== at.stage) return undefined;
      off();
      process.kill(worker.pid, 'SIGKILL');
      await worker.ended;
      killed();
      return 'drop';
    });
  });
}

const moments = [
  ['between draft and post', { function: 'update_invoice', stage: 'before' }],
  ['after posting, before it hears of it', { function: 'update_invoice', stage: 'committed' }],
  ['after drafting, before it hears of it', { function: 'create_invoice', stage: 'committed' }],
] as const;

/** What the books hold of a deal whose worker is killed at the given moment and followed by another one. */
async function invoicedDespiteKill({ demo, startWorker }: Scene, moment: (typeof moments)[number][1]) {
  const { dealId } = await demo.hubspot.createDeal(sampleDeal);
  const killed = killAt(demo, await startWorker(), moment);
  const run = demo.nextRun();
  await demo.hubspot.moveDealToStage(dealId, 'closedwon');
  const { workflowId } = await run;
  await killed;

  await startWorker();

  const { state } = (await demo.client.workflow.getHandle(workflowId).result()) as DealInvoiced;
  return {
    state,
    invoices: demo.intacct.books
      .list('ARINVOICE')
      .filter(({ RECORDID }) => RECORDID === `HS-${dealId}`)
      .map(({ STATE, TRX_TOTALENTERED }) => ({ STATE, TRX_TOTALENTERED })),
    created: demo.intacct.commits.filter((commit) => commit.function === 'create_invoice').length,
  };
}

// One test that plays all scenes at once: they mostly wait, and jest refuses modules that load between two tests.
test('a worker killed at any moment leaves a run that another worker ends: the invoice is posted, once', async () => {
  const outcomes = await Promise.all(
    moments.map(
      async ([name, moment]) => [name, await inScene((scene) => invoicedDespiteKill(scene, moment))] as const,
    ),
  );

  const postedOnce = { state: 'Posted', invoices: [{ STATE: 'Posted', TRX_TOTALENTERED: '2805.28' }], created: 1 };
  expect(Object.fromEntries(outcomes)).toEqual(Object.fromEntries(moments.map(([name]) => [name, postedOnce])));
}, 240_000);
