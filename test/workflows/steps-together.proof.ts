import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { WorkflowHandle } from '@temporalio/client';
import { until } from '../../temporal/until.js';
import type { TestDemo } from '../support/demo.js';
import { attentionOf, resolve, statusOf } from '../support/runs.js';
import {
  begun,
  customersWith,
  listedAs,
  refusalOf,
  refuseToCreate,
  someCustomer,
  startStepDemo,
} from '../support/step-runs.js';

let demo: TestDemo;
beforeAll(async () => {
  demo = await startStepDemo();
});
afterAll(() => demo.stop());

const thereAre = (...ids: string[]) => ids.map((id) => customersWith(demo, id).length);

/** Names of the steps that wait, once there are so many. */
async function waitingSteps(run: WorkflowHandle, count: number): Promise<string[]> {
  await until(async () => (await statusOf(run)).attention.length === count, {
    what: 'them to wait',
    timeoutMs: 10_000,
  });
  return (await statusOf(run)).attention.map(({ step }) => step).sort();
}

/** Two steps at the same time, both refused. */
async function twoParked(names: readonly [string, string]) {
  const [one, two] = [someCustomer(), someCustomer()];
  const mend = [refuseToCreate(demo, one.id), refuseToCreate(demo, two.id)];
  const plans = [
    { ...one, step: names[0] },
    { ...two, step: names[1] },
  ];
  const run = await begun(demo, 'createsSideBySide', plans);
  const steps = await waitingSteps(run, 2);
  return { run, one, two, steps, mend: () => mend.map((remove) => remove()) };
}

describe('two steps that wait at the same time', () => {
  test('are decided by name; a decision that names none is refused', async () => {
    const { run, one, two, mend } = await twoParked(['Create one', 'Create two']);

    const refusal = await refusalOf(resolve(run, { decision: 'retry' }));
    mend();
    await resolve(run, { decision: 'retry', step: 'Create two' });
    await waitingSteps(run, 1);
    const meanwhile = await listedAs(run);
    await resolve(run, { decision: 'retry' });

    expect(refusal).toEqual({
      type: 'step_unclear',
      message: expect.stringMatching(/"Create one".*"Create two"|two.*one/),
    });
    expect(meanwhile).toMatchObject({ needsAttention: true, memo: [{ step: 'Create one' }] });
    await expect(run.result()).resolves.toEqual([one.id, two.id]);
    expect(await listedAs(run)).toEqual({ needsAttention: false, memo: undefined });
  });

  test('and have the same name are told apart by number', async () => {
    const { run, steps, mend } = await twoParked(['Create', 'Create']);
    expect(steps).toEqual(['Create', 'Create (2)']);

    mend();
    await resolve(run, { decision: 'retry', step: 'Create (2)' });
    await resolve(run, { decision: 'retry', step: 'Create' });
    await run.result();
  });

  test('end together when one is given up, and no list shows the other as waiting', async () => {
    const { run, one, two } = await twoParked(['Create one', 'Create two']);

    await resolve(run, { decision: 'giveUp', step: 'Create one' });

    await expect(run.result()).rejects.toMatchObject({ cause: { type: 'given_up' } });
    expect(thereAre(one.id, two.id)).toEqual([0, 0]);
    expect(await listedAs(run)).toEqual({ needsAttention: false, memo: undefined });
  });

  test('are undone when the other is given up', async () => {
    const [one, two] = [someCustomer(), someCustomer()];
    refuseToCreate(demo, two.id);
    const run = await begun(demo, 'createsSideBySide', [
      { ...one, step: 'Create one' },
      { ...two, step: 'Create two' },
    ]);
    await attentionOf(run);
    await until(async () => thereAre(one.id)[0] === 1, { what: 'the first', timeoutMs: 5_000 });

    await resolve(run, { decision: 'giveUp' });

    await expect(run.result()).rejects.toMatchObject({ cause: { type: 'given_up' } });
    expect(thereAre(one.id, two.id)).toEqual([0, 0]);
  });
});

describe('a part within a part', () => {
  async function nested(refused: 'inner' | 'last', handedOn = false) {
    const [first, one, two, last] = [someCustomer(), someCustomer(), someCustomer(), someCustomer()];
    refuseToCreate(demo, refused === 'inner' ? two.id : last.id);
    const run = await begun(demo, 'createsNested', { first, inner: [one, two], last, handedOn });
    await attentionOf(run);
    await resolve(run, { decision: 'giveUp' });
    await expect(run.result()).rejects.toMatchObject({ cause: { type: 'given_up' } });
    return thereAre(first.id, one.id, two.id, last.id);
  }

  test('is undone, and what is around it, when it fails', async () => {
    expect(await nested('inner')).toEqual([0, 0, 0, 0]);
  });

  test('stays when it had succeeded, unless it was handed on', async () => {
    expect(await nested('last')).toEqual([0, 1, 1, 0]);
    expect(await nested('last', true)).toEqual([0, 0, 0, 0]);
  });
});

describe('an approval', () => {
  test('is asked for above the amount only', async () => {
    const run = await begun(demo, 'asksForApproval', '10000.00', { above: '10000.00' });

    await expect(run.result()).resolves.toBe('approved');
    expect(await listedAs(run)).toEqual({ needsAttention: undefined, memo: undefined });
  });

  test('lets the run go on, and the run says who gave it', async () => {
    const run = await begun(demo, 'asksForApproval', '10000.01', { above: '10000.00' });
    const attention = await attentionOf(run);

    const impossible = await refusalOf(resolve(run, { decision: 'retry' }));
    await resolve(run, { decision: 'approve', by: 'Ada' });

    expect(attention).toMatchObject({ step: 'Approve', code: 'approval', decisions: ['approve', 'reject'] });
    expect(impossible.type).toBe('decision_impossible');
    await expect(run.result()).resolves.toBe('approved');
    expect((await statusOf(run)).done).toEqual([
      '"Approve" was decided: approve (Ada)',
      'Payment over 10000.01 was approved',
    ]);
  });

  test('that is rejected fails with the reason', async () => {
    const run = await begun(demo, 'asksForApproval', '1.00', {});
    await attentionOf(run);

    await resolve(run, { decision: 'reject', note: 'twice ordered' });

    await expect(run.result()).rejects.toMatchObject({
      cause: { type: 'approval_rejected', message: 'Payment over 1.00 was not approved: twice ordered.' },
    });
    expect(await listedAs(run)).toEqual({ needsAttention: false, memo: undefined });
  });

  test('that nobody gives in time lapses', async () => {
    const run = await begun(demo, 'asksForApproval', '1.00', { within: '1s' });

    await expect(run.result()).rejects.toMatchObject({ cause: { type: 'approval_lapsed' } });
  });
});
