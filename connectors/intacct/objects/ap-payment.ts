import { z } from 'zod';
import { defineAction } from '../action.js';
import { apPayment } from '../shapes/ap-payment.js';
import { SettledPayable, settledPayableFrom } from '../shapes/ap-payment-detail.js';
import { NewApPaymentInput, toCreateApPayment, totalOf } from './ap-payment-input.js';
import { likeApPayment } from './ap-payment-lookup.js';
import { may, paymentStep, source } from './ap-payment-step.js';
import { Amount, adopted, RecordKey, text } from './fields.js';
import { datedListAction } from './list-action.js';
import { ownedLines } from './owned-lines.js';
import { customFieldNames, customFieldsOf, customFieldValues, recordByKey } from './record-actions.js';

/** What the examples need first: a bill, a payment of it, a payment that waits for approval. */
const aBill = (number: string) => ({
  as: 'bill',
  action: 'createBill',
  input: {
    vendorId: 'V107',
    billDate: '2026-01-12',
    dueDate: '2026-02-11',
    number,
    lines: [{ accountNumber: '6200', amount: '86.40', locationId: 'E100' }],
  },
});
const aPayment = (paymentMethod: string) => ({
  as: 'payment',
  action: 'createApPayment',
  input: {
    vendorId: 'V107',
    paymentDate: '2026-01-20',
    paymentMethod,
    bankAccountId: 'BANK1',
    applications: [{ billKey: '{{bill.key}}', amount: '86.40' }],
  },
});
const waiting = { as: 'waiting', action: 'listApPayments', input: { state: 'Submitted', limit: 1 } };

export const getApPayment = defineAction({
  summary: 'Read one AP payment with what it pays.',
  details: 'A bill that is paid by several lines or credits has a row for each.',
  effect: 'read',
  source,
  permissions: may('View'),
  errors: ['record_not_found'],
  input: z.strictObject({ key: RecordKey, customFields: customFieldNames }),
  output: apPayment.output.extend({ applications: z.array(SettledPayable), customFields: customFieldValues }),
  example: {
    given: [{ as: 'payments', action: 'listApPayments', input: { limit: 1 } }],
    input: { key: '{{payments.records.0.key}}' },
  },
}).run(async ({ key, customFields }, intacct) => {
  const payment = await recordByKey(intacct, 'APPYMT', key);
  const applications = ownedLines(payment, 'APPYMTDETAILS').map(settledPayableFrom);
  return { ...apPayment.from(payment), applications, ...customFieldsOf(payment, customFields) };
});

export const createApPayment = defineAction({
  summary: 'Pay bills and credit memos of one vendor, with money, credits or both.',
  details:
    'Find the bills with listBills first; drafts and bills on hold cannot be paid. Credits (debit memos, advances, ' +
    'negative bills) can pay beside the money or instead of it. Where payments need approval it waits as Submitted; a ' +
    'check waits as Approved until it is printed: confirmApPayment. A second call makes a second payment unless the ' +
    'request key is the same. Refuses more than what a bill has due.',
  effect: 'create',
  source,
  permissions: may('Add', 'List'),
  errors: ['amount_exceeds_due', 'bill_not_payable', 'on_hold', 'payment_vendor_differs', 'payment_currency_differs'],
  input: NewApPaymentInput,
  output: z.looseObject({ key: RecordKey, total: Amount.describe('Money that is paid; credits cost none.'), adopted }),
  example: {
    given: [
      aBill('UPW-201'),
      {
        as: 'memo',
        action: 'createApAdjustment',
        input: {
          vendorId: 'V107',
          kind: 'debit',
          date: '2026-01-13',
          lines: [{ accountNumber: '6200', amount: '6.40', locationId: 'E100' }],
        },
      },
    ],
    input: {
      vendorId: 'V107',
      paymentDate: '2026-01-20',
      paymentMethod: 'EFT',
      bankAccountId: 'BANK1',
      applications: [
        {
          billKey: '{{bill.key}}',
          amount: '80.00',
          credits: [{ type: 'debitMemo', key: '{{memo.key}}', amount: '6.40' }],
        },
      ],
    },
  },
}).run(async (payment, intacct) => {
  const { record, adopted } = await intacct.write(toCreateApPayment(payment), {
    by: 'values',
    object: 'APPYMT',
    find: (since) => likeApPayment(payment, since, intacct),
  });
  return { key: text(record, 'RECORDNO'), total: totalOf(payment), adopted };
});

export const listApPayments = datedListAction(apPayment, 'paymentDate', {
  summary: 'List AP payments, a page at a time, without what they pay.',
  source,
  permissions: may('List'),
  by: ['vendorId', 'state', 'paymentMethod', 'bankAccountId', 'referenceNumber', 'currency'],
  example: { input: { vendorId: 'V102', limit: 10 } },
});

export const approveApPayment = paymentStep('approve', {
  summary: 'Approve a submitted AP payment.',
  details:
    'Posts it, or leaves a check Approved until confirmApPayment. Does nothing to one that is approved already. Refuses ' +
    'drafts and declined payments. The user must be an approver; one of several approvers leaves it Submitted.',
  right: 'Approve',
  reached: ['Approved', 'Posted'],
  errors: ['permission_missing', 'period_closed'],
  example: { given: [waiting], input: { key: '{{waiting.records.0.key}}' } },
});

export const declineApPayment = paymentStep('decline', {
  summary: 'Decline a submitted AP payment: its bills are free to be paid again.',
  details: 'Does nothing to one that is declined already. Refuses approved payments: voidApPayment takes those back.',
  right: 'Approve',
  reached: ['Declined'],
  errors: ['permission_missing'],
  example: { given: [waiting], input: { key: '{{waiting.records.0.key}}' } },
});

export const sendApPayment = paymentStep('send', {
  summary: 'Send an approved AP payment to the service that carries it out.',
  details:
    'Needs the Vendor Payment Services subscription. The payment stays Approved until the service, or confirmApPayment, ' +
    'confirms it. Does nothing to one that is sent already.',
  right: 'Edit',
  // No state of its own tells that a payment was sent.
  reached: ['Posted'],
  doneBy: ['payment_sent_already'],
  example: { given: [aBill('UPW-202'), aPayment('Printed Check')], input: { key: '{{payment.key}}' } },
});

export const confirmApPayment = paymentStep('confirm', {
  summary: 'Confirm an approved AP payment, such as a check that was printed: it is posted.',
  details: 'Does nothing to one that is posted already. Refuses payments that are not approved: approveApPayment.',
  right: 'Edit',
  reached: ['Posted'],
  errors: ['period_closed'],
  example: { given: [aBill('UPW-203'), aPayment('Printed Check')], input: { key: '{{payment.key}}' } },
});

export const voidApPayment = paymentStep('void', {
  summary: 'Void an approved or posted AP payment: what it paid is due again.',
  details: 'The reversal is dated today. Does nothing to one that is voided already. Refuses drafts: deleteRecord.',
  right: 'Reverse',
  reached: ['Voided'],
  errors: ['period_closed', 'reversal_too_early'],
  example: { given: [aBill('UPW-204'), aPayment('EFT')], input: { key: '{{payment.key}}' } },
});
