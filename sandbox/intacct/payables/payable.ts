import { post, unpost } from '../books/ledger.js';
import { cents } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { placeOf } from '../documents/place.js';
import { refuse } from '../refusals.js';
import { BILL, type PayableKind } from './kind.js';
import { draftOf, linesOf, type PayableDraft } from './payable-draft.js';
import { type PayableRecords, payableRecords } from './payable-record.js';
import { payableAccount, refuseTakenNumber } from './rules.js';

export function createPayable(kind: PayableKind, draft: PayableDraft, work: Work): StoredRecord {
  const number = draft.number || nextNumber(kind, work);
  refuseTakenNumber(kind, number, draft.vendorId, '', work);
  const records = payableRecords(kind, draft, number, work);
  return finish(kind, work.insert(kind.object, records.header), records, work);
}

/** Lays `changes` on the document. A posted one must be unpaid; submitting a draft posts it. */
export function updatePayable(
  kind: PayableKind,
  recordno: string,
  changes: Partial<PayableDraft>,
  work: Work,
): StoredRecord {
  const before = foundPayable(kind, recordno, work);
  refuseUnlessOpen(kind, before);
  const draft = { ...draftOf(kind, before, work), ...changes };
  if (fieldOf(before, 'STATE') === 'Posted') refuseAction(kind, before, changes.submit, work);
  refuseTakenNumber(kind, draft.number, draft.vendorId, recordno, work);
  const records = payableRecords(kind, draft, draft.number, work);
  unpost(work.company.books, sourceOf(kind, before));
  return finish(kind, work.change(kind.object, recordno, keepingState(before, records.header)), records, work);
}

/** What is posted already does not wait for an approval again. */
function keepingState(before: StoredRecord, header: PayableRecords['header']): PayableRecords['header'] {
  return fieldOf(before, 'STATE') === 'Posted' ? { ...header, STATE: 'Posted' } : header;
}

/** Only what never reached the ledger can be deleted; a posted bill is reversed instead. */
export function deletePayable(kind: PayableKind, record: StoredRecord, work: Work): void {
  const state = fieldOf(record, 'STATE');
  if (state !== 'Draft' && state !== 'Declined') {
    refuse('BL03000018', `${named(kind, record)} is ${state} and cannot be deleted.`, 'Reverse it.');
  }
  const { books } = work.company;
  for (const line of linesOf(kind, record, work)) books.remove(kind.lines, fieldOf(line, 'RECORDNO'));
  books.remove(kind.object, fieldOf(record, 'RECORDNO'));
}

export function foundPayable(kind: PayableKind, recordno: string, { company }: Work): StoredRecord {
  return (
    company.books.get(kind.object, recordno) ??
    refuse(
      'BL03000018',
      `Oops, we can't find this transaction; enter a valid ${kind.label} key. '${recordno}' does not exist.`,
    )
  );
}

export function named(kind: PayableKind, record: StoredRecord): string {
  return `${kind.label} '${fieldOf(record, 'RECORDID') || fieldOf(record, 'RECORDNO')}'`;
}

/** Under this its entries stand in the ledger. */
export function sourceOf(kind: PayableKind, record: StoredRecord): string {
  return `${kind.object} ${fieldOf(record, 'RECORDNO')}`;
}

function refuseUnlessOpen(kind: PayableKind, record: StoredRecord): void {
  const state = fieldOf(record, 'STATE');
  if (state === 'Draft' || state === 'Declined' || state === 'Posted') return;
  refuse('BL03000018', `${named(kind, record)} is ${state} and cannot be changed.`);
}

/** A posted document cannot become a draft again, nor, unless so configured, be submitted again. */
function refuseAction(kind: PayableKind, record: StoredRecord, submit: boolean | undefined, { company }: Work): void {
  if (submit === undefined || (submit && company.settings.resubmitPosted === 'accept')) return;
  refuse('BL03000018', `${named(kind, record)} is posted already.`, 'Leave out the action.');
}

/** Stores the lines, which replace those there were, and posts to the ledger what is posted. */
function finish(kind: PayableKind, record: StoredRecord, { lines }: PayableRecords, work: Work): StoredRecord {
  const kept = new Set(lines.map(({ recordno }) => recordno));
  for (const { RECORDNO = '' } of linesOf(kind, record, work)) {
    if (!kept.has(RECORDNO)) work.company.books.remove(kind.lines, RECORDNO);
  }
  for (const { recordno, fields } of lines) {
    if (recordno) work.change(kind.lines, recordno, fields);
    else work.insert(kind.lines, { ...fields, RECORDKEY: fieldOf(record, 'RECORDNO') });
  }
  if (fieldOf(record, 'STATE') === 'Posted') postPayable(kind, record, work);
  return work.wrote(kind.object, record);
}

/** Debits each line's account and credits payables, line by line, so that every location balances by itself. */
export function postPayable(kind: PayableKind, record: StoredRecord, work: Work): void {
  const postings = linesOf(kind, record, work).flatMap((line) => {
    const amount = cents(line.AMOUNT);
    const trxAmount = cents(line.TRX_AMOUNT);
    const place = placeOf(line);
    return [
      {
        account: fieldOf(line, 'ACCOUNTNO'),
        amount,
        trxAmount,
        ...place,
        description: fieldOf(line, 'ENTRYDESCRIPTION'),
      },
      { account: payableAccount(record, line, work), amount: -amount, trxAmount: -trxAmount, ...place },
    ];
  });
  post(work.company.books, {
    journal: kind === BILL ? 'APJ' : 'APADJ',
    date: fieldOf(record, 'WHENPOSTED'),
    title: named(kind, record),
    module: fieldOf(record, 'MODULEKEY'),
    source: sourceOf(kind, record),
    currency: fieldOf(record, 'CURRENCY'),
    entity: fieldOf(record, 'MEGAENTITYID'),
    postings,
  });
}

function nextNumber(kind: PayableKind, { company }: Work): string {
  if (!company.settings.autoNumberBills) return '';
  const taken = (number: string) => company.books.where(kind.object, 'RECORDID', number).length > 0;
  return company.nextNumber(kind.object, (count) => `${kind.prefix}-${String(count).padStart(6, '0')}`, taken);
}
