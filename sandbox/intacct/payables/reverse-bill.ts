import { postReversal } from '../books/ledger.js';
import { cents, money } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { openPeriod } from '../documents/rules.js';
import { refuse } from '../refusals.js';
import { BILL } from './kind.js';
import { foundPayable, named, sourceOf } from './payable.js';
import { linesOf } from './payable-draft.js';

/** Reverses a posted, unpaid bill: a second bill with the opposite amounts appears, and nothing is due on either. */
export function reverseBill(recordno: string, date: string, description: string, work: Work): StoredRecord {
  const bill = foundPayable(BILL, recordno, work);
  const state = fieldOf(bill, 'STATE');
  if (state !== 'Posted') refuse('BL03000018', `${named(BILL, bill)} is ${state} and cannot be reversed.`);
  if (date < fieldOf(bill, 'WHENPOSTED')) {
    refuse('BL03000018', 'The reversal date must be on or after the posting date of the bill.');
  }
  openPeriod(date, work);
  const reversal = insertReversal(bill, date, description, work);
  postReversal(work.company.books, sourceOf(BILL, bill), {
    journal: 'APJ',
    date,
    title: `Reversal of ${named(BILL, bill)}`,
    module: fieldOf(bill, 'MODULEKEY'),
    source: sourceOf(BILL, reversal),
    currency: fieldOf(bill, 'CURRENCY'),
    entity: fieldOf(bill, 'MEGAENTITYID'),
  });
  return work.wrote('APBILL', work.change('APBILL', recordno, { STATE: 'Reversed', ...NOTHING_DUE }));
}

const NOTHING_DUE = { TOTALDUE: '0.00', TRX_TOTALDUE: '0.00' } as const;

function insertReversal(bill: StoredRecord, date: string, description: string, work: Work): StoredRecord {
  const { RECORDNO: _original, RECORDID = '', ...copy } = bill;
  const reversal = work.insert('APBILL', {
    ...copy,
    ...negated(bill, ['TOTALENTERED', 'TRX_TOTALENTERED']),
    ...NOTHING_DUE,
    RECORDID: `${RECORDID} - Reversal`,
    STATE: 'Reversal',
    WHENCREATED: date,
    WHENPOSTED: date,
    DESCRIPTION: description,
  });
  for (const { RECORDNO: _line, ...line } of linesOf(BILL, bill, work)) {
    const amounts = negated(line, ['AMOUNT', 'TRX_AMOUNT']);
    work.insert('APBILLITEM', { ...line, ...amounts, RECORDKEY: fieldOf(reversal, 'RECORDNO') });
  }
  return reversal;
}

function negated(record: StoredRecord, fields: readonly string[]): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [field, money(-cents(record[field]))]));
}
