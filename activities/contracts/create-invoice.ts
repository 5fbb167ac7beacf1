import { z } from 'zod';
import { NewInvoiceInput } from '../../connectors/intacct/objects/ar-invoice-request.js';
import { FilesInput } from '../../connectors/intacct/objects/attachment-files.js';
import { createCustomer } from '../../connectors/intacct/objects/customer.js';
import { defineWorkflow, everyWorkflow } from './contract.js';
import { partOf } from './part.js';
import { Approval, ClosedPeriod } from './post-invoice.js';

/** Less than one call takes: the files stand in the run's input, in its check and in the call, all in one history. */
const mostCharacters = 700_000;

export const Attachments = z.strictObject({
  folder: z.string().min(1).max(80).default('Invoices').describe('Folder of attachments; made when it is missing.'),
  files: FilesInput.refine((files) => files.reduce((sum, { content }) => sum + content.length, 0) <= mostCharacters, {
    message: 'must not be more than 700,000 characters of base64 (about 500 kB of files) together',
  }).describe('Up to 20 files as base64, together about 500 kB at most: they stay in the history of the run.'),
});

export const createInvoiceContract = defineWorkflow({
  summary: 'Find or create the customer, draft an invoice with its attachments, check it and post it.',
  details:
    'What a step refuses waits for a person, and everything that stands against posting is listed at once. When the run is ' +
    'given up, rejected or cancelled before posting, the customer, the attachment and the draft that it made are removed.',
  input: z
    .strictObject({
      ...everyWorkflow,
      customer: createCustomer.input.describe('Found by its ID, e-mail or name; created when there is none.'),
      invoice: partOf(NewInvoiceInput, { customerId: 'any', state: 'draft' }),
      attachments: Attachments.optional(),
      post: z.boolean().default(true).describe('False leaves a draft.'),
      approval: Approval.optional().describe('When somebody must agree before the invoice is posted.'),
      closedPeriod: ClosedPeriod,
    })
    .refine(({ post, approval }) => post || approval === undefined, {
      message: 'is for posting; a draft needs none',
      path: ['approval'],
    })
    .refine(({ attachments, invoice }) => attachments === undefined || invoice.attachmentId === undefined, {
      message: 'goes without invoice.attachmentId: a document has one attachment',
      path: ['attachments'],
    }),
  example: {
    customer: { id: 'C-77', name: 'Larkspur Bakery' },
    invoice: {
      invoiceNumber: 'INV-900',
      invoiceDate: '2026-02-02',
      paymentTerm: 'N30',
      lines: [{ accountNumber: '4000', amount: '120.50', locationId: 'E100' }],
    },
    attachments: { files: [{ name: 'order.txt', content: 'MTAgc2VhdHM=' }] },
  },
});

export type CreateInvoiceInput = z.input<typeof createInvoiceContract.input>;
