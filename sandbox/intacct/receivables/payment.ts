import type { Posting } from '../books/ledger.js';
import { type Cents, cents, convert, money, total } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { type CurrencyDraft, type Exchange, exchangeOf } from '../documents/exchange.js';
import { existing, existingIfSent, openPeriod } from '../documents/rules.js';
import { refuse } from '../refusals.js';
import type { Application } from './credits.js';
import { refuseUnpayable } from './payable.js';
import { type Deposit, type Destination, depositOf } from './payment-destination.js';
import { postReceipt, type ReceiptEntry } from './receipt-posting.js';
import { rowFields, type Settlement, settle } from './settle.js';

/** A receipt as it is asked for; empty strings where nothing was sent. */
export interface PaymentDraft {
  /** Empty for a receipt of several customers, which names a payer instead. */
  readonly customerId: string;
  readonly payerName: string;
  readonly method: string;
  readonly receiptDate: string;
  readonly paymentDate: string;
  readonly docNumber: string;
  readonly description: string;
  readonly submit: boolean;
  readonly destination: Destination;
  readonly exchange: CurrencyDraft;
  readonly applications: readonly Application[];
  /** Money received; what is not applied stays on account. Zero where only credits are applied. */
  readonly amount: Cents;
  readonly overpaymentLocation: string;
  readonly overpaymentDepartment?: string;
  readonly billToName?: string;
  /** `rr` for an advance. Default `rp`. */
  readonly recordType?: 'rp' | 'rr';
}

export function createPayment(draft: PaymentDraft, work: Work): StoredRecord {
  const { exchange, deposit } = checked(draft, work);
  const payment = work.insert('ARPYMT', paymentFields(draft, exchange, deposit));
  return work.wrote('ARPYMT', finish(payment, draft, deposit, work));
}

/** Lays a new draft in the place of an old one, whose rows it replaces; submitting it posts. */
export function replaceDraft(before: StoredRecord, draft: PaymentDraft, work: Work): StoredRecord {
  const { exchange, deposit } = checked(draft, work);
  removeRows(before, work);
  const recordno = fieldOf(before, 'RECORDNO');
  const cleared = { FINANCIALENTITY: '', UNDEPOSITEDACCOUNTNO: '', ...paymentFields(draft, exchange, deposit) };
  return finish(work.change('ARPYMT', recordno, cleared), draft, deposit, work);
}

/** Only drafts can be deleted; a posted payment is reversed instead. */
export function deletePayment(payment: StoredRecord, work: Work): void {
  refuseUnlessDraft(payment, 'deleted');
  removeRows(payment, work);
  work.company.books.remove('ARPYMT', fieldOf(payment, 'RECORDNO'));
}

export function refuseUnlessDraft(payment: StoredRecord, done: string): void {
  const state = fieldOf(payment, 'STATE');
  if (state === 'Draft') return;
  refuse('BL03000018', `Payment '${payment.RECORDNO}' is ${state} and cannot be ${done}.`, 'Reverse it instead.');
}

/** Applies what is left of a receipt to further invoices and debit memos. */
export function applyPayment(
  payment: StoredRecord,
  date: string,
  applications: readonly Application[],
  work: Work,
): StoredRecord {
  const left = cents(payment.TRX_TOTALDUE);
  const applied = total(applications.map(({ amount }) => amount));
  if (applied > left) refuse('XL03000027', `The amount applied ${money(applied)} exceeds the ${money(left)} left.`);
  openPeriod(date, work);
  const payer = { customerId: fieldOf(payment, 'CUSTOMERID'), currency: fieldOf(payment, 'CURRENCY') };
  for (const each of applications) refuseUnpayable(each, payer, work);
  const settlements = applications.flatMap((each) => settle(each, payment, date, work));
  insertRows(settlements, work);
  const changed = movedTotals(payment, settlements, work);
  const released = -(cents(changed.TOTALDUE) - cents(payment.TOTALDUE));
  const unapplied = onAccount(payment, released, applied, work);
  const postings = [unapplied, ...settlements.flatMap((settlement) => settlement.postings)];
  postReceipt(payment, entryOf(payment, date), undefined, postings, work);
  return work.wrote('ARPYMT', changed);
}

function checked(draft: PaymentDraft, work: Work): { exchange: Exchange; deposit: Deposit } {
  if (draft.customerId !== '') existing('CUSTOMER', draft.customerId, work);
  existingIfSent('LOCATION', draft.overpaymentLocation, work);
  existingIfSent('DEPARTMENT', draft.overpaymentDepartment ?? '', work);
  refuseAmounts(draft, work);
  if (draft.submit) openPeriod(draft.receiptDate, work);
  const exchange = exchangeOf(draft.exchange, draft.receiptDate, work);
  const deposit = depositOf(draft.destination, draft.amount, exchange.currency, draft.receiptDate, work);
  const payer = { customerId: draft.customerId, currency: exchange.currency };
  for (const each of draft.applications) refuseUnpayable(each, payer, work);
  return { exchange, deposit };
}

