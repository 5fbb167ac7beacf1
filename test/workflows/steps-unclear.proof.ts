import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openStore, type Store } from '../../store/open.js';
import type { TestDemo } from '../support/demo.js';
import { attentionOf, resolve } from '../support/runs.js';
import { begun, refusalOf, someCustomer, startStepDemo } from '../support/step-runs.js';

let demo: TestDemo;
let store: Store;
beforeAll(async () => {
  store = await openStore();
  // Without a ledger only a person can tell equal records apart.
  demo = await startStepDemo({ store: { ...store, ledger: undefined as never } });
});
afterAll(async () => {
  await demo.stop();
  await store.close();
});

const invoicesOf = (customerId: string) =>
  demo.intacct.books.list('ARINVOICE').filter(({ CUSTOMERID }) => CUSTOMERID === customerId);

/** A run that does not know whether its invoice was written. */
async function unclear() {
  const customer = someCustomer();
  await (await begun(demo, 'createsCustomer', { customer })).result();
  demo.intacct.faults.add({
    match: { function: 'create_invoice', customer: customer.id },
    kind: 'lost-reply',
    times: 1,
  });
  const run = await begun(demo, 'draftsInvoice', customer.id);
  return { run, customerId: customer.id, attention: await attentionOf(run) };
}

describe('a write of which nobody knows whether it happened', () => {
  test('waits for a person, and takes no other input', async () => {
    const { run, attention } = await unclear();

    const refusal = await refusalOf(resolve(run, { decision: 'retry', input: { customerId: 'C100' } }));

    expect(attention).toMatchObject({ code: 'outcome_needs_decision', decisions: ['retry', 'use', 'giveUp'] });
    expect(refusal).toMatchObject({ type: 'input_refused', message: expect.stringContaining('not known') });
    await resolve(run, { decision: 'giveUp' });
  });

  test('is written anew when a person says that it never happened', async () => {
    const { run, customerId } = await unclear();
    const [lost] = invoicesOf(customerId);

    await resolve(run, { decision: 'retry' });

    const key = await run.result();
    expect(key).not.toBe(lost?.RECORDNO);
    expect(invoicesOf(customerId)).toHaveLength(2);
    const { events } = await run.fetchHistory();
    const keys = (events ?? []).flatMap(({ activityTaskScheduledEventAttributes: scheduled }) => {
      const [payload] = scheduled?.input?.payloads ?? [];
      return payload?.data ? [JSON.parse(Buffer.from(payload.data).toString('utf8')).requestKey.split('/').at(-1)] : [];
    });
    expect(keys).toEqual(['intacct.createInvoice-1', 'intacct.createInvoice-1~1']);
  });

  test('goes on with the record that a person has found', async () => {
    const { run, customerId } = await unclear();
    const [lost] = invoicesOf(customerId);

    await resolve(run, { decision: 'use', record: { key: lost?.RECORDNO ?? '' } });

    await expect(run.result()).resolves.toBe(lost?.RECORDNO);
    expect(invoicesOf(customerId)).toHaveLength(1);
  });
});
