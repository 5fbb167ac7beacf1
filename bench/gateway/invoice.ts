import type { z } from 'zod';
import type { NewInvoiceInput } from '../../connectors/intacct/objects/ar-invoice-request.js';

export const account = '4000';
export const amount = '120.50';
export const invoiceDate = '2026-11-20';
export const paymentTerm = 'N30';

/** The invoice that every client in these figures writes: posted, one line, numbered by Intacct. */
export function invoiceFor(customerId: string): z.input<typeof NewInvoiceInput> {
  return { customerId, invoiceDate, paymentTerm, state: 'posted', lines: [{ accountNumber: account, amount }] };
}
