import type { ApplicationFailure } from '@temporalio/workflow';
import type { PayBillInput } from '../../activities/contracts/pay-bill.js';
import type { Intacct } from '../../activities/intacct.js';
import { board } from '../board.js';
import { decided, refused } from '../decisions.js';
import { step } from '../step.js';
import type { Compensate } from '../undo.js';
import type { BillDue } from './bills-due.js';
import { refusal } from './refusal.js';

/** Records the payment of all bills as one; it is taken back if what follows fails. */
export async function recordPayment(
  ledger: Intacct,
  payment: PayBillInput['payment'],
  due: readonly BillDue[],
  compensate: Compensate,
): Promise<{ readonly key: string; readonly total: string }> {
  const applications = due.map(({ key, amount }) => ({ billKey: key, amount }));
  const groupBy = payment.paymentMethod === 'Joint Check' ? ('bill' as const) : ('vendor' as const);
  const made = await step(
    'Record the payment',
    () => ledger.createApPayment({ ...payment, groupBy, applications, state: 'posted' }),
    { done: ({ key, total }) => `Payment ${key} over ${total} recorded` },
  );
  compensate(`payment ${made.key}`, () => takeBack(ledger, made.key));
  return made;
}

/** By whatever its state allows, so that its bills are due again. */
async function takeBack(ledger: Intacct, key: string): Promise<unknown> {
  const { state } = await ledger.getApPayment({ key });
  if (state === 'Declined' || state === 'Voided') return undefined;
  if (state === 'Draft') return ledger.deleteRecord({ object: 'APPYMT', key });
  return state === 'Submitted' ? ledger.declineApPayment({ key }) : ledger.voidApPayment({ key });
}

type Wanted = Pick<PayBillInput, 'approveInIntacct' | 'sendToService' | 'confirm'>;

/** Takes the payment from where Intacct keeps it waiting as far as wanted; returns its state. */
export async function carryThrough(
  ledger: Intacct,
  key: string,
  { approveInIntacct, sendToService, confirm }: Wanted,
): Promise<string> {
  let { state } = await step('Read the payment', () => ledger.getApPayment({ key }), {
    done: (read) => `Payment ${key} is ${read.state}`,
  });
  if (state === 'Submitted' && approveInIntacct) state = await approvePayment(ledger, key);
  if (state === 'Approved' && sendToService) {
    ({ state } = await step('Send the payment', () => ledger.sendApPayment({ key }), { done: () => 'Payment sent' }));
  }
  if (state === 'Approved' && confirm !== 'leave') {
    if (confirm === 'ask') await printed(key);
    ({ state } = await step('Confirm the payment', () => ledger.confirmApPayment({ key }), {
      done: (confirmed) => `Payment confirmed: ${confirmed.state}`,
    }));
  }
  return state;
}

/** Parks as `approvals_missing` while others still have to approve. */
async function approvePayment({ approveApPayment }: Intacct, key: string): Promise<string> {
  const { state } = await step(
    'Approve the payment in Intacct',
    async () => {
      const approval = await approveApPayment({ key });
      if (approval.state === 'Submitted') throw approvalsMissing(key);
      return approval;
    },
    { done: (approval) => `Payment approved in Intacct: ${approval.state}` },
  );
  return state;
}

/** Waits until somebody says that the check was printed or the transfer made. Fails as `payment_rejected` when it was not. */
async function printed(key: string): Promise<void> {
  const outcome = await decided<{ readonly yes: boolean; readonly why: string }>({
    attention: {
      step: 'Print the check',
      code: 'approval',
      message: `Payment ${key} is approved and waits to be printed.`,
      advice: 'Print it in Intacct; then approve. Reject to void the payment.',
      decisions: ['approve', 'reject'],
    },
    accept: ({ decision, note }) => ({ yes: decision === 'approve', why: note ?? 'without a reason given' }),
    expired: () => ({ yes: false, why: 'nobody decided in time' }),
  });
  if (!outcome.yes) throw refused('payment_rejected', `Payment ${key} was not printed: ${outcome.why}.`);
  board.note(`Payment ${key} was printed`);
}

function approvalsMissing(key: string): ApplicationFailure {
  return refusal('approvals_missing', `Payment ${key} waits for further approvals in Intacct.`, {
    title: 'Others must approve the payment, too',
    advice: 'Have it approved in Intacct, then retry. Giving up declines the payment.',
  });
}
