/** A document that the company owes a vendor (positive lines) or is owed (negative lines). */
export interface PayableKind {
  readonly object: 'APBILL' | 'APADJUSTMENT';
  readonly lines: 'APBILLITEM' | 'APADJUSTMENTITEM';
  readonly label: string;
  readonly recordType: string;
  /** What the system puts before the numbers it gives. */
  readonly prefix: string;
}

export const BILL: PayableKind = {
  object: 'APBILL',
  lines: 'APBILLITEM',
  label: 'Bill',
  recordType: 'pi',
  prefix: 'BILL',
};

/** A credit memo, which is paid like a bill, where its lines sum up to more than zero; a debit memo where to less. */
export const ADJUSTMENT: PayableKind = {
  object: 'APADJUSTMENT',
  lines: 'APADJUSTMENTITEM',
  label: 'AP adjustment',
  recordType: 'pa',
  prefix: 'ADJ',
};
