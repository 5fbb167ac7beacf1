import { z } from 'zod';
import { toDateElement } from '../gateway/dates.js';
import type { GatewayFunction, XmlElement } from '../gateway/envelope.js';
import { dimensionInput, legacyDimensions } from '../shapes/dimensions.js';
import { currencyElements, currencyInput, oneExchangeRate, oneExchangeRateIssue } from './currency.js';
import { CustomerId, CustomFields, customFieldsElement, IsoDate, Money, money, RecordKey } from './fields.js';

const Decimal = z.string().regex(/^\d+(\.\d+)?$/, 'must be a decimal that is not negative, such as "12.5"');

const { itemId: _item, ...lineDimensions } = dimensionInput;

const Line = z.strictObject({
  itemId: z.string().min(1).max(30),
  description: z.string().max(200).optional().describe('The item’s when left out.'),
  quantity: Decimal.refine((quantity) => /[1-9]/.test(quantity), 'must be greater than zero'),
  unit: z.string().max(30).optional().describe('Unit of the item, such as "Each".'),
  price: Decimal.optional().describe('Of one unit, in the document’s currency; the price list’s when left out.'),
  discountPercent: Decimal.optional(),
  taxable: z.boolean().optional(),
  sourceLineKey: RecordKey.optional().describe('Line of `createdFrom` that this one converts.'),
  memo: z.string().max(500).optional(),
  revenueTemplate: z.string().max(40).optional().describe('Revenue recognition template.'),
  revenueStartDate: IsoDate.optional(),
  revenueEndDate: IsoDate.optional(),
  ...lineDimensions,
  customFields: CustomFields.optional(),
});

const Subtotal = z.strictObject({
  description: z.string().min(1).max(80).describe('Name of a subtotal of the transaction type, such as "Discount".'),
  total: Money,
  locationId: z.string().max(20).optional(),
  departmentId: z.string().max(20).optional(),
});

/** @param standard Transaction type of the document when none is given. */
export const newDocumentInput = (standard: string) =>
  z
    .strictObject({
      transactionType: z
        .string()
        .min(1)
        .max(80)
        .default(standard)
        .describe('Name of a transaction definition; companies choose their own.'),
      customerId: CustomerId,
      date: IsoDate,
      postingDate: IsoDate.optional().describe('Date in the general ledger; `date` when left out.'),
      createdFrom: z.string().max(100).optional().describe('ID of the document to convert.'),
      number: z.string().min(1).max(45).optional().describe('Intacct numbers the document when left out.'),
      originalDate: IsoDate.optional(),
      referenceNumber: z.string().max(20).optional().describe('Purchase order or other reference.'),
      paymentTerm: z.string().max(40).optional().describe('Name of an AR term, such as "N30".'),
      dueDate: IsoDate.optional(),
      message: z.string().max(1000).optional(),
      shippingMethod: z.string().max(40).optional(),
      shipToContact: z.string().max(200).optional().describe('Contact name.'),
      billToContact: z.string().max(200).optional().describe('Contact name.'),
      attachmentId: z.string().optional(),
      ...currencyInput,
      customFields: CustomFields.optional(),
      state: z.enum(['Draft', 'Pending', 'Closed']).optional().describe('The definition’s when left out.'),
      projectId: z.string().max(30).optional(),
      lines: z.array(Line).min(1).max(500),
      subtotals: z.array(Subtotal).max(50).optional(),
    })
    .refine(oneExchangeRate, oneExchangeRateIssue);

export type NewDocument = z.output<ReturnType<typeof newDocumentInput>>;

/** `create_sotransaction`; the order of elements is the schema's (facts/intacct-xml.md §4.9). */
export function toCreateDocument(document: NewDocument): GatewayFunction {
  const { shipToContact, billToContact, subtotals } = document;
  return {
    name: 'create_sotransaction',
    body: {
      transactiontype: document.transactionType,
      datecreated: toDateElement(document.date),
      dateposted: document.postingDate && toDateElement(document.postingDate),
      createdfrom: document.createdFrom,
      customerid: document.customerId,
      documentno: document.number,
      origdocdate: document.originalDate && toDateElement(document.originalDate),
      referenceno: document.referenceNumber,
      termname: document.paymentTerm,
      datedue: document.dueDate && toDateElement(document.dueDate),
      message: document.message,
      shippingmethod: document.shippingMethod,
      shipto: shipToContact && { contactname: shipToContact },
      billto: billToContact && { contactname: billToContact },
      supdocid: document.attachmentId,
      ...currencyElements(document),
      customfields: customFieldsElement(document.customFields),
      state: document.state,
      projectid: document.projectId,
      sotransitems: { sotransitem: document.lines.map(toLine) },
      subtotals: subtotals?.length ? { subtotal: subtotals.map(toSubtotal) } : undefined,
    },
  };
}

function toLine(line: NewDocument['lines'][number]): XmlElement {
  const { itemid: _item, warehouseid, ...dimensions } = legacyDimensions(line);
  const added = { ...line.dimensions, ...line.customFields };
  return {
    itemid: line.itemId,
    itemdesc: line.description,
    taxable: line.taxable === undefined ? undefined : String(line.taxable),
    warehouseid,
    quantity: line.quantity,
    unit: line.unit,
    discountpercent: line.discountPercent,
    price: line.price,
    sourcelinekey: line.sourceLineKey,
    locationid: line.locationId,
    departmentid: line.departmentId,
    memo: line.memo,
    customfields: Object.keys(added).length > 0 ? customFieldsElement(added) : undefined,
    revrectemplate: line.revenueTemplate,
    revrecstartdate: line.revenueStartDate && toDateElement(line.revenueStartDate),
    revrecenddate: line.revenueEndDate && toDateElement(line.revenueEndDate),
    ...dimensions,
  };
}

const toSubtotal = ({ description, total, locationId, departmentId }: z.output<typeof Subtotal>): XmlElement => ({
  description,
  total: money(total),
  locationid: locationId,
  departmentid: departmentId,
});
