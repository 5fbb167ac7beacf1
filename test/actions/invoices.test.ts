import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { z } from 'zod';
import { functionXml } from '../../connectors/intacct/gateway/envelope.js';
import { createInvoice, getInvoice, getInvoicePdf, listInvoices } from '../../connectors/intacct/objects/ar-invoice.js';
import {
  deleteInvoice,
  postInvoice,
  reverseInvoice,
  updateInvoice,
} from '../../connectors/intacct/objects/ar-invoice-changes.js';
import { NewInvoiceInput, toCreateInvoice } from '../../connectors/intacct/objects/ar-invoice-request.js';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { type Connection, connectTo } from '../support/actions.js';

let sandbox: IntacctSandbox;
let connection: Connection;
let call: Connection['call'];

beforeAll(async () => {
  sandbox = await startSandbox({
    company: 'small',
    settings: {
      customFields: [
        { object: 'ARINVOICE', name: 'DEAL_ID', type: 'text' },
        { object: 'ARINVOICEITEM', name: 'LINE_REF', type: 'text' },
      ],
      userDefinedDimensions: [{ object: 'REGION', label: 'Region', records: ['North', 'South'] }],
    },
  });
  connection = await connectTo(sandbox);
  call = connection.call;
});

afterAll(async () => {
  await connection[Symbol.asyncDispose]();
  await sandbox.close();
});

type Invoice = Partial<z.input<typeof NewInvoiceInput>>;

const line = { accountNumber: '4000', amount: '10.00', locationId: 'E100' };
const header = { customerId: 'C101', invoiceDate: '2026-03-02', paymentTerm: 'N30' };
const create = (input: Invoice = {}) => call('createInvoice', createInvoice, { ...header, lines: [line], ...input });
const read = (key: string) =>
  call('getInvoice', getInvoice, { key, customFields: ['DEAL_ID'], lineCustomFields: ['LINE_REF'] });
const update = (input: z.input<typeof updateInvoice.input>) => call('updateInvoice', updateInvoice, input);

/** Names of the functions that leave while this runs. */
async function sentBy(work: () => Promise<unknown>): Promise<string[]> {
  const before = sandbox.requests.length;
  await work();
  return sandbox.requests.slice(before).flatMap(({ functions }) => functions.map(({ name }) => name));
}

/** A request as it would leave. */
const requestFor = (input: Invoice) =>
  functionXml('1', toCreateInvoice(NewInvoiceInput.parse({ ...header, lines: [line], ...input })));

