import type { Intacct } from '../../activities/intacct.js';
import { type Approval, approved } from '../approval.js';
import { board } from '../board.js';
import { step } from '../step.js';
import type { ClosedPeriod } from './closed-period.js';
import { type Invoice, invoiceText, post } from './draft-and-post.js';
import { preflight } from './preflight.js';

export interface Posting {
  readonly approval?: Approval | undefined;
  readonly closedPeriod?: ClosedPeriod | undefined;
}

/**
 * Posts a draft: lists all that stands against it at once and waits until it is mended, asks for approval where wanted,
 * posts. A draft that was changed while somebody looked at it is checked and shown again. Does nothing to an invoice that
 * is posted already.
 */
export async function checkAndPost(ledger: Intacct, key: string, { approval, closedPeriod }: Posting): Promise<void> {
  let draft = await checked(ledger, key);
  while (draft.state === 'Draft' && (await approved(invoiceText(draft), draft.total, approval))) {
    const now = await checked(ledger, key);
    if (sameDeal(draft, now)) break;
    board.note('The draft has changed since it was approved');
    draft = now;
  }
  if (draft.state === 'Draft') await post(ledger, key, closedPeriod);
}

async function checked(ledger: Intacct, key: string): Promise<Invoice> {
  const draft = await step('Check the draft', async () => {
    const invoice = await ledger.getInvoice({ key });
    board.title(invoiceText(invoice));
    board.link('Invoice', invoice.url);
    if (invoice.state === 'Draft') await preflight(ledger, invoice);
    return invoice;
  });
  return draft;
}

/** What an approver looks at. */
function sameDeal(one: Invoice, other: Invoice): boolean {
  const seen = ({ customerId, total, currency, state }: Invoice) => [customerId, total, currency, state].join();
  return seen(one) === seen(other);
}
