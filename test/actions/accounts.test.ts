import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { z } from 'zod';
import {
  accountBalances,
  createAccount,
  getAccount,
  listAccounts,
  updateAccount,
} from '../../connectors/intacct/objects/account.js';
import { createJournalEntry } from '../../connectors/intacct/objects/journal-entry.js';
import { createLocation } from '../../connectors/intacct/objects/location.js';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { type Connection, connectTo } from '../support/actions.js';

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

const balances = (input: z.input<(typeof accountBalances)['input']>) => call('accountBalances', accountBalances, input);

/** Rent is accrued: a cost in 6300, a debt in 2000. */
async function accrue(postingDate: string, amount: string, locationId: string, departmentId?: string) {
  const line = { amount, locationId, departmentId };
  await call('createJournalEntry', createJournalEntry, {
    journal: 'GJ',
    postingDate,
    description: 'Rent accrual',
    lines: [
      { type: 'debit', accountNumber: '6300', ...line },
      { type: 'credit', accountNumber: '2000', ...line },
    ],
  });
}

describe('the trial balance', () => {
  beforeAll(async () => {
    await call('createLocation', createLocation, { id: 'L101', name: 'Depot', parentId: 'E100' });
    await accrue('2026-06-30', '100.10', 'E100', 'D10');
    await accrue('2026-07-15', '20.20', 'L101', 'D10');
    await accrue('2026-07-31', '3.30', 'E200', 'D20');
    await accrue('2026-08-01', '1000.00', 'E100', 'D10');
  });

  const july = { from: '2026-07-01', to: '2026-07-31' };
  const rentAndDebt = { ...july, accountNumbers: ['6300', '2000'] };

  test('adds the period’s debits and credits, and opens accounts of the balance sheet with what came before', async () => {
    const { accounts } = await balances(rentAndDebt);

    expect(accounts).toMatchObject([
      { accountNumber: '2000', accountType: 'balancesheet', debits: '0.00', credits: '23.50', net: '-23.50' },
      { accountNumber: '6300', name: 'Rent', opening: '0.00', debits: '23.50', net: '23.50', closing: '23.50' },
    ]);
    expect(Number(accounts[0]?.opening)).toBeLessThan(-100);
  });

  test('of all accounts and all time is the company’s books, and nets to nothing', async () => {
    const { accounts, totals } = await balances({ from: '2000-01-01', to: '2099-12-31' });
    const closing = Object.fromEntries(accounts.map((each) => [each.accountNumber, each.closing]));
    const books = Object.entries(sandbox.books.balances()).filter(([account]) => closing[account] !== undefined);

    expect(totals).toMatchObject({ opening: '0.00', net: '0.00', closing: '0.00' });
    expect(totals.debits).toBe(totals.credits);
    expect(closing).toEqual(Object.fromEntries(books));
  });

  test('of an entity takes in the locations below it, and no other entity', async () => {
    const { accounts } = await balances({ ...rentAndDebt, entityId: 'E100' });

    expect(accounts.map(({ accountNumber, net }) => [accountNumber, net])).toEqual([
      ['2000', '-20.20'],
      ['6300', '20.20'],
    ]);
    await expect(balances({ ...july, entityId: 'E999' })).rejects.toMatchObject({ code: 'record_not_found' });
  });

  test('has a row for each place when asked for', async () => {
    const { accounts } = await balances({ ...july, accountNumbers: ['6300'], by: ['location', 'department'] });

    expect(accounts).toMatchObject([
      { locationId: 'E200', departmentId: 'D20', net: '3.30' },
      { locationId: 'L101', departmentId: 'D10', net: '20.20' },
    ]);
  });

  test('is added up by Intacct, so that its cost does not grow with the ledger', async () => {
    const before = sandbox.requests.length;
    await balances(july);

    const functions = sandbox.requests.slice(before).flatMap(({ functions }) => functions);
    expect(functions).toHaveLength(3);
  });

  test('of a period that ends before it begins is refused, and nothing is sent', async () => {
    const before = sandbox.requests.length;

    await expect(balances({ from: '2026-02-01', to: '2026-01-31' })).rejects.toMatchObject({
      kind: 'invalid_input',
      details: { field: 'to' },
    });
    expect(sandbox.requests).toHaveLength(before);
  });
});

test('an account is created, changed, read and listed under its number', async () => {
  await call('createAccount', createAccount, {
    accountNumber: '6460',
    name: 'Meals',
    normalBalance: 'debit',
    accountType: 'incomestatement',
    requiresEmployee: true,
  });
  await call('updateAccount', updateAccount, {
    accountNumber: '6460',
    name: 'Meals and gifts',
    requiresEmployee: false,
  });

  await expect(call('getAccount', getAccount, { accountNumber: '6460' })).resolves.toMatchObject({
    name: 'Meals and gifts',
    normalBalance: 'debit',
    closingType: 'non-closing account',
    requiresEmployee: false,
  });
  await expect(call('listAccounts', listAccounts, { name: 'Meals and gifts' })).resolves.toMatchObject({
    records: [{ accountNumber: '6460' }],
    next: null,
  });
});

test('an account number that is taken is refused with the catalogue’s explanation', async () => {
  const again = { accountNumber: '4000', name: 'Sales again', normalBalance: 'credit' as const };

  await expect(call('createAccount', createAccount, again)).rejects.toMatchObject({ kind: 'duplicate' });
});
