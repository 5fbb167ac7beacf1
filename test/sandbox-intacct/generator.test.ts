import { afterEach, expect, test } from '@jest/globals';
import { type IntacctSandbox, type StoredRecord, startSandbox } from '../../sandbox/intacct/index.js';
import { all, attribute, call, invoiceXml, one, statuses } from './ask.js';

let sandbox: IntacctSandbox;
afterEach(() => sandbox.close());

const cents = (amount = '0') => Number(amount.replace('.', ''));
const sum = (records: readonly StoredRecord[], field: string) =>
  records.reduce((total, record) => total + cents(record[field]), 0);

const OBJECTS = ['ARINVOICE', 'ARINVOICEITEM', 'ARPYMT', 'ARPYMTDETAIL', 'GLBATCH', 'GLENTRY'];
/** Object, field, and the object whose record number the field holds. */
const LINKS: readonly [string, string, string][] = [
  ['ARINVOICEITEM', 'RECORDKEY', 'ARINVOICE'],
  ['ARPYMTDETAIL', 'RECORDKEY', 'ARINVOICE'],
  ['ARPYMTDETAIL', 'PAYMENTKEY', 'ARPYMT'],
  ['ARPYMTDETAIL', 'ENTRYKEY', 'ARINVOICEITEM'],
  ['GLENTRY', 'BATCHNO', 'GLBATCH'],
];

test('fills the books with 20,000 invoices that hang together and balance, as if each had been entered', async () => {
  sandbox = await startSandbox({
    company: 'empty',
    generate: { customers: 300, invoices: 20_000, paidInvoices: 5_000 },
  });
  const { books } = sandbox;
  expect(books.count('CUSTOMER')).toBe(300);
  expect(books.count('ARINVOICE')).toBe(20_000);
  expect(books.count('ARPYMT')).toBe(5_000);
  expect(books.trialBalance()).toBe('0.00');

  const lists = new Map(OBJECTS.map((object) => [object, books.list(object)]));
  const list = (object: string) => lists.get(object) ?? [];
  const invoices = list('ARINVOICE');
  expect(new Set(invoices.map(({ RECORDID }) => RECORDID)).size).toBe(20_000);
  expect(invoices.filter(({ STATE }) => STATE === 'Paid')).toHaveLength(5_000);
  expect(new Set(invoices.map(({ CUSTOMERID }) => CUSTOMERID)).size).toBe(300);
  expect(sum(list('ARPYMTDETAIL'), 'TRX_PAYMENTAMOUNT')).toBe(sum(invoices, 'TRX_TOTALPAID'));
  // Receivables are what is still due, the bank has what was paid, and sales are all that was invoiced.
  const balances = books.balances();
  expect(cents(balances['1100'])).toBe(sum(invoices, 'TOTALDUE'));
  expect(cents(balances['1000'])).toBe(sum(invoices, 'TOTALPAID'));
  expect(cents(balances['4000'])).toBe(-sum(invoices, 'TOTALENTERED'));

  for (const [object, field, target] of LINKS) {
    const keys = new Set(list(target).map(({ RECORDNO }) => RECORDNO));
    const values = list(object).map((record) => record[field] ?? '');
    expect(values.every((value) => keys.has(value))).toBe(true);
    expect(new Set(values).size).toBe(object === 'ARPYMTDETAIL' ? 5_000 : keys.size);
  }
});

