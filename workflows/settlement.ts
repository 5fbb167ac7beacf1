import { Big } from 'big.js';
import type { Intacct } from '../activities/intacct.js';
import { refusal } from './steps/refusal.js';

export type Amount = string | number;
export type Application = Parameters<Intacct['createArPayment']>[0]['applications'][number];

/** What is to be settled, and how much of it: all that is due unless `wanted` says less. */
export interface Payable {
  readonly key: string;
  readonly number: string;
  readonly totalDue: string;
  readonly wanted?: Amount | undefined;
}

/** What settles before money does. Without `wanted` as much of it as fits. */
export interface CreditNote {
  readonly key: string;
  readonly number: string;
  readonly unapplied: string;
  readonly wanted?: Amount | undefined;
}

export interface Settlement {
  /** One for each invoice that anything of is settled. */
  readonly applications: readonly (Application & { readonly invoiceKey: string })[];
  /** What remains of the money, `0.00` when nothing does. */
  readonly left: string;
}

interface Entry {
  readonly payable: Payable;
  readonly credits: { readonly type: 'creditMemo'; readonly key: string; readonly amount: string }[];
  open: Big;
  money: Big;
}

/**
 * Spreads credit notes, then money, over the payables in their order. Without an amount the money is what the credit notes
 * leave open.
 *
 * Throws the refusals `amount_exceeds_due` where more is asked for than is due or than a credit note has left,
 * `amount_too_small` where the money does not cover amounts that were asked for, and `nothing_due`.
 */
export function settlementOf(
  payables: readonly Payable[],
  creditNotes: readonly CreditNote[] = [],
  amount?: Amount,
): Settlement {
  const entries = payables.map(entryOf);
  for (const note of creditNotes) useNote(note, entries);
  const left = useMoney(amount ?? openOf(entries).toFixed(2), entries);
  refuseUncovered(entries, amount);
  const applications = entries.flatMap(applicationOf);
  if (applications.length === 0) throw nothingDue();
  return { applications, left: left.toFixed(2) };
}

/** What an application settles, by money and credits. */
export function settledBy({ amount = 0, credits = [] }: Application): Big {
  return credits.reduce((sum, credit) => sum.plus(credit.amount), new Big(amount));
}

function entryOf(payable: Payable): Entry {
  const { number, totalDue, wanted = totalDue } = payable;
  if (new Big(wanted).gt(totalDue) || new Big(wanted).lte(0)) {
    throw exceeds(`Invoice ${number} has ${totalDue} due; ${wanted} cannot be paid.`, 'invoices');
  }
  return { payable, credits: [], open: new Big(wanted), money: new Big(0) };
}

function useNote({ key, number, unapplied, wanted }: CreditNote, entries: readonly Entry[]): void {
  if (new Big(wanted ?? 0).gt(unapplied)) {
    throw exceeds(`Credit note ${number} has ${unapplied} left; ${wanted} cannot be applied.`, 'creditNotes');
  }
  const left = useUp(new Big(wanted ?? unapplied), entries, (entry, part) =>
    entry.credits.push({ type: 'creditMemo', key, amount: part.toFixed(2) }),
  );
  if (wanted === undefined || left.eq(0)) return;
  throw exceeds(`Credit note ${number}: ${left.toFixed(2)} of ${wanted} finds nothing to settle.`, 'creditNotes');
}

function useMoney(amount: Amount, entries: readonly Entry[]): Big {
  return useUp(new Big(amount), entries, (entry, part) => {
    entry.money = part;
  });
}

/** Gives each entry in turn what it still needs; returns what is left. */
function useUp(amount: Big, entries: readonly Entry[], give: (entry: Entry, part: Big) => void): Big {
  return entries.reduce((left, entry) => {
    const part = left.lt(entry.open) ? left : entry.open;
    if (part.lte(0)) return left;
    entry.open = entry.open.minus(part);
    give(entry, part);
    return left.minus(part);
  }, amount);
}

const openOf = (entries: readonly Entry[]) => entries.reduce((sum, { open }) => sum.plus(open), new Big(0));

function applicationOf({ payable: { key }, credits, money }: Entry): Settlement['applications'] {
  if (money.eq(0) && credits.length === 0) return [];
  return [
    {
      invoiceKey: key,
      ...(money.eq(0) ? {} : { amount: money.toFixed(2) }),
      ...(credits.length === 0 ? {} : { credits }),
    },
  ];
}

/** An invoice that was given without an amount takes what it gets; one with an amount is to get it. */
function refuseUncovered(entries: readonly Entry[], amount: Amount | undefined): void {
  const uncovered = entries.find(({ payable, open }) => payable.wanted !== undefined && open.gt(0));
  if (!uncovered) return;
  const { payable, open } = uncovered;
  throw refusal(
    'amount_too_small',
    `${amount} does not cover what is to be paid: ${open.toFixed(2)} of invoice ${payable.number} is left. Nothing was paid.`,
    {
      title: 'The amount does not cover the invoices',
      advice: 'Give the whole amount received, or less for the invoices.',
      field: 'amount',
    },
  );
}

function exceeds(message: string, field: string) {
  return refusal('amount_exceeds_due', `${message} Nothing was paid.`, {
    title: 'More is to be settled than is due',
    advice: 'Pay at most what is due; leave the rest on account with `amount` and `overpayment`.',
    field,
  });
}

function nothingDue() {
  return refusal('nothing_due', 'No invoice has anything due, so there is nothing to pay. Nothing was paid.', {
    title: 'Nothing is due',
    advice: 'Keep the money on account with the action createArAdvance, or name other invoices.',
    field: 'invoices',
  });
}
