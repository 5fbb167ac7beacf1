import { z } from 'zod';
import { IsoDate, RecordKey } from '../../connectors/intacct/objects/fields.js';
import { defineWorkflow, everyWorkflow } from './contract.js';

export const voidArPaymentContract = defineWorkflow({
  summary: 'Reverse an AR payment and verify that what it settled is due again.',
  details:
    'The counterpart of createArPayment. The payment alone is reversed: its invoices stay posted, and are due again. Does ' +
    'nothing to a payment that is reversed already.',
  input: z.strictObject({
    ...everyWorkflow,
    key: RecordKey.describe('Record number of the payment.'),
    date: IsoDate.describe('Date of the reversal, on or after the payment’s.'),
    description: z.string().max(1000).optional().describe('Why, such as "Returned by the bank".'),
  }),
  example: { key: '1', date: '2026-02-28', description: 'Returned by the bank' },
});

export type VoidArPaymentInput = z.input<typeof voidArPaymentContract.input>;
