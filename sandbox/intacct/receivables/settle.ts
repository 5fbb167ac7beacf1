import type { Posting } from '../books/ledger.js';
import { type Cents, cents, convert, money } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { type Application, CREDIT_FIELDS, CREDIT_OBJECTS } from './credits.js';
import { nextOpen, type Side, take } from './open-item.js';
import { overpaid, refuseNotEnough } from './payable.js';

/** What one application did at one line: the fields of its row, and its ledger entries. */
export interface Settlement {
  /** Money of the payment itself. */
  readonly cash: Cents;
  readonly row: Readonly<Record<string, string>>;
  readonly postings: readonly Posting[];
}

/** Moves what is due on the paid document and on the credit that pays it, line by line. */
export function settle(application: Application, payment: StoredRecord, date: string, work: Work): Settlement[] {
  const paid = paidSide(application);
  const credit = creditSide(application);
  refuseNotEnough(application, credit, work);
  const settlements: Settlement[] = [];
  let left = application.amount;
  while (left > 0) {
    const due = nextOpen(paid, work);
    if (!due) return overpaid(application, application.amount - left);
    const open = credit && nextOpen(credit, work);
    if (credit && !open) return overpaid(application, application.amount - left);
    const part = Math.min(left, due.amount, open?.amount ?? left);
    const taken = take(paid, due, part, date, work);
    const used = credit && open && take(credit, open, part, date, work);
    const postings = [taken.posting, ...(used ? [used.posting] : discountPosting(application, part, taken, work))];
    const row = rowOf(application, payment, part, date, { paid: taken, ...(used && { used }) });
    settlements.push({ cash: application.credit ? 0 : part, row, postings });
    left -= part;
  }
  return settlements;
}

export function paidSide({ object = 'ARINVOICE', invoiceKey, lineKey }: Application): Side {
  return { object, key: invoiceKey, lineKey, sign: 1 };
}

/** Advances and overpayments stand with positive amounts, the other credits with negative lines. */
export function creditSide({ credit }: Application): Side | undefined {
  if (!credit || credit.kind === 'discount') return undefined;
  const object = CREDIT_OBJECTS[credit.kind];
  const sign = object === 'ARADVANCE' || object === 'ARPYMT' ? 1 : -1;
  return { object, key: credit.key, lineKey: credit.lineKey, sign };
}

interface Sides {
  readonly paid: { readonly lineKey: string; readonly base: Cents };
  readonly used?: { readonly lineKey: string; readonly base: Cents };
}

/** PAIDBASE and USEDBASE are the sandbox's own: what a reversal gives back to each side. */
function rowOf(
  application: Application,
  payment: StoredRecord,
  part: Cents,
  date: string,
  { paid, used }: Sides,
): Record<string, string> {
  return {
    ...rowFields(application, part, fieldOf(payment, 'EXCHANGE_RATE'), paid.lineKey, used?.lineKey ?? ''),
    PAYMENTKEY: fieldOf(payment, 'RECORDNO'),
    PAYMENTDATE: date,
    CURRENCY: fieldOf(payment, 'CURRENCY'),
    STATE: 'Posted',
    PAIDBASE: money(paid.base),
    USEDBASE: money(used?.base ?? 0),
  };
}

/** A payment detail as it is stored: who is paid, and by what. */
export function rowFields(
  { object, invoiceKey, credit }: Application,
  amount: Cents,
  rate: string,
  lineKey: string,
  creditLineKey: string,
): Record<string, string> {
  const debitMemo = object === 'ARADJUSTMENT';
  const paid: Record<string, string> = debitMemo
    ? { POSADJKEY: invoiceKey, POSADJENTRYKEY: lineKey }
    : { RECORDKEY: invoiceKey, ENTRYKEY: lineKey };
  const trx = money(amount);
  const base = money(convert(amount, rate));
  if (!credit) return { ...paid, TRX_PAYMENTAMOUNT: trx, PAYMENTAMOUNT: base };
  if (credit.kind === 'discount') {
    const since = { DISCOUNTDATE: credit.discountDate ?? '' };
    return { ...paid, ...since, TRX_TOTALDISCOUNTTOAPPLY: trx, TOTALDISCOUNTTOAPPLY: base };
  }
  const names = CREDIT_FIELDS[credit.kind];
  const used = { [names.key]: credit.key, [names.entry]: creditLineKey };
  return { ...paid, ...used, [names.trxAmount]: trx, [names.amount]: base };
}

/** A discount is an expense where the invoice's line lies. */
function discountPosting(
  { credit }: Application,
  part: Cents,
  taken: { readonly base: Cents; readonly posting: Posting },
  { company }: Work,
): Posting[] {
  if (credit?.kind !== 'discount') return [];
  const { account: _, ...place } = taken.posting;
  return [{ ...place, account: company.settings.accounts.discount, amount: taken.base, trxAmount: part }];
}

/** The application that a stored row records. */
export function applicationOf(row: StoredRecord): Application {
  const debitMemo = fieldOf(row, 'POSADJKEY') !== '';
  const paid = {
    object: debitMemo ? ('ARADJUSTMENT' as const) : ('ARINVOICE' as const),
    invoiceKey: fieldOf(row, debitMemo ? 'POSADJKEY' : 'RECORDKEY'),
    lineKey: fieldOf(row, debitMemo ? 'POSADJENTRYKEY' : 'ENTRYKEY'),
  };
  for (const kind of ['inline', 'adjustment', 'advance', 'overpayment', 'negativeInvoice'] as const) {
    const names = CREDIT_FIELDS[kind];
    const key = fieldOf(row, names.key);
    if (key === '') continue;
    const credit = { kind, key, lineKey: fieldOf(row, names.entry) };
    return { ...paid, amount: cents(row[names.trxAmount]), credit };
  }
  if (row.TRX_TOTALDISCOUNTTOAPPLY === undefined) return { ...paid, amount: cents(row.TRX_PAYMENTAMOUNT) };
  const credit = { kind: 'discount' as const, key: '', lineKey: '', discountDate: fieldOf(row, 'DISCOUNTDATE') };
  return { ...paid, amount: cents(row.TRX_TOTALDISCOUNTTOAPPLY), credit };
}
