import { z } from 'zod';
import { NewInvoiceInput } from '../../connectors/intacct/objects/ar-invoice-request.js';
import { createCustomer } from '../../connectors/intacct/objects/customer.js';
import { defineWorkflow, everyWorkflow } from './contract.js';
import { partOf } from './part.js';
import { Approval } from './post-invoice.js';

export const createInvoiceContract = defineWorkflow({
  summary: 'Find or create the customer, draft an invoice and post it.',
  details:
    'What a step refuses waits for a person; when it is given up, or the run is cancelled, customer and draft are ' +
    'removed again.',
  input: z.strictObject({
    ...everyWorkflow,
    customer: createCustomer.input.describe('Found by its ID, e-mail or name; created when there is none.'),
    invoice: partOf(NewInvoiceInput, { customerId: 'any', state: 'draft' }),
    post: z.boolean().default(true).describe('False leaves a draft.'),
    approval: Approval.optional(),
  }),
  example: {
    customer: { id: 'C-77', name: 'Larkspur Bakery' },
    invoice: {
      invoiceNumber: 'INV-900',
      invoiceDate: '2026-02-02',
      paymentTerm: 'N30',
      lines: [{ accountNumber: '4000', amount: '120.50', locationId: 'E100' }],
    },
  },
});

export type CreateInvoiceInput = z.input<typeof createInvoiceContract.input>;
