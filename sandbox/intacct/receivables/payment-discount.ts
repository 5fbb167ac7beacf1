import Big from 'big.js';
import { type Cents, cents } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { refuse } from '../refusals.js';

/** Last day on which a document's term grants its discount; empty where it grants none. */
export function discountDay(term: StoredRecord | undefined, documentDate: string): string {
  if (!term || cents(term.DISCAMOUNT) === 0) return '';
  const day = Date.parse(`${documentDate}T00:00:00Z`) + Number(term.DISCDATE ?? 0) * 86_400_000;
  return new Date(day).toISOString().slice(0, 10);
}

/** What the invoice's term takes off when it is paid on `date`. Refused when it takes nothing. */
export function termDiscount(invoice: StoredRecord, date: string, { company }: Work): Cents {
  const last = fieldOf(invoice, 'WHENDISCOUNT');
  if (last === '' || date > last) {
    refuse('BL03000018', `No discount is available for invoice key ${invoice.RECORDNO} as of the discount date.`);
  }
  const term = company.books.find('ARTERM', fieldOf(invoice, 'TERMNAME')) ?? {};
  // `$` is an amount, everything else a percentage (guess).
  if (fieldOf(term, 'DISCPERCAMN') === '$') return cents(term.DISCAMOUNT);
  const percent = new Big(fieldOf(term, 'DISCAMOUNT') || '0');
  return percent.times(cents(invoice.TRX_TOTALENTERED)).div(100).round(0, Big.roundHalfUp).toNumber();
}
