import { z } from 'zod';
import { ConnectorError } from '../../errors.js';
import { toDateElement } from '../gateway/dates.js';
import type { GatewayFunction, XmlElement } from '../gateway/envelope.js';
import type { IntacctRecord } from '../gateway/reply.js';
import { invoiceLine, invoice as shape } from '../shapes/invoice.js';
import { changes, optional } from '../shapes/shape.js';
import { amountOf, ChangedLine, lineElement, NewLine } from './ar-invoice-line.js';
import { currencyNamed, currencyNamedIssue } from './ar-invoice-request.js';
import { currencyElements, currencyInput, oneExchangeRate, oneExchangeRateIssue } from './currency.js';
import { CustomerId, CustomFields, customFieldsElement, DocumentNumber, IsoDate, RecordKey, text } from './fields.js';
import { emptied, withoutNulls } from './nulls.js';
import { ownedLines } from './owned-lines.js';
import { holdsAll } from './record-actions.js';

const { baseCurrency: _, ...changedCurrency } = currencyInput;

export const InvoiceChangesInput = z
  .strictObject({
    key: RecordKey,
    customerId: CustomerId.optional(),
    invoiceDate: IsoDate.optional(),
    postingDate: IsoDate.optional().describe('Date in the general ledger.'),
    dueDate: IsoDate.optional(),
    ...changes(shape, 'paymentTerm'),
    invoiceNumber: DocumentNumber.optional(),
    ...changes(shape, 'referenceNumber', 'description'),
    ...optional(shape, 'billToContact', 'shipToContact'),
    ...changedCurrency,
    ...changes(shape, 'attachmentId'),
    customFields: CustomFields.optional(),
    lines: z.array(ChangedLine).min(1).max(500).optional().describe('Lines to change, and lines to add; others stay.'),
  })
  .refine(oneExchangeRate, oneExchangeRateIssue)
  .refine(currencyNamed, currencyNamedIssue)
  .refine(({ lines = [] }) => new Set(lines.map(({ lineNumber }) => lineNumber)).size === lines.length, {
    message: 'names a line twice',
    path: ['lines'],
  });

export type InvoiceChanges = z.output<typeof InvoiceChangesInput>;
type LineChange = z.output<typeof ChangedLine>;

/**
 * `update_invoice`; the order of elements is the schema's (facts/intacct-xml.md §4.6).
 *
 * @param lineCount How many lines the invoice has: those after them are added. Throws `invalid_input` where they lack what
 * a line needs.
 */
export function toUpdateInvoice({ key, ...sent }: InvoiceChanges, lineCount: number): GatewayFunction {
  const invoice = emptied(sent);
  return {
    name: 'update_invoice',
    attributes: { key },
    body: {
      customerid: invoice.customerId,
      datecreated: invoice.invoiceDate && toDateElement(invoice.invoiceDate),
      dateposted: invoice.postingDate && toDateElement(invoice.postingDate),
      datedue: invoice.dueDate && toDateElement(invoice.dueDate),
      termname: invoice.paymentTerm,
      invoiceno: invoice.invoiceNumber,
      ponumber: invoice.referenceNumber,
      description: invoice.description,
      payto: invoice.billToContact && { contactname: invoice.billToContact },
      returnto: invoice.shipToContact && { contactname: invoice.shipToContact },
      ...currencyElements(invoice),
      supdocid: invoice.attachmentId,
      customfields: customFieldsElement(invoice.customFields),
      updateinvoiceitems: invoice.lines && linesElement(invoice.lines, lineCount),
    },
  };
}

function linesElement(lines: readonly LineChange[], lineCount: number): XmlElement {
  const changed = lines.filter(({ lineNumber }) => lineNumber <= lineCount);
  const added = lines.filter(({ lineNumber }) => lineNumber > lineCount).sort((a, b) => a.lineNumber - b.lineNumber);
  return {
    updatelineitem: changed.map(({ lineNumber, ...line }) => ({
      '@line_num': String(lineNumber),
      ...lineElement(emptied(line)),
    })),
    lineitem: added.map((line, index) => addedLine(line, lineCount + index + 1)),
  };
}

function addedLine({ lineNumber, ...line }: LineChange, next: number): XmlElement {
  if (lineNumber !== next) throw refused(lineNumber, `the next line to add has the number ${next}`);
  const whole = NewLine.safeParse(withoutNulls(line));
  if (!whole.success) throw refused(lineNumber, whole.error.issues.map(({ message }) => message).join('; '));
  return lineElement(whole.data);
}

function refused(lineNumber: number, problem: string): ConnectorError {
  return new ConnectorError({
    kind: 'invalid_input',
    message: `updateInvoice: line ${lineNumber} would be a new one: ${problem}.`,
    advice: 'Read the invoice for the numbers of its lines; a line to add needs its account and its amount.',
    details: { field: 'lines' },
  });
}

/** Whether an invoice that was read in full has these values already. */
export function holdsChanges(record: IntacctRecord, { lines = [], invoiceNumber, ...header }: InvoiceChanges): boolean {
  const existing = ownedLines(record, 'ARINVOICEITEMS');
  return (
    holdsAll(shape, record, { ...header, number: invoiceNumber }) &&
    lines.every((line) => existing.some((each) => holdsLine(each, line)))
  );
}

function holdsLine(record: IntacctRecord, { lineNumber, customFields, dimensions, ...line }: LineChange): boolean {
  const values = { ...line, amount: amountOf(line), customFields: { ...customFields, ...dimensions } };
  return text(record, 'LINE_NO') === String(lineNumber) && holdsAll(invoiceLine, record, values);
}
