import { type Posting, post, postReversal } from '../books/ledger.js';
import { cents, total } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { payingAccount } from './bank.js';
import { detailsOf, partsOf } from './payment-draft.js';
import { settlePart } from './settle.js';

/** Settles what a payment pays and brings it into the ledger. */
export function postPayment(payment: StoredRecord, work: Work): StoredRecord {
  const parts = detailsOf(payment, work).flatMap(partsOf);
  const postings = parts.flatMap((part) => settlePart(part, payment, work));
  postToLedger(payment, postings, work);
  return asPosted(payment, work);
}

export function asPosted(payment: StoredRecord, work: Work): StoredRecord {
  return work.change('APPYMT', fieldOf(payment, 'RECORDNO'), {
    STATE: 'Posted',
    WHENPAID: fieldOf(payment, 'WHENCREATED'),
    TOTALPAID: fieldOf(payment, 'TOTALENTERED'),
    TOTALDUE: '0.00',
    TRX_TOTALPAID: fieldOf(payment, 'TRX_TOTALENTERED'),
    TRX_TOTALDUE: '0.00',
  });
}

/** Credits the bank. What the rates of payment and bills leave over is an exchange gain or loss. */
export function postToLedger(payment: StoredRecord, debits: readonly Posting[], work: Work): void {
  const cash = cents(payment.TOTALENTERED);
  const bank: Posting = {
    account: bankAccount(payment, work),
    amount: -cash,
    trxAmount: -cents(payment.TRX_TOTALENTERED),
    dimensions: { VENDORID: fieldOf(payment, 'VENDORID') },
  };
  const difference = cash - total(debits.map(({ amount }) => amount));
  const gainLoss = { account: work.company.settings.accounts.exchangeGainLoss, amount: difference, trxAmount: 0 };
  post(work.company.books, { ...journalEntry(payment), postings: [...debits, bank, gainLoss] });
}

export function reversePosting(payment: StoredRecord, date: string, description: string, work: Work): void {
  const entry = journalEntry(payment);
  const title = description || `Void of payment ${fieldOf(payment, 'RECORDNO')}`;
  postReversal(work.company.books, entry.source, { ...entry, date, title, source: `${entry.source} void` });
}

/** Credit-only payments name no bank and move no money. */
function bankAccount(payment: StoredRecord, work: Work): string {
  const id = fieldOf(payment, 'FINANCIALENTITY');
  return id === '' ? '' : fieldOf(payingAccount(id, fieldOf(payment, 'CURRENCY'), work), 'GLACCOUNTNO');
}

function journalEntry(payment: StoredRecord) {
  const recordno = fieldOf(payment, 'RECORDNO');
  return {
    journal: 'CDJ',
    date: fieldOf(payment, 'WHENCREATED'),
    title: `Payment ${recordno}`,
    module: '3.AP',
    source: `APPYMT ${recordno}`,
    currency: fieldOf(payment, 'CURRENCY'),
    entity: fieldOf(payment, 'MEGAENTITYID'),
  };
}
