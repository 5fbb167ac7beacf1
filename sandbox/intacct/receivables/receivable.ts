import { post, unpost } from '../books/ledger.js';
import { cents } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { entityOf, interEntityPostings } from '../documents/inter-entity.js';
import { placeOf } from '../documents/place.js';
import { refuse } from '../refusals.js';
import { draftOf, type InvoiceDraft } from './invoice-draft.js';
import { type InvoiceRecords, invoiceRecords } from './invoice-record.js';
import type { ReceivableKind } from './kind.js';

/** Module that a document belongs to. Those of Order Entry can only be changed there. */
export type Module = '4.AR' | '8.SO';

export function createReceivable(
  kind: ReceivableKind,
  draft: InvoiceDraft,
  work: Work,
  module: Module = '4.AR',
): StoredRecord {
  const number = draft.number || nextNumber(kind, work);
  refuseTakenNumber(kind, number, '', work);
  const records = invoiceRecords(kind, draft, number, work);
  const record = work.insert(kind.object, { ...records.header, MODULEKEY: module });
  return finish(kind, record, records, work);
}

/** Lays `changes` on the document. A posted one must be unpaid; submitting a draft posts it. */
export function updateReceivable(
  kind: ReceivableKind,
  recordno: string,
  changes: Partial<InvoiceDraft>,
  work: Work,
): StoredRecord {
  const before = foundReceivable(kind, recordno, work);
  refuseOfOrderEntry(kind, before);
  refuseUnlessOpen(kind, before);
  const draft = { ...draftOf(before, work, kind), ...changes };
  if (fieldOf(before, 'STATE') === 'Posted') refuseAction(kind, before, changes.submit, work);
  refuseTakenNumber(kind, draft.number, recordno, work);
  const records = invoiceRecords(kind, draft, draft.number, work);
  unpost(work.company.books, sourceOf(kind, before));
  return finish(kind, work.change(kind.object, recordno, records.header), records, work);
}

/** Only drafts can be deleted; a posted document is reversed or offset instead. */
export function deleteReceivable(kind: ReceivableKind, record: StoredRecord, work: Work): void {
  refuseOfOrderEntry(kind, record);
  const state = fieldOf(record, 'STATE');
  if (state !== 'Draft') {
    const named = `${kind.label} '${fieldOf(record, 'RECORDID')}'`;
    refuse('BL03000018', `${named} is ${state} and cannot be deleted.`, 'Reverse it.');
  }
  removeReceivable(kind, record, work);
}

/** Takes a document and its ledger entries out of the books, whatever its state. */
export function removeReceivable(kind: ReceivableKind, record: StoredRecord, { company }: Work): void {
  const { books } = company;
  const recordno = fieldOf(record, 'RECORDNO');
  for (const line of books.where(kind.lines, 'RECORDKEY', recordno))
    books.remove(kind.lines, fieldOf(line, 'RECORDNO'));
  unpost(books, sourceOf(kind, record));
  books.remove(kind.object, recordno);
}

export function foundReceivable(kind: ReceivableKind, recordno: string, { company }: Work): StoredRecord {
  return company.books.get(kind.object, recordno) ?? noTransaction(kind.label, recordno);
}

export function noTransaction(label: string, recordno: string): never {
  return refuse(
    'BL03000018',
    `Oops, we can't find this transaction; enter a valid ${label.toLowerCase()} key. '${recordno}' does not exist.`,
  );
}

/** Under this its entries stand in the ledger. */
export function sourceOf(kind: ReceivableKind, record: StoredRecord): string {
  return `${kind.object} ${fieldOf(record, 'RECORDNO')}`;
}

export function refuseOfOrderEntry(kind: ReceivableKind, record: StoredRecord): void {
  if (fieldOf(record, 'MODULEKEY') !== '8.SO') return;
  const named = `${kind.label} '${fieldOf(record, 'RECORDID')}'`;
  refuse(
    'BL03000018',
    `${named} was created in Order Entry and cannot be changed in Accounts Receivable.`,
    'Change the Order Entry transaction instead.',
  );
}

