import { z } from 'zod';
import { defineWorkflow, everyWorkflow } from './contract.js';
import { ClosedPeriod } from './post-invoice.js';

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
    'A deal that lacks something, or whose amount is not that of its line items, waits for mending. What a step refuses ' +
    'waits for a person; when it is given up, or the run is cancelled before posting, nothing is left behind. A deal that ' +
    'is lost or reopened before posting ends the run as `deal_no_longer_won` with nothing left behind, and when it is won ' +
    'again it gets a new run. One that is lost after posting makes a run that is still open ask whether to reverse the ' +
    'invoice (`approve`) or to leave it (`skip`). A deal lost after the run has ended changes nothing: reverse its invoice ' +
    'with `intacct.reverseInvoice`.',
  input: z.strictObject({
    ...everyWorkflow,
    dealId: z.string().regex(/^\d+$/, 'must be a deal ID, such as "5001"'),
    hubspotConnection: z.string().min(1).default('default').describe('Which HubSpot account.'),
    closedPeriod: ClosedPeriod,
    mapping: DealMapping.default(() => DealMapping.parse({})),
  }),
  example: { dealId: '5001' },
});

export type HubSpotDealToInvoiceInput = z.input<typeof hubspotDealToInvoiceContract.input>;