function refuseAmounts({ amount, applications, customerId }: PaymentDraft, { company }: Work): void {
  const applied = appliedMoney(applications);
  if (applied > amount) refuse('BL03000018', 'The amounts applied exceed the amount of the payment.');
  const creditOnly = applications.length > 0 && applied === 0 && amount === 0;
  if (amount <= 0 && !creditOnly) refuse('BL03000018', 'The amount of the payment must be greater than zero.');
  if (amount > applied && customerId === '' && company.settings.payerOverpayments === 'refuse') {
    refuse('BL03000018', 'An overpayment needs a customer.', 'Enter a customer, or apply the whole amount.');
  }
}

function appliedMoney(applications: readonly Application[]): Cents {
  return total(applications.map(({ amount, credit }) => (credit ? 0 : amount)));
}

function paymentFields(draft: PaymentDraft, exchange: Exchange, deposit: Deposit): Record<string, string> {
  const base = money(convert(draft.amount, exchange.rate));
  const transaction = money(draft.amount);
  return {
    RECORDTYPE: draft.recordType ?? 'rp',
    STATE: draft.submit ? 'Posted' : 'Draft',
    ...deposit.fields,
    PAYMENTMETHOD: draft.method,
    CUSTOMERID: draft.customerId,
    PAYERNAME: draft.payerName,
    BILLTOPAYTONAME: draft.billToName ?? '',
    DOCNUMBER: draft.docNumber,
    DESCRIPTION: draft.description,
    WHENCREATED: draft.paymentDate || draft.receiptDate,
    RECEIPTDATE: draft.receiptDate,
    WHENPAID: draft.receiptDate,
    OVERPAYMENTLOCATIONID: draft.overpaymentLocation,
    OVERPAYMENTDEPARTMENTID: draft.overpaymentDepartment ?? '',
    ...exchange.fields,
    TOTALENTERED: base,
    TOTALPAID: '0.00',
    TOTALDUE: base,
    TRX_TOTALENTERED: transaction,
    TRX_TOTALPAID: '0.00',
    TRX_TOTALDUE: transaction,
  };
}

/** A draft keeps its applications as they were sent; a submitted payment carries them out. */
function finish(payment: StoredRecord, draft: PaymentDraft, deposit: Deposit, work: Work): StoredRecord {
  if (!draft.submit) {
    insertDraftRows(payment, draft.applications, work);
    return payment;
  }
  const settlements = draft.applications.flatMap((each) => settle(each, payment, draft.receiptDate, work));
  insertRows(settlements, work);
  const changed = movedTotals(payment, settlements, work);
  const postings: Posting[] = [
    ...settlements.flatMap((settlement) => settlement.postings),
    onAccount(payment, -cents(changed.TOTALDUE), -cents(changed.TRX_TOTALDUE), work),
  ];
  const received = { account: deposit.account, amount: cents(payment.TOTALENTERED), trxAmount: draft.amount };
  postReceipt(payment, entryOf(payment, draft.receiptDate), received, postings, work);
  return changed;
}

/** What stays on account is owed to the customer: a credit to receivables. */
function onAccount(payment: StoredRecord, amount: Cents, trxAmount: Cents, { company }: Work): Posting {
  return {
    account: company.settings.accounts.receivable,
    amount,
    trxAmount,
    location: fieldOf(payment, 'OVERPAYMENTLOCATIONID'),
    department: fieldOf(payment, 'OVERPAYMENTDEPARTMENTID'),
    dimensions: { CUSTOMERID: fieldOf(payment, 'CUSTOMERID') },
  };
}

function entryOf(payment: StoredRecord, date: string): ReceiptEntry {
  return { object: 'ARPYMT', date, title: `Payment ${fieldOf(payment, 'RECORDNO')}` };
}

function movedTotals(payment: StoredRecord, settlements: readonly Settlement[], work: Work): StoredRecord {
  const applied = total(settlements.map(({ cash }) => cash));
  if (applied === 0) return payment;
  const due = cents(payment.TRX_TOTALDUE) - applied;
  const base = due === 0 ? cents(payment.TOTALDUE) : convert(applied, fieldOf(payment, 'EXCHANGE_RATE'));
  return work.change('ARPYMT', fieldOf(payment, 'RECORDNO'), {
    TRX_TOTALPAID: money(cents(payment.TRX_TOTALPAID) + applied),
    TRX_TOTALDUE: money(due),
    TOTALPAID: money(cents(payment.TOTALPAID) + base),
    TOTALDUE: money(cents(payment.TOTALDUE) - base),
  });
}

function insertRows(settlements: readonly Settlement[], work: Work): void {
  for (const { row } of settlements) work.insert('ARPYMTDETAIL', row);
}

function insertDraftRows(payment: StoredRecord, applications: readonly Application[], work: Work): void {
  for (const each of applications) {
    const rate = fieldOf(payment, 'EXCHANGE_RATE');
    work.insert('ARPYMTDETAIL', {
      ...rowFields(each, each.amount, rate, each.lineKey, each.credit?.lineKey ?? ''),
      PAYMENTKEY: fieldOf(payment, 'RECORDNO'),
      PAYMENTDATE: fieldOf(payment, 'RECEIPTDATE'),
      CURRENCY: fieldOf(payment, 'CURRENCY'),
      STATE: 'Draft',
    });
  }
}

function removeRows(payment: StoredRecord, { company }: Work): void {
  for (const row of company.books.where('ARPYMTDETAIL', 'PAYMENTKEY', fieldOf(payment, 'RECORDNO'))) {
    company.books.remove('ARPYMTDETAIL', fieldOf(row, 'RECORDNO'));
  }
}
