import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { intacctCatalogue } from '../../connectors/intacct/catalogue.js';
import { sampleDeal } from '../../scripts/demo/sample-deals.js';
import type { DealInvoiced } from '../../workflows/hubspot-deal-to-invoice.js';
import { callIntacct } from '../support/actions.js';
import { startTestDemo, type TestDemo } from '../support/demo.js';

let demo: TestDemo;
beforeAll(async () => {
  demo = await startTestDemo();
});
afterAll(() => demo.stop());

async function win(dealId: string): Promise<DealInvoiced> {
  const run = demo.nextRun();
  await demo.hubspot.moveDealToStage(dealId, 'closedwon');
  return demo.client.workflow.getHandle((await run).workflowId).result();
}

/** All that stands in a history, payloads decoded. */
function textOf(value: unknown): string {
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('utf8');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.values(value).map(textOf).join('\n');
}

describe('a deal that is won', () => {
  test('becomes a posted invoice whose customer, lines and amounts are those of the deal', async () => {
    const { dealId, companyId } = await demo.hubspot.createDeal(sampleDeal);

    const invoiced = await win(dealId);

    const invoice = await callIntacct(demo.intacct, 'getInvoice', intacctCatalogue.getInvoice, {
      key: invoiced.invoiceKey,
    });
    expect(invoice).toMatchObject({
      number: `HS-${dealId}`,
      state: 'Posted',
      customerId: `HS-${companyId}`,
      customerName: 'Harbor Labs',
      currency: 'USD',
      // 10 × 234.56 less 20 % of the line total, 450.00, 12 × 39.90
      total: '2805.28',
      totalDue: '2805.28',
      referenceNumber: `deal ${dealId}`,
      lines: [
        { amount: '1876.48', accountNumber: '4000', memo: 'Team seats: 10 × 234.56' },
        { amount: '450.00', accountNumber: '4000', memo: 'Onboarding workshop: 1 × 450.00' },
        { amount: '478.80', accountNumber: '4000', memo: 'Priority support: 12 × 39.90' },
      ],
    });
    expect(invoiced).toEqual({
      invoiceKey: invoice.key,
      invoiceNumber: `HS-${dealId}`,
      state: 'Posted',
      customerId: `HS-${companyId}`,
      total: '2805.28',
      currency: 'USD',
      lines: [
        { memo: 'Team seats: 10 × 234.56', amount: '1876.48' },
        { memo: 'Onboarding workshop: 1 × 450.00', amount: '450.00' },
        { memo: 'Priority support: 12 × 39.90', amount: '478.80' },
      ],
    });
    expect(Number(demo.intacct.books.trialBalance())).toBe(0);
  });

  test('is told its invoice, in properties that are created when the account has none', async () => {
    const { dealId } = await demo.hubspot.createDeal(sampleDeal);

    const { invoiceKey, customerId } = await win(dealId);

    expect(demo.hubspot.get('deals', dealId)?.properties).toMatchObject({
      intacct_invoice_number: `HS-${dealId}`,
      intacct_invoice_key: invoiceKey,
      intacct_customer_id: customerId,
      intacct_sync_status: 'posted',
    });
  });

  test('goes to the customer that an earlier deal of the company has made', async () => {
    const first = await demo.hubspot.createDeal({
      ...sampleDeal,
      company: { name: 'Tern Optics' },
      contacts: [{ email: 'ap@tern.example' }],
    });
    await win(first.dealId);
    const { company: _, ...another } = sampleDeal;
    const second = await demo.hubspot.createDeal({ ...another, companyId: first.companyId ?? '' });

    const customers = demo.intacct.books.count('CUSTOMER');
    const { customerId } = await win(second.dealId);

    expect(customerId).toBe(`HS-${first.companyId}`);
    expect(demo.intacct.books.count('CUSTOMER')).toBe(customers);
  });

  test('can be found by its deal and by its invoice number, and says in the UI what it did', async () => {
    const { dealId } = await demo.hubspot.createDeal(sampleDeal);
    await win(dealId);
    const run = demo.started.at(-1);
    const handle = demo.client.workflow.getHandle(run?.workflowId ?? '');

    const { searchAttributes } = await handle.describe();
    expect(searchAttributes).toMatchObject({
      ExternalId: [`deal ${dealId}`],
      IntacctRecord: [`HS-${dealId}`],
      IntacctObject: ['ARINVOICE'],
      IntacctConnection: ['default'],
    });
    await expect(handle.query('status')).resolves.toMatchObject({
      done: [
        `Deal ${dealId} "Harbor Labs renewal" read: 3 line items`,
        expect.stringMatching(/^Customer HS-\d+ "Harbor Labs" (created|found)$/),
        `Invoice HS-${dealId} over 2805.28 drafted`,
        'Invoice posted',
        `Invoice HS-${dealId} is Posted: 2805.28 USD`,
        `Deal ${dealId} now names the invoice`,
      ],
      now: '',
    });
  });

  test('leaves no credential in the history', async () => {
    const { dealId } = await demo.hubspot.createDeal(sampleDeal);
    await win(dealId);

    const history = await demo.client.workflow.getHandle(demo.started.at(-1)?.workflowId ?? '').fetchHistory();

    const payloads = textOf(history);
    const { senderPassword, userPassword } = demo.intacct.credentials;
    for (const secret of [senderPassword, userPassword, demo.hubspot.accessToken, demo.hubspot.clientSecret]) {
      expect(payloads).not.toContain(secret);
    }
    expect(payloads).toContain('Harbor Labs');
  });
});
