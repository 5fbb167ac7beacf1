import { z } from 'zod';
import { NewPaymentInput } from '../../connectors/intacct/objects/ar-payment-request.js';
import { DocumentNumber, PositiveMoney } from '../../connectors/intacct/objects/fields.js';
import { defineWorkflow, everyWorkflow } from './contract.js';
import { partOf } from './part.js';

const anyApplication = [{ invoiceKey: '1', amount: '1.00' }];

export const createArPaymentContract = defineWorkflow({
  summary: 'Record one payment for one or many invoices and read back what remains due.',
  input: z.strictObject({
    ...everyWorkflow,
    payment: partOf(NewPaymentInput, { applications: anyApplication }),
    invoices: z
      .array(z.strictObject({ number: DocumentNumber, amount: PositiveMoney.optional() }))
      .min(1)
      .max(500)
      .describe('Which invoices are paid, by number; without an amount all that is due.'),
  }),
  example: {
    payment: { customerId: 'C101', receiptDate: '2026-02-02', paymentMethod: 'EFT', bankAccountId: 'BANK1' },
    invoices: [{ number: 'SEED-2', amount: '100.00' }],
  },
});

export type CreateArPaymentInput = z.input<typeof createArPaymentContract.input>;
