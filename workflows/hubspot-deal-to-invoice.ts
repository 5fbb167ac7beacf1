import { CancellationScope, defineSignal, setHandler } from '@temporalio/workflow';
import type { HubSpotDealToInvoiceInput } from '../activities/contracts/hubspot-deal-to-invoice.js';
import type { Intacct } from '../activities/intacct.js';
import { hubspot, intacct } from './actions.js';
import { begin } from './begin.js';
import { type Order, orderFrom } from './deal-mapping.js';
import { findableBy } from './findable.js';
import { step } from './step.js';
import { findOrCreateCustomer } from './steps/customer.js';
import { draft, post, readBack } from './steps/draft-and-post.js';
import { writeBack } from './steps/write-back.js';
import { allOrNothing } from './undo.js';

export interface DealInvoiced {
  readonly invoiceKey: string;
  readonly invoiceNumber: string;
  readonly state: string;
  readonly customerId: string;
  readonly total: string;
  readonly currency: string | null;
  readonly lines: readonly { readonly memo: string; readonly amount: string }[];
}

/** Tells the run that its deal has changed; what it waits for may be there now. */
export const dealChanged = defineSignal('dealChanged');

/**
 * A closed-won deal becomes a posted invoice: read the deal, find or create the customer, draft, post, read back, and
 * write number and state into the deal.
 *
 * Fails as `deal_incomplete` when the deal lacks something, and with Intacct's reason when the invoice is refused; in
 * both cases nothing is left behind. A failed write-back leaves the invoice posted; it is never written again.
 */
export async function hubspotDealToInvoice(sent: HubSpotDealToInvoiceInput): Promise<DealInvoiced> {
  const { dealId, mapping, connection, hubspotConnection } = await begin('hubspotDealToInvoice', sent);
  const crm = hubspot({ connection: hubspotConnection });
  const ledger = intacct({ connection });
  findableBy({ connection, object: 'ARINVOICE', externalId: `deal ${dealId}` });

  let changes = 0;
  setHandler(dealChanged, () => {
    changes += 1;
  });
  const order = await step('Read the deal', async () => orderFrom(await crm.getDeal({ id: dealId }), mapping), {
    retryOnChange: () => changes,
    done: ({ invoice }) =>
      `Deal ${dealId} "${invoice.description ?? ''}" read: ${counted(invoice.lines.length, 'line item')}`,
  });
  findableBy({ record: order.invoice.invoiceNumber });

  const key = await invoiceOrder(order, ledger);
  // What is posted stays: whoever cancels now, the deal still learns its invoice.
  const invoice = await CancellationScope.nonCancellable(async () => {
    const posted = await readBack(ledger, key);
    await writeBack(crm, dealId, {
      intacct_invoice_number: posted.number,
      intacct_invoice_key: key,
      intacct_customer_id: posted.customerId,
      intacct_sync_status: 'posted',
    });
    return posted;
  });
  const { number, state, customerId, total, currency } = invoice;
  return {
    invoiceKey: key,
    invoiceNumber: number,
    state,
    customerId,
    total,
    currency: currency ?? null,
    lines: invoice.lines.map(({ memo, amount }) => ({ memo: memo ?? '', amount })),
  };
}

/** Customer, draft and posting belong together: if one fails, what was made before it is removed. */
async function invoiceOrder({ customer, newCustomerId, invoice }: Order, ledger: Intacct): Promise<string> {
  return allOrNothing(async (compensate) => {
    const { id: customerId } = await findOrCreateCustomer(ledger, customer, compensate, newCustomerId);
    const { key } = await draft(ledger, { ...invoice, customerId }, compensate);
    await post(ledger, key);
    return key;
  });
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
