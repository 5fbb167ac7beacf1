import { CancellationScope } from '@temporalio/workflow';
import type { VoidArPaymentInput } from '../activities/contracts/void-ar-payment.js';
import type { Intacct } from '../activities/intacct.js';
import { intacct } from './actions.js';
import { begin } from './begin.js';
import { board } from './board.js';
import { findableBy } from './findable.js';
import { step } from './step.js';
import { applicationsOf, settledInvoices, settledOf } from './steps/record-payment.js';
import { type Expected, type Remainder, remainders, verifyRemainders } from './steps/remainder.js';

export interface ArPaymentVoided {
  readonly paymentKey: string;
  readonly alreadyVoided: boolean;
  readonly invoices: readonly Remainder[];
}

/**
 * Reverses a payment and verifies that its invoices are due again. Only the payment is reversed: the invoices stay as they
 * are. Does nothing to a payment that is reversed already.
 *
 * Parks with Intacct's reason when the reversal is refused (a draft, a closed period, a date before the payment's, an
 * overpayment that is used up), and as `remainder_differs` when somebody else has paid in between.
 */
export async function voidArPayment(sent: VoidArPaymentInput): Promise<ArPaymentVoided> {
  const { connection, key, date, description } = await begin('voidArPayment', sent);
  const ledger = intacct({ connection });
  findableBy({ connection, object: 'ARPYMT', record: key });

  const { payment, expected } = await step('Read the payment', () => paymentAndExpected(ledger, key), {
    done: ({ payment: { total, state } }) => `Payment over ${total} read: ${state}`,
  });
  const { referenceNumber, customerId, payerName, total, currency, url } = payment;
  board.title(
    `Reversal of payment ${referenceNumber ?? key} of ${customerId ?? payerName} over ${total} ${currency ?? ''}`,
  );
  board.link('Payment', url);

  const { alreadyVoided } = await step(
    'Reverse the payment',
    () => ledger.voidArPayment({ key, date, ...(description === undefined ? {} : { description }) }),
    { done: (voided) => (voided.alreadyVoided ? 'Payment was reversed already' : 'Payment reversed') },
  );
  // What is reversed stays so: whoever cancels now still learns what is due.
  const invoices = await CancellationScope.nonCancellable(() =>
    isReversed(payment) ? remainders(ledger, expected) : verifyRemainders(ledger, expected),
  );
  return { paymentKey: key, alreadyVoided, invoices };
}

type Payment = Awaited<ReturnType<Intacct['getArPayment']>>;

const isReversed = ({ state }: Payment) => state === 'Reversed' || state === 'Voided';

/** The payment, and what will be due on its invoices without it. */
async function paymentAndExpected(
  ledger: Intacct,
  key: string,
): Promise<{ readonly payment: Payment; readonly expected: readonly Expected[] }> {
  const payment = await ledger.getArPayment({ key });
  const applications = applicationsOf(payment.applications);
  const before = await remainders(ledger, settledInvoices(applications));
  const expected = before.map((invoice) => ({
    key: invoice.key,
    remainsDue: settledOf(invoice.key, applications).plus(invoice.remainsDue).toFixed(2),
  }));
  return { payment, expected };
}
