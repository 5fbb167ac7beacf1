import type { Intacct } from '../activities/intacct.js';
import { hubspot, intacct } from './actions.js';
import { type DealMapping, type Order, orderFrom } from './deal-mapping.js';
import { findableBy } from './findable.js';
import { Progress } from './progress.js';
import { findOrCreateCustomer } from './steps/customer.js';
import { draft, post, readBack } from './steps/draft-and-post.js';
import { writeBack } from './steps/write-back.js';
import { allOrNothing } from './undo.js';

export interface HubSpotDealToInvoice {
  readonly dealId: string;
  readonly mapping?: DealMapping;
  /** Connection names. Default `default` for both. */
  readonly connections?: { readonly intacct?: string; readonly hubspot?: string };
}

export interface DealInvoiced {
  readonly invoiceKey: string;
  readonly invoiceNumber: string;
  readonly state: string;
  readonly customerId: string;
  readonly total: string;
  readonly currency: string | null;
  readonly lines: readonly { readonly memo: string; readonly amount: string }[];
}

/**
 * A closed-won deal becomes a posted invoice: read the deal, find or create the customer, draft, post, read back, and
 * write number and state into the deal.
 *
 * Fails as `deal_incomplete` when the deal lacks something, and with Intacct's reason when the invoice is refused; in
 * both cases nothing is left behind. A failed write-back leaves the invoice posted; it is never written again.
 */
export async function hubspotDealToInvoice(input: HubSpotDealToInvoice): Promise<DealInvoiced> {
  const { dealId, mapping, connections = {} } = input;
  const crm = hubspot({ connection: connections.hubspot });
  const ledger = intacct({ connection: connections.intacct });
  const progress = new Progress();
  findableBy({ connection: connections.intacct ?? 'default', object: 'ARINVOICE', externalId: `deal ${dealId}` });

  const deal = await progress.step(
    `Reading deal ${dealId} from HubSpot`,
    () => crm.getDeal({ id: dealId }),
    ({ name, lineItems }) => `Deal ${dealId} "${name ?? ''}" read: ${counted(lineItems.length, 'line item')}`,
  );
  const order = orderFrom(deal, mapping);
  findableBy({ record: order.invoice.invoiceNumber });

  const key = await invoiceOrder(order, ledger, progress);
  const invoice = await readBack(ledger, key, progress);
  await writeBack(
    crm,
    dealId,
    {
      intacct_invoice_number: invoice.number,
      intacct_invoice_key: key,
      intacct_customer_id: invoice.customerId,
      intacct_sync_status: 'posted',
    },
    progress,
  );
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
async function invoiceOrder({ customer, invoice }: Order, ledger: Intacct, progress: Progress): Promise<string> {
  return allOrNothing(async (remember) => {
    const { id: customerId } = await progress.step(
      `Looking for customer ${customer.id}`,
      () => findOrCreateCustomer(ledger, customer, remember),
      ({ id, created }) => `Customer ${id} "${customer.name}" ${created ? 'created' : 'found'}`,
    );
    const { key } = await draft(ledger, { ...invoice, customerId }, progress, remember);
    await post(ledger, key, progress);
    return key;
  });
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
