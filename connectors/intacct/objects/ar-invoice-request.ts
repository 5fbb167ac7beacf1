import { Big } from 'big.js';
import { z } from 'zod';
import { toDateElement } from '../gateway/dates.js';
import type { GatewayFunction, XmlElement } from '../gateway/envelope.js';
import { currencyElements, currencyInput, oneExchangeRate, oneExchangeRateIssue } from './currency.js';
import {
  CustomerId,
  CustomFields,
  customFieldsElement,
  DocumentNumber,
  IsoDate,
  Money,
  money,
  RecordKey,
} from './fields.js';

const LineInput = z
  .strictObject({
    accountNumber: z.string().max(24).optional().describe('GL account. Give this or `accountLabel`.'),
    accountLabel: z.string().max(80).optional().describe('AR account label, where the company uses labels.'),
    amount: Money.describe('Line total in the invoice’s currency; a negative line is a credit.'),
    memo: z.string().max(500).optional(),
    locationId: z.string().optional(),
    departmentId: z.string().optional(),
    projectId: z.string().optional(),
    customerId: z.string().optional(),
    vendorId: z.string().optional(),
    employeeId: z.string().optional(),
    itemId: z.string().optional(),
    classId: z.string().optional(),
    contractId: z.string().optional(),
    warehouseId: z.string().optional(),
    customFields: CustomFields.optional(),
  })
  .refine((line) => (line.accountNumber === undefined) !== (line.accountLabel === undefined), {
    message: 'needs either accountNumber or accountLabel',
  });

export const NewInvoiceInput = z
  .strictObject({
    customerId: CustomerId,
    invoiceDate: IsoDate,
    dueDate: IsoDate.optional().describe('Give this or `paymentTerm`.'),
    paymentTerm: z.string().max(40).optional().describe('Name of an AR term, such as "N30".'),
    state: z.enum(['draft', 'posted']).default('posted'),
    invoiceNumber: DocumentNumber.optional().describe('Intacct numbers the invoice when left out.'),
    referenceNumber: z.string().max(20).optional().describe('Purchase order or other reference.'),
    description: z.string().max(80).optional(),
    billToContact: z.string().optional().describe('Contact name.'),
    shipToContact: z.string().optional().describe('Contact name.'),
    ...currencyInput,
    attachmentId: z.string().optional(),
    summaryKey: RecordKey.optional().describe('Only where AR summaries are user-specified.'),
    customFields: CustomFields.optional(),
    lines: z.array(LineInput).min(1).max(500),
  })
  .refine((invoice) => invoice.dueDate !== undefined || invoice.paymentTerm !== undefined, {
    message: 'needs dueDate or paymentTerm',
    path: ['dueDate'],
  })
  .refine(oneExchangeRate, oneExchangeRateIssue);

export type NewInvoice = z.output<typeof NewInvoiceInput>;

export function totalOf(invoice: NewInvoice): string {
  return invoice.lines.reduce((sum, line) => sum.plus(line.amount), new Big(0)).toFixed(2);
}

/** `create_invoice`; the order of elements is the schema's (facts/intacct-xml.md §4.6). */
export function toCreateInvoice(invoice: NewInvoice): GatewayFunction {
  return {
    name: 'create_invoice',
    body: {
      customerid: invoice.customerId,
      datecreated: toDateElement(invoice.invoiceDate),
      datedue: invoice.dueDate && toDateElement(invoice.dueDate),
      termname: invoice.paymentTerm,
      batchkey: invoice.summaryKey,
      action: invoice.state === 'draft' ? 'Draft' : 'Submit',
      invoiceno: invoice.invoiceNumber,
      ponumber: invoice.referenceNumber,
      description: invoice.description,
      billto: invoice.billToContact && { contactname: invoice.billToContact },
      shipto: invoice.shipToContact && { contactname: invoice.shipToContact },
      ...currencyElements(invoice),
      supdocid: invoice.attachmentId,
      customfields: customFieldsElement(invoice.customFields),
      invoiceitems: { lineitem: invoice.lines.map(toLine) },
    },
  };
}

function toLine(line: NewInvoice['lines'][number]): XmlElement {
  return {
    accountlabel: line.accountLabel,
    glaccountno: line.accountNumber,
    amount: money(line.amount),
    memo: line.memo,
    locationid: line.locationId,
    departmentid: line.departmentId,
    customfields: customFieldsElement(line.customFields),
    projectid: line.projectId,
    customerid: line.customerId,
    vendorid: line.vendorId,
    employeeid: line.employeeId,
    itemid: line.itemId,
    classid: line.classId,
    contractid: line.contractId,
    warehouseid: line.warehouseId,
  };
}
