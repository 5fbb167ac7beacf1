import { dimensionFields } from './dimensions.js';
import { always, choice, currency, date, decimal, flag, group, integer, key, money, text, timestamp } from './field.js';
import { shapeOf } from './shape.js';

/** As Intacct words them. Submitted, Partially Approved and Declined occur where invoices are approved. */
const states = [
  ...(['Draft', 'Submitted', 'Partially Approved', 'Declined', 'Posted', 'Selected', 'Partially Paid'] as const),
  ...(['Paid', 'Reversed', 'Reversal', 'No Value'] as const),
] as const;

/** An AR invoice. Amounts are in the invoice's own currency unless they are called base amounts. */
export const invoice = shapeOf('ARINVOICE', {
  key: always(key()),
  number: always(text('RECORDID', 45, 'Invoice number.')),
  state: always(choice('STATE', states)),
  customerId: always(text('CUSTOMERID', 20, 'Customer ID, such as "C-77".')),
  customerName: text('CUSTOMERNAME'),
  invoiceDate: date('WHENCREATED'),
  postingDate: date('WHENPOSTED'),
  dueDate: date('WHENDUE'),
  paidDate: date('WHENPAID'),
  paymentTerm: text('TERMNAME', 40, 'Name of an AR term, such as "N30".'),
  referenceNumber: text('DOCNUMBER', 45, 'Purchase order or other reference.'),
  description: text('DESCRIPTION', 80),
  currency: currency(),
  baseCurrency: currency('BASECURR'),
  exchangeRateType: text('EXCH_RATE_TYPE_ID', 100),
  exchangeRate: decimal('EXCHANGE_RATE'),
  exchangeRateDate: date('EXCH_RATE_DATE'),
  total: always(money('TRX_TOTALENTERED'), '0.00'),
  totalPaid: money('TRX_TOTALPAID'),
  totalDue: always(money('TRX_TOTALDUE'), '0.00'),
  baseTotal: money('TOTALENTERED'),
  baseTotalDue: money('TOTALDUE'),
  billToContact: text(
    'BILLTOPAYTOCONTACTNAME',
    200,
    'Name of the contact that it goes to; the customer’s when left out.',
  ),
  shipToContact: text('SHIPTORETURNTOCONTACTNAME', 200, 'Name of the contact that goods go to.'),
  attachmentId: text('SUPDOCID', 100),
  taxSolutionId: text('TAXSOLUTIONID', 100),
  summaryKey: key('PRBATCHKEY'),
  module: text('MODULEKEY', 10, '`4.AR`, or `8.SO` for an invoice that Order Entry made and that is changed there.'),
  createdAt: timestamp('AUWHENCREATED'),
  modifiedAt: timestamp('WHENMODIFIED'),
  entityId: text('MEGAENTITYID', 20, 'Owning entity; null at the top level.'),
  url: text('RECORD_URL'),
});

export const invoiceLine = shapeOf('ARINVOICEITEM', {
  key: always(key()),
  lineNumber: integer('LINE_NO'),
  accountNumber: text('ACCOUNTNO', 24, 'GL account.'),
  accountTitle: text('ACCOUNTTITLE'),
  accountLabel: text('ACCOUNTLABEL', 80, 'AR account label, where the company uses labels.'),
  offsetAccountNumber: text('OFFSETGLACCOUNTNO', 24, 'Receivables account; the customer’s when left out.'),
  amount: always(money('TRX_AMOUNT'), '0.00'),
  baseAmount: money('AMOUNT'),
  amountPaid: money('TRX_TOTALPAID'),
  memo: text('ENTRYDESCRIPTION', 500),
  allocationId: text('ALLOCATION', 50, 'Allocation that spreads the line; it then takes no dimensions of its own.'),
  ...dimensionFields(),
  revenueRecognition: group({
    template: text('REVRECTEMPLATE', 100),
    startDate: date('REVRECSTARTDATE'),
    endDate: date('REVRECENDDATE'),
  }),
  billable: flag('BILLABLE'),
});