export function receivableAccount(record: StoredRecord, line: StoredRecord, { company }: Work): string {
  const customer = company.books.find('CUSTOMER', fieldOf(record, 'CUSTOMERID'));
  return fieldOf(line, 'OFFSETGLACCOUNTNO') || customer?.OFFSETGLACCOUNTNO || company.settings.accounts.receivable;
}

function refuseUnlessOpen(kind: ReceivableKind, record: StoredRecord): void {
  const state = fieldOf(record, 'STATE');
  if (state === 'Draft' || state === 'Posted') return;
  refuse('BL03000018', `${kind.label} '${fieldOf(record, 'RECORDID')}' is ${state} and cannot be changed.`);
}

/** A posted document cannot become a draft again, nor, unless so configured, be submitted again. */
function refuseAction(
  kind: ReceivableKind,
  record: StoredRecord,
  submit: boolean | undefined,
  { company }: Work,
): void {
  if (submit === undefined || (submit && company.settings.resubmitPosted === 'accept')) return;
  refuse('BL03000018', `${kind.label} '${fieldOf(record, 'RECORDID')}' is posted already.`, 'Leave out the action.');
}

/** Stores the lines, and posts to the ledger unless the document is a draft. */
function finish(kind: ReceivableKind, record: StoredRecord, { lines }: InvoiceRecords, work: Work): StoredRecord {
  const recordno = fieldOf(record, 'RECORDNO');
  for (const line of lines) {
    if (line.recordno) work.change(kind.lines, line.recordno, line.fields);
    else work.insert(kind.lines, { ...line.fields, RECORDKEY: recordno });
  }
  if (fieldOf(record, 'STATE') === 'Posted' && fieldOf(record, 'NOGL') !== 'true') postReceivable(kind, record, work);
  return work.wrote(kind.object, record);
}

/**
 * Debits receivables and credits each line's account, line by line. A document of an entity is owed to that entity: what
 * its lines bring to another one, the entity owes to the other.
 */
function postReceivable(kind: ReceivableKind, record: StoredRecord, work: Work): void {
  const lines = work.company.books.where(kind.lines, 'RECORDKEY', fieldOf(record, 'RECORDNO'));
  const postings = lines.flatMap((line) => {
    const amount = cents(line.AMOUNT);
    const trxAmount = cents(line.TRX_AMOUNT);
    return [
      {
        account: receivableAccount(record, line, work),
        amount,
        trxAmount,
        ...placeOf(line),
        location: owedAt(record, line, work),
      },
      { account: fieldOf(line, 'ACCOUNTNO'), amount: -amount, trxAmount: -trxAmount, ...placeOf(line) },
    ];
  });
  const owner = fieldOf(record, 'MEGAENTITYID');
  post(work.company.books, {
    journal: 'ARJ',
    date: fieldOf(record, 'WHENPOSTED'),
    title: `${kind.label} ${fieldOf(record, 'RECORDID')}`,
    module: fieldOf(record, 'MODULEKEY'),
    source: sourceOf(kind, record),
    currency: fieldOf(record, 'CURRENCY'),
    entity: owner,
    postings: owner === '' ? postings : [...postings, ...interEntityPostings(postings, owner, work)],
  });
}

/** Location of a line's receivable: its own, unless that lies outside the entity to which the document belongs. */
export function owedAt(record: StoredRecord, line: StoredRecord, work: Work): string {
  const owner = fieldOf(record, 'MEGAENTITYID');
  const location = fieldOf(line, 'LOCATIONID');
  return owner === '' || entityOf(location, work) === owner ? location : owner;
}

function nextNumber(kind: ReceivableKind, { company }: Work): string {
  if (!company.settings.autoNumberInvoices) {
    refuse('PL01000127', 'Document Number is missing.', 'Enter a document number and try again.');
  }
  const taken = (number: string) => company.books.find(kind.object, number) !== undefined;
  return company.nextNumber(kind.object, (count) => `${kind.prefix}-${String(count).padStart(6, '0')}`, taken);
}

function refuseTakenNumber(kind: ReceivableKind, number: string, own: string, { company }: Work): void {
  const other = company.books.find(kind.object, number);
  if (!other || other.RECORDNO === own) return;
  refuse(
    'BL03002185',
    `A transaction with the number '${number}' already exists.`,
    'Enter a different number and try again.',
  );
}
