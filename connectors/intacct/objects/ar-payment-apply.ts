import { Big } from 'big.js';
import { z } from 'zod';
import { defineAction } from '../action.js';
import { toDateElement } from '../gateway/dates.js';
import { appliedSince } from './ar-payment-applied.js';
import { oneDocument, oneDocumentIssue, settledDocument } from './ar-payment-request.js';
import { Amount, adopted, documentation, IsoDate, money, PositiveMoney, RecordKey } from './fields.js';
import { permissions } from './permissions.js';

const Application = z.strictObject({ ...settledDocument, amount: PositiveMoney }).refine(oneDocument, oneDocumentIssue);

export const applyArCredits = defineAction({
  summary: 'Apply what is left of a payment, an advance, a credit memo or a negative invoice to invoices.',
  details:
    'A repeated attempt never applies twice. Two applications of the same credit to the same invoice within minutes, ' +
    'the second of which gets no answer, are taken for one; apply such a credit with createArPayment, whose payments are ' +
    'told apart. Refuses more than what is left of the credit or due on the invoice.',
  effect: 'create',
  source: `${documentation('accounts-receivable/ar-payments')}/#apply-ar-payment-legacy`,
  permissions: permissions('Accounts Receivable', 'Receive payments')('Add', 'List'),
  errors: ['amount_exceeds_due', 'applied_exceeds_payment', 'invoice_not_payable', 'payment_customer_differs'],
  example: {
    given: [
      {
        as: 'memo',
        action: 'createArAdjustment',
        input: {
          customerId: 'C101',
          kind: 'credit',
          date: '2026-02-08',
          lines: [{ accountNumber: '4000', amount: '15.00', locationId: 'E100' }],
        },
      },
    ],
    input: {
      creditKey: '{{memo.key}}',
      date: '2026-02-22',
      applications: [{ invoiceKey: '2', amount: '15.00' }],
    },
  },
  input: z.strictObject({
    creditKey: RecordKey.describe('Record number of the payment, advance, credit memo or negative invoice.'),
    date: IsoDate.describe('Date of the application; the date in the general ledger.'),
    applications: z.array(Application).min(1).max(500),
    memo: z.string().max(1000).optional(),
    summaryKey: RecordKey.optional().describe('Only where payment summaries are user-specified.'),
  }),
  output: z.looseObject({ creditKey: RecordKey, applied: Amount, adopted }),
}).run(async ({ creditKey, date, applications, memo, summaryKey }, intacct) => {
  const items = applications.map(({ invoiceKey, debitMemoKey, amount }) => ({
    invoicekey: invoiceKey ?? debitMemoKey ?? '',
    amount: money(amount),
  }));
  const body = {
    arpaymentkey: creditKey,
    paymentdate: toDateElement(date),
    batchkey: summaryKey,
    memo,
    arpaymentitems: { arpaymentitem: items },
  };
  const { adopted } = await intacct.write(
    { name: 'apply_arpayment', body },
    { by: 'effect', find: (since) => appliedSince(since, creditKey, items, intacct) },
  );
  const applied = items.reduce((sum, { amount }) => sum.plus(amount), new Big(0)).toFixed(2);
  return { creditKey, applied, adopted };
});
