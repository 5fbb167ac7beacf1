import { post } from '../books/ledger.js';
import { type Cents, cents, money, total } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { existingIfSent, openPeriod } from '../documents/rules.js';
import { missingField, refuse } from '../refusals.js';
import { foundBank } from './payment-destination.js';
import { noTransaction } from './receivable.js';

/** Receipts that wait in undeposited funds and are brought to the bank together. */
export interface DepositDraft {
  readonly bankAccountId: string;
  readonly date: string;
  readonly depositId: string;
  readonly receiptKeys: readonly string[];
  readonly description: string;
  readonly supdocId: string;
}

export function recordDeposit(draft: DepositDraft, work: Work): StoredRecord {
  if (draft.depositId === '') missingField('Deposit ID');
  const bank = foundBank(draft.bankAccountId, work);
  openPeriod(draft.date, work);
  existingIfSent('SUPDOC', draft.supdocId, work);
  if (new Set(draft.receiptKeys).size < draft.receiptKeys.length) {
    refuse('BL03000018', 'A receipt can be named only once in a deposit.');
  }
  const receipts = draft.receiptKeys.map((key) => depositable(key, work));
  const deposit = work.insert('DEPOSIT', {
    DEPOSITID: draft.depositId,
    FINANCIALENTITY: draft.bankAccountId,
    DEPOSITDATE: draft.date,
    DESCRIPTION: draft.description,
    SUPDOCID: draft.supdocId,
    TOTALENTERED: money(total(receipts.map(amountOf))),
    STATE: 'Posted',
  });
  for (const { object, record } of receipts) {
    work.change(object, fieldOf(record, 'RECORDNO'), { DEPOSITKEY: fieldOf(deposit, 'RECORDNO') });
  }
  postDeposit(deposit, fieldOf(bank, 'GLACCOUNTNO'), receipts, work);
  return work.wrote('DEPOSIT', deposit);
}

interface Receipt {
  readonly object: 'ARPYMT' | 'ARADVANCE';
  readonly record: StoredRecord;
}

function amountOf({ record }: Receipt): Cents {
  return cents(record.TOTALENTERED);
}

/** Posted, in undeposited funds, not deposited yet. */
function depositable(key: string, { company }: Work): Receipt {
  const object = company.books.get('ARADVANCE', key) ? 'ARADVANCE' : 'ARPYMT';
  const record = company.books.get(object, key) ?? noTransaction('receipt', key);
  const state = fieldOf(record, 'STATE');
  if (state === 'Draft' || state === 'Reversed') {
    refuse('BL03000018', `Receipt key ${key} is ${state} and cannot be deposited.`);
  }
  if (fieldOf(record, 'UNDEPOSITEDACCOUNTNO') === '') {
    refuse('BL03000018', `Receipt key ${key} is not in undeposited funds.`);
  }
  if (fieldOf(record, 'DEPOSITKEY') !== '') refuse('BL03000018', `Receipt key ${key} is deposited already.`);
  return { object, record };
}

/** Debits the bank, credits the undeposited funds of each receipt. */
function postDeposit(deposit: StoredRecord, bank: string, receipts: readonly Receipt[], work: Work): void {
  const amount = cents(deposit.TOTALENTERED);
  post(work.company.books, {
    journal: 'CRJ',
    date: fieldOf(deposit, 'DEPOSITDATE'),
    title: `Deposit ${fieldOf(deposit, 'DEPOSITID')}`,
    module: '4.AR',
    source: `DEPOSIT ${fieldOf(deposit, 'RECORDNO')}`,
    currency: work.company.settings.baseCurrency,
    postings: [
      { account: bank, amount, trxAmount: amount },
      ...receipts.map((receipt) => ({
        account: fieldOf(receipt.record, 'UNDEPOSITEDACCOUNTNO'),
        amount: -amountOf(receipt),
        trxAmount: -amountOf(receipt),
      })),
    ],
  });
}
