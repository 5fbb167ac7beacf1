import { type Posting, post } from '../books/ledger.js';
import { type Cents, convert } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { entityOf, imbalances, interEntityPostings } from '../documents/inter-entity.js';
import { foundBank } from './payment-destination.js';

/** Money received, as the ledger sees it. */
export interface Received {
  readonly account: string;
  readonly amount: Cents;
  readonly trxAmount: Cents;
}

export interface ReceiptEntry {
  readonly object: 'ARPYMT' | 'ARADVANCE';
  readonly date: string;
  readonly title: string;
}

/**
 * Brings a payment or an advance into the ledger so that every entity balances by itself. A bank of one entity is owed
 * by or owes the others; a bank that belongs to none takes the money in the entities for which it is received.
 */
export function postReceipt(
  receipt: StoredRecord,
  entry: ReceiptEntry,
  received: Received | undefined,
  others: readonly Posting[],
  work: Work,
): void {
  const home = homeOf(receipt, work);
  const cash = received ? moneyPostings(receipt, received, others, home, work) : [];
  const postings = [...cash, ...others];
  const base = home || entityOf(others.find(({ location }) => location)?.location ?? '', work);
  const settled = [...postings, ...interEntityPostings(postings, base, work)];
  post(work.company.books, {
    journal: 'CRJ',
    date: entry.date,
    title: entry.title,
    module: '4.AR',
    source: `${entry.object} ${fieldOf(receipt, 'RECORDNO')}`,
    currency: fieldOf(receipt, 'CURRENCY'),
    entity: fieldOf(receipt, 'MEGAENTITYID'),
    postings: [...settled, ...gainsAndLosses(settled, work)],
  });
}

/** The entity of the bank account, or the one in which the receipt was entered; empty: it serves all of them. */
function homeOf(receipt: StoredRecord, work: Work): string {
  const bank = fieldOf(receipt, 'FINANCIALENTITY');
  const own = bank === '' ? '' : fieldOf(foundBank(bank, work), 'LOCATIONID');
  return entityOf(own || fieldOf(receipt, 'MEGAENTITYID'), work);
}

function moneyPostings(
  receipt: StoredRecord,
  received: Received,
  others: readonly Posting[],
  home: string,
  work: Work,
): Posting[] {
  const { CUSTOMERID = '' } = receipt;
  const part = (location: string, amount: Cents, trxAmount: Cents): Posting => ({
    account: received.account,
    amount,
    trxAmount,
    location,
    dimensions: { CUSTOMERID },
  });
  if (home !== '') return [part(home, received.amount, received.trxAmount)];
  const needs = imbalances(others, work).filter(({ trxAmount }) => trxAmount < 0);
  const parts: Posting[] = [];
  let left = received.trxAmount;
  let leftBase = received.amount;
  for (const { entity, trxAmount } of needs) {
    const share = Math.min(left, -trxAmount);
    if (share === 0) break;
    // The last share takes the base amount that is left, so that rounding leaves nothing behind.
    const base = share === left ? leftBase : convert(share, fieldOf(receipt, 'EXCHANGE_RATE'));
    parts.push(part(entity, base, share));
    left -= share;
    leftBase -= base;
  }
  return left === 0 ? parts : [...parts, part('', leftBase, left)];
}

/** Whatever the rates of payment, invoices and credits leave over is an exchange gain or loss, where it arises. */
function gainsAndLosses(postings: readonly Posting[], work: Work): Posting[] {
  const account = work.company.settings.accounts.exchangeGainLoss;
  return imbalances(postings, work)
    .filter(({ amount }) => amount !== 0)
    .map(({ entity, amount }) => ({ account, amount: -amount, trxAmount: 0, location: entity }));
}
