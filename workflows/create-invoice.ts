import { CancellationScope } from '@temporalio/workflow';
import type { CreateInvoiceInput } from '../activities/contracts/create-invoice.js';
import { intacct } from './actions.js';
import { begin } from './begin.js';
import { findableBy } from './findable.js';
import { findOrCreateCustomer } from './steps/customer.js';
import { draft, type Invoice, post, readBack } from './steps/draft-and-post.js';
import { allOrNothing } from './undo.js';

/** Finds or creates the customer, drafts the invoice and posts it. When it is given up, nothing is left behind. */
export async function createInvoice(sent: CreateInvoiceInput): Promise<Invoice> {
  const { connection, customer, invoice, post: wanted = true } = await begin('createInvoice', sent);
  const ledger = intacct({ connection });
  findableBy({ connection, object: 'ARINVOICE', record: invoice.invoiceNumber });

  const key = await allOrNothing(async (compensate) => {
    const { id: customerId } = await findOrCreateCustomer(ledger, customer, compensate);
    const drafted = await draft(ledger, { ...invoice, customerId }, compensate);
    if (wanted) await post(ledger, drafted.key);
    return drafted.key;
  });
  const made = await CancellationScope.nonCancellable(() => readBack(ledger, key));
  findableBy({ record: made.number });
  return made;
}
