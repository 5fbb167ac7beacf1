import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { temporal } from '@temporalio/proto';
import { until } from '../../temporal/until.js';
import type { Decision } from '../../workflows/decisions.js';
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
import { changed, type Plan } from '../support/step-workflows.js';

let demo: TestDemo;
beforeAll(async () => {
  demo = await startStepDemo();
});
afterAll(() => demo.stop());

/** A run whose step was refused and waits. */
async function parked(plan: Omit<Plan, 'customer'> = {}, times?: number) {
  const customer = someCustomer();
  const mend = refuseToCreate(demo, customer.id, times);
  const run = await begun(demo, 'createsCustomer', { customer, ...plan });
  const attention = await attentionOf(run);
  return { run, customer, mend, attention };
}

describe('a step that was refused', () => {
  test('shows what, why and what can be decided, to lists of runs as well, and no longer when it goes on', async () => {
    const { run, mend, attention } = await parked();

    expect(attention).toMatchObject({
      step: 'Create the customer',
      code: 'rejected',
      message: expect.stringContaining('A rule of the company says no.'),
      advice: expect.any(String),
      decisions: ['retry', 'giveUp'],
    });
    expect(await listedAs(run)).toEqual({ needsAttention: true, memo: [attention] });

    mend();
    await resolve(run, { decision: 'retry' });
    await run.result();
    expect(await listedAs(run)).toEqual({ needsAttention: false, memo: undefined });
  });

  test('that never waited was never marked', async () => {
    const run = await begun(demo, 'createsCustomer', { customer: someCustomer() });
    await run.result();

    expect(await listedAs(run)).toEqual({ needsAttention: undefined, memo: undefined });
  });

  test('leaves a small history', async () => {
    const { run, mend } = await parked();
    mend();
    await resolve(run, { decision: 'retry' });
    await run.result();

    const history = await run.fetchHistory();
    expect(temporal.api.history.v1.History.encode(history).finish().byteLength).toBeLessThan(50_000);
    expect(history.events?.length).toBeLessThan(50);
  });
});

describe('a decision', () => {
  test('to retry does the step again, and the run says who decided and why', async () => {
    const { run, customer, mend } = await parked();
    mend();

    const accepted = await resolve(run, { decision: 'retry', by: 'Ada', note: 'rule removed' });

    expect(accepted).toEqual({ step: 'Create the customer', decision: 'retry' });
    await expect(run.result()).resolves.toBe(customer.id);
    expect(customersWith(demo, customer.id)).toHaveLength(1);
    expect((await statusOf(run)).done).toEqual([
      '"Create the customer" was decided: retry (Ada: rule removed)',
      `Customer ${customer.id} is there`,
    ]);
  });

  test('to retry before the cause is gone waits again', async () => {
    const { run, mend, attention } = await parked();

    await resolve(run, { decision: 'retry' });
    const again = await attentionOf(run);
    mend();
    await resolve(run, { decision: 'retry' });

    expect(again).toMatchObject({ code: 'rejected' });
    expect(Date.parse(again.since)).toBeGreaterThan(Date.parse(attention.since));
    await run.result();
  });

  test('to retry with another input works on that', async () => {
    const { run, customer } = await parked({ may: ['change'] });
    const other = someCustomer();

    await resolve(run, { decision: 'retry', input: other });

    await expect(run.result()).resolves.toBe(other.id);
    expect(customersWith(demo, customer.id)).toEqual([]);
    expect(customersWith(demo, other.id)).toMatchObject([{ NAME: other.name }]);
  });

  test('to use a record goes on with it', async () => {
    const { run } = await parked({ may: ['use'] });
    const [existing] = demo.intacct.books.list('CUSTOMER');

    await resolve(run, { decision: 'use', record: { key: existing?.RECORDNO ?? '' } });

    await expect(run.result()).resolves.toBe(existing?.CUSTOMERID);
  });

  test('to skip goes on without the step', async () => {
    const { run, customer } = await parked({ may: ['skip'] });

    await resolve(run, { decision: 'skip' });

    await expect(run.result()).resolves.toBe('none');
    expect(customersWith(demo, customer.id)).toEqual([]);
  });

  test('to give up ends the run with the reason for both', async () => {
    const { run } = await parked();

    await resolve(run, { decision: 'giveUp', note: 'not worth it' });

    await expect(run.result()).rejects.toMatchObject({
      cause: {
        type: 'given_up',
        message: expect.stringMatching(/"Create the customer" was given up \(not worth it\): .*A rule of the company/),
      },
    });
    expect(await listedAs(run)).toEqual({ needsAttention: false, memo: undefined });
  });

  test('is taken once: who decided while another decision was being checked is first, and both hear of it', async () => {
    const { run } = await parked({ may: ['skip', 'use'] });
    const [existing] = demo.intacct.books.list('CUSTOMER');
    let ben: Promise<unknown> | undefined;
    const off = demo.intacct.intercept(async ({ function: name }) => {
      if (name !== 'query') return;
      ben ??= resolve(run, { decision: 'skip', by: 'Ben' });
      await ben;
    });

    const ada = resolve(run, { decision: 'use', record: { key: existing?.RECORDNO ?? '' }, by: 'Ada' });

    expect(await refusalOf(ada)).toEqual({
      type: 'nothing_waits',
      message: 'Somebody else has just decided about "Create the customer".',
    });
    off();
    await expect(ben).resolves.toMatchObject({ decision: 'skip' });
    await expect(run.result()).resolves.toBe('none');
  });
});

