import { ApplicationFailure } from '@temporalio/workflow';
import { Big } from 'big.js';
import type { Intacct } from '../activities/intacct.js';
import { intacct } from './actions.js';
import { findableBy } from './findable.js';
import { Progress } from './progress.js';

type Payment = Parameters<Intacct['createArPayment']>[0];
type Invoice = Awaited<ReturnType<Intacct['listInvoices']>>['records'][number];

export interface CreateArPayment extends Omit<Payment, 'applications' | 'customerId' | 'payerName'> {
  readonly customerId: string;
  readonly connection?: string;
  /** Which invoices are paid, by number; without an amount all that is due. */
  readonly invoices: readonly { readonly number: string; readonly amount?: string }[];
}

export interface ArPaymentMade {
  readonly paymentKey: string;
  readonly total: string;
  readonly invoices: readonly { readonly number: string; readonly paid: string; readonly remainsDue: string }[];
}

/**
 * Records one payment for one or many invoices and reads back what remains due.
 *
 * Fails before anything is written as `invoice_not_found`, or as `amount_exceeds_due` when more is to be paid than due.
 */
export async function createArPayment({ connection, invoices, ...payment }: CreateArPayment): Promise<ArPaymentMade> {
  const ledger = intacct({ connection });
  const progress = new Progress();
  findableBy({ connection: connection ?? 'default', object: 'ARPYMT', record: payment.referenceNumber });

  const open = await progress.step(
    'Reading the invoices',
    () => Promise.all(invoices.map(({ number }) => findInvoice(ledger, payment.customerId, number))),
    (found) => `${found.length} invoices read`,
  );
  const applications = open.map((invoice, index) => applicationTo(invoice, invoices[index]?.amount));
  const { key, total } = await progress.step(
    'Recording the payment',
    () => ledger.createArPayment({ ...payment, applications }),
    (made) => `Payment over ${made.total} ${made.adopted ? 'found' : 'recorded'}`,
  );
  const after = await progress.step(
    'Reading what remains due',
    () => Promise.all(open.map((invoice) => ledger.getInvoice({ key: invoice.key }))),
    (read) => read.map(({ number, state, totalDue }) => `${number} is ${state}, ${totalDue} due`).join('; '),
  );
  return {
    paymentKey: key,
    total,
    invoices: after.map(({ number, totalDue }, index) => ({
      number,
      paid: String(applications[index]?.amount),
      remainsDue: totalDue,
    })),
  };
}

async function findInvoice({ listInvoices }: Intacct, customerId: string, number: string): Promise<Invoice> {
  const { records } = await listInvoices({ number, customerId, limit: 1 });
  const [invoice] = records;
  if (invoice) return invoice;
  throw refusal(
    'invoice_not_found',
    `Customer ${customerId} has no invoice ${number}. Check the number and the customer; nothing was paid.`,
  );
}

function applicationTo({ key, number, totalDue }: Invoice, wanted: string | undefined) {
  const amount = wanted ?? totalDue;
  if (new Big(amount).gt(totalDue) || new Big(amount).lte(0)) {
    const message = `Invoice ${number} has ${totalDue} due; ${amount} cannot be paid. Nothing was paid.`;
    throw refusal('amount_exceeds_due', `${message} Pay at most what is due, or give the rest as an overpayment.`);
  }
  return { invoiceKey: key, amount };
}

function refusal(type: string, message: string): ApplicationFailure {
  return ApplicationFailure.create({ type, message, nonRetryable: true });
}
