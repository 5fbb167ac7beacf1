import type { Intacct } from '../../activities/intacct.js';
import { board } from '../board.js';
import type { DealWatch } from '../deal-watch.js';
import { decided, refused } from '../decisions.js';
import { type OnRefusal, step } from '../step.js';
import { type Invoice, invoiceText } from './draft-and-post.js';

type Choice = 'reverse' | 'leave' | 'look again';

/**
 * Whether the invoice is to be reversed: when the deal was lost after posting, a person decides so, by update `resolve`
 * with `{"decision":"approve"}`; `skip` leaves it posted, as does nobody's deciding in time. A deal that is won again
 * needs no decision. Where nobody is to be asked, fails as `deal_lost_after_posting`.
 */
export async function reversalWanted(
  invoice: Invoice,
  dealId: string,
  watch: DealWatch,
  onRefusal: OnRefusal = 'park',
): Promise<boolean> {
  let choice: Choice = 'look again';
  while (choice === 'look again') {
    if (await watch.isWon()) return false;
    if (onRefusal === 'fail') throw refused('deal_lost_after_posting', lossText(invoice, dealId));
    choice = await chosen(invoice, dealId, watch);
  }
  board.note(choice === 'reverse' ? 'The invoice is to be reversed' : 'The invoice stays although the deal is lost');
  return choice === 'reverse';
}

function chosen(invoice: Invoice, dealId: string, watch: DealWatch): Promise<Choice> {
  return decided<Choice>({
    attention: {
      step: 'Decide about the posted invoice',
      code: 'deal_lost_after_posting',
      message: lossText(invoice, dealId),
      cause: 'The deal was lost, reopened or deleted after its invoice was posted.',
      advice: 'Approve to reverse the invoice, or skip to leave it as it is.',
      decisions: ['approve', 'skip'],
    },
    accept: ({ decision }) => (decision === 'approve' ? 'reverse' : 'leave'),
    expired: () => 'leave',
    recheck: { onChange: () => watch.changes, again: () => 'look again' },
  });
}

function lossText(invoice: Invoice, dealId: string): string {
  return `Deal ${dealId} is no longer won, but ${invoiceText(invoice)} is posted.`;
}

/** Reverses the invoice today, or on its posting date if that is to come. */
export async function reverse({ reverseInvoice }: Intacct, { key, ...invoice }: Invoice): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const [earliest = today] = [invoice.postingDate ?? '', today].sort().reverse();
  await step('Reverse the invoice', (wanted: Parameters<Intacct['reverseInvoice']>[0]) => reverseInvoice(wanted), {
    input: { key, reversalDate: earliest, description: 'The deal was lost' },
    checkedBy: 'intacct.reverseInvoice',
    skip: () => ({ key, state: 'Posted', alreadyReversed: false }),
    done: ({ state }) => `Invoice ${invoice.number} is ${state}`,
  });
}
