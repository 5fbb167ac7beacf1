import { z } from 'zod';
import { ConnectorError } from '../../errors.js';
import { defineAction } from '../action.js';
import type { IntacctClient } from '../client.js';
import { toGatewayDate } from '../gateway/dates.js';
import { allOf, equal, type Filter } from '../gateway/query.js';
import { childrenOf, type IntacctRecord, type XmlNode } from '../gateway/reply.js';
import type { Recognition } from '../once.js';
import { type NewInvoice, NewInvoiceInput, toCreateInvoice, totalOf } from './ar-invoice-request.js';
import {
  Amount,
  adopted,
  amountOrNull,
  CustomerId,
  dateOrNull,
  documentation,
  IsoDate,
  RecordKey,
  text,
  textOrNull,
} from './fields.js';
import { listPage, pageInput, pageOutput } from './paging.js';
import { permissions } from './permissions.js';
import { createdSince, findAll } from './recognition.js';

const source = `${documentation('accounts-receivable/invoices')}/`;

const Line = z.looseObject({
  key: RecordKey,
  amount: Amount,
  accountNumber: z.string().nullish(),
  memo: z.string().nullish(),
  itemId: z.string().nullish(),
  locationId: z.string().nullish(),
  departmentId: z.string().nullish(),
});

const Invoice = z.looseObject({
  key: RecordKey,
  number: z.string(),
  state: z.string().describe('Draft, Posted, Partially Paid, Paid, Reversed, … as Intacct words it.'),
  customerId: CustomerId,
  customerName: z.string().nullish(),
  invoiceDate: z.string().nullish(),
  dueDate: z.string().nullish(),
  currency: z.string().nullish(),
  total: Amount.describe('In the invoice’s currency.'),
  totalDue: Amount.describe('What remains to be paid, in the invoice’s currency.'),
  referenceNumber: z.string().nullish(),
  url: z.string().nullish().describe('Link to the invoice in Intacct.'),
});

const fields = [
  'RECORDNO',
  'RECORDID',
  'STATE',
  'CUSTOMERID',
  'CUSTOMERNAME',
  'WHENCREATED',
  'WHENDUE',
  'CURRENCY',
  'TRX_TOTALENTERED',
  'TRX_TOTALDUE',
  'DOCNUMBER',
  'RECORD_URL',
];

export const createInvoice = defineAction({
  summary: 'Create an AR invoice, as a draft or posted.',
  details:
    'The customer and the accounts must exist. A second call with the same request key finds the first one’s invoice. ' +
    'With an `invoiceNumber` that is certain in every case; without one Intacct numbers the invoice and an unknown ' +
    'outcome may need a person’s decision.',
  effect: 'create',
  source,
  permissions: permissions('Accounts Receivable', 'Invoices')('Add', 'List'),
  example: {
    input: {
      customerId: 'C100',
      invoiceDate: '2026-02-02',
      paymentTerm: 'N30',
      lines: [{ accountNumber: '4000', amount: '120.00', locationId: 'E100' }],
    },
  },
  input: NewInvoiceInput,
  output: z.looseObject({
    key: RecordKey,
    number: z.string().nullable().describe('The given number; null when Intacct numbered it: read it with getInvoice.'),
    state: z.enum(['draft', 'posted']),
    total: Amount,
    adopted,
  }),
}).run(async (invoice, intacct) => {
  const { record, adopted } = await intacct.write(toCreateInvoice(invoice), recognise(invoice, intacct));
  const state = text(record, 'STATE');
  return {
    key: text(record, 'RECORDNO'),
    number: invoice.invoiceNumber ?? textOrNull(record, 'RECORDID'),
    state: state === '' ? invoice.state : state === 'Draft' ? 'draft' : 'posted',
    total: totalOf(invoice),
    adopted,
  };
});

export const getInvoice = defineAction({
  summary: 'Read one AR invoice with its lines.',
  effect: 'read',
  source,
  permissions: permissions('Accounts Receivable', 'Invoices')('View'),
  example: { input: { key: '1' } },
  input: z.strictObject({ key: RecordKey }),
  output: Invoice.extend({ lines: z.array(Line) }),
}).run(async ({ key }, intacct) => {
  const record = await readInvoice(intacct, key);
  const items = record.ARINVOICEITEMS as XmlNode | undefined;
  return { ...invoiceFrom(record), lines: childrenOf(items, itemName(items)).map((item) => lineFrom(item)) };
});

export const postInvoice = defineAction({
  summary: 'Post a draft AR invoice.',
  details: 'Does nothing to an invoice that is posted already.',
  effect: 'update',
  source,
  permissions: permissions('Accounts Receivable', 'Invoices')('Edit', 'View'),
  example: { input: { key: '1' } },
  input: z.strictObject({ key: RecordKey }),
  output: z.looseObject({ key: RecordKey, state: z.string(), alreadyPosted: z.boolean() }),
}).run(async ({ key }, intacct) => {
  const posted = async () => {
    const record = await readInvoice(intacct, key);
    return text(record, 'STATE') === 'Draft' ? [] : [record];
  };
  try {
    const submit = { name: 'update_invoice', attributes: { key }, body: { action: 'Submit' } };
    const { adopted } = await intacct.write(submit, { by: 'effect', find: posted });
    return { key, state: 'Posted', alreadyPosted: adopted };
  } catch (error) {
    // A posted invoice refuses to be submitted; then there is nothing left to do.
    if (!(error instanceof ConnectorError && error.kind === 'rejected')) throw error;
    const [record] = await posted();
    if (!record) throw error;
    return { key, state: text(record, 'STATE'), alreadyPosted: true };
  }
});

