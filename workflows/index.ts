/** The workflows that a worker of this package runs. Every exported function is one. */
export { createArPayment } from './create-ar-payment.js';
export { createBill } from './create-bill.js';
export { createCreditNote } from './create-credit-note.js';
export { createInvoice } from './create-invoice.js';
export { createJournalEntry } from './create-journal-entry.js';
export { hubspotDealToInvoice } from './hubspot-deal-to-invoice.js';
export { payBill } from './pay-bill.js';
export { postInvoice } from './post-invoice.js';
export { runAction } from './run-action.js';
export { runActions } from './run-actions.js';
export { voidArPayment } from './void-ar-payment.js';
