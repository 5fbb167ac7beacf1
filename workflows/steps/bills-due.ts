import { type ApplicationFailure, sleep } from '@temporalio/workflow';
import { Big } from 'big.js';
import type { PayBillInput } from '../../activities/contracts/pay-bill.js';
import type { Intacct } from '../../activities/intacct.js';
import { step } from '../step.js';
import { refusal } from './refusal.js';

type Wanted = PayBillInput['bills'][number];
type Listed = Awaited<ReturnType<Intacct['listBills']>>['records'][number];

/** A bill that is to be paid, and how much of it. */
export interface BillDue {
  readonly key: string;
  readonly number: string | null;
  /** For people. */
  readonly name: string;
  readonly totalDue: string;
  readonly amount: string;
  readonly currency: string | null;
  readonly url: string | null;
}

export interface PaidBill {
  readonly key: string;
  readonly number: string | null;
  readonly paid: string;
  readonly remainsDue: string;
}

const payable = ['Posted', 'Partially Paid', 'Selected'];

/** Reads what is to be paid. Fails as `bills_not_payable` with all that stands against it. */
export async function billsDue(ledger: Intacct, vendorId: string, wanted: readonly Wanted[]): Promise<BillDue[]> {
  const found = await Promise.all(wanted.map((bill) => findBill(ledger, vendorId, bill)));
  const problems = [
    ...found.flatMap((bill, index) => problemsOf(bill, wanted[index] ?? {}, vendorId)),
    ...currencyProblems(found),
  ];
  if (problems.length > 0) throw notPayable(problems);
  return found.flatMap((bill, index) => (bill ? [billDue(bill, wanted[index]?.amount)] : []));
}

async function findBill(
  { listBills }: Intacct,
  vendorId: string,
  { key, number }: Wanted,
): Promise<Listed | undefined> {
  const which = number === undefined ? { filter: { field: 'key', equals: key ?? '' } } : { number, vendorId };
  return (await listBills({ ...which, limit: 1 })).records[0];
}

function problemsOf(bill: Listed | undefined, { key, number, amount }: Wanted, vendorId: string): string[] {
  if (!bill) return [`${vendorId} has no bill ${number ?? `with record number ${key}`}`];
  const name = nameOf(bill);
  if (bill.vendorId !== vendorId) return [`${name} is a bill of ${bill.vendorId}, not of ${vendorId}`];
  if (!payable.includes(bill.state)) return [`${name} is ${bill.state}`];
  const due = bill.totalDue ?? '0.00';
  return [
    ...(bill.onHold ? [`${name} is on hold`] : []),
    ...(amount !== undefined && new Big(amount).gt(due) ? [`${name} has ${due} due, less than ${amount}`] : []),
    ...(amount === undefined && new Big(due).lte(0) ? [`${name} has nothing due`] : []),
  ];
}

function currencyProblems(bills: readonly (Listed | undefined)[]): string[] {
  const currencies = [...new Set(bills.flatMap((bill) => bill?.currency ?? []))];
  return currencies.length > 1 ? [`one payment cannot pay bills in ${currencies.join(' and ')}`] : [];
}

function billDue(bill: Listed, amount: string | number | undefined): BillDue {
  const { key, number = null, currency = null, url = null } = bill;
  const totalDue = bill.totalDue ?? '0.00';
  return { key, number, name: nameOf(bill), totalDue, amount: new Big(amount ?? totalDue).toFixed(2), currency, url };
}

const nameOf = ({ key, number }: Pick<Listed, 'key' | 'number'>) => `bill ${number || `with record number ${key}`}`;

export function totalToPay(due: readonly BillDue[]): string {
  return due.reduce((sum, { amount }) => sum.plus(amount), new Big(0)).toFixed(2);
}

/** Waits between looks: Intacct shows changes some moments late. */
const looks = ['1 second', '4 seconds'] as const;

/**
 * What remains due. Once the payment is posted it must have gone down by what was paid; else the step is refused as
 * `still_due`.
 */
export function verifyPaid(ledger: Intacct, due: readonly BillDue[], state: string): Promise<PaidBill[]> {
  const look = () => Promise.all(due.map((bill) => paidBill(ledger, bill)));
  return step(
    'Verify what remains due',
    async () => {
      let paid = await look();
      for (const wait of looks) {
        if (state !== 'Posted' || tooMuch(due, paid).length === 0) break;
        await sleep(wait);
        paid = await look();
      }
      const left = state === 'Posted' ? tooMuch(due, paid) : [];
      if (left.length > 0) throw stillDue(left);
      return paid;
    },
    {
      done: (paid) =>
        paid.map(({ number, key, remainsDue }) => `${nameOf({ number, key })}: ${remainsDue} due`).join('; '),
    },
  );
}

async function paidBill({ getBill }: Intacct, { key, number, amount }: BillDue): Promise<PaidBill> {
  return { key, number, paid: amount, remainsDue: (await getBill({ key })).totalDue ?? '0.00' };
}

function tooMuch(due: readonly BillDue[], paid: readonly PaidBill[]): string[] {
  return due.flatMap(({ name, totalDue, amount }, index) => {
    const [expected, remains] = [new Big(totalDue).minus(amount), paid[index]?.remainsDue ?? '0.00'];
    return expected.lt(remains) ? [`${name} has ${remains} due instead of ${expected.toFixed(2)}`] : [];
  });
}

function notPayable(problems: readonly string[]): ApplicationFailure {
  return refusal('bills_not_payable', `Nothing was paid: ${problems.join('; ')}.`, {
    title: 'Not all of the bills can be paid',
    advice: 'Mend the bills in Intacct, then retry; or give up and start again with other bills or amounts.',
    field: 'bills',
    problems,
  });
}

function stillDue(left: readonly string[]): ApplicationFailure {
  return refusal('still_due', `The payment is posted, and yet ${left.join('; ')}.`, {
    title: 'A posted payment has not reached its bills',
    advice: 'Look at bill and payment in Intacct. Retry looks again; giving up voids the payment.',
  });
}
