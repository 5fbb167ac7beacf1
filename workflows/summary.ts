import { Big } from 'big.js';

/** Fields that tell one call from another, in the order in which people name them. */
const telling = ['invoiceNumber', 'number', 'key', 'id', 'customerId', 'name', 'object'] as const;

/** One line for the Temporal UI, such as `createInvoice HS-5001 · HS-7001 · 2124.48 USD`. */
export function summaryOf(action: string, input: unknown): string {
  if (typeof input !== 'object' || input === null) return action;
  const fields = input as Readonly<Record<string, unknown>>;
  const parts = [...telling.map((name) => fields[name]), amountOf(fields), countOf(fields)];
  const text = parts.filter((value) => typeof value === 'string' && value !== '').join(' · ');
  // Temporal limits the length of a summary.
  return `${action} ${text}`.trim().slice(0, 200);
}

function countOf({ records }: Readonly<Record<string, unknown>>): string | undefined {
  return Array.isArray(records) ? `${records.length} records` : undefined;
}

function amountOf({ lines, applications, currency }: Readonly<Record<string, unknown>>): string | undefined {
  const items = lines ?? applications;
  if (!Array.isArray(items)) return undefined;
  try {
    const total = items.reduce<Big>((sum, { amount }) => sum.plus(amount), new Big(0)).toFixed(2);
    return typeof currency === 'string' ? `${total} ${currency}` : total;
  } catch {
    // Not an amount: the action will refuse it with a reason, a summary must not.
    return undefined;
  }
}
