import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sampleDeal } from '../../scripts/demo/sample-deals.js';
import { type DealRun, moveAndTell, once, win, wonDeal } from '../support/deals.js';
import { startTestDemo, type TestDemo } from '../support/demo.js';
import { attentionOf, resolve, statusOf } from '../support/runs.js';

let demo: TestDemo;
beforeAll(async () => {
  demo = await startTestDemo();
});
afterAll(() => demo.stop());

let companies = 0;

/** A deal of a company that has no customer yet. */
function newDeal() {
  companies += 1;
  const name = `Company ${companies}`;
  return { ...sampleDeal, company: { name }, contacts: [{ email: `ap@company-${companies}.example` }] };
}

const bookedSoFar = () => ({
  customers: demo.intacct.books.count('CUSTOMER'),
  invoices: demo.intacct.books.count('ARINVOICE'),
});

const invoicesOf = (dealId: string) =>
  demo.intacct.books
    .list('ARINVOICE')
    .filter(({ RECORDID }) => RECORDID?.startsWith(`HS-${dealId}`))
    .map(({ RECORDID, STATE, TRX_TOTALENTERED }) => [RECORDID, STATE, TRX_TOTALENTERED]);

const noLongerWon = { cause: { type: 'deal_no_longer_won' } };
const afterDrafting = { function: 'create_invoice', stage: 'committed' } as const;
const afterPosting = { function: 'update_invoice', stage: 'committed' } as const;

describe('a deal whose amount is not that of its line items', () => {
  const amounts = { field: 'amount', value: '2800.00', decisions: ['retry', 'skip', 'giveUp'] };

  test('waits, and is invoiced by its lines when the amount was corrected', async () => {
    const { dealId, run } = await wonDeal(demo, { ...newDeal(), amount: '2800.00' });
    const attention = await attentionOf(run);
    await demo.hubspot.update('deals', dealId, { amount: '2805.28' });

    await resolve(run, { decision: 'retry' });

    expect(attention).toMatchObject({ code: 'deal_amount_differs', ...amounts });
    expect(attention.message).toBe(`Deal ${dealId} says 2800.00, its line items add up to 2805.28.`);
    await expect(run.result()).resolves.toMatchObject({ state: 'Posted', total: '2805.28' });
  });

  test('waits on when it is retried without mending, and is invoiced by its lines when that is skipped', async () => {
    const { dealId, run } = await wonDeal(demo, { ...newDeal(), amount: '2800' });
    const { since } = await attentionOf(run);
    await resolve(run, { decision: 'retry' });

    const again = await attentionOf(run);
    await resolve(run, { decision: 'skip', note: 'agreed by phone' });

    expect(again.since).not.toBe(since);
    await expect(run.result()).resolves.toMatchObject({ invoiceNumber: `HS-${dealId}`, total: '2805.28' });
  });

  test.each(['2805.280', '2805.2799999999997'])(
    'is no reason to wait where only its notation differs: %s',
    async (amount) => {
      const { run } = await wonDeal(demo, { ...newDeal(), amount });

      await expect(run.result()).resolves.toMatchObject({ total: '2805.28' });
    },
  );

  test('is none when the deal says no amount', async () => {
    const { dealId } = await demo.hubspot.createDeal(newDeal());
    await demo.hubspot.update('deals', dealId, { amount: null });

    const run = await win(demo, dealId);

    await expect(run.result()).resolves.toMatchObject({ total: '2805.28' });
  });
});