describe('createInvoice', () => {
  test('keeps every field of the header and every dimension of a line', async () => {
    const dimensions = { departmentId: 'D10', projectId: 'P100', taskId: 'T1', itemId: 'SEAT', classId: 'SUBS' };
    const more = { customerId: 'C101', vendorId: 'V100', employeeId: 'EMP1', contractId: 'CON1', warehouseId: 'WH1' };
    const full = { ...line, ...dimensions, ...more, memo: 'Seats', offsetAccountNumber: '1100' };
    const own = { dimensions: { GLDIMREGION: '2' }, customFields: { LINE_REF: 'l-1' } };
    const given = { invoiceNumber: 'F-1', referenceNumber: 'PO-9', description: 'March', postingDate: '2026-03-05' };
    const { key, total } = await create({
      ...given,
      billToContact: 'Aldgate Books(CC100)',
      customFields: { DEAL_ID: '77' },
      lines: [{ ...full, ...own }, line],
    });

    expect(total).toBe('20.00');
    const { invoiceNumber: number, ...rest } = given;
    expect(await read(key)).toMatchObject({
      ...header,
      ...rest,
      number,
      state: 'Posted',
      dueDate: '2026-04-01',
      billToContact: 'Aldgate Books(CC100)',
      customFields: { DEAL_ID: '77' },
      lines: [
        { ...full, ...own, lineNumber: 1 },
        { lineNumber: 2, departmentId: null, dimensions: {}, customFields: { LINE_REF: '' } },
      ],
    });
  });

  test.each([
    ['3', '0.335', '1.01'],
    ['1', '2.674999', '2.67'],
    ['1.5', '19.99', '29.99'],
    [3, 0.1, '0.30'],
  ])('multiplies %s by %s to %s, rounded half up to the cent', async (quantity, price, amount) => {
    const { amount: _, ...rest } = line;
    const { key, total } = await create({ lines: [{ ...rest, itemId: 'SEAT', quantity, price }] });

    expect(total).toBe(amount);
    expect((await read(key)).lines).toMatchObject([{ amount, itemId: 'SEAT' }]);
  });

  test('keeps a foreign currency with its own rate', async () => {
    const { key } = await create({ currency: 'EUR', exchangeRate: '1.25' });

    expect(await read(key)).toMatchObject({ currency: 'EUR', total: '10.00', baseTotal: '12.50' });
  });

  test('sends recognition, allocation and taxes in the places that the schema wants', async () => {
    const revenueRecognition = { template: 'R12', deferredAccountNumber: '2400', startDate: '2026-03-01' };
    const taxEntries = [{ taxDetailId: 'UK 20', amount: '2.00' }];
    const input = {
      taxSolutionId: 'United Kingdom - VAT',
      lines: [{ ...line, allocationId: 'A1', revenueRecognition, billable: true, itemId: 'SEAT', taxEntries }],
    };

    // The sandbox checks the order of elements before it says that it does not know their meaning.
    await expect(create(input)).rejects.toMatchObject({ code: 'not_simulated' });
    expect(requestFor(input)).toContain(
      '<taxsolutionid>United Kingdom - VAT</taxsolutionid><invoiceitems><lineitem><glaccountno>4000</glaccountno>' +
        '<amount>10.00</amount><allocationid>A1</allocationid><locationid>E100</locationid>' +
        '<revrectemplate>R12</revrectemplate><defrevaccount>2400</defrevaccount>' +
        '<revrecstartdate><year>2026</year><month>03</month><day>01</day></revrecstartdate><itemid>SEAT</itemid>' +
        '<billable>true</billable><taxentries><taxentry><detailid>UK 20</detailid><trx_tax>2.00</trx_tax></taxentry>',
    );
  });

  test.each<[string, Invoice, string]>([
    ['an amount beside a quantity', { lines: [{ ...line, quantity: 1, price: 1 }] }, 'lines[0].amount'],
    ['a quantity without a price', { lines: [{ accountNumber: '4000', quantity: 1 }] }, 'lines[0].amount'],
    ['two accounts on a line', { lines: [{ ...line, accountLabel: 'Sales' }] }, 'lines[0]'],
    ['a rate without a currency', { exchangeRate: '1.2' }, 'currency'],
    [
      'a dimension by another name',
      { lines: [{ ...line, dimensions: { REGION: '1' } }] },
      'lines[0].dimensions.REGION',
    ],
  ])('refuses %s before any call', async (_what, input, field) => {
    const sent = await sentBy(() =>
      expect(create(input)).rejects.toMatchObject({ code: 'invalid_input', details: { field } }),
    );
    expect(sent).toEqual([]);
  });
});

describe('updateInvoice', () => {
  test('changes the header and a line, empties what is null and leaves the rest', async () => {
    const lines = [{ ...line, memo: 'One', departmentId: 'D10' }, line];
    const { key } = await create({ state: 'draft', referenceNumber: 'PO-1', description: 'Old', lines });

    await update({
      key,
      referenceNumber: null,
      dueDate: '2026-05-01',
      billToContact: 'Aldgate Books(CC100)',
      customFields: { DEAL_ID: '5' },
      lines: [{ lineNumber: 1, quantity: '2', price: '7.5', departmentId: null, dimensions: { GLDIMREGION: '1' } }],
    });
    expect(await read(key)).toMatchObject({
      state: 'Draft',
      referenceNumber: null,
      description: 'Old',
      dueDate: '2026-05-01',
      billToContact: 'Aldgate Books(CC100)',
      total: '25.00',
      customFields: { DEAL_ID: '5' },
      lines: [{ memo: 'One', amount: '15.00', departmentId: null, dimensions: { GLDIMREGION: '1' } }, {}],
    });
  });

  test('adds the line whose number comes after the last one, once, though the first answer is lost', async () => {
    const { key } = await create({ state: 'draft' });
    sandbox.faults.add({ match: { function: 'update_invoice' }, kind: 'lost-reply', stage: 'after', times: 1 });

    await update({ key, lines: [{ lineNumber: 2, ...line, amount: '5.00' }] });
    expect((await read(key)).lines).toMatchObject([{ amount: '10.00' }, { lineNumber: 2, amount: '5.00' }]);
  });

  test('refuses a new line that lacks its account or leaves a gap, and writes nothing', async () => {
    const { key } = await create({ state: 'draft' });
    const sent = await sentBy(async () => {
      await expect(update({ key, lines: [{ lineNumber: 2, amount: '5.00' }] })).rejects.toMatchObject({
        code: 'invalid_input',
        message: expect.stringContaining('needs either accountNumber or accountLabel'),
      });
      await expect(update({ key, lines: [{ lineNumber: 3, ...line }] })).rejects.toMatchObject({
        message: expect.stringContaining('the next line to add has the number 2'),
      });
    });
    expect(sent).toEqual(['read', 'read']);
  });

  test('explains that a paid invoice can no longer be changed', async () => {
    const { records } = await call('listInvoices', listInvoices, { number: 'SEED-3' });

    await expect(update({ key: records[0]?.key ?? '', description: 'X' })).rejects.toMatchObject({
      code: 'state_forbids',
    });
  });
});

