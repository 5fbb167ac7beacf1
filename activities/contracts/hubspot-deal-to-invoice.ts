import { z } from 'zod';
import { defineWorkflow, everyWorkflow } from './contract.js';

/** How deals become invoices in this company. */
export const DealMapping = z.strictObject({
  revenueAccount: z
    .string()
    .min(1)
    .default('4000')
    .describe('GL account of lines whose SKU has no account of its own.'),
  accountBySku: z.record(z.string(), z.string()).default({}).describe('GL account by SKU.'),
  paymentTerm: z.string().min(1).default('N30').describe('Name of an AR term.'),
  locationId: z.string().min(1).optional(),
  departmentId: z.string().min(1).optional(),
});

export const hubspotDealToInvoiceContract = defineWorkflow({
  summary: 'Turn a closed-won HubSpot deal into a posted invoice, and write number and state into the deal.',
  details:
    'A deal that lacks something waits and goes on by itself when it was mended. What a step refuses waits for a person; ' +
    'when it is given up, or the run is cancelled before posting, nothing is left behind.',
  input: z.strictObject({
    ...everyWorkflow,
    dealId: z.string().regex(/^\d+$/, 'must be a deal ID, such as "5001"'),
    hubspotConnection: z.string().min(1).default('default').describe('Which HubSpot account.'),
    mapping: DealMapping.default(() => DealMapping.parse({})),
  }),
  example: { dealId: '5001' },
});

export type HubSpotDealToInvoiceInput = z.input<typeof hubspotDealToInvoiceContract.input>;
