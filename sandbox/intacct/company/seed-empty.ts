import type { Company } from './company.js';
import { seedCompanyMasters } from './seed-masters.js';
import { seedLedgers } from './seed-payables.js';
import { Work } from './work.js';

type Rows = readonly Readonly<Record<string, string>>[];

const account = (number: string, title: string, normal: 'debit' | 'credit', type: string) => ({
  ACCOUNTNO: number,
  TITLE: title,
  NORMALBALANCE: normal,
  ACCOUNTTYPE: type,
  CLOSINGTYPE: 'non-closing account',
  STATUS: 'active',
});

/** A chart just large enough to post receivables. */
const ACCOUNTS: Rows = [
  account('1000', 'Bank', 'debit', 'balancesheet'),
  account('1050', 'Undeposited funds', 'debit', 'balancesheet'),
  account('1100', 'Accounts receivable', 'debit', 'balancesheet'),
  account('2000', 'Accounts payable', 'credit', 'balancesheet'),
  account('3000', 'Retained earnings', 'credit', 'balancesheet'),
  account('4000', 'Sales', 'credit', 'incomestatement'),
  account('4010', 'Services', 'credit', 'incomestatement'),
  account('4100', 'Discounts', 'debit', 'incomestatement'),
  account('4900', 'Exchange gains and losses', 'credit', 'incomestatement'),
  { ...account('6100', 'Office expense', 'debit', 'incomestatement'), REQUIREDEPT: 'true' },
];

const TERMS: Rows = [
  { NAME: 'Due on receipt', DESCRIPTION: 'Due at once', DUEDATE: '0', STATUS: 'active' },
  { NAME: 'N15', DESCRIPTION: 'Net 15 days', DUEDATE: '15', STATUS: 'active' },
  { NAME: 'N30', DESCRIPTION: 'Net 30 days', DUEDATE: '30', STATUS: 'active' },
];

export const SEED_USER = 'setup';

/** What a company has on its first day: accounts, terms, its own currency and a bank account. */
export function seedEmpty(company: Company): void {
  const work = new Work(company, SEED_USER, '');
  const base = company.settings.baseCurrency;
  insertAll(work, 'GLACCOUNT', ACCOUNTS);
  seedCompanyMasters(work);
  seedLedgers(work);
  insertAll(work, 'ARTERM', TERMS);
  insertAll(work, 'TRXCURRENCIES', [{ CODE: base, STATUS: 'active' }]);
  insertAll(work, 'CHECKINGACCOUNT', [
    {
      BANKACCOUNTID: 'BANK1',
      BANKACCOUNTNO: '000123456',
      BANKNAME: 'Sandbox Bank',
      BANKACCOUNTTYPE: 'checking',
      GLACCOUNTNO: '1000',
      CURRENCY: base,
      STATUS: 'active',
    },
  ]);
  company.books.keep();
}

export function insertAll(work: Work, object: string, rows: Rows): void {
  for (const row of rows) work.insert(object, row);
}
