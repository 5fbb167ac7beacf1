import { z } from 'zod';
import { NewApPaymentInput } from '../../connectors/intacct/objects/ap-payment-input.js';
import { DocumentNumber, PositiveMoney, RecordKey } from '../../connectors/intacct/objects/fields.js';
import { defineWorkflow, everyWorkflow } from './contract.js';
import { partOf } from './part.js';
import { Approval } from './post-invoice.js';

const anyApplication = [{ billKey: '1', amount: '1.00' }];

const BillToPay = z
  .strictObject({
    key: RecordKey.optional().describe('Record number of the bill. Give this or `number`.'),
    number: DocumentNumber.optional().describe('The vendor’s number of the bill.'),
    amount: PositiveMoney.optional().describe('All that is due when left out.'),
  })
  .refine(({ key, number }) => (key === undefined) !== (number === undefined), 'needs either key or number');

export const payBillContract = defineWorkflow({
  summary: 'Pay one or many bills of a vendor by one payment, have it approved where wanted, and carry it through.',
  details:
    'All that stands against paying is listed before anything is written. A payment that waits for approval in Intacct is ' +
    'approved there; a check waits until somebody says that it was printed. Then what remains due is verified. When ' +
    'a step is given up after the payment was made, the payment is declined or voided.',
  input: z
    .strictObject({
      ...everyWorkflow,
      payment: partOf(NewApPaymentInput, { applications: anyApplication, groupBy: 'bill', state: 'posted' }),
      bills: z.array(BillToPay).min(1).max(100),
      approval: Approval.optional(),
      approveInIntacct: z
        .boolean()
        .default(true)
        .describe('Approves a payment that Intacct submits for approval; the user must be an approver.'),
      sendToService: z.boolean().default(false).describe('Sends it to the service that carries payments out.'),
      confirm: z
        .enum(['ask', 'atOnce', 'leave'])
        .default('ask')
        .describe('An approved check: wait for a person who has printed it, confirm it unseen, or leave it approved.'),
    })
    .refine(({ bills }) => new Set(bills.map(({ key, number }) => key ?? `n${number}`)).size === bills.length, {
      message: 'name a bill twice',
      path: ['bills'],
    })
    .refine(({ payment, bills }) => payment.paymentMethod !== 'Joint Check' || bills.length === 1, {
      message: 'must be one for a joint check',
      path: ['bills'],
    }),
  example: {
    payment: { vendorId: 'V101', paymentDate: '2026-02-02', paymentMethod: 'EFT', bankAccountId: 'BANK1' },
    bills: [{ number: 'RENT-01', amount: '400.00' }],
    approval: { above: '1000.00', within: '2 days' },
  },
});

export type PayBillInput = z.input<typeof payBillContract.input>;