export const listInvoices = defineAction({
  summary: 'List AR invoices, a page at a time, without their lines.',
  effect: 'read',
  source,
  permissions: permissions('Accounts Receivable', 'Invoices')('List'),
  example: { input: { customerId: 'C100' } },
  input: z.strictObject({
    number: z.string().optional().describe('Exactly this invoice number.'),
    customerId: CustomerId.optional(),
    state: z.string().optional().describe('As Intacct words it, such as "Posted".'),
    from: IsoDate.optional().describe('Invoice date on or after.'),
    to: IsoDate.optional().describe('Invoice date on or before.'),
    ...pageInput,
  }),
  output: pageOutput(Invoice),
}).run(async ({ number, customerId, state, from, to, ...page }, intacct) => {
  const filter = allOf(
    number ? equal('RECORDID', number) : undefined,
    customerId ? equal('CUSTOMERID', customerId) : undefined,
    state ? equal('STATE', state) : undefined,
    from ? { compare: 'greaterthanorequalto', field: 'WHENCREATED', value: toGatewayDate(from) } : undefined,
    to ? { compare: 'lessthanorequalto', field: 'WHENCREATED', value: toGatewayDate(to) } : undefined,
  );
  const { records, next } = await listPage(intacct, 'ARINVOICE', fields, filter, page);
  return { records: records.map(invoiceFrom), next };
});

export const deleteInvoice = defineAction({
  summary: 'Delete a draft AR invoice.',
  details: 'Refuses posted invoices: reverse those. Succeeds when the invoice is already gone.',
  effect: 'delete',
  source,
  permissions: permissions('Accounts Receivable', 'Invoices')('Delete', 'View'),
  example: { input: { key: '1' } },
  input: z.strictObject({ key: RecordKey }),
  output: z.looseObject({ deleted: z.boolean().describe('False when it was already gone.') }),
}).run(async ({ key }, intacct) => intacct.deleteRecord('ARINVOICE', key));

/** By its number where it has one; else same customer, date and total. */
function recognise(invoice: NewInvoice, intacct: IntacctClient): Recognition {
  const { invoiceNumber } = invoice;
  const values = [
    equal('CUSTOMERID', invoice.customerId),
    equal('WHENCREATED', toGatewayDate(invoice.invoiceDate)),
    equal('TRX_TOTALENTERED', totalOf(invoice)),
  ];
  const find = (identity: Filter) =>
    findAll(intacct, 'ARINVOICE', ['RECORDNO', 'RECORDID', 'STATE'], allOf(identity, ...values));
  if (invoiceNumber) return { by: 'number', object: 'ARINVOICE', find: () => find(equal('RECORDID', invoiceNumber)) };
  return { by: 'values', object: 'ARINVOICE', find: (since) => find(createdSince(since)) };
}

async function readInvoice(intacct: IntacctClient, key: string): Promise<IntacctRecord> {
  const record = await intacct.read('ARINVOICE', key);
  if (record) return record;
  throw new ConnectorError({
    kind: 'not_found',
    code: 'invoice_not_found',
    message: `There is no AR invoice with the record number ${key}.`,
    advice: 'Look for it with listInvoices; editing an Order Entry document gives its invoice a new record number.',
    details: { field: 'key' },
  });
}

function invoiceFrom(record: IntacctRecord): z.input<typeof Invoice> {
  return {
    key: text(record, 'RECORDNO'),
    number: text(record, 'RECORDID'),
    state: text(record, 'STATE'),
    customerId: text(record, 'CUSTOMERID'),
    customerName: textOrNull(record, 'CUSTOMERNAME'),
    invoiceDate: dateOrNull(record, 'WHENCREATED'),
    dueDate: dateOrNull(record, 'WHENDUE'),
    currency: textOrNull(record, 'CURRENCY'),
    total: amountOrNull(record, 'TRX_TOTALENTERED') ?? '0.00',
    totalDue: amountOrNull(record, 'TRX_TOTALDUE') ?? '0.00',
    referenceNumber: textOrNull(record, 'DOCNUMBER'),
    url: textOrNull(record, 'RECORD_URL'),
  };
}

/** The gateway writes the element in either case. */
function itemName(items: XmlNode | undefined): string {
  const names = typeof items === 'object' ? Object.keys(items) : [];
  return names.find((name) => name.toLowerCase() === 'arinvoiceitem') ?? 'arinvoiceitem';
}

function lineFrom(node: XmlNode): z.input<typeof Line> {
  const record = typeof node === 'string' ? {} : node;
  return {
    key: text(record, 'RECORDNO'),
    amount: amountOrNull(record, 'TRX_AMOUNT') ?? '0.00',
    accountNumber: textOrNull(record, 'ACCOUNTNO'),
    memo: textOrNull(record, 'ENTRYDESCRIPTION'),
    itemId: textOrNull(record, 'ITEMID'),
    locationId: textOrNull(record, 'LOCATIONID'),
    departmentId: textOrNull(record, 'DEPARTMENTID'),
  };
}
