import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { IntacctClient } from '../../connectors/intacct/client.js';
import { gatewayFilter } from '../../connectors/intacct/filter/compile.js';
import { customer } from '../../connectors/intacct/shapes/customer.js';
import { date, money, text } from '../../connectors/intacct/shapes/field.js';
import { type Shape, shapeOf } from '../../connectors/intacct/shapes/shape.js';
import { type IntacctSandbox, type StoredRecord, startSandbox } from '../../sandbox/intacct/index.js';
import { type Connection, connectTo } from '../support/actions.js';
import { callOn } from '../support/examples.js';
import { type RandomField, type RandomFilter, randomFilter } from '../support/random-filters.js';

let sandbox: IntacctSandbox;
let connection: Connection;
let intacct: IntacctClient;

beforeAll(async () => {
  sandbox = await startSandbox({ generate: { customers: 10, invoices: 60, paidInvoices: 20 } });
  connection = await connectTo(sandbox);
  intacct = connection.company.client();
  await Promise.all(oddCustomers.map((input) => callOn(connection.company, 'createCustomer', input)));
});

afterAll(async () => {
  await connection[Symbol.asyncDispose]();
  await sandbox.close();
});

const oddCustomers = [
  { id: 'F-1', name: 'O’Hara & <Sons>', comments: "It's 'quoted' 50% off_", onHold: true, creditLimit: '1250.50' },
  { id: 'F-2', name: "O'Hara", status: 'inactive', onHold: false, creditLimit: '0.00' },
  { id: 'F-3', name: 'ohara', comments: 'Zürich 🍞', customerType: 'Retail', creditLimit: '-3.10' },
  { id: 'F-4', name: 'Amount', comments: 'AND OR NOT (', onHold: true },
];

const customerFields: readonly RandomField[] = [
  { names: ['name', 'NAME', 'nAmE'], path: 'NAME', kind: 'text', values: ["O'Hara", 'O’Hara & <Sons>', 'ohara', 'B'] },
  {
    names: ['comments', 'COMMENTS'],
    path: 'COMMENTS',
    kind: 'text',
    values: ['AND OR NOT (', "It's 'quoted' 50% off_"],
  },
  { names: ['id', 'customerid'], path: 'CUSTOMERID', kind: 'text', values: ['C105', 'C139', 'F-2', 'nobody'] },
  { names: ['creditLimit'], path: 'CREDITLIMIT', kind: 'number', values: ['0', '1250.50', '-3.1', '5000', '99999.99'] },
  { names: ['totalDue', 'TOTALDUE'], path: 'TOTALDUE', kind: 'number', values: ['0.00', '100', '1000.5', '2500'] },
  { names: ['onHold'], path: 'ONHOLD', kind: 'flag', values: ['true', 'false'] },
  { names: ['status', 'STATUS'], path: 'STATUS', kind: 'choice', values: ['active', 'inactive'] },
  { names: ['key', 'RECORDNO'], path: 'RECORDNO', kind: 'number', values: ['1', '7', '20', '45', '1000000'] },
];

const invoice = shapeOf('ARINVOICE', {
  number: text('RECORDID'),
  customerId: text('CUSTOMERID'),
  dueDate: date('WHENDUE'),
  paidOn: date('WHENPAID'),
  totalDue: money('TRX_TOTALDUE'),
});

const days = ['2025-02-10', '2025-02-28', '2026-01-31', '2026-02-10', '2026-03-01'];
const invoiceFields: readonly RandomField[] = [
  { names: ['dueDate', 'WHENDUE'], path: 'WHENDUE', kind: 'date', values: days },
  { names: ['paidOn'], path: 'WHENPAID', kind: 'date', values: days },
  { names: ['totalDue'], path: 'TRX_TOTALDUE', kind: 'number', values: ['0', '1000.00', '1079.19', '3000'] },
  { names: ['customerId'], path: 'CUSTOMERID', kind: 'text', values: ['C100', 'C105', 'C110'] },
];

async function foundBy(shape: Shape, filter: unknown): Promise<string[]> {
  const { records } = await intacct.query({
    object: shape.object,
    fields: ['RECORDNO'],
    filter: gatewayFilter(filter as string, shape),
    pageSize: 2000,
  });
  return records.map(({ RECORDNO }) => String(RECORDNO));
}

function meant(books: readonly StoredRecord[], { holds }: RandomFilter): string[] {
  const keys = books.filter((record) => holds(record) === true).map(({ RECORDNO }) => Number(RECORDNO));
  return keys.sort((a, b) => a - b).map(String);
}

describe.each([
  ['customers', customer as unknown as Shape, customerFields],
  ['invoices', invoice as unknown as Shape, invoiceFields],
])('a random filter over %s', (_, shape, fields) => {
  test('finds what a plain predicate finds in the books, as text and as JSON', async () => {
    const books = sandbox.books.list(shape.object);
    expect(books.length).toBeGreaterThan(40);
    const many = fc.array(randomFilter(fields), { minLength: 1, maxLength: 40 });
    const property = fc.asyncProperty(many, async (filters) => {
      // All at once: the dispatcher puts them into few requests.
      const found = await Promise.all(
        filters.map(async (filter) => [await foundBy(shape, filter.text), await foundBy(shape, filter.json)]),
      );
      for (const [index, filter] of filters.entries()) {
        const wanted = meant(books, filter);
        expect({ filter: filter.text, found: found[index] }).toEqual({ filter: filter.text, found: [wanted, wanted] });
      }
    });
    await fc.assert(property, { numRuns: 12 });
  });
});

test('lists longer than the gateway takes find the same, in and not in', async () => {
  const many = Array.from({ length: 2500 }, (_, index) => `'N${index}'`).join(', ');
  const [within, without] = await Promise.all([
    foundBy(customer as never, `id IN (${many}, 'F-1', 'C105')`),
    foundBy(customer as never, `id NOT IN (${many}, 'F-1', 'C105')`),
  ]);

  expect(within).toHaveLength(2);
  expect(without).toHaveLength(sandbox.books.count('CUSTOMER') - 2);
});
