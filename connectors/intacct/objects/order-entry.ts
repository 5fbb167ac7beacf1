import { z } from 'zod';
import type { Example } from '../../action.js';
import { defineAction } from '../action.js';
import { orderEntryDocument, orderEntryLine } from '../shapes/order-entry.js';
import { adopted, documentation, text } from './fields.js';
import { datedListAction } from './list-action.js';
import { recogniseDocument } from './order-entry-lookup.js';
import { newDocumentInput, toCreateDocument } from './order-entry-request.js';
import { ownedLines } from './owned-lines.js';
import { permissions } from './permissions.js';
import { recordById } from './record-actions.js';

const source = `${documentation('order-entry/order-entry-transactions')}/`;
const may = permissions('Order Entry', 'Order Entry transactions');

const soldSeats = {
  customerId: 'C104',
  date: '2026-02-10',
  lines: [
    {
      itemId: 'SEAT',
      quantity: '12',
      unit: 'Each',
      price: '25.00',
      warehouseId: 'WH1',
      locationId: 'E100',
      departmentId: 'D10',
    },
  ],
};

const DocumentId = z.string().min(1).max(100).describe('Transaction type and number, such as "Sales Invoice-INV0001".');

export const createOrderEntryInvoice = createDocument('Sales Invoice', {
  summary: 'Create an Order Entry document of items, quantities and prices, such as a sales invoice.',
  details:
    'A definition that posts makes an invoice in Accounts Receivable; getOrderEntryDocument names it as `invoiceKey`, ' +
    'and that is the one to pay. With `createdFrom` and `sourceLineKey` an order is converted. A second call with the ' +
    'same request key finds the first one’s document; with a `number` that is certain in every case.',
  example: { input: { ...soldSeats, number: 'OE-501' } },
});

export const createOrderEntryReturn = createDocument('Sales Return', {
  summary: 'Create an Order Entry return of items that were sold.',
  details:
    'A definition that posts makes a credit memo in Accounts Receivable: apply it with applyArCredits. With ' +
    '`createdFrom` and `sourceLineKey` it returns lines of that document, at most what is left of them.',
  example: {
    given: [
      { as: 'sold', action: 'createOrderEntryInvoice', input: { ...soldSeats, number: 'OE-502' } },
      { as: 'sale', action: 'getOrderEntryDocument', input: { id: '{{sold.id}}' } },
    ],
    input: {
      customerId: 'C104',
      date: '2026-02-12',
      createdFrom: '{{sold.id}}',
      number: 'RMA-501',
      lines: [
        {
          itemId: 'SEAT',
          quantity: '2',
          unit: 'Each',
          price: '25.00',
          sourceLineKey: '{{sale.lines.0.key}}',
          locationId: 'E100',
        },
      ],
    },
  },
});

interface Told {
  readonly summary: string;
  readonly details: string;
  readonly example: Example<z.input<ReturnType<typeof newDocumentInput>>>;
}

function createDocument(transactionType: string, told: Told) {
  return defineAction({
    ...told,
    effect: 'create',
    source,
    permissions: may('Add', 'List'),
    errors: ['number_taken', 'number_missing', 'reference_unknown', 'unit_refused', 'period_closed'],
    input: newDocumentInput(transactionType),
    output: z.looseObject({ id: DocumentId, transactionType: z.string(), adopted }),
  }).run(async (document, intacct) => {
    const { record, adopted } = await intacct.write(toCreateDocument(document), recogniseDocument(document, intacct));
    return { id: text(record, 'RECORDNO'), transactionType: document.transactionType, adopted };
  });
}

export const getOrderEntryDocument = defineAction({
  summary: 'Read one Order Entry document with its lines.',
  effect: 'read',
  source,
  permissions: may('View'),
  errors: ['record_not_found'],
  example: {
    given: [{ as: 'sold', action: 'createOrderEntryInvoice', input: { ...soldSeats, number: 'OE-503' } }],
    input: { id: '{{sold.id}}' },
  },
  input: z.strictObject({ id: DocumentId }),
  output: orderEntryDocument.output.extend({ lines: z.array(orderEntryLine.output) }),
}).run(async ({ id }, intacct) => {
  const record = await recordById(intacct, 'SODOCUMENT', id);
  const lines = ownedLines(record, 'SODOCUMENTENTRIES').map((line) => orderEntryLine.from(line));
  return { ...orderEntryDocument.from(record), lines };
});

export const listOrderEntryDocuments = datedListAction(orderEntryDocument, 'date', {
  summary: 'List Order Entry documents, a page at a time, without their lines.',
  source,
  permissions: may('List'),
  by: ['transactionType', 'number', 'customerId', 'state', 'referenceNumber', 'createdFrom'],
  example: { input: { transactionType: 'Sales Invoice', limit: 10 } },
});
