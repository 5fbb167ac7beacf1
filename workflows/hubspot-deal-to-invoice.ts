import { CancellationScope } from '@temporalio/workflow';
import type { HubSpotDealToInvoiceInput } from '../activities/contracts/hubspot-deal-to-invoice.js';
import type { HubSpot } from '../activities/hubspot.js';
import type { Intacct } from '../activities/intacct.js';
import { hubspot, intacct } from './actions.js';
import { begin } from './begin.js';
import { board } from './board.js';
import { amountDiffers, type Deal, type DealMapping, type Order, orderFrom, totalOf } from './deal-mapping.js';
import { DealWatch } from './deal-watch.js';
import { findableBy } from './findable.js';
import { step } from './step.js';
import type { ClosedPeriod } from './steps/closed-period.js';
import { findOrCreateCustomer } from './steps/customer.js';
import { draft, type Invoice, post, readBack } from './steps/draft-and-post.js';
import { reversalWanted, reverse } from './steps/lost-deal.js';
import { writeBack } from './steps/write-back.js';
import { allOrNothing } from './undo.js';

export { dealChanged } from './deal-watch.js';

export interface DealInvoiced {
  readonly invoiceKey: string;
  readonly invoiceNumber: string;
  /** `Reversed` when the deal was lost after posting and somebody decided so. */
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
 * A deal that is lost before posting ends the run as `deal_no_longer_won`, with nothing left behind; one that is lost
 * between posting and the end of the run makes it ask whether to reverse the invoice. What a step refuses waits for a
 * person; given up, it ends as `given_up` with nothing left behind. What is posted is never posted again.
 */
export async function hubspotDealToInvoice(sent: HubSpotDealToInvoiceInput): Promise<DealInvoiced> {
  const input = await begin('hubspotDealToInvoice', sent);
  const { dealId, connection } = input;
  const crm = hubspot({ connection: input.hubspotConnection });
  const ledger = intacct({ connection });
  const watch = new DealWatch(crm, dealId);
  findableBy({ connection, object: 'ARINVOICE', externalId: `deal ${dealId}` });

  const key = await watch.whileWon(async () => {
    const order = await orderOf(dealId, input.mapping, crm, watch);
    return invoiceOrder(order, ledger, watch, input.closedPeriod);
  });
  // What is posted stays: whoever cancels now, the deal still learns its invoice.
  return CancellationScope.nonCancellable(async () => {
    const posted = await readBack(ledger, key);
    await tellDeal(crm, dealId, posted);
    if (!(await reversalWanted(posted, dealId, watch, input.onRefusal))) return resultFrom(posted);
    await reverse(ledger, posted);
    const reversed = await readBack(ledger, key);
    await tellDeal(crm, dealId, reversed);
    return resultFrom(reversed);
  });
}

/** What is to be invoiced; waits while the deal lacks something, or its amount is not that of its line items. */
async function orderOf(
  dealId: string,
  mapping: DealMapping | undefined,
  crm: HubSpot,
  watch: DealWatch,
): Promise<Order> {
  for (;;) {
    const { deal, order } = await step('Read the deal', () => readDeal(dealId, mapping, crm, watch), {
      retryOnChange: () => watch.changes,
      done: ({ deal: read }) =>
        `Deal ${dealId} "${read.name ?? ''}" read: ${counted(read.lineItems.length, 'line item')}`,
    });
    if (await amountAgreed(deal, watch)) {
      findableBy({ record: order.invoice.invoiceNumber });
      board.title(`${titleOf(deal)} · ${order.invoice.invoiceNumber} · ${totalOf(deal)} ${deal.currency ?? ''}`.trim());
      return order;
    }
  }
}

async function readDeal(dealId: string, mapping: DealMapping | undefined, crm: HubSpot, watch: DealWatch) {
  const deal = await crm.getDeal({ id: dealId });
  board.title(titleOf(deal));
  board.link('Deal', deal.url);
  if (!deal.isClosedWon) watch.changed();
  return { deal, order: orderFrom(deal, mapping) };
}

/** False when the deal has been mended and is to be read again. */
async function amountAgreed(deal: Deal, watch: DealWatch): Promise<boolean> {
  const refusal = amountDiffers(deal);
  if (!refusal) return true;
  let asked = false;
  const compare = async () => {
    if (asked) return false;
    asked = true;
    throw refusal;
  };
  return step('Compare the amount', compare, { retryOnChange: () => watch.changes, skip: () => true });
}

/** Customer, draft and posting belong together: if one fails, what was made before it is removed. */
async function invoiceOrder(
  { customer, newCustomerId, invoice }: Order,
  ledger: Intacct,
  watch: DealWatch,
  closedPeriod: ClosedPeriod | undefined,
): Promise<string> {
  return allOrNothing(async (compensate) => {
    const { id: customerId } = await findOrCreateCustomer(ledger, customer, compensate, newCustomerId);
    const { key } = await draft(ledger, { ...invoice, customerId }, compensate, closedPeriod);
    await watch.mustBeWon();
    await post(ledger, key, closedPeriod);
    return key;
  });
}

function tellDeal(crm: HubSpot, dealId: string, { key, number, customerId, state }: Invoice): Promise<void> {
  return writeBack(crm, dealId, {
    intacct_invoice_number: number,
    intacct_invoice_key: key,
    intacct_customer_id: customerId,
    intacct_sync_status: state === 'Reversed' ? 'reversed' : 'posted',
  });
}

function resultFrom({ key, number, state, customerId, total, currency, lines }: Invoice): DealInvoiced {
  return {
    invoiceKey: key,
    invoiceNumber: number,
    state,
    customerId,
    total,
    currency: currency ?? null,
    lines: lines.map(({ memo, amount }) => ({ memo: memo ?? '', amount })),
  };
}

function titleOf({ id, name }: Deal): string {
  return name ? `Deal ${id} "${name}"` : `Deal ${id}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
