import type { Intacct } from '../../activities/intacct.js';
import type { Amount, CreditNote, Payable } from '../settlement.js';
import { refusal } from './refusal.js';

/** What is asked of one document, by its number. */
export interface Asked {
  readonly number: string;
  readonly amount?: Amount | undefined;
}

/** What a payment can settle at once. */
const mostInvoices = 500;

const fields = ['key', 'number', 'totalDue', 'currency'];

interface OpenInvoice {
  readonly key: string;
  readonly number: string;
  readonly totalDue: string;
  readonly currency?: string | null;
}

/** The invoices with these numbers, in their order. Refuses unknown ones, all at once, as `invoice_not_found`. */
export async function invoicesByNumber(
  { query }: Intacct,
  asked: readonly Asked[],
  customerId: string | undefined,
): Promise<Payable[]> {
  const numbers = asked.map(({ number }) => number);
  const { records } = await query({
    object: 'ARINVOICE',
    fields,
    filter: {
      all: [{ field: 'number', in: numbers }, ...(customerId ? [{ field: 'customerId', equals: customerId }] : [])],
    },
    pageSize: 2_000,
  });
  const found = records as unknown as readonly OpenInvoice[];
  const missing = numbers.filter((number) => !found.some((invoice) => invoice.number === number));
  if (missing.length > 0)
    throw notFound(`${customerId ? `Customer ${customerId}` : 'The company'} has no invoice`, missing);
  return asked.flatMap(({ number, amount }) =>
    found
      .filter((invoice) => invoice.number === number)
      .slice(0, 1)
      .map(({ key, totalDue }) => ({ key, number, totalDue, wanted: amount })),
  );
}

export interface Oldest {
  readonly payables: readonly Payable[];
  /** Whether the customer has more of them than one payment settles. */
  readonly more: boolean;
}

/**
 * The customer's posted invoices with something due, the oldest invoice date first, in one currency: the given one, else that
 * of the oldest. At most what one payment settles.
 */
export async function oldestInvoices(
  { query }: Intacct,
  customerId: string,
  currency: string | undefined,
): Promise<Oldest> {
  const { records, remaining } = await query({
    object: 'ARINVOICE',
    fields,
    filter: {
      all: [
        { field: 'customerId', equals: customerId },
        { field: 'totalDue', greaterThan: '0' },
        { field: 'state', in: ['Posted', 'Partially Paid'] },
        ...(currency ? [{ field: 'currency', equals: currency }] : []),
      ],
    },
    orderBy: [{ field: 'invoiceDate' }, { field: 'key' }],
    pageSize: mostInvoices,
  });
  const open = records as unknown as readonly OpenInvoice[];
  const wanted = currency ?? open[0]?.currency;
  return { payables: open.filter((invoice) => invoice.currency === wanted), more: remaining > 0 };
}

/** The customer's credit notes with these numbers, in their order. Refuses unknown ones as `credit_note_not_found`. */
export async function creditNotesByNumber(
  { listArAdjustments }: Intacct,
  asked: readonly Asked[],
  customerId: string | undefined,
): Promise<CreditNote[]> {
  return Promise.all(
    asked.map(async ({ number, amount }) => {
      const { records } = await listArAdjustments({ number, ...(customerId ? { customerId } : {}), limit: 2 });
      const found = records.find(({ kind, state }) => kind === 'credit' && state !== 'Draft');
      if (found) return { key: found.key, number, unapplied: found.unapplied ?? '0.00', wanted: amount };
      throw refusal(
        'credit_note_not_found',
        `${customerId ? `Customer ${customerId}` : 'The company'} has no posted credit note ${number}. Nothing was paid.`,
        { title: 'The credit note is not there', advice: advice('credit note'), field: 'creditNotes' },
      );
    }),
  );
}

const advice = (document: string) =>
  `Check the number and the customer: retry when the ${document} is there, or with an input that names another.`;

function notFound(who: string, numbers: readonly string[]) {
  return refusal('invoice_not_found', `${who} ${numbers.join(', ')}. Nothing was paid.`, {
    title: 'An invoice is not there',
    advice: advice('invoice'),
    field: 'invoices',
  });
}
