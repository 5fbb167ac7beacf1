import { always, choice, currency, date, decimal, key, money, text, timestamp } from './field.js';
import { shapeOf } from './shape.js';

export const paymentMethods = [
  'Printed Check',
  'Cash',
  'EFT',
  'Credit Card',
  'Online Charge Card',
  'Online ACH Debit',
] as const;

/** Amounts are in the payment's currency. */
export const arPayment = shapeOf('ARPYMT', {
  key: always(key()),
  state: always(text('STATE')),
  customerId: text('CUSTOMERID', 20),
  customerName: text('CUSTOMERNAME'),
  payerName: text('PAYERNAME', 100, 'Who pays for several customers; goes without `customerId`.'),
  receiptDate: date('RECEIPTDATE'),
  paymentDate: date('WHENCREATED'),
  paymentMethod: choice('PAYMENTMETHOD', paymentMethods),
  bankAccountId: text('FINANCIALENTITY', 20, 'Checking or savings account.'),
  undepositedFundsAccount: text('UNDEPOSITEDACCOUNTNO', 24, 'GL account of undeposited funds.'),
  summary: text('PRBATCH', 100, 'Name of a summary; only where payment summaries are user-specified.'),
  referenceNumber: text('DOCNUMBER', 45, 'Check number or other reference; not unique in Intacct.'),
  description: text('DESCRIPTION', 80),
  currency: currency(),
  exchangeRate: decimal('EXCHANGE_RATE'),
  total: money('TRX_TOTALENTERED'),
  totalApplied: money('TRX_TOTALPAID'),
  unapplied: money('TRX_TOTALDUE'),
  createdAt: timestamp('AUWHENCREATED'),
  modifiedAt: timestamp('WHENMODIFIED'),
  entityId: text('MEGAENTITYID', 20, 'Owning entity; null at the top level.'),
  url: text('RECORD_URL'),
});
