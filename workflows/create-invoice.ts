import { intacct } from './actions.js';
import { findableBy } from './findable.js';
import { Progress } from './progress.js';
import { findOrCreateCustomer, type NewCustomer } from './steps/customer.js';
import { draft, type Invoice, type NewInvoice, post, readBack } from './steps/draft-and-post.js';
import { allOrNothing } from './undo.js';

export interface CreateInvoice {
  readonly connection?: string;
  /** Created when there is none with its ID. */
  readonly customer: NewCustomer;
  readonly invoice: Omit<NewInvoice, 'customerId' | 'state'>;
  /** Whether to post it. Default true; false leaves a draft. */
  readonly post?: boolean;
}

/** Finds or creates the customer, drafts the invoice and posts it. If a step is refused, nothing is left behind. */
export async function createInvoice({ connection, customer, invoice, ...options }: CreateInvoice): Promise<Invoice> {
  const ledger = intacct({ connection });
  const progress = new Progress();
  findableBy({ connection: connection ?? 'default', object: 'ARINVOICE', record: invoice.invoiceNumber });

  const key = await allOrNothing(async (remember) => {
    const { id: customerId } = await progress.step(
      `Looking for customer ${customer.id}`,
      () => findOrCreateCustomer(ledger, customer, remember),
      ({ id, created }) => `Customer ${id} ${created ? 'created' : 'found'}`,
    );
    const drafted = await draft(ledger, { ...invoice, customerId }, progress, remember);
    if (options.post ?? true) await post(ledger, drafted.key, progress);
    return drafted.key;
  });
  const made = await readBack(ledger, key, progress);
  findableBy({ record: made.number });
  return made;
}
