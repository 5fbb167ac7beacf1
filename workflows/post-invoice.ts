import { CancellationScope } from '@temporalio/workflow';
import type { PostInvoiceInput } from '../activities/contracts/post-invoice.js';
import { intacct } from './actions.js';
import { begin } from './begin.js';
import { board } from './board.js';
import { findableBy } from './findable.js';
import { step } from './step.js';
import { checkAndPost } from './steps/check-and-post.js';
import { type Invoice, invoiceText, readBack } from './steps/draft-and-post.js';

/**
 * Posts a draft invoice and reads it back. Lists all that stands against posting at once (`not_ready_to_post`) and waits
 * for it to be mended; asks for approval where wanted. Does nothing to an invoice that is posted already.
 *
 * Fails as `approval_rejected` or `approval_lapsed`, and as `given_up` when an operator does not go on; the draft stays a
 * draft then.
 */
export async function postInvoice(sent: PostInvoiceInput): Promise<Invoice> {
  const { connection, key, ...posting } = await begin('postInvoice', sent);
  const ledger = intacct({ connection });
  findableBy({ connection, object: 'ARINVOICE' });

  const draft = await step('Read the draft', () => ledger.getInvoice({ key }), {
    done: (read) => `Invoice ${read.number || key} read: ${read.state}`,
  });
  findableBy({ record: draft.number });
  board.title(invoiceText(draft));

  if (draft.state === 'Draft') await checkAndPost(ledger, key, posting);
  // What is posted stays: whoever cancels now still learns what it has come to.
  return CancellationScope.nonCancellable(() => readBack(ledger, key));
}
