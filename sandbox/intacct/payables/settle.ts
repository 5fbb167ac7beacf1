import type { Posting } from '../books/ledger.js';
import { type Cents, cents, convert, money, total } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { placeOf } from '../documents/place.js';
import { refuse } from '../refusals.js';
import { ADJUSTMENT, BILL, type PayableKind } from './kind.js';
import { foundPayable, named } from './payable.js';
import { linesOf } from './payable-draft.js';
import { payableAccount } from './rules.js';

/** A document, or one line of it, and the amount that a payment takes off it: negative off a debit memo. */
export interface Part {
  readonly kind: PayableKind;
  readonly key: string;
  /** RECORDNO of one line; empty: line after line. */
  readonly line: string;
  readonly amount: Cents;
}

/** Refuses what cannot be paid or applied: unknown, not posted, on hold, or of another vendor or currency. */
export function refuseUnpayable(part: Part, vendorId: string, currency: string, work: Work): void {
  const record = foundPayable(part.kind, part.key, work);
  const state = fieldOf(record, 'STATE');
  if (fieldOf(record, 'VENDORID') !== vendorId) {
    refuse('BL03000018', `${part.kind.label} key ${part.key} belongs to another vendor.`);
  }
  if (!OPEN.has(state)) refuse('BL03000018', `${named(part.kind, record)} is ${state} and cannot be paid.`);
  if (fieldOf(record, 'ONHOLD') === 'true') refuse('BL03000018', `${named(part.kind, record)} is on hold.`);
  if (fieldOf(record, 'CURRENCY') !== currency) {
    refuse('BL03000018', `${named(part.kind, record)} is in ${record.CURRENCY}, the payment in ${currency}.`);
  }
}

const OPEN: ReadonlySet<string> = new Set(['Posted', 'Partially Paid', 'Selected', 'Paid']);

/** Sets an amount aside for a payment that is not made yet, or (negated) frees it again. */
export function selectPart(part: Part, work: Work): void {
  const record = foundPayable(part.kind, part.key, work);
  refuseBeyondDue(part, record);
  const selected = cents(record.TRX_TOTALSELECTED) + part.amount;
  store(part.kind, record, { TRX_TOTALSELECTED: money(selected), TOTALSELECTED: inBase(selected, record) }, work);
}

/** Takes an amount off what is due, for the payment `payment`, and gives what that posts to payables. */
export function settlePart(part: Part, payment: StoredRecord, work: Work): Posting[] {
  const record = foundPayable(part.kind, part.key, work);
  refuseBeyondDue(part, record);
  const entries = linePartsOf(part, record, work);
  const left = cents(record.TRX_TOTALDUE) - part.amount;
  if (left === 0) takeRemainder(entries, cents(record.TOTALDUE));
  for (const entry of entries) storeEntry(part, entry, payment, work);
  moveTotals(
    part.kind,
    record,
    part.amount,
    total(entries.map(({ base }) => base)),
    work,
    fieldOf(payment, 'PAYMENTDATE'),
  );
  return entries.map(({ line, base, trx }) => ({
    account: payableAccount(record, line, work),
    amount: base,
    trxAmount: trx,
    ...placeOf(line),
  }));
}

/** Gives back what a payment took, to the cent and line by line. */
export function unsettle(payment: StoredRecord, work: Work): void {
  for (const entry of work.company.books.where('APPYMTENTRY', 'RECORDKEY', fieldOf(payment, 'RECORDNO'))) {
    const kind = entry.PAIDOBJECT === ADJUSTMENT.object ? ADJUSTMENT : BILL;
    const line = work.company.books.get(kind.lines, fieldOf(entry, 'PAIDLINE'));
    if (!line) continue;
    const trx = cents(entry.TRX_AMOUNT);
    const base = cents(entry.AMOUNT);
    moveLine(kind, line, -trx, -base, work);
    moveTotals(kind, foundPayable(kind, fieldOf(line, 'RECORDKEY'), work), -trx, -base, work);
  }
}

interface LinePart {
  readonly line: StoredRecord;
  readonly trx: Cents;
  base: Cents;
}

function refuseBeyondDue({ kind, amount }: Part, record: StoredRecord): void {
  const free = cents(record.TRX_TOTALDUE) - cents(record.TRX_TOTALSELECTED);
  const direction = Math.sign(cents(record.TRX_TOTALENTERED));
  // Freeing what was selected goes against the direction and is always possible.
  if (Math.sign(amount) !== direction && Math.abs(amount) <= Math.abs(cents(record.TRX_TOTALSELECTED))) return;
  if (Math.sign(amount) === direction && Math.abs(amount) <= Math.abs(free)) return;
  beyondDue(kind, record, amount, free);
}

