import { z } from 'zod';
import { NewPaymentInput } from '../../connectors/intacct/objects/ar-payment-request.js';
import { DocumentNumber, PositiveMoney } from '../../connectors/intacct/objects/fields.js';
import { defineWorkflow, everyWorkflow } from './contract.js';
import { partOf } from './part.js';

/** Documents by their numbers, and how much of each. */
export const documents = (most: number) =>
  z
    .array(z.strictObject({ number: DocumentNumber, amount: PositiveMoney.optional() }))
    .min(1)
    .max(most)
    .refine((named) => new Set(named.map(({ number }) => number)).size === named.length, {
      message: 'names a document twice',
    });

const onlyCredits = [{ invoiceKey: '1', credits: [{ type: 'creditMemo' as const, key: '1', amount: '1.00' }] }];

/** Where what remains on account belongs. */
const Overpayment = z.strictObject({
  locationId: z.string().min(1).optional(),
  departmentId: z.string().min(1).optional(),
});

export const createArPaymentContract = defineWorkflow({
  summary: 'Record one payment for one or many invoices, with credit notes, and verify what remains due.',
  details:
    'Names the invoices, or pays the oldest ones first. Credit notes settle before money does. What remains of the amount ' +
    'stays on account where `overpayment` is given, and is refused where it is not. A recorded payment stays, also when the run is ' +
    'cancelled; voidArPayment reverses it.',
  input: z
    .strictObject({
      ...everyWorkflow,
      payment: partOf(NewPaymentInput, { applications: onlyCredits, overpayment: undefined, state: 'posted' }).describe(
        'Who has paid, when, how and into which bank account or undeposited funds account.',
      ),
      invoices: documents(500)
        .optional()
        .describe('Which invoices are paid, by number, in this order; without an amount all that is due.'),
      oldestFirst: z.literal(true).optional().describe('Instead of `invoices`: the customer’s oldest invoices first.'),
      creditNotes: documents(50)
        .optional()
        .describe('Credit notes that settle first, by number; without an amount as much of each as fits.'),
      amount: PositiveMoney.optional().describe(
        'Money received. When left out, what the invoices need after the credit notes.',
      ),
      overpayment: Overpayment.optional().describe(
        'Keeps what remains of `amount` on account, at this location and department.',
      ),
    })
    .refine(({ invoices, oldestFirst }) => (invoices === undefined) !== (oldestFirst === undefined), {
      message: 'needs either invoices or oldestFirst',
      path: ['invoices'],
    })
    .refine(({ oldestFirst, amount }) => !oldestFirst || amount !== undefined, {
      message: 'is needed to pay the oldest invoices first',
      path: ['amount'],
    })
    .refine(({ oldestFirst, payment }) => !oldestFirst || payment.customerId !== undefined, {
      message: 'is needed to pay the oldest invoices first',
      path: ['payment', 'customerId'],
    })
    .refine(({ overpayment, amount }) => overpayment === undefined || amount !== undefined, {
      message: 'is needed beside overpayment',
      path: ['amount'],
    })
    .refine(
      ({ payment, creditNotes, amount }) =>
        (creditNotes !== undefined && amount === undefined) ||
        (payment.bankAccountId ?? payment.undepositedFundsAccount ?? payment.summary) !== undefined,
      {
        message:
          'needs exactly one of bankAccountId, undepositedFundsAccount and summary (none where only credits settle)',
        path: ['payment', 'bankAccountId'],
      },
    ),
  example: {
    payment: { customerId: 'C101', receiptDate: '2026-02-02', paymentMethod: 'EFT', bankAccountId: 'BANK1' },
    invoices: [{ number: 'SEED-2', amount: '100.00' }],
  },
});

export type CreateArPaymentInput = z.input<typeof createArPaymentContract.input>;
