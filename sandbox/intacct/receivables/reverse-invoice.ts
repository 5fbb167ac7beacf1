import { postReversal } from '../books/ledger.js';
import { cents, money } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { openPeriod } from '../documents/rules.js';
import { refuse } from '../refusals.js';
import { foundInvoice } from './invoice.js';
import { INVOICE } from './kind.js';
import { refuseOfOrderEntry } from './receivable.js';

/** Reverses a posted, unpaid invoice: a second invoice with the opposite amounts appears, and nothing is due on either. */
export function reverseInvoice(recordno: string, date: string, description: string, work: Work): StoredRecord {
  const invoice = foundInvoice(recordno, work);
  refuseOfOrderEntry(INVOICE, invoice);
  refuseUnlessPosted(invoice);
  refuseEarlier(date, invoice);
  openPeriod(date, work);
  const reversal = insertReversal(invoice, date, description, work);
  postReversal(work.company.books, `ARINVOICE ${recordno}`, {
    journal: 'ARJ',
    date,
    title: `Reversal of invoice ${fieldOf(invoice, 'RECORDID')}`,
    module: '4.AR',
    source: `ARINVOICE ${fieldOf(reversal, 'RECORDNO')}`,
    currency: fieldOf(invoice, 'CURRENCY'),
    entity: fieldOf(invoice, 'MEGAENTITYID'),
  });
  const reversed = work.change('ARINVOICE', recordno, { STATE: 'Reversed', TOTALDUE: '0.00', TRX_TOTALDUE: '0.00' });
  return work.wrote('ARINVOICE', reversed);
}

function refuseUnlessPosted(invoice: StoredRecord): void {
  const state = fieldOf(invoice, 'STATE');
  if (state === 'Posted') return;
  refuse('BL03000018', `Invoice '${fieldOf(invoice, 'RECORDID')}' is ${state} and cannot be reversed.`);
}

function refuseEarlier(date: string, invoice: StoredRecord): void {
  if (date >= fieldOf(invoice, 'WHENPOSTED')) return;
  refuse('BL03000018', 'The reversal date must be on or after the posting date of the invoice.');
}

function insertReversal(invoice: StoredRecord, date: string, description: string, work: Work): StoredRecord {
  const { RECORDNO: original = '', ...copy } = invoice;
  const reversal = work.insert('ARINVOICE', {
    ...copy,
    ...negated(invoice, ['TOTALENTERED', 'TRX_TOTALENTERED']),
    RECORDID: `${fieldOf(invoice, 'RECORDID')} - Reversal`,
    STATE: 'Reversal',
    WHENCREATED: date,
    WHENPOSTED: date,
    DESCRIPTION: description,
    TOTALDUE: '0.00',
    TRX_TOTALDUE: '0.00',
  });
  for (const { RECORDNO: _, ...line } of work.company.books.where('ARINVOICEITEM', 'RECORDKEY', original)) {
    const amounts = negated(line, ['AMOUNT', 'TRX_AMOUNT']);
    work.insert('ARINVOICEITEM', { ...line, ...amounts, RECORDKEY: fieldOf(reversal, 'RECORDNO') });
  }
  return reversal;
}

function negated(record: StoredRecord, fields: readonly string[]): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [field, money(-cents(record[field]))]));
}
