import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { z } from 'zod';
import { getInvoice } from '../../connectors/intacct/objects/ar-invoice.js';
import {
  createOrderEntryInvoice,
  createOrderEntryReturn,
  getOrderEntryDocument,
  listOrderEntryDocuments,
} from '../../connectors/intacct/objects/order-entry.js';
import { recogniseDocument } from '../../connectors/intacct/objects/order-entry-lookup.js';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { type Connection, connectTo } from '../support/actions.js';

type Document = z.input<typeof createOrderEntryInvoice.input>;

let sandbox: IntacctSandbox;
let connection: Connection;
let call: Connection['call'];

beforeAll(async () => {
  sandbox = await startSandbox({ company: 'small' });
  connection = await connectTo(sandbox);
  call = connection.call;
});

afterAll(async () => {
  await connection[Symbol.asyncDispose]();
  await sandbox.close();
});

const seats = { itemId: 'SEAT', quantity: '12', unit: 'Each', price: '25.125', locationId: 'E100' };
const sale: Document = { customerId: 'C104', date: '2026-03-10', lines: [seats] };

const sell = (changes: Partial<Document> = {}) =>
  call('createOrderEntryInvoice', createOrderEntryInvoice, { ...sale, ...changes });
const giveBack = (changes: Partial<Document>) =>
  call('createOrderEntryReturn', createOrderEntryReturn, { ...sale, ...changes });
const read = (id: string) => call('getOrderEntryDocument', getOrderEntryDocument, { id });

describe('createOrderEntryInvoice', () => {
  test('makes a sales invoice whose AR invoice getOrderEntryDocument names', async () => {
    const lines = [
      {
        ...seats,
        description: 'Seats, March',
        memo: 'Per seat',
        departmentId: 'D10',
        warehouseId: 'WH1',
        classId: 'SUBS',
      },
      { ...seats, itemId: 'ONBOARD', quantity: '1.5', price: '100', discountPercent: '10' },
    ];
    const subtotals = [{ description: 'Shipping', total: '9.00', locationId: 'E100' }];
    const { id } = await sell({ number: 'OE-1', referenceNumber: 'PO-7', paymentTerm: 'N30', lines, subtotals });

    const document = await read(id);

    expect(document).toMatchObject({
      id: 'Sales Invoice-OE-1',
      number: 'OE-1',
      transactionType: 'Sales Invoice',
      customerId: 'C104',
      date: '2026-03-10',
      referenceNumber: 'PO-7',
      paymentTerm: 'N30',
      subtotal: '436.50',
      total: '445.50',
      totalDue: '445.50',
      lines: [
        {
          itemId: 'SEAT',
          quantity: '12',
          price: '25.125',
          amount: '301.50',
          description: 'Seats, March',
          warehouseId: 'WH1',
          classId: 'SUBS',
        },
        { lineNumber: 2, itemId: 'ONBOARD', quantity: '1.5', amount: '135.00' },
      ],
    });
    const invoice = await call('getInvoice', getInvoice, { key: document.invoiceKey ?? '' });
    expect(invoice).toMatchObject({ customerId: 'C104', total: '445.50' });
  });

  test('takes another transaction type and state; what does not post has no AR invoice', async () => {
    const order = await sell({ transactionType: 'Sales Order', number: 'SO-1' });
    const draft = await sell({ number: 'OE-2', state: 'Draft' });

    expect(await read(order.id)).toMatchObject({ id: 'Sales Order-SO-1', state: 'Pending', invoiceKey: null });
    expect(await read(draft.id)).toMatchObject({ state: 'Draft', invoiceKey: null });
  });

  test('converts lines of an order', async () => {
    const { id: createdFrom } = await sell({ transactionType: 'Sales Order', number: 'SO-2' });
    const sourceLineKey = (await read(createdFrom)).lines[0]?.key;

    const { id } = await sell({ createdFrom, number: 'OE-3', lines: [{ ...seats, quantity: '5', sourceLineKey }] });

    expect(await read(id)).toMatchObject({ createdFrom });
    expect(await read(createdFrom)).toMatchObject({ state: 'Partially Converted' });
  });

  test('finds its own document by the number when the answer is lost', async () => {
    sandbox.faults.add({ match: { function: 'create_sotransaction' }, kind: 'lost-reply', times: 1 });

    expect(await sell({ number: 'OE-4' })).toMatchObject({ id: 'Sales Invoice-OE-4', adopted: true });
    await expect(sell({ number: 'OE-4', customerId: 'C101' })).rejects.toMatchObject({ code: 'number_taken' });
  });

  test('without a number takes no document of other items for its own, and rather one of the same quantities', async () => {
    const date = '2026-03-11';
    const more = await sell({ date, lines: [{ ...seats, quantity: '13' }] });
    const same = await sell({ date, lines: [seats] });
    await sell({ date, lines: [{ ...seats, itemId: 'SUPPORT' }] });
    await sell({ date, customerId: 'C101' });
    const client = connection.company.client({ requestKey: 'look', action: 'createOrderEntryInvoice', repeated: true });

    const sent = createOrderEntryInvoice.input.parse({ ...sale, date, lines: [{ ...seats, quantity: '12.0' }] });
    const candidates = await recogniseDocument(sent, client).find(new Date());

    expect(candidates).toEqual([{ RECORDNO: same.id }, { RECORDNO: more.id }]);
  });

  test.each<[string, string, Partial<Document>]>([
    ['a quantity of nothing', 'lines[0].quantity', { lines: [{ ...seats, quantity: '0' }] }],
    ['a state that Intacct does not know', 'state', { state: 'posted' as never }],
    ['a negative price', 'lines[0].price', { lines: [{ ...seats, price: '-1' }] }],
  ])('refuses %s before anything is sent', async (_what, field, changes) => {
    const before = sandbox.requests.length;

    await expect(sell(changes)).rejects.toMatchObject({ kind: 'invalid_input', details: { field } });
    expect(sandbox.requests.length).toBe(before);
  });
});

describe('createOrderEntryReturn', () => {
  test('returns lines of a sale, which makes a credit memo', async () => {
    const { id: createdFrom } = await sell({ number: 'OE-5' });
    const sourceLineKey = (await read(createdFrom)).lines[0]?.key;

    const { id } = await giveBack({ createdFrom, number: 'R-1', lines: [{ ...seats, quantity: '2', sourceLineKey }] });

    const returned = await read(id);
    expect(returned).toMatchObject({
      id: 'Sales Return-R-1',
      transactionType: 'Sales Return',
      createdFrom,
      total: '50.25',
    });
    expect(sandbox.books.get('ARADJUSTMENT', returned.invoiceKey ?? '')).toMatchObject({ TRX_TOTALENTERED: '-50.25' });
  });

  test('refuses to return more than was sold', async () => {
    const { id: createdFrom } = await sell({ number: 'OE-6' });
    const sourceLineKey = (await read(createdFrom)).lines[0]?.key;

    const returning = giveBack({ createdFrom, lines: [{ ...seats, quantity: '13', sourceLineKey }] });

    await expect(returning).rejects.toMatchObject({ kind: 'rejected' });
  });
});

describe('listOrderEntryDocuments', () => {
  test('narrows to a transaction type and a period', async () => {
    await sell({ transactionType: 'Sales Order', number: 'SO-9', date: '2026-03-30' });

    const asked = { transactionType: 'Sales Order', from: '2026-03-30', to: '2026-03-30' };
    const { records } = await call('listOrderEntryDocuments', listOrderEntryDocuments, asked);

    expect(records).toMatchObject([{ id: 'Sales Order-SO-9', customerId: 'C104' }]);
  });
});
