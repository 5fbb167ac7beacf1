import type { WorkflowContract } from './contract.js';
import { createArPaymentContract } from './create-ar-payment.js';
import { createInvoiceContract } from './create-invoice.js';
import { hubspotDealToInvoiceContract } from './hubspot-deal-to-invoice.js';
import { postInvoiceContract } from './post-invoice.js';
import { runActionContract, runActionsContract } from './run-actions.js';

/** Every shipped workflow by name. */
export const workflowContracts: Readonly<Record<string, WorkflowContract>> = {
  createArPayment: createArPaymentContract,
  createInvoice: createInvoiceContract,
  hubspotDealToInvoice: hubspotDealToInvoiceContract,
  postInvoice: postInvoiceContract,
  runAction: runActionContract,
  runActions: runActionsContract,
};
