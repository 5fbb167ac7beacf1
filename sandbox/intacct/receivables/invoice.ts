import type { StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import type { InvoiceDraft } from './invoice-draft.js';
import { INVOICE } from './kind.js';
import { createReceivable, deleteReceivable, foundReceivable, updateReceivable } from './receivable.js';

/** Invoices of Accounts Receivable, as the functions about them know them. */

export const createInvoice = (draft: InvoiceDraft, work: Work): StoredRecord => createReceivable(INVOICE, draft, work);

export const updateInvoice = (recordno: string, changes: Partial<InvoiceDraft>, work: Work): StoredRecord =>
  updateReceivable(INVOICE, recordno, changes, work);

export const deleteInvoice = (invoice: StoredRecord, work: Work): void => deleteReceivable(INVOICE, invoice, work);

export const foundInvoice = (recordno: string, work: Work): StoredRecord => foundReceivable(INVOICE, recordno, work);