function beyondDue(kind: PayableKind, record: StoredRecord, amount: Cents, free: Cents): never {
  return refuse(
    'BL03000018',
    `The amount ${money(Math.abs(amount))} exceeds total amount due (${money(free)}) of ${named(kind, record)}.`,
    'Enter an amount that is not greater than the amount due.',
  );
}

/** Spreads the amount over the lines in their order, each up to what is open on it. */
function linePartsOf(part: Part, record: StoredRecord, work: Work): LinePart[] {
  const all = linesOf(part.kind, record, work);
  const lines = part.line === '' ? all : all.filter(({ RECORDNO }) => RECORDNO === part.line);
  const sign = Math.sign(part.amount);
  const parts: LinePart[] = [];
  let left = Math.abs(part.amount);
  for (const line of lines) {
    const open = sign * (cents(line.TRX_AMOUNT) - cents(line.TRX_TOTALPAID));
    const taken = Math.min(left, open);
    if (taken <= 0) continue;
    parts.push({ line, trx: sign * taken, base: sign * baseOf(line, record, taken, open) });
    left -= taken;
  }
  if (left > 0) beyondDue(part.kind, record, part.amount, Math.abs(part.amount) - left);
  return parts;
}

/** The last cent of a line takes whatever base amount is left, so that rounding leaves nothing behind. */
function baseOf(line: StoredRecord, record: StoredRecord, taken: Cents, open: Cents): Cents {
  if (taken === open) return Math.abs(cents(line.AMOUNT) - cents(line.TOTALPAID));
  return convert(taken, fieldOf(record, 'EXCHANGE_RATE'));
}

/** Where negative lines or rounding leave cents of base currency behind, the last line takes them: paid is paid. */
function takeRemainder(entries: LinePart[], baseDue: Cents): void {
  const last = entries.at(-1);
  if (last) last.base += baseDue - total(entries.map(({ base }) => base));
}

function storeEntry({ kind }: Part, { line, trx, base }: LinePart, payment: StoredRecord, work: Work): void {
  moveLine(kind, line, trx, base, work);
  work.insert('APPYMTENTRY', {
    RECORDKEY: fieldOf(payment, 'RECORDNO'),
    ACCOUNTNO: fieldOf(line, 'ACCOUNTNO'),
    AMOUNT: money(base),
    TRX_AMOUNT: money(trx),
    CURRENCY: fieldOf(line, 'CURRENCY'),
    LOCATIONID: fieldOf(line, 'LOCATIONID'),
    DEPARTMENTID: fieldOf(line, 'DEPARTMENTID'),
    PAIDOBJECT: kind.object,
    PAIDLINE: fieldOf(line, 'RECORDNO'),
  });
}

function moveLine(kind: PayableKind, line: StoredRecord, trx: Cents, base: Cents, work: Work): void {
  work.change(kind.lines, fieldOf(line, 'RECORDNO'), {
    TRX_TOTALPAID: money(cents(line.TRX_TOTALPAID) + trx),
    TOTALPAID: money(cents(line.TOTALPAID) + base),
  });
}

function moveTotals(kind: PayableKind, record: StoredRecord, trx: Cents, base: Cents, work: Work, paidOn = ''): void {
  const moved = {
    TRX_TOTALPAID: money(cents(record.TRX_TOTALPAID) + trx),
    TRX_TOTALDUE: money(cents(record.TRX_TOTALDUE) - trx),
    TOTALPAID: money(cents(record.TOTALPAID) + base),
    TOTALDUE: money(cents(record.TOTALDUE) - base),
  };
  store(kind, record, { ...moved, WHENPAID: moved.TRX_TOTALDUE === '0.00' ? paidOn : '' }, work);
}

/** Every change of the amounts settles the state anew. */
function store(kind: PayableKind, record: StoredRecord, changes: Record<string, string>, work: Work): void {
  work.change(kind.object, fieldOf(record, 'RECORDNO'), { ...changes, STATE: stateOf({ ...record, ...changes }) });
}

function stateOf(record: StoredRecord): string {
  if (cents(record.TRX_TOTALSELECTED) !== 0) return 'Selected';
  if (cents(record.TRX_TOTALPAID) === 0) return 'Posted';
  return cents(record.TRX_TOTALDUE) === 0 ? 'Paid' : 'Partially Paid';
}

function inBase(amount: Cents, record: StoredRecord): string {
  return money(convert(amount, fieldOf(record, 'EXCHANGE_RATE')));
}
