import { always, choice, currency, date, decimal, key, money, text, timestamp } from './field.js';
import { shapeOf } from './shape.js';

const paymentMethods = [
  ...(['Printed Check', 'Cash', 'EFT', 'Credit Card', 'ACH', 'Joint Check', 'Check Delivery'] as const),
  ...(['WF Check', 'WF Domestic ACH', 'WF USD Wire'] as const),
] as const;

/** Amounts are in the payment's currency. */
export const apPayment = shapeOf('APPYMT', {
  key: always(key()),
  state: always(text('STATE', 40, 'Draft, Submitted, Approved, Declined, Posted or Voided, as Intacct words it.')),
  vendorId: always(text('VENDORID', 20)),
  vendorName: text('VENDORNAME'),
  paymentDate: date('WHENCREATED'),
  paidDate: date('WHENPAID'),
  paymentMethod: choice('PAYMENTMETHOD', paymentMethods),
  groupBy: choice('PAYMENTREQUESTMETHOD', ['vendorpref', 'vendor', 'bill', 'payto']),
  bankAccountId: text('FINANCIALENTITY', 20, 'Checking or savings account, or charge card.'),
  referenceNumber: text('DOCNUMBER', 45, 'Check or transaction number; not unique in Intacct.'),
  description: text('DESCRIPTION', 80),
  currency: currency(),
  baseCurrency: currency('BASECURR'),
  exchangeRate: decimal('EXCHANGE_RATE'),
  total: money('TRX_TOTALENTERED'),
  createdAt: timestamp('AUWHENCREATED'),
  modifiedAt: timestamp('WHENMODIFIED'),
  entityId: text('MEGAENTITYID', 20, 'Owning entity; null at the top level.'),
  url: text('RECORD_URL'),
});
