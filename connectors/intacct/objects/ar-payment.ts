import { z } from 'zod';
import { defineAction } from '../action.js';
import { toDateElement } from '../gateway/dates.js';
import { equal } from '../gateway/query.js';
import { arPayment } from '../shapes/ar-payment.js';
import { AppliedPayment, appliedPaymentFrom, paymentDetailPaths } from '../shapes/ar-payment-detail.js';
import { likePayment, objectOfReceipt } from './ar-payment-lookup.js';
import { NewPaymentInput, toCreatePayment, totalOf } from './ar-payment-request.js';
import { Amount, adopted, documentation, IsoDate, RecordKey, text } from './fields.js';
import { datedListAction } from './list-action.js';
import { permissions } from './permissions.js';
import { findAll } from './recognition.js';
import { customFieldNames, customFieldsOf, customFieldValues, recordByKey } from './record-actions.js';
import { changeState } from './state-change.js';

const source = `${documentation('accounts-receivable/ar-payments')}/`;
const may = permissions('Accounts Receivable', 'Receive payments');

export const createArPayment = defineAction({
  summary: 'Record a payment and apply it, and credits, to AR invoices and debit memos.',
  details:
    'Find the invoices with listInvoices first; drafts cannot be paid. Credits (credit memos, advances, overpayments, ' +
    'negative invoices and lines) can settle beside the money or instead of it. A second call records a second payment ' +
    'unless the request key is the same. Refuses more than what an invoice has due.',
  effect: 'create',
  source,
  permissions: may('Add', 'List'),
  errors: ['amount_exceeds_due', 'invoice_not_payable', 'payment_customer_differs', 'payment_currency_differs'],
  example: {
    given: [
      {
        as: 'invoice',
        action: 'createInvoice',
        input: {
          customerId: 'C101',
          invoiceDate: '2026-02-02',
          paymentTerm: 'N30',
          lines: [{ accountNumber: '4000', amount: '120.00', locationId: 'E100' }],
        },
      },
      {
        as: 'memo',
        action: 'createArAdjustment',
        input: {
          customerId: 'C101',
          kind: 'credit',
          date: '2026-02-03',
          lines: [{ accountNumber: '4000', amount: '20.00', locationId: 'E100' }],
        },
      },
    ],
    input: {
      customerId: 'C101',
      receiptDate: '2026-02-20',
      paymentMethod: 'EFT',
      bankAccountId: 'BANK1',
      applications: [
        {
          invoiceKey: '{{invoice.key}}',
          amount: '100.00',
          credits: [{ type: 'creditMemo', key: '{{memo.key}}', amount: '20.00' }],
        },
      ],
    },
  },
  input: NewPaymentInput,
  output: z.looseObject({ key: RecordKey, total: Amount.describe('Money received; credits bring none.'), adopted }),
}).run(async (payment, intacct) => {
  const { record, adopted } = await intacct.write(toCreatePayment(payment), {
    by: 'values',
    object: 'ARPYMT',
    find: (since) => likePayment(payment, since, intacct),
  });
  return { key: text(record, 'RECORDNO'), total: totalOf(payment), adopted };
});

export const getArPayment = defineAction({
  summary: 'Read one AR payment with what it is applied to.',
  details: 'An invoice that is settled by several lines or credits has a row for each.',
  effect: 'read',
  source,
  permissions: may('View', 'List'),
  errors: ['record_not_found'],
  example: {
    given: [{ as: 'payments', action: 'listArPayments', input: { limit: 1 } }],
    input: { key: '{{payments.records.0.key}}' },
  },
  input: z.strictObject({ key: RecordKey, customFields: customFieldNames }),
  output: arPayment.output.extend({ applications: z.array(AppliedPayment), customFields: customFieldValues }),
}).run(async ({ key, customFields }, intacct) => {
  const [payment, details] = await Promise.all([
    recordByKey(intacct, 'ARPYMT', key),
    findAll(intacct, 'ARPYMTDETAIL', paymentDetailPaths, equal('PAYMENTKEY', key)),
  ]);
  return {
    ...arPayment.from(payment),
    applications: details.map(appliedPaymentFrom),
    ...customFieldsOf(payment, customFields),
  };
});

export const listArPayments = datedListAction(arPayment, 'receiptDate', {
  summary: 'List AR payments, a page at a time, without their applications.',
  source,
  permissions: may('List'),
  by: ['customerId', 'state', 'paymentMethod', 'bankAccountId', 'undepositedFundsAccount', 'referenceNumber'],
  example: { input: { customerId: 'C104', limit: 10 } },
});

export const voidArPayment = defineAction({
  summary: 'Reverse a posted AR payment or advance: what it settled is due again.',
  details:
    'Does nothing to one that is reversed already. Refuses drafts, and an advance or overpayment that another payment ' +
    'has applied: void that payment first.',
  effect: 'update',
  source,
  permissions: may('Reverse', 'View'),
  errors: ['record_not_found', 'period_closed', 'reversal_too_early'],
  example: {
    given: [
      {
        as: 'payment',
        action: 'createArPayment',
        input: {
          customerId: 'C101',
          receiptDate: '2026-02-21',
          paymentMethod: 'Cash',
          bankAccountId: 'BANK1',
          applications: [{ invoiceKey: '2', amount: '1.00' }],
        },
      },
    ],
    input: { key: '{{payment.key}}', date: '2026-02-28', description: 'Returned by the bank' },
  },
  input: z.strictObject({
    key: RecordKey,
    date: IsoDate.describe('Date of the reversal, on or after the payment’s.'),
    description: z.string().max(1000).optional(),
  }),
  output: z.looseObject({ key: RecordKey, state: z.string(), alreadyVoided: z.boolean() }),
}).run(async ({ key, date, description }, intacct) => {
  const object = await objectOfReceipt(intacct, key);
  const body = { datereversed: toDateElement(date), description };
  const write = { name: 'reverse_arpayment', attributes: { key }, body };
  const { state, already } = await changeState(intacct, { object, key, write, reached: ['Reversed', 'Voided'] });
  return { key, state, alreadyVoided: already };
});
