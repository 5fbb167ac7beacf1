import { Big } from 'big.js';
import type { Intacct } from '../../activities/intacct.js';
import { type Application, type Payable, settledBy } from '../settlement.js';
import { step } from '../step.js';
import type { Expected } from './remainder.js';

type NewPayment = Parameters<Intacct['createArPayment']>[0];

export interface PaymentRecorded {
  readonly key: string;
  readonly total: string;
  readonly adopted: boolean;
  /** As recorded: an operator may have changed them. */
  readonly applications: readonly Application[];
}

/** Records the payment. An operator may change it, or name one that is recorded already. */
export async function recordPayment(ledger: Intacct, payment: NewPayment): Promise<PaymentRecorded> {
  return step<PaymentRecorded, NewPayment>(
    'Record the payment',
    async (wanted) => ({ ...(await ledger.createArPayment(wanted)), applications: wanted.applications }),
    {
      input: payment,
      checkedBy: 'intacct.createArPayment',
      use: ({ key }) => recordedPayment(ledger, key),
      done: ({ total, adopted }) => `Payment over ${total} ${adopted ? 'found' : 'recorded'}`,
    },
  );
}

/** A payment that is there already. */
export async function recordedPayment({ getArPayment }: Intacct, key: string): Promise<PaymentRecorded> {
  const { total, applications } = await getArPayment({ key });
  return { key, total: total ?? '0.00', adopted: true, applications: applicationsOf(applications) };
}

type Row = Awaited<ReturnType<Intacct['getArPayment']>>['applications'][number];

/** The rows of a payment as they would be asked for. */
export function applicationsOf(rows: readonly Row[]): Application[] {
  return rows.flatMap(({ invoiceKey, amount, credit, discount }) => {
    if (!invoiceKey) return [];
    const settled = new Big(amount).plus(credit?.amount ?? 0).plus(discount ?? 0);
    return [{ invoiceKey, amount: settled.toFixed(2) }];
  });
}

/** What the applications settle of one invoice. */
export function settledOf(invoiceKey: string, applications: readonly Application[]): Big {
  const own = applications.filter((application) => application.invoiceKey === invoiceKey);
  return own.reduce((sum, application) => sum.plus(settledBy(application)), new Big(0));
}

/** The invoices that the applications settle, each once. */
export function settledInvoices(applications: readonly Application[]): { readonly key: string }[] {
  const keys = new Set(applications.flatMap(({ invoiceKey }) => invoiceKey ?? []));
  return [...keys].map((key) => ({ key }));
}

/** What should be due on the invoices that the applications settle. */
export function appliedBy(applications: readonly Application[], before: readonly Payable[]): Expected[] {
  const settled = new Set(applications.map(({ invoiceKey }) => invoiceKey));
  return before
    .filter(({ key }) => settled.has(key))
    .map(({ key, totalDue }) => ({
      key,
      remainsDue: new Big(totalDue).minus(settledOf(key, applications)).toFixed(2),
    }));
}
