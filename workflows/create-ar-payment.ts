import { CancellationScope } from '@temporalio/workflow';
import type { CreateArPaymentInput } from '../activities/contracts/create-ar-payment.js';
import type { Intacct } from '../activities/intacct.js';
import { intacct } from './actions.js';
import { begin } from './begin.js';
import { board } from './board.js';
import { findableBy } from './findable.js';
import { type Application, type Payable, settlementOf } from './settlement.js';
import { step } from './step.js';
import { creditNotesByNumber, invoicesByNumber, oldestInvoices } from './steps/open-invoices.js';
import {
  appliedBy,
  type PaymentRecorded,
  recordedPayment,
  recordPayment,
  settledInvoices,
  settledOf,
} from './steps/record-payment.js';
import { refusal } from './steps/refusal.js';
import { remainders, verifyRemainders } from './steps/remainder.js';

type Request = Omit<CreateArPaymentInput, 'connection' | 'onRefusal' | 'remindEvery' | 'giveUpAfter'>;

export interface ArPaymentMade {
  readonly paymentKey: string;
  /** Money received; credit notes bring none. */
  readonly total: string;
  /** What of it remains on account. */
  readonly overpaid: string;
  readonly invoices: readonly {
    readonly number: string;
    /** By money and credit notes. */
    readonly paid: string;
    readonly remainsDue: string;
  }[];
}

/**
 * Records one payment for one or many invoices, named or the oldest first, with credit notes before money, and verifies
 * what remains due. What remains of the amount stays on account where `overpayment` says so.
 *
 * Parks before anything is written as `invoice_not_found`, `credit_note_not_found`, `amount_exceeds_due`,
 * `amount_too_small`, `nothing_due`, `overpayment_not_wanted` or `too_many_invoices`: mend it, or retry with another input
 * of the whole run, or name the payment that somebody has recorded (`use`). Parks as `remainder_differs` when somebody else has paid in between. A recorded payment stays,
 * whatever comes after; `voidArPayment` reverses it.
 */
export async function createArPayment(sent: CreateArPaymentInput): Promise<ArPaymentMade> {
  const {
    connection,
    onRefusal: _,
    remindEvery: __,
    giveUpAfter: ___,
    ...request
  } = await begin('createArPayment', sent);
  const ledger = intacct({ connection });
  const { customerId, payerName, referenceNumber } = request.payment;
  findableBy({ connection, object: 'ARPYMT', record: referenceNumber });
  board.title(`Payment ${referenceNumber ?? ''} of ${customerId ?? payerName}`.replace('  ', ' '));

  const plan = await step<Plan | PaymentRecorded, Request>('Plan the payment', (wanted) => planOf(ledger, wanted), {
    input: request,
    checkedBy: 'createArPayment',
    use: ({ key }) => recordedPayment(ledger, key),
    done: ({ applications }) => `Invoices to be paid: ${applications.length}`,
  });
  const made = 'payment' in plan ? await recordPayment(ledger, plan.payment) : plan;
  // What is recorded stays: whoever cancels now still learns what it has come to.
  return CancellationScope.nonCancellable(() => verified(ledger, 'payment' in plan ? plan.payables : [], made));
}

interface Plan {
  /** What has been due before. */
  readonly payables: readonly Payable[];
  readonly payment: Parameters<Intacct['createArPayment']>[0];
  readonly applications: readonly Application[];
}

async function planOf(
  ledger: Intacct,
  { payment, invoices, creditNotes = [], amount, overpayment }: Request,
): Promise<Plan> {
  const { customerId } = payment;
  const [open, credits] = await Promise.all([
    invoices
      ? { payables: await invoicesByNumber(ledger, invoices, customerId), more: false }
      : oldestInvoices(ledger, customerId ?? '', payment.currency),
    creditNotesByNumber(ledger, creditNotes, customerId),
  ]);
  const { applications, left } = settlementOf(open.payables, credits, amount);
  const isLeft = left !== '0.00';
  if (isLeft && open.more) throw tooMany(left);
  if (isLeft && !overpayment) throw notWanted(left);
  return {
    payables: open.payables,
    applications,
    payment: {
      ...payment,
      applications: [...applications],
      ...(isLeft ? { overpayment: { amount: left, ...overpayment } } : {}),
    },
  };
}

async function verified(
  ledger: Intacct,
  payables: readonly Payable[],
  { key, total, adopted, applications }: PaymentRecorded,
): Promise<ArPaymentMade> {
  const { unapplied, url } = await step('Read the payment back', () => ledger.getArPayment({ key }));
  board.link('Payment', url);
  // One that was there already may have lowered what was due before.
  const read = await (adopted
    ? step('Read what remains due', () => remainders(ledger, settledInvoices(applications)))
    : verifyRemainders(ledger, appliedBy(applications, payables)));
  return {
    paymentKey: key,
    total,
    overpaid: unapplied ?? '0.00',
    invoices: read.map(({ key: invoiceKey, number, remainsDue }) => ({
      number,
      paid: settledOf(invoiceKey, applications).toFixed(2),
      remainsDue,
    })),
  };
}

function notWanted(left: string) {
  return refusal('overpayment_not_wanted', `${left} more than is due would be paid. Nothing was paid.`, {
    title: 'The amount is more than what is due',
    advice: 'Say with `overpayment` where the rest belongs when it is to remain on account; or give a smaller amount.',
    field: 'amount',
  });
}

function tooMany(left: string) {
  return refusal(
    'too_many_invoices',
    `${left} would be left for more than the 500 oldest invoices. Nothing was paid.`,
    {
      title: 'The payment settles more invoices than one payment can',
      advice: 'Split the amount into several payments.',
      field: 'amount',
    },
  );
}