test('generated documents are read, paid and reversed like any others', async () => {
  sandbox = await startSandbox({ company: 'empty', generate: { customers: 2, invoices: 2_000 } });
  const QUERY = `<query><object>ARINVOICE</object><select><field>RECORDNO</field><field>TOTALDUE</field></select>
    <filter><equalto><field>RECORDID</field><value>GEN-O1999</value></equalto></filter></query>`;
  const reply = await call(sandbox, QUERY);
  const key = one(reply, 'RECORDNO');
  const payment = `<create><ARPYMT><FINANCIALENTITY>BANK1</FINANCIALENTITY><PAYMENTMETHOD>EFT</PAYMENTMETHOD>
    <CUSTOMERID>G000001</CUSTOMERID><RECEIPTDATE>02/20/2026</RECEIPTDATE><ARPYMTDETAILS><ARPYMTDETAIL>
    <RECORDKEY>${key}</RECORDKEY><TRX_PAYMENTAMOUNT>${one(reply, 'TOTALDUE')}</TRX_PAYMENTAMOUNT></ARPYMTDETAIL></ARPYMTDETAILS>
    </ARPYMT></create>`;
  expect(statuses(await call(sandbox, payment))).toEqual(['success']);
  expect(sandbox.books.get('ARINVOICE', key)).toMatchObject({ STATE: 'Paid', TOTALDUE: '0.00' });

  const other = String(Number(key) - 1);
  const date = '<datereversed><year>2026</year><month>02</month><day>20</day></datereversed>';
  expect(statuses(await call(sandbox, `<reverse_invoice key="${other}">${date}</reverse_invoice>`))).toEqual([
    'success',
  ]);
  expect(sandbox.books.trialBalance()).toBe('0.00');

  const read = await call(sandbox, `<read><object>ARINVOICE</object><keys>${key}</keys></read>`);
  expect(all(read, 'arinvoiceitem')).toHaveLength(1);
  const created = await call(sandbox, invoiceXml({ customer: 'G000001' }));
  expect(Number(one(created, 'key'))).toBeGreaterThan(2_000);
  // Half of the invoices, and the reversal.
  const byQuery = `<readByQuery><object>ARINVOICE</object><query>CUSTOMERID = 'G000002'</query><pagesize>1000</pagesize></readByQuery>`;
  expect(attribute(await call(sandbox, byQuery), 'data', 'totalcount')).toBe('1001');
});

test('makes no documents without customers, and no more payments than invoices', async () => {
  sandbox = await startSandbox({ generate: { customers: 3 } });
  expect(sandbox.books.list('CUSTOMER').filter(({ CUSTOMERID }) => CUSTOMERID?.startsWith('G'))).toHaveLength(3);
  await expect(startSandbox({ generate: { customers: 0, invoices: 1 } })).rejects.toThrow('invoices need customers');
  await expect(startSandbox({ generate: { invoices: 1, paidInvoices: 2 } })).rejects.toThrow('more paid invoices');
  await expect(startSandbox({ generate: { invoices: Number.NaN } })).rejects.toThrow('whole number');
});

test('fills the books with bills of vendors that hang together, balance, and are paid like any others', async () => {
  sandbox = await startSandbox({ company: 'empty', generate: { vendors: 50, bills: 5_000 } });
  const { books } = sandbox;
  const bills = books.list('APBILL');
  expect([books.count('CUSTOMER'), books.count('VENDOR'), bills.length]).toEqual([0, 50, 5_000]);
  expect(books.trialBalance()).toBe('0.00');
  expect(new Set(bills.map(({ RECORDID }) => RECORDID)).size).toBe(5_000);
  expect(new Set(bills.map(({ VENDORID }) => VENDORID)).size).toBe(50);
  expect(new Set(books.list('APBILLITEM').map(({ RECORDKEY }) => RECORDKEY)).size).toBe(5_000);
  expect(cents(books.balances()['2000'])).toBe(-sum(bills, 'TOTALDUE'));
  expect(cents(books.balances()['6200'])).toBe(sum(bills, 'TOTALENTERED'));

  // A copy behind the models, whose keys and vendor are its own.
  const copy = bills.find(({ RECORDID }) => RECORDID === 'GEN-B4001');
  const detail = `<RECORDKEY>${copy?.RECORDNO}</RECORDKEY><TRX_PAYMENTAMOUNT>${copy?.TOTALDUE}</TRX_PAYMENTAMOUNT>`;
  const payment = `<create><APPYMT><FINANCIALENTITY>BANK1</FINANCIALENTITY><PAYMENTMETHOD>EFT</PAYMENTMETHOD>
    <VENDORID>${copy?.VENDORID}</VENDORID><PAYMENTDATE>02/20/2026</PAYMENTDATE>
    <APPYMTDETAILS><APPYMTDETAIL>${detail}</APPYMTDETAIL></APPYMTDETAILS></APPYMT></create>`;
  expect(statuses(await call(sandbox, payment))).toEqual(['success']);
  expect(books.get('APBILL', copy?.RECORDNO ?? '')).toMatchObject({ STATE: 'Paid', TOTALDUE: '0.00' });
  expect(books.trialBalance()).toBe('0.00');
});

test('makes no bills without vendors', async () => {
  sandbox = await startSandbox({ generate: { bills: 40 } });
  expect(sandbox.books.list('VENDOR').filter(({ VENDORID }) => VENDORID?.startsWith('GV'))).toHaveLength(2);
  await expect(startSandbox({ generate: { vendors: 0, bills: 1 } })).rejects.toThrow('bills need vendors');
});
