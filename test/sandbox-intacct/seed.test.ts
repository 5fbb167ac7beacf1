import { afterEach, expect, test } from '@jest/globals';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';

let sandbox: IntacctSandbox;
afterEach(() => sandbox.close());

const distinct = (object: string, field: string) =>
  new Set(sandbox.books.list(object).map((record) => record[field] ?? ''));

test('the demo company has two entities, four currencies, 40 customers, 25 vendors and a quarter of business', async () => {
  sandbox = await startSandbox();
  const { books } = sandbox;
  expect(books.count('LOCATIONENTITY')).toBe(2);
  expect(distinct('ARINVOICE', 'CURRENCY')).toEqual(new Set(['USD', 'GBP', 'EUR', 'CAD']));
  expect(books.count('CUSTOMER')).toBe(40);
  expect(books.count('VENDOR')).toBe(25);
  expect(distinct('ARINVOICE', 'STATE')).toEqual(new Set(['Posted', 'Partially Paid', 'Paid']));
  expect(distinct('APBILL', 'STATE')).toEqual(new Set(['Posted', 'Selected', 'Paid']));
  expect(distinct('APPYMT', 'STATE')).toEqual(new Set(['Posted', 'Submitted']));
  expect(books.list('GLBATCH').filter(({ JOURNAL }) => JOURNAL === 'GJ')).toHaveLength(3);
  expect(books.trialBalance()).toBe('0.00');
});

test('the demo company is the same at every start', async () => {
  sandbox = await startSandbox();
  const names = () => sandbox.books.list('ARINVOICE').map(({ RECORDID, TOTALDUE }) => `${RECORDID} ${TOTALDUE}`);
  const [first, balances] = [names(), sandbox.books.balances()];
  await sandbox.close();
  sandbox = await startSandbox();
  expect(names()).toEqual(first);
  expect(sandbox.books.balances()).toEqual(balances);
});

test('the small company has a few records of each kind', async () => {
  sandbox = await startSandbox({ company: 'small' });
  expect(sandbox.books.count('CUSTOMER')).toBe(5);
  expect(sandbox.books.count('ARINVOICE')).toBe(3);
  expect(sandbox.books.trialBalance()).toBe('0.00');
});
