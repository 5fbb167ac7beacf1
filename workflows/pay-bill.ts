import { CancellationScope } from '@temporalio/workflow';
import type { PayBillInput } from '../activities/contracts/pay-bill.js';
import { intacct } from './actions.js';
import { approved } from './approval.js';
import { begin } from './begin.js';
import { board } from './board.js';
import { findableBy } from './findable.js';
import { step } from './step.js';
import { carryThrough, recordPayment } from './steps/bill-payment.js';
import { type BillDue, billsDue, type PaidBill, totalToPay, verifyPaid } from './steps/bills-due.js';
import { allOrNothing } from './undo.js';

export interface BillsPaid {
  readonly paymentKey: string;
  /** As Intacct words it: `Posted`, or where it was left. */
  readonly state: string;
  readonly total: string;
  readonly bills: readonly PaidBill[];
}

/**
 * Pays bills of a vendor by one payment and sees it through: approved, sent and confirmed where that is needed, until
 * what remains due is verified. Given up or cancelled on the way, the payment is declined or voided.
 *
 * Waits, before anything is written, as `bills_not_payable` with all that stands against it.
 */
export async function payBill(sent: PayBillInput): Promise<BillsPaid> {
  const { connection, payment, bills, approval, ...wanted } = await begin('payBill', sent);
  const ledger = intacct({ connection });
  findableBy({ connection, object: 'APPYMT', record: payment.referenceNumber });

  const due = await step('Read the bills', () => billsDue(ledger, payment.vendorId, bills), {
    done: (read) => read.map(({ name, totalDue }) => `${name}: ${totalDue} due`).join('; '),
  });
  const text = paymentText(payment.vendorId, due);
  board.title(text);
  for (const { name, url } of due) board.link(name, url);
  findableBy({ record: payment.referenceNumber ?? due[0]?.number ?? undefined });
  await approved(text, totalToPay(due), approval);

  return allOrNothing(async (compensate) => {
    const { key, total } = await recordPayment(ledger, payment, due, compensate);
    const state = await carryThrough(ledger, key, wanted);
    // Cancelled from here on, it is seen to its end.
    const paid = await CancellationScope.nonCancellable(() => verifyPaid(ledger, due, state));
    return { paymentKey: key, state, total, bills: paid };
  });
}

function paymentText(vendorId: string, due: readonly BillDue[]): string {
  const what = due.length === 1 ? due[0]?.name : `${due.length} bills`;
  return `Payment of ${what} to ${vendorId} over ${totalToPay(due)} ${due[0]?.currency ?? ''}`.trim();
}