describe('a deal that is lost before its invoice is posted', () => {
  test('ends its run; customer and draft are gone again', async () => {
    const before = bookedSoFar();
    const deal = await demo.hubspot.createDeal(newDeal());
    once(demo, afterDrafting, () => moveAndTell(demo, deal.dealId, 'closedlost'));

    const run = await win(demo, deal.dealId);

    await expect(run.result()).rejects.toMatchObject(noLongerWon);
    expect(bookedSoFar()).toEqual(before);
  });

  test.each<[string, (dealId: string) => Promise<void>]>([
    ['is lost', (dealId) => moveAndTell(demo, dealId, 'closedlost')],
    ['is reopened', (dealId) => moveAndTell(demo, dealId, 'contractsent')],
  ])('ends a run that waits for a person when it %s', async (_, change) => {
    const before = bookedSoFar();
    demo.intacct.settings.deniedOperations = ['UPDATE_INVOICE'];
    const { dealId, run } = await wonDeal(demo, newDeal());
    await attentionOf(run);

    await change(dealId);

    await expect(run.result()).rejects.toMatchObject(noLongerWon);
    demo.intacct.settings.deniedOperations = [];
    expect(bookedSoFar()).toEqual(before);
    const { searchAttributes } = await run.describe();
    expect(searchAttributes.NeedsAttention).toEqual([false]);
  });

  test('gets a new run when it is won again, and one invoice', async () => {
    const { dealId, run } = await wonDeal(demo, { ...newDeal(), lineItems: [] });
    await attentionOf(run);
    await moveAndTell(demo, dealId, 'contractsent');
    await expect(run.result()).rejects.toMatchObject(noLongerWon);
    await demo.hubspot.addToDeal(dealId, { lineItems: [{ name: 'Seats', quantity: '2', price: '10.00' }] });

    const another = await win(demo, dealId);

    await expect(another.result()).resolves.toMatchObject({ state: 'Posted', total: '20.00' });
    expect(invoicesOf(dealId)).toEqual([[`HS-${dealId}`, 'Posted', '20.00']]);
  });

  test('begins again in the same run when it is won once more while the run undoes its work', async () => {
    const { dealId } = await demo.hubspot.createDeal(newDeal());
    once(demo, afterDrafting, () => moveAndTell(demo, dealId, 'contractsent'));
    once(demo, { function: 'delete', stage: 'before' }, () => moveAndTell(demo, dealId, 'closedwon'));

    const run = await win(demo, dealId);

    await expect(run.result()).resolves.toMatchObject({ state: 'Posted', total: '2805.28' });
    expect(invoicesOf(dealId)).toEqual([[`HS-${dealId}`, 'Posted', '2805.28']]);
  });

  test('does not disturb a run that is told of a change and finds it still won', async () => {
    const { dealId } = await demo.hubspot.createDeal(newDeal());
    once(demo, afterDrafting, async () => {
      await moveAndTell(demo, dealId, 'closedwon');
      const { workflowId } = demo.started.at(-1) ?? { workflowId: '' };
      await demo.client.workflow.getHandle(workflowId).signal('dealChanged');
    });

    const run = await win(demo, dealId);

    await expect(run.result()).resolves.toMatchObject({ state: 'Posted' });
    expect((await statusOf(run)).done).toContain(`Deal ${dealId} was changed: it is won`);
  });
});

describe('a deal that is lost after its invoice was posted', () => {
  /** Lost while Intacct's answer to posting is on its way. */
  async function lostAfterPosting(): Promise<{ dealId: string; run: DealRun }> {
    const { dealId } = await demo.hubspot.createDeal(newDeal());
    once(demo, afterPosting, () => moveAndTell(demo, dealId, 'closedlost'));
    return { dealId, run: await win(demo, dealId) };
  }

  test('asks whether to reverse the invoice, and tells the deal what became of it', async () => {
    const { dealId, run } = await lostAfterPosting();
    const attention = await attentionOf(run);

    await resolve(run, { decision: 'approve', by: 'Ada' });

    expect(attention).toMatchObject({ code: 'deal_lost_after_posting', decisions: ['approve', 'skip'] });
    expect(attention.message).toMatch(
      /is no longer won, but Invoice HS-\d+ for Company \d+ over 2805\.28 USD is posted\./,
    );
    await expect(run.result()).resolves.toMatchObject({ state: 'Reversed', invoiceNumber: `HS-${dealId}` });
    expect(invoicesOf(dealId)).toEqual([
      [`HS-${dealId}`, 'Reversed', '2805.28'],
      [`HS-${dealId} - Reversal`, 'Reversal', '-2805.28'],
    ]);
    expect(demo.hubspot.get('deals', dealId)?.properties).toMatchObject({ intacct_sync_status: 'reversed' });
    expect(Number(demo.intacct.books.trialBalance())).toBe(0);
  });

  test('leaves the invoice when somebody decides so', async () => {
    const { dealId, run } = await lostAfterPosting();
    await attentionOf(run);

    await resolve(run, { decision: 'skip' });

    await expect(run.result()).resolves.toMatchObject({ state: 'Posted' });
    expect(invoicesOf(dealId)).toEqual([[`HS-${dealId}`, 'Posted', '2805.28']]);
    expect(demo.hubspot.get('deals', dealId)?.properties).toMatchObject({ intacct_sync_status: 'posted' });
  });

  test('needs no decision any more when it is won again', async () => {
    const { dealId, run } = await lostAfterPosting();
    await attentionOf(run);

    await moveAndTell(demo, dealId, 'closedwon');

    await expect(run.result()).resolves.toMatchObject({ state: 'Posted' });
  });

  test('starts nothing once the run has ended', async () => {
    const { dealId, run } = await wonDeal(demo, newDeal());
    await run.result();
    const started = demo.started.length;

    await moveAndTell(demo, dealId, 'closedlost');

    expect(demo.started).toHaveLength(started);
    expect((await run.describe()).status.name).toBe('COMPLETED');
    expect(invoicesOf(dealId)).toEqual([[`HS-${dealId}`, 'Posted', '2805.28']]);
  });
});

test('a run is titled by deal, number and amount, and links to the deal and the invoice', async () => {
  const { dealId, run } = await wonDeal(demo, newDeal());
  const { invoiceKey } = await run.result();

  const { links } = await statusOf(run);

  expect(links).toEqual({
    Deal: expect.stringContaining(`/record/0-3/${dealId}`),
    Invoice: expect.stringContaining(invoiceKey),
  });
});
