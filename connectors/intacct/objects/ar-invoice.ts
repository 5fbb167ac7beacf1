import { z } from 'zod';
import { ConnectorError } from '../../errors.js';
import { defineAction } from '../action.js';
import { userDimensions } from '../shapes/dimensions.js';
import { invoiceLine, invoice as invoiceShape } from '../shapes/invoice.js';
import { totalOf } from './ar-invoice-line.js';
import { likeInvoice, NewInvoiceInput, toCreateInvoice } from './ar-invoice-request.js';
import { createdDocument, recogniseDocument } from './document.js';
import { Amount, adopted, documentation, RecordKey, text } from './fields.js';
import { datedListAction } from './list-action.js';
import { ownedLines } from './owned-lines.js';
import { permissions } from './permissions.js';
import { customFieldNames, customFieldsOf, customFieldValues, recordByKey } from './record-actions.js';

const source = `${documentation('accounts-receivable/invoices')}/`;
const may = permissions('Accounts Receivable', 'Invoices');

export const createInvoice = defineAction({
  summary: 'Create an AR invoice, as a draft or posted.',
  details:
    'The customer and the accounts must exist. A second call with the same request key finds the first one’s invoice. ' +
    'With an `invoiceNumber` that is certain in every case; without one Intacct numbers the invoice and an unknown ' +
    'outcome may need a person’s decision.',
  effect: 'create',
  source,
  permissions: may('Add', 'List'),
  errors: ['number_taken', 'customer_refused', 'account_refused', 'location_required', 'period_closed'],
  input: NewInvoiceInput,
  output: z.looseObject({
    key: RecordKey,
    number: z.string().nullable().describe('The given number; null when Intacct numbered it: read it with getInvoice.'),
    state: z.enum(['draft', 'posted']),
    total: Amount,
    adopted,
  }),
  example: {
    input: {
      customerId: 'C101',
      invoiceDate: '2026-02-02',
      paymentTerm: 'N30',
      invoiceNumber: 'EX-2026-7',
      referenceNumber: 'PO-4711',
      lines: [
        { accountNumber: '4000', itemId: 'SEAT', quantity: 12, price: '19.95', locationId: 'E100', projectId: 'P100' },
        { accountNumber: '4010', amount: '120.00', memo: 'Onboarding', locationId: 'E100', departmentId: 'D20' },
      ],
    },
  },
}).run(async (invoice, intacct) => {
  const { invoiceNumber: number, state, lines } = invoice;
  const recognition = recogniseDocument(intacct, 'ARINVOICE', { number, like: likeInvoice(invoice) });
  const written = await intacct.write(toCreateInvoice(invoice), recognition);
  return { ...createdDocument(written, { number, state }), total: totalOf(lines) };
});

export const getInvoice = defineAction({
  summary: 'Read one AR invoice with its lines.',
  details:
    'Find its key with listInvoices. An Order Entry invoice gets a new key whenever its order is edited; its number stays.',
  effect: 'read',
  source,
  permissions: may('View'),
  errors: ['record_not_found'],
  input: z.strictObject({
    key: RecordKey,
    customFields: customFieldNames,
    lineCustomFields: customFieldNames.describe('Integration names of custom fields of the lines to return.'),
  }),
  output: invoiceShape.output.extend({
    customFields: customFieldValues,
    lines: z.array(
      invoiceLine.output.extend({
        dimensions: z.record(z.string(), z.string()).describe('User-defined ones that the line has.'),
        customFields: customFieldValues,
      }),
    ),
  }),
  example: { input: { key: '1' } },
}).run(async ({ key, customFields, lineCustomFields }, intacct) => {
  const record = await recordByKey(intacct, 'ARINVOICE', key);
  const lines = ownedLines(record, 'ARINVOICEITEMS').map((line) => ({
    ...invoiceLine.from(line),
    dimensions: userDimensions(line),
    ...customFieldsOf(line, lineCustomFields),
  }));
  lines.sort((a, b) => (a.lineNumber ?? 0) - (b.lineNumber ?? 0));
  return { ...invoiceShape.from(record), ...customFieldsOf(record, customFields), lines };
});

export const listInvoices = datedListAction(invoiceShape, 'invoiceDate', {
  summary: 'List AR invoices, a page at a time, without their lines.',
  source,
  permissions: may('List'),
  by: ['number', 'customerId', 'state', 'referenceNumber', 'currency'],
  example: { input: { customerId: 'C100', state: 'Posted', limit: 10 } },
});

/** What a result may hold: it stays in the workflow's history, which has room for two megabytes a piece. */
const mostPdfBytes = 1_000_000;

export const getInvoicePdf = defineAction({
  summary: 'Print an AR invoice as a PDF.',
  details:
    'Returns the file as base64, which stays in the workflow’s history. Refuses files of more than 1 MB: fetch those outside ' +
    'of a workflow.',
  effect: 'read',
  source: `${documentation('accounts-receivable/invoices')}/#get-invoice-pdf`,
  permissions: may('View'),
  errors: ['record_not_found', 'file_too_large'],
  input: z.strictObject({ key: RecordKey }),
  output: z.looseObject({
    key: RecordKey,
    contentType: z.literal('application/pdf'),
    bytes: z.int().describe('Size of the file.'),
    base64: z.string(),
  }),
  example: { input: { key: '1' } },
}).run(async ({ key }, intacct) => {
  const { data } = await intacct.execute({ name: 'retrievepdf', body: { ARINVOICE: { RECORDNO: key } } });
  const base64 = text(data.records[0] ?? {}, 'PDFDATA').replace(/\s/g, '');
  const bytes = Buffer.byteLength(base64, 'base64');
  if (bytes > mostPdfBytes) throw tooLarge(key, bytes);
  return { key, contentType: 'application/pdf', bytes, base64 };
});

function tooLarge(key: string, bytes: number): ConnectorError {
  return new ConnectorError({
    kind: 'rejected',
    code: 'file_too_large',
    message: `The PDF of invoice ${key} has ${bytes} bytes; a workflow takes ${mostPdfBytes} at most.`,
    advice: 'Fetch it outside of a workflow, or open the invoice in Intacct.',
    details: { bytes, most: mostPdfBytes },
  });
}
