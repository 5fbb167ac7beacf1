import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { openStore, type Store } from '../../store/open.js';
import { type Connection, connectTo } from '../support/actions.js';
import { callOn } from '../support/examples.js';

let sandbox: IntacctSandbox;
let store: Store;
let connection: Connection;

beforeAll(async () => {
  sandbox = await startSandbox({ company: 'small' });
  store = await openStore();
  connection = await connectTo(sandbox, { ledger: store.ledger, settleMs: 0 });
});
afterAll(async () => {
  await connection[Symbol.asyncDispose]();
  await store.close();
  await sandbox.close();
});
beforeEach(() => sandbox.faults.clear());

const call = (name: string, input: unknown) => callOn(connection.company, name, input);

/** Action names after `get`, `create` and `update`, what is created, and a change. */
const masters: readonly (readonly [name: string, values: Record<string, unknown>, change: Record<string, unknown>])[] =
  [
    [
      'Employee',
      { id: 'EMP-X', contactName: 'Mara Quill', locationId: 'E100' },
      { title: 'Lead', startDate: '2026-01-05' },
    ],
    ['Item', { id: 'IT-X', name: 'Audit', itemType: 'Non-Inventory', basePrice: '10.00' }, { taxable: true }],
    ['Location', { id: 'L-X', name: 'Depot', parentId: 'E100' }, { name: 'Main depot', managerId: 'EMP1' }],
    ['Department', { id: 'D-X', name: 'Lab', parentId: 'D10' }, { parentId: null, title: 'Laboratory' }],
    ['Class', { id: 'CL-X', name: 'Trials', description: 'Free ones' }, { description: null }],
    ['Warehouse', { id: 'WH-X', name: 'Leeds', locationId: 'E200' }, { managerId: 'EMP1', usedInLedger: true }],
    [
      'Contract',
      {
        id: 'CON-X',
        name: 'Trial',
        customerId: 'C100',
        startDate: '2026-01-01',
        endDate: '2026-12-31',
        paymentTerm: 'N30',
        termType: 'Termed',
        application: 'Subscription',
        locationId: 'E100',
      },
      { endDate: '2027-06-30' },
    ],
  ];

describe('of a dimension', () => {
  test.each(masters)('%s: created, changed and read, it is what was sent', async (name, values, change) => {
    await call(`create${name}`, values);
    await call(`update${name}`, { id: values.id, ...change });

    await expect(call(`get${name}`, { id: values.id })).resolves.toMatchObject({
      ...values,
      ...change,
      status: 'active',
    });
  });

  test.each(masters)('%s: a lost answer leaves one record', async (name, values) => {
    sandbox.faults.add({ match: { function: 'create' }, kind: 'lost-reply', times: 1 });
    const fresh = { ...values, id: `${values.id}2` };

    await expect(call(`create${name}`, fresh)).resolves.toMatchObject({ id: fresh.id, adopted: true });
    expect(
      sandbox.books.list(name.toUpperCase()).filter((record) => Object.values(record).includes(fresh.id)),
    ).toHaveLength(1);
  });

  test.each(masters)('%s: one that is not there is explained', async (name) => {
    await expect(call(`get${name}`, { id: 'NONE' })).rejects.toMatchObject({ code: 'record_not_found' });
  });
});

test('an ID stays taken for another record', async () => {
  const item = { id: 'SEAT', name: 'Stool', itemType: 'Inventory' };

  await expect(call('createItem', item)).rejects.toMatchObject({ code: 'record_exists' });
});

test('an employee shows the e-mail address of its contact', async () => {
  await expect(call('getEmployee', { id: 'EMP1' })).resolves.toHaveProperty('email');
  await expect(call('listEmployees', { contactName: 'Mara Quill' })).resolves.toMatchObject({
    records: expect.arrayContaining([expect.objectContaining({ id: 'EMP1' })]),
  });
});

test('entities are listed as such, and among the locations', async () => {
  const entities = [{ id: 'E100' }, { id: 'E200' }];

  await expect(call('listEntities', {})).resolves.toMatchObject({ records: entities });
  await expect(call('listLocations', { parentId: '' })).rejects.toMatchObject({ kind: 'invalid_input' });
  await expect(call('getLocation', { id: 'E200' })).resolves.toMatchObject({ name: 'Sandbox Ltd. (UK)' });
});

describe('terms', () => {
  test.each(['Ar', 'Ap'])('of %s are created once, with their due days and discount', async (ledger) => {
    const name = 'N20 3/5';
    sandbox.faults.add({ match: { function: `create_${ledger.toLowerCase()}term` }, kind: 'lost-reply', times: 1 });
    const term = { name, description: 'Net 20', due: { days: 20 }, discount: { days: 5, amount: '3' } };

    await expect(call(`create${ledger}Term`, term)).resolves.toEqual({ name, adopted: true });
    expect(sandbox.books.list(`${ledger.toUpperCase()}TERM`).filter(({ NAME }) => NAME === name)).toMatchObject([
      { DUEDATE: '20', DISCDATE: '5', DISCAMOUNT: '3', DISCPERCAMN: '%' },
    ]);
    await expect(call(`get${ledger}Term`, { name })).resolves.toMatchObject({ name, description: 'Net 20' });
  });
});

test('a bank account of either kind is found by its ID, and told apart in the list', async () => {
  await expect(call('getBankAccount', { id: 'BANK1' })).resolves.toMatchObject({
    kind: 'checking',
    accountNumber: '1000',
    currency: 'USD',
  });
  await expect(call('listBankAccounts', { kind: 'savings' })).resolves.toEqual({ records: [], next: null });
  await expect(call('listBankAccounts', { currency: 'USD' })).resolves.toMatchObject({ records: [{ id: 'BANK1' }] });
  await expect(call('getBankAccount', { id: 'NONE' })).rejects.toMatchObject({ code: 'record_not_found' });
});

test.each([
  ['listJournals', { symbol: 'GJ' }, { name: 'General journal' }],
  ['listCustomerTypes', {}, { name: 'Direct' }],
  ['listVendorTypes', {}, { name: 'Supplier' }],
  ['listExchangeRateTypes', { isDefault: true }, { name: 'Intacct Daily Rate', isDefault: true }],
])('%s shows what documents can refer to', async (name, input, expected) => {
  await expect(call(name, input)).resolves.toMatchObject({ records: [expected] });
});
