import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { type Connection, connectTo } from '../support/actions.js';
import { callOn } from '../support/examples.js';

let sandbox: IntacctSandbox;
let connection: Connection;

beforeAll(async () => {
  sandbox = await startSandbox();
  connection = await connectTo(sandbox);
  await call('createCustomer', { id: 'N-1', name: 'Larkspur Bakery and Daughters Limited' });
  await call('createCustomer', { id: 'N-2', name: 'Twin' });
  await call('createCustomer', { id: 'N-3', name: 'Twin' });
  await call('createCustomer', { id: 'N-4', name: 'N-1' });
});

afterAll(async () => {
  await connection[Symbol.asyncDispose]();
  await sandbox.close();
});

const call = (name: string, input: object) => callOn(connection.company, name, input) as Promise<{ key: string }>;
const titleOf = (accountNumber: string) =>
  sandbox.books.list('GLACCOUNT').find(({ ACCOUNTNO }) => ACCOUNTNO === accountNumber)?.TITLE;
const departmentOf = (id: string) =>
  sandbox.books.list('DEPARTMENT').find(({ DEPARTMENTID }) => DEPARTMENTID === id)?.TITLE;

const invoice = (more: object = {}) => ({
  customerId: 'Larkspur Bakery and Daughters Limited',
  invoiceDate: '2026-02-02',
  paymentTerm: 'N30',
  lines: [{ accountNumber: '4000', amount: '10.00', locationId: 'E100' }],
  ...more,
});

describe('resolve: name', () => {
  let sent: number;

  beforeEach(() => {
    sent = sandbox.requests.length;
  });

  const functions = () => sandbox.requests.slice(sent).flatMap(({ functions }) => functions.map(({ name }) => name));

  test('takes names and titles for IDs at any depth, longer than an ID may be', async () => {
    const line = {
      accountNumber: titleOf('4000'),
      departmentId: departmentOf('D10'),
      amount: '10.00',
      locationId: 'E100',
    };
    const { key } = await call('createInvoice', invoice({ lines: [line, line], resolve: 'name' }));

    expect(sandbox.books.get('ARINVOICE', key)).toMatchObject({ CUSTOMERID: 'N-1' });
    expect(sandbox.books.list('ARINVOICEITEM').filter(({ RECORDKEY }) => RECORDKEY === key)).toMatchObject([
      { ACCOUNTNO: '4000', DEPARTMENTID: 'D10', LOCATIONID: 'E100' },
      { ACCOUNTNO: '4000', DEPARTMENTID: 'D10', LOCATIONID: 'E100' },
    ]);
    // One question per kind of record, all in one go, then the write.
    expect(functions().filter((name) => name === 'query')).toHaveLength(4);
  });

  test('remembers what it has found', async () => {
    await call('createInvoice', invoice({ resolve: 'name' }));
    sent = sandbox.requests.length;
    await call('createInvoice', invoice({ resolve: 'name' }));

    expect(functions()).toEqual(['create_invoice']);
  });

  test('works for lists', async () => {
    const listed = (await call('listInvoices', { customerId: invoice().customerId, resolve: 'name' })) as unknown;

    expect(listed).toMatchObject({ records: expect.arrayContaining([expect.objectContaining({ customerId: 'N-1' })]) });
  });

  test('works for many at once, in one question, and for a single one among them', async () => {
    const customers = ['C130', 'C131', 'C132'].map((id) =>
      sandbox.books.list('CUSTOMER').find(({ CUSTOMERID }) => CUSTOMERID === id),
    );
    const records = customers.map((customer) => invoice({ customerId: customer?.NAME }));
    await expect(call('createInvoices', { records, resolve: 'name' })).resolves.toMatchObject({ created: 3 });
    expect(functions().filter((name) => name === 'query').length).toBeLessThanOrEqual(3);

    const mixed = [invoice({ customerId: 'C130' }), invoice({ resolve: 'name' })];
    await expect(call('createInvoices', { records: mixed })).resolves.toMatchObject({ created: 2 });
  });

  test('refuses an unknown name with its path and the nearest names, and writes nothing', async () => {
    const misspelt = invoice({ customerId: 'Larkspur Bakery and Daughter Limited', resolve: 'name' });

    await expect(call('createInvoice', misspelt)).rejects.toMatchObject({
      kind: 'not_found',
      code: 'record_not_found',
      message: expect.stringContaining(
        'customerId: no CUSTOMER has the ID or the name "Larkspur Bakery and Daughter Limited"',
      ),
      advice: expect.stringContaining('Did you mean "Larkspur Bakery and Daughters Limited" (N-1)?'),
    });
    expect(functions()).not.toContain('create_invoice');
  });

  test('finds a record that was made after it was looked for in vain', async () => {
    const early = invoice({ customerId: 'Early Bird', resolve: 'name' });
    await expect(call('createInvoice', early)).rejects.toMatchObject({ code: 'record_not_found' });
    await call('createCustomer', { id: 'N-5', name: 'Early Bird' });

    await expect(call('createInvoice', early)).resolves.toBeDefined();
  });

  test.each(['Twin', 'N-1'])('refuses "%s", which several records have as name or ID, and lists them', async (name) => {
    const line = { ...invoice().lines[0], customerId: name };

    await expect(call('createInvoice', invoice({ lines: [line], resolve: 'name' }))).rejects.toMatchObject({
      kind: 'invalid_input',
      code: 'name_ambiguous',
      details: { field: 'lines[0].customerId', candidates: [expect.anything(), expect.anything()] },
    });
    expect(functions()).not.toContain('create_invoice');
  });

  test('looks nothing up for an input that is wrong anyhow', async () => {
    await expect(call('createInvoice', invoice({ resolve: 'name', lines: [] }))).rejects.toMatchObject({
      kind: 'invalid_input',
      details: { field: 'lines' },
    });
    expect(functions()).toEqual([]);
  });

  test('left out, a name is not an ID', async () => {
    await expect(call('createInvoice', invoice())).rejects.toMatchObject({ details: { field: 'customerId' } });
    expect(functions()).toEqual([]);
  });

  test('leaves the own number of an account that is created or changed as it is', async () => {
    await call('createAccount', {
      accountNumber: '6190',
      name: 'Travel',
      normalBalance: 'debit',
      accountType: 'incomestatement',
      closingType: 'non-closing account',
      resolve: 'name',
    });

    expect(titleOf('6190')).toBe('Travel');
  });
});
