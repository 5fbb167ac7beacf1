import { dimensionFields } from './dimensions.js';
import { always, choice, currency, date, decimal, flag, integer, key, money, text, timestamp } from './field.js';

/** States of bills and AP adjustments, as Intacct words them. Submitted, Partially Approved and Declined where approvals exist. */
const states = [
  ...(['Draft', 'Submitted', 'Partially Approved', 'Declined', 'Posted', 'Selected', 'Partially Paid'] as const),
  ...(['Paid', 'Reversed', 'Reversal', 'No Value'] as const),
] as const;

/** What bills and AP adjustments have in common, before their lines. Amounts are in the document's own currency. */
export const payableFields = {
  key: always(key()),
  number: text('RECORDID', 45, 'Unique among the documents of a vendor.'),
  state: always(choice('STATE', states)),
  vendorId: always(text('VENDORID', 20)),
  vendorName: text('VENDORNAME'),
  postingDate: date('WHENPOSTED'),
  paidDate: date('WHENPAID'),
  description: text('DESCRIPTION', 80),
  currency: currency(),
  baseCurrency: currency('BASECURR'),
  exchangeRateType: text('EXCH_RATE_TYPE_ID', 100),
  exchangeRate: decimal('EXCHANGE_RATE'),
  exchangeRateDate: date('EXCH_RATE_DATE'),
  total: money('TRX_TOTALENTERED'),
  totalPaid: money('TRX_TOTALPAID'),
  totalSelected: money('TRX_TOTALSELECTED'),
  totalDue: money('TRX_TOTALDUE'),
  attachmentId: text('SUPDOCID', 100),
};

/** Audit stamps of transactions; the last fields of a shape. */
export const payableStamps = {
  createdAt: timestamp('AUWHENCREATED'),
  modifiedAt: timestamp('WHENMODIFIED'),
  entityId: text('MEGAENTITYID', 20, 'Owning entity; null at the top level.'),
  url: text('RECORD_URL'),
};

/** Their lines. */
export const payableLineFields = {
  key: always(key()),
  lineNumber: integer('LINE_NO'),
  accountNumber: text('ACCOUNTNO', 24, 'GL account. Give this or `accountLabel`.'),
  accountLabel: text('ACCOUNTLABEL', 80, 'AP account label, where the company uses labels.'),
  offsetAccountNumber: text('OFFSETGLACCOUNTNO', 24, 'Payables account; the vendor’s when left out.'),
  amount: always(money('TRX_AMOUNT'), '0.00'),
  amountPaid: money('TRX_TOTALPAID'),
  memo: text('ENTRYDESCRIPTION', 500),
  allocationId: text('ALLOCATION', 50, 'Allocation that spreads the line; it then takes no dimensions of its own.'),
  form1099: flag('FORM1099'),
  billable: flag('BILLABLE'),
  ...dimensionFields(),
};
