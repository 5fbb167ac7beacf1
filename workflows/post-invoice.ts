import { CancellationScope } from '@temporalio/workflow';
import type { PostInvoiceInput } from '../activities/contracts/post-invoice.js';
import { intacct } from './actions.js';
import { approved } from './approval.js';
import { begin } from './begin.js';
import { board } from './board.js';
import { findableBy } from './findable.js';
import { step } from './step.js';
import { type Invoice, invoiceText, post, readBack } from './steps/draft-and-post.js';
import { preflight } from './steps/preflight.js';

/**
 * Posts a draft invoice and reads it back. Lists all that stands against posting at once and waits for it to be mended;
 * asks for approval where wanted. Does nothing to an invoice that is posted already.
 */
export async function postInvoice(sent: PostInvoiceInput): Promise<Invoice> {
  const { connection, key, approval } = await begin('postInvoice', sent);
  const ledger = intacct({ connection });
  findableBy({ connection, object: 'ARINVOICE' });

  const draft = await step('Read the draft', () => ledger.getInvoice({ key }), {
    done: (read) => `Invoice ${read.number || key} read: ${read.state}`,
  });
  findableBy({ record: draft.number });
  board.title(invoiceText(draft));
  board.link('Invoice', draft.url);

  if (draft.state === 'Draft') {
    await step('Check the draft', async () => preflight(ledger, await ledger.getInvoice({ key })));
    await approved(invoiceText(draft), draft.total, approval);
    await post(ledger, key);
  }
  // What is posted stays: whoever cancels now still learns what it has come to.
  return CancellationScope.nonCancellable(() => readBack(ledger, key));
}
