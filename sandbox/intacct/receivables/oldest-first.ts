import { type Cents, cents } from '../books/money.js';
import { fieldOf } from '../books/record.js';
import type { Work } from '../company/work.js';
import type { Application } from './credits.js';

/** Spreads an amount over a customer's open invoices of one currency, the oldest first. */
export function oldestFirst(customerId: string, currency: string, amount: Cents, { company }: Work): Application[] {
  const counted = currency || company.settings.baseCurrency;
  const open = company.books
    .where('ARINVOICE', 'CUSTOMERID', customerId)
    .filter((invoice) => fieldOf(invoice, 'STATE') !== 'Draft' && cents(invoice.TRX_TOTALDUE) > 0)
    .filter((invoice) => fieldOf(invoice, 'CURRENCY') === counted)
    .sort(
      (a, b) =>
        fieldOf(a, 'WHENCREATED').localeCompare(fieldOf(b, 'WHENCREATED')) || Number(a.RECORDNO) - Number(b.RECORDNO),
    );
  const applications: Application[] = [];
  let left = amount;
  for (const invoice of open) {
    const part = Math.min(left, cents(invoice.TRX_TOTALDUE));
    if (part <= 0) break;
    applications.push({ invoiceKey: fieldOf(invoice, 'RECORDNO'), lineKey: '', amount: part });
    left -= part;
  }
  return applications;
}
