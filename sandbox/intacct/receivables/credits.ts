import type { Cents } from '../books/money.js';

/** Documents of which something can be paid or used up. */
export type OpenObject = 'ARINVOICE' | 'ARADJUSTMENT' | 'ARADVANCE' | 'ARPYMT';

export type CreditKind = 'inline' | 'adjustment' | 'advance' | 'overpayment' | 'negativeInvoice' | 'discount';

/** What pays instead of money. */
export interface Credit {
  readonly kind: CreditKind;
  /** RECORDNO of the document that is used up; empty for a discount. */
  readonly key: string;
  /** RECORDNO of one line of it; empty: the first lines first. */
  readonly lineKey: string;
  /** Day as of which a term's discount is taken. */
  readonly discountDate?: string;
}

/** An amount of a payment's currency that is to settle an invoice or debit memo, or only one line of it. */
export interface Application {
  readonly invoiceKey: string;
  /** RECORDNO of one line; empty: the first lines first. */
  readonly lineKey: string;
  readonly amount: Cents;
  /** What is paid. Default: an invoice. */
  readonly object?: 'ARINVOICE' | 'ARADJUSTMENT';
  /** Absent: the payment's own money. */
  readonly credit?: Credit;
}

export interface CreditFields {
  readonly key: string;
  readonly entry: string;
  readonly trxAmount: string;
  /** The same in base currency, on read. */
  readonly amount: string;
}

/** How each kind of credit is called in a payment detail. */
export const CREDIT_FIELDS: Readonly<Record<Exclude<CreditKind, 'discount'>, CreditFields>> = {
  inline: names('INLINE', 'INLINE'),
  adjustment: names('ADJUSTMENT', 'ADJUSTMENT'),
  advance: names('ADVANCE', 'POSTEDADVANCE'),
  overpayment: names('OVERPAYMENT', 'POSTEDOVERPAYMENT'),
  negativeInvoice: names('NEGATIVEINVOICE', 'NEGATIVEINVOICE'),
};

function names(key: string, amount: string): CreditFields {
  return { key: `${key}KEY`, entry: `${key}ENTRYKEY`, trxAmount: `TRX_${amount}AMOUNT`, amount: `${amount}AMOUNT` };
}

/** The document behind each kind of credit. */
export const CREDIT_OBJECTS: Readonly<Record<Exclude<CreditKind, 'discount'>, OpenObject>> = {
  inline: 'ARINVOICE',
  adjustment: 'ARADJUSTMENT',
  advance: 'ARADVANCE',
  overpayment: 'ARPYMT',
  negativeInvoice: 'ARINVOICE',
};
