import { z } from 'zod';
import { toDateElement, toGatewayDate } from '../gateway/dates.js';
import type { GatewayFunction } from '../gateway/envelope.js';
import { allOf, equal, type Filter } from '../gateway/query.js';
import { invoice as shape } from '../shapes/invoice.js';
import { optional } from '../shapes/shape.js';
import { lineElement, NewLine, totalOf } from './ar-invoice-line.js';
import {
  type CurrencyValues,
  currencyElements,
  currencyInput,
  oneExchangeRate,
  oneExchangeRateIssue,
} from './currency.js';
import { CustomerId, CustomFields, customFieldsElement, DocumentNumber, IsoDate, RecordKey } from './fields.js';

/** For `refine`: Intacct takes a rate, its type and its date only beside a currency. */
export const currencyNamed = ({ currency, baseCurrency, ...rate }: CurrencyValues) =>
  currency !== undefined ||
  (baseCurrency ?? rate.exchangeRate ?? rate.exchangeRateType ?? rate.exchangeRateDate) === undefined;

export const currencyNamedIssue = {
  message: 'is needed beside a base currency or an exchange rate',
  path: ['currency'],
};

export const NewInvoiceInput = z
  .strictObject({
    customerId: CustomerId,
    invoiceDate: IsoDate,
    postingDate: IsoDate.optional().describe('Date in the general ledger; the invoice date when left out.'),
    dueDate: IsoDate.optional().describe('Give this or `paymentTerm`.'),
    ...optional(shape, 'paymentTerm'),
    state: z.enum(['draft', 'posted']).default('posted'),
    invoiceNumber: DocumentNumber.optional().describe('Intacct numbers the invoice when left out.'),
    ...optional(shape, 'referenceNumber', 'description', 'billToContact', 'shipToContact'),
    externalId: z.string().min(1).max(100).optional().describe('ID in another system, kept with the invoice.'),
    ...currencyInput,
    noLedgerPosting: z.boolean().optional().describe('True for an opening balance that the ledger has already.'),
    ...optional(shape, 'attachmentId', 'taxSolutionId'),
    summaryKey: RecordKey.optional().describe('Only where AR summaries are user-specified.'),
    customFields: CustomFields.optional(),
    lines: z.array(NewLine).min(1).max(500),
  })
  .refine((invoice) => invoice.dueDate !== undefined || invoice.paymentTerm !== undefined, {
    message: 'needs dueDate or paymentTerm',
    path: ['dueDate'],
  })
  .refine(oneExchangeRate, oneExchangeRateIssue)
  .refine(currencyNamed, currencyNamedIssue);

export type NewInvoice = z.output<typeof NewInvoiceInput>;

/** `create_invoice`; the order of elements is the schema's (facts/intacct-xml.md §4.6). */
export function toCreateInvoice(invoice: NewInvoice): GatewayFunction {
  return {
    name: 'create_invoice',
    body: {
      customerid: invoice.customerId,
      datecreated: toDateElement(invoice.invoiceDate),
      dateposted: invoice.postingDate && toDateElement(invoice.postingDate),
      datedue: invoice.dueDate && toDateElement(invoice.dueDate),
      termname: invoice.paymentTerm,
      batchkey: invoice.summaryKey,
      action: invoice.state === 'draft' ? 'Draft' : 'Submit',
      invoiceno: invoice.invoiceNumber,
      ponumber: invoice.referenceNumber,
      description: invoice.description,
      externalid: invoice.externalId,
      billto: invoice.billToContact && { contactname: invoice.billToContact },
      shipto: invoice.shipToContact && { contactname: invoice.shipToContact },
      ...currencyElements(invoice),
      nogl: invoice.noLedgerPosting === undefined ? undefined : String(invoice.noLedgerPosting),
      supdocid: invoice.attachmentId,
      customfields: customFieldsElement(invoice.customFields),
      taxsolutionid: invoice.taxSolutionId,
      invoiceitems: { lineitem: invoice.lines.map(lineElement) },
    },
  };
}

/** Invoices with these values. Taxes and allocations are Intacct's to compute, so a total is compared without them only. */
export function likeInvoice(invoice: NewInvoice): Filter | undefined {
  const taxed = invoice.taxSolutionId !== undefined || invoice.lines.some(({ taxEntries }) => taxEntries);
  return allOf(
    equal('CUSTOMERID', invoice.customerId),
    equal('WHENCREATED', toGatewayDate(invoice.invoiceDate)),
    taxed ? undefined : equal('TRX_TOTALENTERED', totalOf(invoice.lines)),
    invoice.referenceNumber === undefined ? undefined : equal('DOCNUMBER', invoice.referenceNumber),
  );
}
