import { CancellationScope } from '@temporalio/workflow';
import type { CreateInvoiceInput } from '../activities/contracts/create-invoice.js';
import { intacct } from './actions.js';
import { begin } from './begin.js';
import { board } from './board.js';
import { findableBy } from './findable.js';
import { executionScope } from './scope.js';
import { attach } from './steps/attachments.js';
import { checkAndPost } from './steps/check-and-post.js';
import { findOrCreateCustomer } from './steps/customer.js';
import { draft, type Invoice, readBack } from './steps/draft-and-post.js';
import { allOrNothing } from './undo.js';

/**
 * Finds or creates the customer, stores the attachments, drafts the invoice, lists all that stands against posting at
 * once, asks for approval where wanted, and posts. Posting is the point of no return: what is given up, rejected or
 * cancelled before leaves no draft, no attachment and no customer of its own behind.
 *
 * Parks as `customer_unclear` when several customers may be meant, as `not_ready_to_post`, and with Intacct's reason when
 * a step is refused. Fails as `approval_rejected`, `approval_lapsed` or `given_up`.
 */
export async function createInvoice(sent: CreateInvoiceInput): Promise<Invoice> {
  const { connection, customer, invoice, attachments, post = true, ...posting } = await begin('createInvoice', sent);
  const ledger = intacct({ connection });
  findableBy({ connection, object: 'ARINVOICE', record: invoice.invoiceNumber });
  board.title(`Invoice ${invoice.invoiceNumber ?? ''} for ${customer.name}`.replace('  ', ' '));

  const key = await allOrNothing(async (compensate) => {
    const { id: customerId } = await findOrCreateCustomer(ledger, customer, compensate);
    const attachmentId = await attach(ledger, attachments && attachmentOf(invoice, attachments), compensate);
    const withFiles = attachmentId === undefined ? {} : { attachmentId };
    const drafted = await draft(ledger, { ...invoice, customerId, ...withFiles }, compensate, posting.closedPeriod);
    if (post) await checkAndPost(ledger, drafted.key, posting);
    return drafted.key;
  });
  const made = await CancellationScope.nonCancellable(() => readBack(ledger, key));
  findableBy({ record: made.number });
  return made;
}

/** The attachment is named after the invoice or, as long as that has no number, after this run. */
function attachmentOf(
  { invoiceNumber }: CreateInvoiceInput['invoice'],
  { folder = 'Invoices', files }: NonNullable<CreateInvoiceInput['attachments']>,
) {
  const id = invoiceNumber ?? executionScope();
  return { id, name: `Invoice ${id}`, folder, files };
}
