import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { WorkflowHandle } from '@temporalio/client';
import type { SampleDeal } from '../../sandbox/hubspot/index.js';
import { sampleDeal } from '../../scripts/demo/sample-deals.js';
import { startTestDemo, type TestDemo } from '../support/demo.js';
import { attentionOf, resolve } from '../support/runs.js';

let demo: TestDemo;
beforeAll(async () => {
  demo = await startTestDemo();
});
afterAll(() => demo.stop());

/** The run of a deal that is won now. */
async function runOf(deal: SampleDeal): Promise<{ readonly dealId: string; readonly run: WorkflowHandle }> {
  const { dealId } = await demo.hubspot.createDeal(deal);
  const started = demo.nextRun();
  await demo.hubspot.moveDealToStage(dealId, 'closedwon');
  return { dealId, run: demo.client.workflow.getHandle((await started).workflowId) };
}

const bookedSoFar = () => ({
  customers: demo.intacct.books.count('CUSTOMER'),
  invoices: demo.intacct.books.count('ARINVOICE'),
});

const { company: _company, ...withoutCompany } = sampleDeal;
const oneLine = { name: 'Refund', quantity: '1', price: '100.00', discount: '150.00' };

describe('a deal that cannot be invoiced', () => {
  test.each<[string, SampleDeal, string, string, RegExp]>([
    ['has no company', withoutCompany, 'deal_incomplete', 'company', /company.*Associate a company/],
    [
      'has no line items',
      { ...sampleDeal, lineItems: [] },
      'deal_incomplete',
      'lineItems',
      /no line items.*Add what was sold/,
    ],
    [
      'adds up to less than nothing',
      { ...sampleDeal, lineItems: [oneLine] },
      'deal_incomplete',
      'lineItems',
      /-50\.00.*Correct prices/,
    ],
    [
      'is in a currency that the company lacks',
      { ...sampleDeal, currency: 'JPY' },
      'currency_refused',
      'currency',
      /JPY.*enable/,
    ],
  ])(
    'because it %s waits with the field and the cure, and leaves nothing behind when it is given up',
    async (_, deal, code, field, advice) => {
      const before = bookedSoFar();
      const { run } = await runOf(deal);

      const attention = await attentionOf(run);
      await resolve(run, { decision: 'giveUp', note: 'not to be invoiced' });

      expect(attention).toMatchObject({ code, field });
      expect(`${attention.message} ${attention.advice}`).toMatch(advice);
      await expect(run.result()).rejects.toMatchObject({
        cause: { type: 'given_up', message: expect.stringContaining('not to be invoiced') },
      });
      expect(bookedSoFar()).toEqual(before);
      expect(Number(demo.intacct.books.trialBalance())).toBe(0);
    },
  );

  test('names everything that is missing at once', async () => {
    const { run } = await runOf({ ...withoutCompany, lineItems: [] });

    const { message } = await attentionOf(run);
    await run.cancel();

    expect(message).toMatch(/no company.*no line items/);
    await expect(run.result()).rejects.toMatchObject({ cause: { name: 'CancelledFailure' } });
  });

  test('goes on by itself when it was mended and the run is told so', async () => {
    const { dealId, run } = await runOf({ ...sampleDeal, lineItems: [] });
    await attentionOf(run);

    await demo.hubspot.addToDeal(dealId, { lineItems: [{ name: 'Seats', quantity: '2', price: '10.00' }] });
    await run.signal('dealChanged');

    await expect(run.result()).resolves.toMatchObject({ state: 'Posted', total: '20.00' });
  });
});