describe('postInvoice', () => {
  test('posts a draft, and does nothing to an invoice that is posted already', async () => {
    const { key } = await create({ state: 'draft' });

    expect(await call('postInvoice', postInvoice, { key })).toMatchObject({ state: 'Posted', alreadyPosted: false });
    expect(await call('postInvoice', postInvoice, { key })).toMatchObject({ state: 'Posted', alreadyPosted: true });
  });
});

describe('reverseInvoice', () => {
  const reverse = (key: string) => call('reverseInvoice', reverseInvoice, { key, reversalDate: '2026-03-20' });

  test('reverses once, though the first answer is lost and it is asked for again', async () => {
    const { key } = await create({ invoiceNumber: 'R-1' });
    sandbox.faults.add({ match: { function: 'reverse_invoice' }, kind: 'lost-reply', stage: 'after', times: 1 });

    expect(await reverse(key)).toMatchObject({ state: 'Reversed' });
    expect(await reverse(key)).toMatchObject({ state: 'Reversed', alreadyReversed: true });
    expect((await read(key)).totalDue).toBe('0.00');
    expect(sandbox.books.list('ARINVOICE').filter(({ RECORDID }) => RECORDID?.startsWith('R-1'))).toHaveLength(2);
  });

  test('refuses a draft', async () => {
    const { key } = await create({ state: 'draft' });

    await expect(reverse(key)).rejects.toMatchObject({ code: 'state_forbids' });
  });
});

describe('deleteInvoice', () => {
  test('deletes a draft, and says so when it is gone already', async () => {
    const { key } = await create({ state: 'draft' });

    expect(await call('deleteInvoice', deleteInvoice, { key })).toEqual({ deleted: true });
    expect(await call('deleteInvoice', deleteInvoice, { key })).toEqual({ deleted: false });
    await expect(read(key)).rejects.toMatchObject({ code: 'record_not_found', details: { field: 'key' } });
  });
});

describe('listInvoices', () => {
  test('finds by number, by customer and state, and by date', async () => {
    const list = async (input: z.input<typeof listInvoices.input>) =>
      (await call('listInvoices', listInvoices, input)).records.map(({ number }) => number);

    expect(await list({ number: 'SEED-2', limit: 5 })).toEqual(['SEED-2']);
    expect(await list({ customerId: 'C104', state: 'Paid', limit: 5 })).toEqual(['SEED-3']);
    expect(await list({ from: '2026-01-09', to: '2026-01-11', limit: 5 })).toEqual(['SEED-2']);
  });
});

describe('getInvoicePdf', () => {
  test('gives a PDF as base64', async () => {
    const { base64, bytes } = await call('getInvoicePdf', getInvoicePdf, { key: '1' });

    const file = Buffer.from(base64, 'base64');
    expect([file.length, file.subarray(0, 5).toString()]).toEqual([bytes, '%PDF-']);
  });

  test('refuses a file that is too large for a workflow’s history', async () => {
    const PDFDATA = Buffer.alloc(1_000_001).toString('base64');
    const printer = { execute: async () => ({ data: { records: [{ PDFDATA }] } }) };

    await expect(getInvoicePdf.run({ key: '1' }, printer as never)).rejects.toMatchObject({ code: 'file_too_large' });
  });

  test('explains that an invoice does not exist', async () => {
    await expect(call('getInvoicePdf', getInvoicePdf, { key: '99999' })).rejects.toMatchObject({
      code: 'record_not_found',
    });
  });
});
