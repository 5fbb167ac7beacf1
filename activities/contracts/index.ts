import type { WorkflowContract } from './contract.js';
import { createArPaymentContract } from './create-ar-payment.js';
import { createBillContract } from './create-bill.js';
import { createCreditNoteContract } from './create-credit-note.js';
import { createInvoiceContract } from './create-invoice.js';
import { createJournalEntryContract } from './create-journal-entry.js';
import { hubspotDealToInvoiceContract } from './hubspot-deal-to-invoice.js';
import { payBillContract } from './pay-bill.js';
import { postInvoiceContract } from './post-invoice.js';
import { runActionContract, runActionsContract } from './run-actions.js';
import { voidArPaymentContract } from './void-ar-payment.js';

/** Every shipped workflow by name. */
export const workflowContracts: Readonly<Record<string, WorkflowContract>> = {
  createArPayment: createArPaymentContract,
  createBill: createBillContract,
  createCreditNote: createCreditNoteContract,
  createInvoice: createInvoiceContract,
  createJournalEntry: createJournalEntryContract,
  hubspotDealToInvoice: hubspotDealToInvoiceContract,
  payBill: payBillContract,
  postInvoice: postInvoiceContract,
  runAction: runActionContract,
  runActions: runActionsContract,
  voidArPayment: voidArPaymentContract,
};
