import { post, postReversal } from '../books/ledger.js';
import { cents, money, total } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { openPeriod } from '../documents/rules.js';
import { refuse } from '../refusals.js';
import { giveBack } from './open-item.js';
import { foundBank } from './payment-destination.js';
import { noTransaction } from './receivable.js';
import { applicationOf, creditSide, paidSide } from './settle.js';

export interface ReversalDraft {
  readonly date: string;
  readonly description: string;
  /** Set where the bank returned the money for lack of funds or a closed account. */
  readonly nsf: string;
}

/** Reverses a posted payment or advance: what it paid is due again, what it used up can be used again. */
export function reversePayment(recordno: string, draft: ReversalDraft, work: Work): StoredRecord {
  const { books } = work.company;
  const object = books.get('ARADVANCE', recordno) ? 'ARADVANCE' : 'ARPYMT';
  const payment = books.get(object, recordno) ?? noTransaction('Payment', recordno);
  refuseIrreversible(object, payment, work);
  if (draft.date < fieldOf(payment, 'RECEIPTDATE')) {
    refuse('BL03000018', 'The reversal date must be on or after the date of the payment.');
  }
  openPeriod(draft.date, work);
  if (object === 'ARPYMT') undoApplications(recordno, work);
  reversePostings(object, payment, draft.date, work);
  const reversed = work.change(object, recordno, {
    STATE: 'Reversed',
    TRX_TOTALPAID: '0.00',
    TOTALPAID: '0.00',
    TRX_TOTALDUE: '0.00',
    TOTALDUE: '0.00',
    REVERSALDATE: draft.date,
    REVERSALDESCRIPTION: draft.description,
    NSFCLOSEDACCOUNT: draft.nsf,
  });
  return work.wrote(object, reversed);
}

function refuseIrreversible(object: 'ARADVANCE' | 'ARPYMT', payment: StoredRecord, work: Work): void {
  const label = object === 'ARADVANCE' ? 'Advance' : 'Payment';
  const state = fieldOf(payment, 'STATE');
  if (state !== 'Posted') {
    refuse('BL03000018', `${label} '${payment.RECORDNO}' is ${state} and cannot be reversed.`);
  }
  const own = object === 'ARADVANCE' ? 0 : total(postedRows(fieldOf(payment, 'RECORDNO'), work).map(moneyOf));
  if (cents(payment.TRX_TOTALPAID) > own) {
    const named = `${label} '${payment.RECORDNO}'`;
    refuse('BL03000018', `${named} has been applied by another payment.`, 'Reverse that payment first.');
  }
}

function moneyOf(row: StoredRecord): number {
  return cents(row.TRX_PAYMENTAMOUNT);
}

function postedRows(paymentKey: string, { company }: Work): StoredRecord[] {
  const rows = company.books.where('ARPYMTDETAIL', 'PAYMENTKEY', paymentKey);
  return rows.filter(({ STATE }) => STATE === 'Posted');
}

/** In the opposite order, so that each document passes through the same states back. */
function undoApplications(paymentKey: string, work: Work): void {
  for (const row of postedRows(paymentKey, work).reverse()) {
    const application = applicationOf(row);
    const credit = creditSide(application);
    if (credit) giveBack(credit, application.amount, cents(row.USEDBASE), work);
    giveBack(paidSide(application), application.amount, cents(row.PAIDBASE), work);
    work.change('ARPYMTDETAIL', fieldOf(row, 'RECORDNO'), { STATE: 'Reversed' });
  }
}

function reversePostings(object: string, payment: StoredRecord, date: string, work: Work): void {
  const { books } = work.company;
  const source = `${object} ${fieldOf(payment, 'RECORDNO')}`;
  const entry = {
    journal: 'CRJ',
    date,
    title: `Reversal of ${object === 'ARADVANCE' ? 'advance' : 'payment'} ${fieldOf(payment, 'RECORDNO')}`,
    module: '4.AR',
    source,
    currency: fieldOf(payment, 'CURRENCY'),
    entity: fieldOf(payment, 'MEGAENTITYID'),
  };
  postReversal(books, source, entry);
  const deposit = books.get('DEPOSIT', fieldOf(payment, 'DEPOSITKEY'));
  if (!deposit) return;
  // The money has left undeposited funds already: the bank pays it back, not the funds.
  const amount = cents(payment.TOTALENTERED);
  const bank = fieldOf(foundBank(fieldOf(deposit, 'FINANCIALENTITY'), work), 'GLACCOUNTNO');
  const funds = fieldOf(payment, 'UNDEPOSITEDACCOUNTNO');
  const postings = [
    { account: funds, amount, trxAmount: amount },
    { account: bank, amount: -amount, trxAmount: -amount },
  ];
  post(books, { ...entry, title: `Returned deposit ${money(amount)}`, postings });
}
