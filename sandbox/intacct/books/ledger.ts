import type { Books } from './books.js';
import { type Cents, cents, money, total } from './money.js';
import { fieldOf, type StoredRecord } from './record.js';

/** One side of a posting; debit positive. `amount` is base currency, `trxAmount` the document's own. */
export interface Posting {
  readonly account: string;
  readonly amount: Cents;
  readonly trxAmount: Cents;
  readonly location?: string;
  readonly department?: string;
  readonly description?: string;
  /** Further dimensions by their ID fields, e.g. VENDORID. */
  readonly dimensions?: Readonly<Record<string, string>>;
}

export interface JournalEntry {
  readonly journal: string;
  readonly date: string;
  readonly title: string;
  readonly module: string;
  /** What was posted, e.g. `ARINVOICE 12`; all entries of a document are found by it. */
  readonly source: string;
  readonly currency: string;
  /** Entity that owns the entry; absent: top level. */
  readonly entity?: string;
  readonly postings: readonly Posting[];
}

/** Dimensions that entries bear besides location and department. */
export const LEDGER_DIMENSIONS: readonly string[] =
  `PROJECTID TASKID CUSTOMERID VENDORID EMPLOYEEID ITEMID CLASSID CONTRACTID WAREHOUSEID`.split(' ');

/** Writes a balanced entry. An unbalanced one is a mistake of the sandbox itself and stops the function. */
export function post(books: Books, entry: JournalEntry): void {
  const difference = total(entry.postings.map(({ amount }) => amount));
  if (difference !== 0) throw new Error(`Unbalanced entry for ${entry.source}: ${money(difference)}`);
  const batch = books.insert('GLBATCH', {
    JOURNAL: entry.journal,
    BATCH_DATE: entry.date,
    BATCH_TITLE: entry.title,
    MODULE: entry.module,
    STATE: 'Posted',
    SOURCE: entry.source,
    MEGAENTITYID: entry.entity ?? '',
    WHENCREATED: books.now(),
    WHENMODIFIED: books.now(),
  });
  const parts = entry.postings.filter(({ amount, trxAmount }) => amount !== 0 || trxAmount !== 0);
  parts.forEach((posting, index) => {
    books.insert('GLENTRY', { ...inherited(batch), ...entryFields(entry, posting, index + 1) });
  });
}

function inherited(batch: StoredRecord): Record<string, string> {
  const { RECORDNO: BATCHNO = '', MEGAENTITYID = '', WHENCREATED = '', WHENMODIFIED = '' } = batch;
  return { BATCHNO, MEGAENTITYID, WHENCREATED, WHENMODIFIED };
}

function entryFields(entry: JournalEntry, posting: Posting, line: number): Record<string, string> {
  const debit = posting.amount > 0 || (posting.amount === 0 && posting.trxAmount > 0);
  return {
    ...posting.dimensions,
    LINE_NO: String(line),
    ENTRY_DATE: entry.date,
    ACCOUNTNO: posting.account,
    TR_TYPE: debit ? '1' : '-1',
    AMOUNT: money(Math.abs(posting.amount)),
    TRX_AMOUNT: money(Math.abs(posting.trxAmount)),
    CURRENCY: entry.currency,
    LOCATION: posting.location ?? '',
    DEPARTMENT: posting.department ?? '',
    DESCRIPTION: posting.description ?? '',
    STATE: 'Posted',
  };
}

/** Takes a document's entries out of the ledger, as when an unpaid invoice is changed. */
export function unpost(books: Books, source: string): void {
  for (const batch of books.where('GLBATCH', 'SOURCE', source)) {
    const recordno = fieldOf(batch, 'RECORDNO');
    for (const entry of books.where('GLENTRY', 'BATCHNO', recordno))
      books.remove('GLENTRY', fieldOf(entry, 'RECORDNO'));
    books.remove('GLBATCH', recordno);
  }
}

/** Posts the opposite of everything the document has in the ledger, which may be nothing. */
export function postReversal(books: Books, source: string, reversal: Omit<JournalEntry, 'postings'>): void {
  const entries = books
    .where('GLBATCH', 'SOURCE', source)
    .flatMap((batch) => books.where('GLENTRY', 'BATCHNO', fieldOf(batch, 'RECORDNO')));
  if (entries.length === 0) return;
  const postings = entries.map((entry) => {
    const sign = fieldOf(entry, 'TR_TYPE') === '1' ? -1 : 1;
    return {
      account: fieldOf(entry, 'ACCOUNTNO'),
      amount: sign * cents(entry.AMOUNT),
      trxAmount: sign * cents(entry.TRX_AMOUNT),
      location: fieldOf(entry, 'LOCATION'),
      department: fieldOf(entry, 'DEPARTMENT'),
      dimensions: Object.fromEntries(LEDGER_DIMENSIONS.map((field) => [field, fieldOf(entry, field)])),
    };
  });
  post(books, { ...reversal, postings });
}

/** Balance per account number; debit positive. */
export function accountBalances(books: Books): Record<string, string> {
  const balances = [...sums(books)].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(balances.map(([account, sum]) => [account, money(sum)]));
}

/** Sum of all balances: `0.00` as long as double entry holds. */
export function trialBalance(books: Books): string {
  return money(total(sums(books).values()));
}

function sums(books: Books): Map<string, Cents> {
  const byAccount = new Map<string, Cents>();
  for (const entry of books.table('GLENTRY').values()) {
    if (entry.STATE !== 'Posted') continue;
    const account = fieldOf(entry, 'ACCOUNTNO');
    const signed = cents(entry.AMOUNT) * Number(fieldOf(entry, 'TR_TYPE'));
    byAccount.set(account, (byAccount.get(account) ?? 0) + signed);
  }
  return byAccount;
}
