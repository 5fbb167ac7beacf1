import { ApplicationFailure } from '@temporalio/workflow';
import { Big } from 'big.js';
import type { CreateArPaymentInput } from '../activities/contracts/create-ar-payment.js';
import type { Intacct } from '../activities/intacct.js';
import { intacct } from './actions.js';
import { begin } from './begin.js';
import { findableBy } from './findable.js';
import { step } from './step.js';

type OpenInvoice = Awaited<ReturnType<Intacct['listInvoices']>>['records'][number];

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
export async function createArPayment(sent: CreateArPaymentInput): Promise<ArPaymentMade> {
  const { connection, invoices, payment } = await begin('createArPayment', sent);
  const ledger = intacct({ connection });
  findableBy({ connection, object: 'ARPYMT', record: payment.referenceNumber });

  const { open, applications } = await step(
    'Read the invoices',
    async () => {
      const found = await Promise.all(invoices.map(({ number }) => findInvoice(ledger, payment.customerId, number)));
      return {
        open: found,
        applications: found.map((invoice, index) => applicationTo(invoice, invoices[index]?.amount)),
      };
    },
    { done: (found) => `${found.open.length} invoices read` },
  );
  const { key, total } = await step('Record the payment', () => ledger.createArPayment({ ...payment, applications }), {
    done: (made) => `Payment over ${made.total} ${made.adopted ? 'found' : 'recorded'}`,
  });
  const after = await step(
    'Read what remains due',
    () => Promise.all(open.map((invoice) => ledger.getInvoice({ key: invoice.key }))),
    { done: (read) => read.map(({ number, state, totalDue }) => `${number} is ${state}, ${totalDue} due`).join('; ') },
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

async function findInvoice(
  { listInvoices }: Intacct,
  customerId: string | undefined,
  number: string,
): Promise<OpenInvoice> {
  const { records } = await listInvoices({ number, ...(customerId ? { customerId } : {}), limit: 1 });
  const [invoice] = records;
  if (invoice) return invoice;
  throw refusal(
    'invoice_not_found',
    `Customer ${customerId} has no invoice ${number}. Check the number and the customer; nothing was paid.`,
  );
}

function applicationTo({ key, number, totalDue }: OpenInvoice, wanted: string | number | undefined) {
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
