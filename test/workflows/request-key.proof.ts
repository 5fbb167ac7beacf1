import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bundleWorkflowCode, type WorkflowBundleOption } from '@temporalio/worker';
import Long from 'long';
import { workflowInterceptorModules } from '../../plugin.js';
import { startTestDemo, type TestDemo } from '../support/demo.js';
import type { Plan, writesAndEnds } from '../support/key-workflows.js';
import { quiet } from '../support/temporal.js';

let demo: TestDemo;
beforeAll(async () => {
  const workflowsPath = join(import.meta.dirname, '../support/key-workflows.ts');
  const workflowBundle: WorkflowBundleOption = await bundleWorkflowCode({
    workflowsPath,
    workflowInterceptorModules,
    logger: quiet,
  });
  demo = await startTestDemo({ workflowBundle });
});
afterAll(() => demo.stop());

const newId = () => `C-${randomUUID().slice(0, 8)}`;

interface Start {
  readonly retry?: { maximumAttempts: number; initialInterval: string };
  readonly cronSchedule?: string;
}

async function start(plan: Plan, options: Start = {}): Promise<string> {
  const workflowId = `keys-${randomUUID()}`;
  const { taskQueue } = demo;
  await demo.client.workflow.start<typeof writesAndEnds>('writesAndEnds', {
    workflowId,
    taskQueue,
    args: [plan],
    ...options,
  });
  return workflowId;
}

const result = (workflowId: string) => demo.client.workflow.getHandle(workflowId).result();

/** Run IDs of a workflow ID, oldest first; waits until there are that many. */
async function runsOf(workflowId: string, atLeast: number): Promise<string[]> {
  for (;;) {
    const runs: { runId: string; startTime: Date }[] = [];
    for await (const run of demo.client.workflow.list({ query: `WorkflowId = '${workflowId}'` })) runs.push(run);
    runs.sort((a, b) => a.startTime.getTime() - b.startTime.getTime());
    if (runs.length >= atLeast) return runs.map(({ runId }) => runId);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The request keys that a run has scheduled its writes with. */
async function keysOf(workflowId: string, runId: string): Promise<string[]> {
  const { events } = await demo.client.workflow.getHandle(workflowId, runId).fetchHistory();
  return (events ?? []).flatMap(({ activityTaskScheduledEventAttributes: scheduled }) => {
    const [payload] = scheduled?.input?.payloads ?? [];
    return payload?.data ? [JSON.parse(Buffer.from(payload.data).toString('utf8')).requestKey] : [];
  });
}

async function keysOfRuns(workflowId: string, atLeast: number): Promise<string[][]> {
  const runs = await runsOf(workflowId, atLeast);
  return Promise.all(runs.map((runId) => keysOf(workflowId, runId)));
}

const customersNamed = (id: string) =>
  demo.intacct.books.list('CUSTOMER').filter(({ CUSTOMERID }) => CUSTOMERID === id);

describe('the request key of a write', () => {
  test('tells the steps of a run apart', async () => {
    const workflowId = await start({ customers: [newId(), newId()] });
    await result(workflowId);

    const [keys = []] = await keysOfRuns(workflowId, 1);
    expect(new Set(keys).size).toBe(2);
  });

  test('is the same in every attempt of its activity', async () => {
    const id = newId();
    demo.intacct.faults.add({ match: { function: 'create' }, kind: 'reset', times: 2 });
    const workflowId = await start({ customers: [id] });
    await result(workflowId);

    const [keys = []] = await keysOfRuns(workflowId, 1);
    expect(keys).toHaveLength(1);
    expect(customersNamed(id)).toHaveLength(1);
  });

  test('is the same after a reset, which writes nothing again', async () => {
    const id = newId();
    const workflowId = await start({ customers: [id] });
    await result(workflowId);
    const [first = ''] = await runsOf(workflowId, 1);

    const { runId } = await demo.client.workflowService.resetWorkflowExecution({
      namespace: demo.temporal.namespace,
      workflowExecution: { workflowId, runId: first },
      workflowTaskFinishEventId: Long.fromNumber(4),
      requestId: randomUUID(),
      reason: 'test',
    });
    await demo.client.workflow.getHandle(workflowId, runId).result();

    expect(await keysOf(workflowId, runId)).toEqual(await keysOf(workflowId, first));
    expect(
      demo.intacct.commits.filter(
        (commit) => commit.object === 'CUSTOMER' && commit.recordno === customersNamed(id)[0]?.RECORDNO,
      ),
    ).toHaveLength(1);
  });

  test('is the same in every attempt of the workflow', async () => {
    const id = newId();
    const retry = { maximumAttempts: 3, initialInterval: '10ms' };
    const workflowId = await start({ customers: [id], succeedsInAttempt: 3 }, { retry });
    await result(workflowId);

    const [one, two, three] = await keysOfRuns(workflowId, 3);
    expect(two).toEqual(one);
    expect(three).toEqual(one);
    expect(customersNamed(id)).toHaveLength(1);
  });

  test('is another one after continue-as-new, and the same in the attempts of the continued run', async () => {
    const retry = { maximumAttempts: 3, initialInterval: '10ms' };
    const workflowId = await start({ customers: [newId()], succeedsInAttempt: 3, continuations: 1 }, { retry });
    await result(workflowId);

    const keys = await keysOfRuns(workflowId, 6);
    const [first, , , continued] = keys;
    expect(continued).not.toEqual(first);
    expect(keys).toEqual([first, first, first, continued, continued, continued]);
  });

  test('is another one in the next cron run', async () => {
    const workflowId = await start({ customers: [newId()] }, { cronSchedule: '@every 1s' });

    const [one, two] = await keysOfRuns(workflowId, 3);
    await demo.client.workflow.getHandle(workflowId).terminate();

    expect(two).toHaveLength(1);
    expect(two).not.toEqual(one);
  });

  test('is another one in a new execution, and the same where both name the same scope', async () => {
    const id = newId();
    const [alone, another] = [await start({ customers: [id] }), await start({ customers: [id] })];
    const scope = `order/${randomUUID()}`;
    const [scoped, again] = [await start({ customers: [id], scope }), await start({ customers: [id], scope })];
    await Promise.all([alone, another, scoped, again].map(result));

    const keys = await Promise.all([alone, another, scoped, again].map(async (run) => (await keysOfRuns(run, 1))[0]));
    expect(keys[1]).not.toEqual(keys[0]);
    expect(keys[3]).toEqual(keys[2]);
    expect(keys[2]).toEqual([`${scope}/intacct.createCustomer-1`]);
    expect(customersNamed(id)).toHaveLength(1);
  });
});
