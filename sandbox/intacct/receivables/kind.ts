import { ADJUSTMENT_SUMMARY, INVOICE_SUMMARY, type SummaryKind } from './summary.js';

/** A document that customers owe (positive lines) or are owed (negative lines). */
export interface ReceivableKind {
  readonly object: 'ARINVOICE' | 'ARADJUSTMENT';
  readonly lines: 'ARINVOICEITEM' | 'ARADJUSTMENTITEM';
  readonly label: string;
  readonly recordType: string;
  /** What the system puts before the numbers it gives. */
  readonly prefix: string;
  readonly summary: SummaryKind;
}

export const INVOICE: ReceivableKind = {
  object: 'ARINVOICE',
  lines: 'ARINVOICEITEM',
  label: 'Invoice',
  recordType: 'ri',
  prefix: 'INV',
  summary: INVOICE_SUMMARY,
};

/** A debit memo where the sum of its lines is positive, a credit memo where it is negative. */
export const ADJUSTMENT: ReceivableKind = {
  object: 'ARADJUSTMENT',
  lines: 'ARADJUSTMENTITEM',
  label: 'Adjustment',
  recordType: 'ra',
  prefix: 'ADJ',
  summary: ADJUSTMENT_SUMMARY,
};
