import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { SampleDeal } from '../../sandbox/hubspot/index.js';
import { sampleDeal } from '../../scripts/demo/sample-deals.js';
import { startTestDemo, type TestDemo } from '../support/demo.js';

let demo: TestDemo;
beforeAll(async () => {
  demo = await startTestDemo();
});
afterAll(() => demo.stop());

/** The failure that ends the run of this deal, as the Temporal UI shows it. */
async function refusalOf(deal: SampleDeal): Promise<ApplicationFailure> {
  const { dealId } = await demo.hubspot.createDeal(deal);
  const run = demo.nextRun();
  await demo.hubspot.moveDealToStage(dealId, 'closedwon');
  const failed: unknown = await demo.client.workflow
    .getHandle((await run).workflowId)
    .result()
    .catch((error) => error);
  if (!(failed instanceof WorkflowFailedError)) throw new Error(`The run did not fail: ${failed}`);
  for (let cause: unknown = failed.cause; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ApplicationFailure) return cause;
  }
  throw new Error('The failure has no reason');
}

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
    'because it %s fails with the field and the cure, and leaves nothing behind',
    async (_, deal, type, field, message) => {
      const before = {
        customers: demo.intacct.books.count('CUSTOMER'),
        invoices: demo.intacct.books.count('ARINVOICE'),
      };

      const refusal = await refusalOf(deal);

      expect(refusal.type).toBe(type);
      expect(refusal.message).toMatch(message);
      expect(refusal.details?.[0]).toMatchObject({ field });
      expect({
        customers: demo.intacct.books.count('CUSTOMER'),
        invoices: demo.intacct.books.count('ARINVOICE'),
      }).toEqual(before);
      expect(Number(demo.intacct.books.trialBalance())).toBe(0);
    },
  );

  test('names everything that is missing at once', async () => {
    const { message, details } = await refusalOf({ ...withoutCompany, lineItems: [] });

    expect(message).toMatch(/company.*lineItems/);
    expect(details?.[0]).toMatchObject({ problems: [{ field: 'company' }, { field: 'lineItems' }] });
  });

  test('is invoiced when it was mended and its stage is set again', async () => {
    const { dealId } = await demo.hubspot.createDeal({ ...sampleDeal, lineItems: [] });
    const refused = demo.nextRun();
    await demo.hubspot.moveDealToStage(dealId, 'closedwon');
    await expect(demo.client.workflow.getHandle((await refused).workflowId).result()).rejects.toThrow();

    await demo.hubspot.addToDeal(dealId, { lineItems: [{ name: 'Seats', quantity: '2', price: '10.00' }] });
    await demo.hubspot.moveDealToStage(dealId, 'contractsent');
    const mended = demo.nextRun();
    await demo.hubspot.moveDealToStage(dealId, 'closedwon');

    await expect(demo.client.workflow.getHandle((await mended).workflowId).result()).resolves.toMatchObject({
      state: 'Posted',
      total: '20.00',
    });
  });
});
