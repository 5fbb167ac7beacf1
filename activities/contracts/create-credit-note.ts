import { z } from 'zod';
import { NewAdjustmentInput } from '../../connectors/intacct/objects/ar-adjustment-request.js';
import { IsoDate } from '../../connectors/intacct/objects/fields.js';
import { defineWorkflow, everyWorkflow } from './contract.js';
import { documents } from './create-ar-payment.js';
import { partOf } from './part.js';
import { Approval } from './post-invoice.js';

export const createCreditNoteContract = defineWorkflow({
  summary: 'Create a credit note, apply it to invoices where wanted, and verify what remains due.',
  details:
    'What can be applied is checked before anything is written. When the application is given up, or the run is cancelled before ' +
    'it, a debit memo takes the credit note back: Intacct deletes no posted ones.',
  input: z
    .strictObject({
      ...everyWorkflow,
      creditNote: partOf(NewAdjustmentInput, { kind: 'credit', state: 'posted' }),
      applyTo: documents(500)
        .optional()
        .describe('Invoices of the customer to settle, by number, in this order; without an amount as much as fits.'),
      applyOn: IsoDate.optional().describe('Date of the application; the credit note’s own when left out.'),
      approval: Approval.optional().describe('When somebody must agree before the credit note is created.'),
    })
    .refine(({ applyTo, applyOn }) => applyOn === undefined || applyTo !== undefined, {
      message: 'is needed beside applyOn',
      path: ['applyTo'],
    }),
  example: {
    creditNote: {
      customerId: 'C101',
      date: '2026-02-09',
      number: 'CM-900',
      description: 'Service outage in January',
      lines: [{ accountNumber: '4000', amount: '45.00', locationId: 'E100' }],
    },
    applyTo: [{ number: 'SEED-2' }],
  },
});

export type CreateCreditNoteInput = z.input<typeof createCreditNoteContract.input>;
