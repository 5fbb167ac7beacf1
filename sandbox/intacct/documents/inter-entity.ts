import type { Posting } from '../books/ledger.js';
import { type Cents, total } from '../books/money.js';
import { fieldOf } from '../books/record.js';
import type { Work } from '../company/work.js';

/** What the lines of one entity leave open; debit positive. */
export interface Imbalance {
  readonly entity: string;
  readonly amount: Cents;
  readonly trxAmount: Cents;
}

/** The entity at the top of a location's hierarchy. */
export function entityOf(location: string, { company }: Work): string {
  let top = location;
  for (let steps = 0; steps < 100; steps += 1) {
    const above = fieldOf(company.books.find('LOCATION', top) ?? {}, 'PARENTID');
    if (above === '') break;
    top = above;
  }
  return top;
}

export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** What the postings leave open in each entity that has any, in the order of their first appearance. */
export function imbalances(postings: readonly Posting[], work: Work): Imbalance[] {
  return [...grouped(postings, ({ location }) => entityOf(location ?? '', work))].map(([entity, part]) => ({
    entity,
    amount: total(part.map(({ amount }) => amount)),
    trxAmount: total(part.map(({ trxAmount }) => trxAmount)),
  }));
}

/** An entity whose lines are debits on balance owes the base entity, and the other way round. */
export function owedPostings({ amount, trxAmount, entity }: Imbalance, base: string, work: Work): Posting[] {
  const { receivable, payable } = work.company.settings.interEntityAccounts;
  const debits = amount > 0 || (amount === 0 && trxAmount > 0);
  const added = { description: 'Added by the system' };
  return [
    {
      ...added,
      account: debits ? payable : receivable,
      amount: negative(amount),
      trxAmount: negative(trxAmount),
      location: entity,
    },
    { ...added, account: debits ? receivable : payable, amount, trxAmount, location: base },
  ];
}

/** Lets every other entity owe the base entity, or be owed by it, what its postings leave open. */
export function interEntityPostings(postings: readonly Posting[], base: string, work: Work): Posting[] {
  const open = imbalances(postings, work).filter(({ trxAmount, entity }) => trxAmount !== 0 && entity !== base);
  return open.flatMap((each) => owedPostings(each, base, work));
}

function negative(amount: Cents): Cents {
  return amount === 0 ? 0 : -amount;
}
