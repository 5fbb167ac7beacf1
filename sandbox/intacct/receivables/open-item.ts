import type { Posting } from '../books/ledger.js';
import { type Cents, cents, convert, money } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { placeOf } from '../documents/place.js';
import type { OpenObject } from './credits.js';
import { owedAt, receivableAccount } from './receivable.js';

/** One side of an application: the document (or one line of it) that is paid, or the one that is used up. */
export interface Side {
  readonly object: OpenObject;
  readonly key: string;
  /** Empty: any line. */
  readonly lineKey: string;
  /** -1 where the open lines are negative, as those of credit memos. */
  readonly sign: 1 | -1;
}

/** What can still be taken of a side at one place; `line` is absent where the document has none (overpayments). */
export interface Open {
  readonly line?: StoredRecord;
  readonly amount: Cents;
}

/** What was taken, at the document's own exchange rate. */
export interface Taken {
  readonly lineKey: string;
  readonly base: Cents;
  readonly posting: Posting;
}

const LINES: Readonly<Record<OpenObject, string>> = {
  ARINVOICE: 'ARINVOICEITEM',
  ARADJUSTMENT: 'ARADJUSTMENTITEM',
  ARADVANCE: 'ARADVANCEITEM',
  ARPYMT: '',
};

/** The first place where the side is open; `undefined` when nothing is left. */
export function nextOpen(side: Side, { company }: Work): Open | undefined {
  if (side.object === 'ARPYMT') {
    const amount = cents(company.books.get('ARPYMT', side.key)?.TRX_TOTALDUE);
    return amount > 0 ? { amount } : undefined;
  }
  for (const line of company.books.where(LINES[side.object], 'RECORDKEY', side.key)) {
    if (side.lineKey !== '' && line.RECORDNO !== side.lineKey) continue;
    const amount = side.sign * (cents(line.TRX_AMOUNT) - cents(line.TRX_TOTALPAID));
    if (amount > 0) return { line, amount };
  }
  return undefined;
}

/** Takes `part` at an open place: moves what is due on line and document. */
export function take(side: Side, open: Open, part: Cents, date: string, work: Work): Taken {
  const record = recordOf(side, work);
  const dueAfter = cents(record.TRX_TOTALDUE) - side.sign * part;
  // The last cent takes whatever base amount is left, so that rounding leaves nothing behind.
  const base = dueAfter === 0 ? side.sign * cents(record.TOTALDUE) : baseOf(side, open, part, record);
  move(side, open.line?.RECORDNO ?? '', part, base, date, work);
  return { lineKey: open.line?.RECORDNO ?? '', base, posting: postingOf(side, open.line, part, base, record, work) };
}

/** Takes `part` of its base amount back to a line and its document, as when a payment is reversed. */
export function giveBack(side: Side, part: Cents, base: Cents, work: Work): void {
  move(side, side.lineKey, -part, -base, '', work);
}

function baseOf({ sign }: Side, { line, amount }: Open, part: Cents, record: StoredRecord): Cents {
  if (line && part === amount) return sign * (cents(line.AMOUNT) - cents(line.TOTALPAID));
  return convert(part, fieldOf(record, 'EXCHANGE_RATE'));
}

function move(side: Side, lineKey: string, part: Cents, base: Cents, date: string, work: Work): void {
  const lines = LINES[side.object];
  const line = lineKey === '' || lines === '' ? undefined : work.company.books.get(lines, lineKey);
  if (line) work.change(lines, lineKey, paidAfter(line, side.sign * part, side.sign * base));
  const record = recordOf(side, work);
  const due = cents(record.TRX_TOTALDUE) - side.sign * part;
  const changes = {
    ...paidAfter(record, side.sign * part, side.sign * base),
    TRX_TOTALDUE: money(due),
    TOTALDUE: money(cents(record.TOTALDUE) - side.sign * base),
  };
  const state = side.object === 'ARPYMT' ? {} : stateAfter(changes.TRX_TOTALPAID, due, date);
  work.change(side.object, side.key, { ...changes, ...state });
}

function paidAfter(record: StoredRecord, trx: Cents, base: Cents): { TRX_TOTALPAID: string; TOTALPAID: string } {
  return {
    TRX_TOTALPAID: money(cents(record.TRX_TOTALPAID) + trx),
    TOTALPAID: money(cents(record.TOTALPAID) + base),
  };
}

function stateAfter(paid: string, due: Cents, date: string): Record<string, string> {
  if (due === 0) return { STATE: 'Paid', WHENPAID: date };
  return { STATE: cents(paid) === 0 ? 'Posted' : 'Partially Paid', WHENPAID: '' };
}

function recordOf({ object, key }: Side, { company }: Work): StoredRecord {
  const record = company.books.get(object, key);
  if (!record) throw new Error(`Application to ${object} ${key}, which does not exist`);
  return record;
}

/** Receivables shrink where a debit is paid and grow where a credit is used; advances have an account of their own. */
function postingOf(
  side: Side,
  line: StoredRecord | undefined,
  part: Cents,
  base: Cents,
  record: StoredRecord,
  work: Work,
): Posting {
  if (!line) {
    const place = {
      location: fieldOf(record, 'OVERPAYMENTLOCATIONID'),
      department: fieldOf(record, 'OVERPAYMENTDEPARTMENTID'),
      dimensions: { CUSTOMERID: fieldOf(record, 'CUSTOMERID') },
    };
    return { account: work.company.settings.accounts.receivable, amount: base, trxAmount: part, ...place };
  }
  const place = placeOf(line);
  if (side.object === 'ARADVANCE') {
    return { account: fieldOf(line, 'ACCOUNTNO'), amount: base, trxAmount: part, ...place };
  }
  const account = receivableAccount(record, line, work);
  const location = owedAt(record, line, work);
  return { account, amount: -side.sign * base, trxAmount: -side.sign * part, ...place, location };
}
