import { ApplicationFailure } from '@temporalio/workflow';
import { Big } from 'big.js';
import type { HubSpotDealToInvoiceInput } from '../activities/contracts/hubspot-deal-to-invoice.js';
import type { HubSpot } from '../activities/hubspot.js';
import type { WantedCustomer } from './steps/customer.js';
import type { NewInvoice } from './steps/draft-and-post.js';

export type Deal = Awaited<ReturnType<HubSpot['getDeal']>>;
type Invoice = Omit<NewInvoice, 'customerId' | 'state'>;

export type DealMapping = NonNullable<HubSpotDealToInvoiceInput['mapping']>;

/** What is missing in a deal: the field, and what to do about it. */
export interface Problem {
  readonly field: string;
  readonly problem: string;
  readonly cure: string;
}

/** Deal and customer, checked and ready to be invoiced. */
export interface Order {
  readonly customer: WantedCustomer;
  /** ID of the customer if it is a new one. */
  readonly newCustomerId: string;
  readonly invoice: Invoice & { readonly invoiceNumber: string };
}

/**
 * The order that a deal stands for. The invoice number is made from the deal's ID, so that one deal can only ever
 * have one invoice in the company, whoever asks for it.
 *
 * Throws the non-retryable failure `deal_incomplete`, which names every field to mend at once.
 */
export function orderFrom(deal: Deal, mapping: DealMapping = {}): Order {
  const problems = problemsOf(deal);
  const { company } = deal;
  if (problems.length > 0 || !company?.name) throw incomplete(deal, problems);
  return {
    customer: customerFrom(company, company.name, deal.contacts),
    newCustomerId: `HS-${company.id}`,
    invoice: invoiceFrom(deal, mapping),
  };
}

/** Why the order is not what the deal says it is worth; undefined when it is, or when the deal does not say. */
export function amountDiffers({ id, amount, ...deal }: Deal): ApplicationFailure | undefined {
  if (!amount) return undefined;
  const total = totalOf(deal);
  if (new Big(amount).round(2).eq(total)) return undefined;
  return ApplicationFailure.create({
    type: 'deal_amount_differs',
    message: `Deal ${id} says ${amount}, its line items add up to ${total}.`,
    nonRetryable: true,
    details: [
      {
        kind: 'rejected',
        title: 'The amount of the deal is not that of its line items',
        cause: 'The invoice is made from the line items; somebody may have agreed on another amount.',
        advice:
          'Correct the deal’s amount or its line items, then retry; or skip this to invoice the line items as they are.',
        dealId: id,
        field: 'amount',
        values: { amount, lineItems: total },
      },
    ],
  });
}

function customerFrom(
  { properties }: NonNullable<Deal['company']>,
  companyName: string,
  contacts: Deal['contacts'],
): WantedCustomer {
  const name = companyName.slice(0, 100);
  const email = contacts.find((contact) => contact.email)?.email;
  return {
    ...(properties.intacct_customer_id ? { id: properties.intacct_customer_id } : {}),
    name,
    contact: { companyName: name, ...(email ? { email } : {}) },
  };
}

export function totalOf(deal: Pick<Deal, 'lineItems'>): string {
  return deal.lineItems.reduce((sum, { amount }) => sum.plus(amount), new Big(0)).toFixed(2);
}

function invoiceFrom(deal: Deal, mapping: DealMapping): Order['invoice'] {
  return {
    invoiceNumber: `HS-${deal.id}`,
    invoiceDate: deal.closeDate ?? new Date().toISOString().slice(0, 10),
    paymentTerm: mapping.paymentTerm ?? 'N30',
    referenceNumber: `deal ${deal.id}`,
    ...(deal.name ? { description: deal.name.slice(0, 80) } : {}),
    ...(deal.currency ? { currency: deal.currency } : {}),
    lines: deal.lineItems.map((item) => ({
      accountNumber: mapping.accountBySku?.[item.sku ?? ''] ?? mapping.revenueAccount ?? '4000',
      // The net total of the line: a rounded unit price would lose cents.
      amount: item.amount,
      memo: memoOf(item),
      ...(mapping.locationId ? { locationId: mapping.locationId } : {}),
      ...(mapping.departmentId ? { departmentId: mapping.departmentId } : {}),
    })),
  };
}

function memoOf({ name, sku, quantity, price }: Deal['lineItems'][number]): string {
  return `${name ?? sku ?? 'Line item'}: ${quantity} × ${price}`.slice(0, 500);
}

function problemsOf(deal: Deal): Problem[] {
  return [...companyProblems(deal), ...lineProblems(deal)];
}

function companyProblems({ company, companyCount }: Deal): Problem[] {
  if (companyCount === 0) {
    return [{ field: 'company', problem: 'the deal has no company', cure: 'Associate a company with the deal.' }];
  }
  if (!company) {
    const problem = `the deal has ${companyCount} companies and none is primary`;
    return [{ field: 'company', problem, cure: 'Mark one of them as primary.' }];
  }
  if (!company.name) {
    return [{ field: 'company.name', problem: 'the company has no name', cure: 'Give the company a name.' }];
  }
  return [];
}

function lineProblems(deal: Deal): Problem[] {
  if (deal.lineItems.length === 0) {
    return [{ field: 'lineItems', problem: 'the deal has no line items', cure: 'Add what was sold as line items.' }];
  }
  const total = totalOf(deal);
  if (new Big(total).gt(0)) return [];
  const cure = 'Correct prices and discounts; to give money back, create a credit note in Intacct.';
  return [{ field: 'lineItems', problem: `the line items add up to ${total}`, cure }];
}

function incomplete(deal: Deal, problems: readonly Problem[]): ApplicationFailure {
  return ApplicationFailure.create({
    type: 'deal_incomplete',
    message: `Deal ${deal.id} cannot be invoiced: ${problems.map(({ problem }) => problem).join('; ')}.`,
    nonRetryable: true,
    details: [
      {
        kind: 'rejected',
        title: 'The deal lacks something that an invoice needs',
        advice: `${problems.map(({ cure }) => cure).join(' ')} Then retry, or move the deal out of its won stage and back.`,
        dealId: deal.id,
        problems,
        field: problems[0]?.field,
      },
    ],
  });
}
