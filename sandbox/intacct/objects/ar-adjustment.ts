import type { StoredRecord } from '../books/record.js';
import { ADJUSTMENT } from '../receivables/kind.js';
import { deleteReceivable } from '../receivables/receivable.js';
import { arInvoice, arInvoiceItem } from './ar-invoice.js';
import type { ObjectDefinition } from './definition.js';
import type { Fields } from './field.js';

/** What only invoices have. */
const OF_INVOICES = ['WHENDUE', 'WHENDISCOUNT', 'DUE_IN_DAYS', 'TERMNAME'];

function without(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

/** Debit and credit memos. The number of the invoice that a memo is about stands in DOCNUMBER. */
export const arAdjustment: ObjectDefinition = {
  ...arInvoice,
  name: 'ARADJUSTMENT',
  label: 'Adjustment',
  fields: without(arInvoice.fields, OF_INVOICES),
  lines: { element: 'ARADJUSTMENTITEMS', object: 'ARADJUSTMENTITEM', parent: 'RECORDKEY' },
  remove: (record: StoredRecord, work) => deleteReceivable(ADJUSTMENT, record, work),
};

export const arAdjustmentItem: ObjectDefinition = {
  ...arInvoiceItem,
  name: 'ARADJUSTMENTITEM',
  label: 'Adjustment line',
  relations: {
    ...arInvoiceItem.relations,
    ARADJUSTMENT: { object: 'ARADJUSTMENT', from: 'RECORDKEY', to: 'RECORDNO' },
  },
};
