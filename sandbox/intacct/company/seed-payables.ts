import { parseCents } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import { NO_CURRENCY } from '../documents/exchange.js';
import { Input } from '../objects/input.js';
import { vendor } from '../objects/vendor.js';
import { BILL } from '../payables/kind.js';
import { createPayable } from '../payables/payable.js';
import { createPayment } from '../payables/payment.js';
import type { Work } from './work.js';

const ACTIVE = { STATUS: 'active' } as const;

const EXPENSES = [
  ['6200', 'Software'],
  ['6300', 'Rent'],
] as const;

const TERMS = [
  ['Due on receipt', '0'],
  ['N15', '15'],
  ['N30', '30'],
] as const;

const JOURNALS = [
  ['APJ', 'Accounts payable'],
  ['APADJ', 'AP adjustments'],
  ['ARJ', 'Accounts receivable'],
  ['CDJ', 'Cash disbursements'],
  ['CRJ', 'Cash receipts'],
  ['GJ', 'General journal'],
] as const;

/** What payables and the general ledger need on a company's first day. */
export function seedLedgers(work: Work): void {
  for (const [ACCOUNTNO, TITLE] of EXPENSES) {
    work.insert('GLACCOUNT', {
      ACCOUNTNO,
      TITLE,
      NORMALBALANCE: 'debit',
      ACCOUNTTYPE: 'incomestatement',
      CLOSINGTYPE: 'non-closing account',
      ...ACTIVE,
    });
  }
  for (const [NAME, DUEDATE] of TERMS) work.insert('APTERM', { NAME, DUEDATE, ...ACTIVE });
  for (const [SYMBOL, TITLE] of JOURNALS) work.insert('GLJOURNAL', { SYMBOL, TITLE, ...ACTIVE });
}

/** ID, name, city, country. */
const VENDORS = [
  ['V100', 'Northgate Hosting', 'Leeds', 'United Kingdom'],
  ['V101', 'Ostrander Properties', 'Portland', 'United States'],
  ['V102', 'Pelham Office Supply', 'Austin', 'United States'],
  ['V103', 'Quenelle Traduction', 'Lyon', 'France'],
] as const;

/** A few vendors, two open bills and a paid one. Needs locations and currencies. */
export function seedDemoPayables(work: Work): void {
  for (const account of ['Software', 'Rent']) {
    const number = account === 'Rent' ? '6300' : '6200';
    work.insert('APACCOUNTLABEL', { ACCOUNTLABEL: account, DESCRIPTION: account, GLACCOUNTNO: number, ...ACTIVE });
  }
  for (const [id, name, city, country] of VENDORS) seedVendor(work, { id, name, city, country });
  seedBill(work, { number: 'NH-2041', vendorId: 'V100', date: '2026-01-06', amount: '310.00', currency: 'GBP' });
  seedBill(work, { number: 'RENT-01', vendorId: 'V101', date: '2026-01-02', amount: '2400.00', currency: 'USD' });
  const bill = seedBill(work, { number: '77', vendorId: 'V102', date: '2026-01-08', amount: '64.90', currency: 'USD' });
  pay(work, bill);
}

function seedVendor(work: Work, seed: { id: string; name: string; city: string; country: string }): void {
  const input = new Input();
  const values = {
    VENDORID: seed.id,
    NAME: seed.name,
    TERMNAME: 'N30',
    'DISPLAYCONTACT.PRINTAS': seed.name,
    'DISPLAYCONTACT.MAILADDRESS.CITY': seed.city,
    'DISPLAYCONTACT.MAILADDRESS.COUNTRY': seed.country,
  };
  for (const [name, value] of Object.entries(values)) input.values.set(name, value);
  vendor.create?.(input, work);
}

function seedBill(
  work: Work,
  seed: { number: string; vendorId: string; date: string; amount: string; currency: string },
): StoredRecord {
  const line = {
    recordno: '',
    accountLabel: '',
    account: seed.vendorId === 'V101' ? '6300' : '6200',
    offsetAccount: '',
    amount: parseCents(seed.amount) ?? 0,
    memo: '',
    form1099: '',
    billable: '',
    dimensions: { LOCATIONID: 'E100', DEPARTMENTID: 'D30' },
  };
  const draft = {
    vendorId: seed.vendorId,
    date: seed.date,
    datePosted: '',
    dueDate: '',
    termName: 'N30',
    submit: true,
    number: seed.number,
    reference: '',
    description: '',
    externalId: '',
    payTo: '',
    returnTo: '',
    supdocId: '',
    onHold: false,
    summary: '',
    priority: '',
    recommendedDate: '',
    exchange: { ...NO_CURRENCY, currency: seed.currency },
    lines: [line],
  };
  return createPayable(BILL, draft, work);
}

function pay(work: Work, bill: StoredRecord): void {
  const detail = {
    billKey: fieldOf(bill, 'RECORDNO'),
    billLine: '',
    creditMemoKey: '',
    creditMemoLine: '',
    cash: parseCents(fieldOf(bill, 'TRX_TOTALDUE')) ?? 0,
    debitMemoKey: '',
    debitMemoLine: '',
    applied: 0,
  };
  const draft = {
    vendorId: fieldOf(bill, 'VENDORID'),
    bankAccountId: 'BANK1',
    method: 'EFT',
    requestMethod: '',
    date: '2026-01-22',
    docNumber: 'EFT-1',
    description: '',
    submit: true,
    exchange: NO_CURRENCY,
    details: [detail],
  };
  createPayment(draft, work);
}