describe('a decision that makes no sense', () => {
  const nonsense: [string, unknown, string, RegExp][] = [
    ['that nobody knows', { decision: 'maybe' }, 'decision_unknown', /Give one of retry, use/],
    ['that is no object', 'retry', 'decision_unknown', /Give one of/],
    ['with an unknown field', { decision: 'retry', inptu: {} }, 'decision_unknown', /"inptu" is no part/],
    ['with a note that is no text', { decision: 'retry', note: {} }, 'decision_unknown', /are texts/],
    ['for another step', { decision: 'retry', step: 'Post' }, 'nothing_waits', /these do: "Create the customer"/],
    ['that the step does not offer', { decision: 'approve' }, 'decision_impossible', /Possible: retry, use, giveUp/],
    ['to use no record', { decision: 'use' }, 'decision_unknown', /Name the record/],
    ['to use a record by its ID', { decision: 'use', record: { key: 'C100' } }, 'decision_unknown', /Name the record/],
    ['to use a record that is not there', { decision: 'use', record: { key: '999999' } }, 'record_refused', /999999/],
    ['to retry with a record', { decision: 'retry', record: { key: '1' } }, 'decision_unknown', /Only "use"/],
    ['to give up with an input', { decision: 'giveUp', input: {} }, 'decision_unknown', /Only "retry"/],
    ['to retry with a bad input', { decision: 'retry', input: { nam: 'X' } }, 'input_refused', /nam/],
  ];

  test('is refused with the reason, and the step waits on', async () => {
    const { run, mend, attention } = await parked({ may: ['change', 'use'] });

    for (const [what, decision, type, reason] of nonsense) {
      const refusal = await refusalOf(resolve(run, decision as Decision));
      expect({ what, ...refusal }).toEqual({ what, type, message: expect.stringMatching(reason) });
      expect((await statusOf(run)).attention).toEqual([attention]);
    }
    mend();
    await resolve(run, { decision: 'retry' });
    await run.result();
  });

  test('is refused when it changes what cannot be changed', async () => {
    const { run } = await parked();

    const refusal = await refusalOf(resolve(run, { decision: 'retry', input: someCustomer() }));

    expect(refusal).toMatchObject({ type: 'input_refused', message: expect.stringContaining('no other input') });
    await resolve(run, { decision: 'giveUp' });
  });

  test('is refused while nothing waits', async () => {
    const customer = someCustomer();
    let asked: Promise<unknown> | undefined;
    const off = demo.intacct.intercept(async ({ function: name }) => {
      if (name !== 'create' || asked) return;
      asked = refusalOf(resolve(run, { decision: 'retry' }));
      await asked;
    });
    const run = await begun(demo, 'createsCustomer', { customer });

    await run.result();
    off();

    expect(await asked).toEqual({ type: 'nothing_waits', message: 'No step waits.' });
  });
});

