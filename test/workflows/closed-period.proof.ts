import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { WorkflowHandle } from '@temporalio/client';
import type { Workflow } from '@temporalio/common';
import { sampleDeal } from '../../scripts/demo/sample-deals.js';
import type { createInvoice } from '../../workflows/create-invoice.js';
import type { hubspotDealToInvoice } from '../../workflows/hubspot-deal-to-invoice.js';
import type { postInvoice } from '../../workflows/post-invoice.js';
import type { Invoice } from '../../workflows/steps/draft-and-post.js';
import { startTestDemo, type TestDemo } from '../support/demo.js';
import { attentionOf, resolve, statusOf } from '../support/runs.js';

let demo: TestDemo;
beforeAll(async () => {
  demo = await startTestDemo();
  demo.hubspot.setWebhookTarget('');
});
beforeEach(() => {
  demo.intacct.settings.closedThrough = '2026-10-31';
});
afterAll(() => demo.stop());

const start = <W extends Workflow>(name: string, input: Parameters<W>[0]) =>
  demo.client.workflow.start(name, {
    taskQueue: demo.taskQueue,
    workflowId: `test-${randomUUID()}`,
    args: [input],
  }) as unknown as Promise<WorkflowHandle<W>>;

type InvoiceInput = Parameters<typeof createInvoice>[0];

/** An invoice of October, which is closed. */
function ofOctober(invoice: Partial<InvoiceInput['invoice']> = {}): InvoiceInput {
  const id = randomUUID().slice(0, 8);
  return {
    customer: { id: `C-${id}`, name: `Customer ${id}` },
    invoice: {
      invoiceNumber: `INV-${id}`,
      invoiceDate: '2026-10-15',
      paymentTerm: 'N30',
      lines: [{ accountNumber: '4000', amount: '100.00' }],
      ...invoice,
    },
  };
}

const create = (input: InvoiceInput) => start<typeof createInvoice>('createInvoice', input);
const countOf = () => [demo.intacct.books.count('CUSTOMER'), demo.intacct.books.count('ARINVOICE')];

const moved: Partial<Invoice> = {
  state: 'Posted',
  invoiceDate: '2026-10-15',
  dueDate: '2026-11-14',
  postingDate: '2026-11-01',
  description: 'October seats (posted 2026-11-01, period closed)',
};

describe('an invoice whose period is closed', () => {
  test('waits for a person, and is posted when the period was opened again', async () => {
    const run = await create(ofOctober());
    const { code, message } = await attentionOf(run);
    demo.intacct.settings.closedThrough = '';

    await resolve(run, { decision: 'retry' });

    expect({ code, message }).toMatchObject({ code: 'period_closed', message: expect.stringContaining('11/01/2026') });
    await expect(run.result()).resolves.toMatchObject({ state: 'Posted', postingDate: '2026-10-15' });
  });

  test('shows the draft that waits', async () => {
    const run = await create(ofOctober());
    await attentionOf(run);

    const { links } = await statusOf(run);
    await resolve(run, { decision: 'giveUp' });

    expect(links.Invoice).toMatch(/^https:/);
    await expect(run.result()).rejects.toMatchObject({ cause: { type: 'given_up' } });
  });

  test('is posted on the first open day where that is wanted, keeps its own dates, and says so', async () => {
    const run = await create({ ...ofOctober({ description: 'October seats' }), closedPeriod: 'firstOpenDay' });

    await expect(run.result()).resolves.toMatchObject(moved);
    expect((await statusOf(run)).done).toContain(
      'Posting date moved to 2026-11-01, the first open day: the period of the invoice is closed',
    );
    expect(Number(demo.intacct.books.trialBalance())).toBe(0);
  });

  test('is posted so from an existing draft as well, whose long description is shortened for the note', async () => {
    const drafted = await create({ ...ofOctober({ description: 'x'.repeat(80) }), post: false });
    const { key } = await drafted.result();

    const run = await start<typeof postInvoice>('postInvoice', { key, closedPeriod: 'firstOpenDay' });

    const { description, postingDate } = await run.result();
    expect({ description, postingDate }).toEqual({
      description: `${'x'.repeat(45)} (posted 2026-11-01, period closed)`,
      postingDate: '2026-11-01',
    });
  });

  test('is drafted for the first open day where even the draft is refused', async () => {
    const error = { errorno: 'BL03000018', text: 'Date must be on or after 11/01/2026.' };
    demo.intacct.faults.add({ match: { function: 'create_invoice' }, kind: 'refused', times: 1, error });

    const run = await create({ ...ofOctober({ description: 'October seats' }), closedPeriod: 'firstOpenDay' });

    await expect(run.result()).resolves.toMatchObject(moved);
  });

  test.each([
    ['names no day', "Your transaction date is within a period that's been closed"],
    ['names a day that we cannot read', 'Date must be on or after 2026/1/1.'],
  ])('waits for a person where the refusal %s', async (_, text) => {
    const error = { errorno: 'BL03000018', text };
    demo.intacct.faults.add({ match: { function: 'update_invoice' }, kind: 'refused', times: 1, error });
    const run = await create({ ...ofOctober(), closedPeriod: 'firstOpenDay' });

    const { code } = await attentionOf(run);
    await resolve(run, { decision: 'retry' });

    expect(code).toBe('period_closed');
    await expect(run.result()).resolves.toMatchObject({ postingDate: '2026-11-01' });
  });

  test('waits for a person where the day that it was moved to is refused as well', async () => {
    const error = { errorno: 'BL03000018', text: 'Date must be on or after 02/03/2026.' };
    const mend = demo.intacct.faults.add({ match: { function: 'update_invoice' }, kind: 'refused', error });
    demo.intacct.settings.closedThrough = '';
    const stuck = { invoiceDate: '2026-02-02', postingDate: '2026-02-03' };
    const run = await create({ ...ofOctober(stuck), closedPeriod: 'firstOpenDay' });

    const { step } = await attentionOf(run);
    mend();
    await resolve(run, { decision: 'retry' });

    expect(step).toBe('Move the invoice to the first open day');
    await expect(run.result()).resolves.toMatchObject({ state: 'Posted' });
  });

  test('ends the run where that is wanted, although other refusals wait, and leaves nothing behind', async () => {
    const before = countOf();
    const run = await create({ ...ofOctober(), closedPeriod: 'fail' });

    await expect(run.result()).rejects.toMatchObject({ cause: { cause: { type: 'period_closed' } } });
    expect(countOf()).toEqual(before);
  });
});

test('a deal that closed in a closed period is invoiced on the first open day where that is wanted', async () => {
  const deal = { ...sampleDeal, stage: 'closedwon', closeDate: '2026-10-15' };
  const { dealId } = await demo.hubspot.createDeal(deal);
  const run = await start<typeof hubspotDealToInvoice>('hubspotDealToInvoice', {
    dealId,
    closedPeriod: 'firstOpenDay',
  });

  await expect(run.result()).resolves.toMatchObject({ state: 'Posted' });
  expect(demo.intacct.books.list('ARINVOICE').find(({ RECORDID }) => RECORDID === `HS-${dealId}`)).toMatchObject({
    WHENPOSTED: '11/01/2026',
    DESCRIPTION: 'Harbor Labs renewal (posted 2026-11-01, period closed)',
  });
});