describe('waiting', () => {
  test('reminds, and is given up when patience ends', async () => {
    const patience = { remindEvery: '1s', giveUpAfter: '4s' } as const;
    const { run } = await parked({ patience });

    await until(async () => ((await statusOf(run)).attention[0]?.reminders ?? 0) >= 2, {
      what: 'two reminders',
      timeoutMs: 10_000,
    });

    await expect(run.result()).rejects.toMatchObject({
      cause: { type: 'given_up', message: expect.stringContaining('nobody decided in time') },
    });
    expect(await listedAs(run)).toEqual({ needsAttention: false, memo: undefined });
  });

  test('for credentials ends by itself when they work again, and counts from the first time', async () => {
    const customer = someCustomer();
    const match = { function: 'create', customer: customer.id };
    const mend = demo.intacct.faults.add({ match, kind: 'session-expired' });
    const run = await begun(demo, 'createsCustomer', { customer, patience: { recheckEvery: '500ms' } });

    const { since, code } = await attentionOf(run);
    const tried = demo.intacct.requests.length;
    await until(async () => demo.intacct.requests.length > tried, { what: 'another try', timeoutMs: 10_000 });
    const later = await attentionOf(run);
    mend();

    await expect(run.result()).resolves.toBe(customer.id);
    expect({ since: later.since, code: later.code }).toEqual({ since, code });
    expect(customersWith(demo, customer.id)).toHaveLength(1);
  });

  test('for credentials is given up after all when patience ends', async () => {
    const customer = someCustomer();
    const match = { function: 'create', customer: customer.id };
    const mend = demo.intacct.faults.add({ match, kind: 'session-expired' });
    const patience = { recheckEvery: '200ms', giveUpAfter: '1s' } as const;
    const run = await begun(demo, 'createsCustomer', { customer, patience });

    await expect(run.result()).rejects.toMatchObject({ cause: { type: 'given_up' } });
    mend();
  });

  test('ends when something has changed, also while the step was still being tried', async () => {
    const customer = someCustomer();
    refuseToCreate(demo, customer.id, 1);
    const off = demo.intacct.intercept(async ({ function: name }) => {
      if (name === 'create') await run.signal(changed);
    });
    const run = await begun(demo, 'waitsForChange', { customer });

    await expect(run.result()).resolves.toBe(customer.id);
    off();
  });

  test('ends when something changes later', async () => {
    const customer = someCustomer();
    const mend = refuseToCreate(demo, customer.id);
    const run = await begun(demo, 'waitsForChange', { customer });
    await attentionOf(run);

    mend();
    await run.signal(changed);

    await expect(run.result()).resolves.toBe(customer.id);
  });

  test('ends when the run is cancelled, and no list shows it as waiting', async () => {
    const { run } = await parked();

    await run.cancel();

    await expect(run.result()).rejects.toMatchObject({ cause: { name: 'CancelledFailure' } });
    expect(await listedAs(run)).toEqual({ needsAttention: false, memo: undefined });
  });

  test('is over when the run continues as new', async () => {
    const { run, customer, mend } = await parked({ continuations: 1 });
    mend();
    await resolve(run, { decision: 'retry' });
    await run.result();

    const latest = demo.client.workflow.getHandle(run.workflowId);
    expect(await listedAs(latest)).toEqual({ needsAttention: false, memo: undefined });
    expect(customersWith(demo, customer.id)).toHaveLength(1);
    expect(customersWith(demo, `${customer.id}-1`)).toHaveLength(1);
  });
});

describe('a step that has been tried for as long as it may take', () => {
  test('waits as ran_out_of_time, takes no other input, and is tried again by itself', async () => {
    const customer = someCustomer();
    const match = { function: 'create', customer: customer.id };
    const mend = demo.intacct.faults.add({ match, kind: 'http-503' });
    const patience = { recheckEvery: '1s' } as const;
    const run = await begun(demo, 'createsCustomer', { customer, patience, withinMs: 1_500, may: ['change'] });

    const attention = await attentionOf(run);
    const refusal = await refusalOf(resolve(run, { decision: 'retry', input: someCustomer() }));
    mend();

    expect(attention).toMatchObject({ code: 'ran_out_of_time', message: expect.stringMatching(/The last try: \S/) });
    expect(refusal).toMatchObject({ type: 'input_refused', message: expect.stringContaining('not known') });
    await expect(run.result()).resolves.toBe(customer.id);
    expect(customersWith(demo, customer.id)).toHaveLength(1);
  });
});
