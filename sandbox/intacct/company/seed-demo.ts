import { parseCents } from '../books/money.js';
import { fieldOf } from '../books/record.js';
import { NO_CURRENCY } from '../documents/exchange.js';
import { customer } from '../objects/customer.js';
import { Input } from '../objects/input.js';
import { createInvoice } from '../receivables/invoice.js';
import type { LineDraft } from '../receivables/invoice-draft.js';
import { createPayment } from '../receivables/payment.js';
import type { Company } from './company.js';
import { seedBusiness } from './seed-business.js';
import { insertAll, SEED_USER, seedEmpty } from './seed-empty.js';
import { seedDemoMasters } from './seed-masters.js';
import { seedDemoPayables } from './seed-payables.js';
import { Work } from './work.js';

const ENTITIES = [
  { LOCATIONID: 'E100', NAME: 'Sandbox Inc. (US)', CURRENCY: 'USD', STATUS: 'active' },
  { LOCATIONID: 'E200', NAME: 'Sandbox Ltd. (UK)', CURRENCY: 'USD', STATUS: 'active' },
];

const DEPARTMENTS = [
  { DEPARTMENTID: 'D10', TITLE: 'Sales', STATUS: 'active' },
  { DEPARTMENTID: 'D20', TITLE: 'Services', STATUS: 'active' },
  { DEPARTMENTID: 'D30', TITLE: 'Administration', STATUS: 'active' },
];

const ITEMS = [
  { ITEMID: 'SEAT', NAME: 'Subscription seat', ITEMTYPE: 'Non-Inventory', STATUS: 'active' },
  { ITEMID: 'ONBOARD', NAME: 'Onboarding', ITEMTYPE: 'Non-Inventory', STATUS: 'active' },
  { ITEMID: 'SUPPORT', NAME: 'Support plan', ITEMTYPE: 'Non-Inventory', STATUS: 'active' },
];

const LABELS = [
  { ACCOUNTLABEL: 'Sales', DESCRIPTION: 'Sales', GLACCOUNTNO: '4000', STATUS: 'active' },
  { ACCOUNTLABEL: 'Services', DESCRIPTION: 'Services', GLACCOUNTNO: '4010', STATUS: 'active' },
];

/** ID, name, city, country, e-mail. */
const CUSTOMERS = [
  ['C100', 'Aldgate Books', 'London', 'United Kingdom', 'accounts@aldgate.example'],
  ['C101', 'Brightwater Foods', 'Portland', 'United States', 'ap@brightwater.example'],
  ['C102', 'Corvane Robotics', 'Toronto', 'Canada', 'billing@corvane.example'],
  ['C103', 'Delmar Studios', 'Lyon', 'France', 'finance@delmar.example'],
  ['C104', 'Eastfield Clinics', 'Austin', 'United States', 'payables@eastfield.example'],
] as const;

/** A believable company: two entities, four currencies, 40 customers, 25 vendors, a quarter of business. */
export function seedDemo(company: Company): void {
  seedSmall(company);
  seedBusiness(company);
  company.books.keep();
}

/** What tests can count on the fingers: five customers, one paid and two open invoices, four vendors, three bills. */
export function seedSmall(company: Company): void {
  seedEmpty(company);
  const work = new Work(company, SEED_USER, '');
  insertAll(work, 'LOCATIONENTITY', ENTITIES);
  insertAll(work, 'LOCATION', ENTITIES);
  insertAll(work, 'DEPARTMENT', DEPARTMENTS);
  insertAll(work, 'ITEM', ITEMS);
  insertAll(work, 'ARACCOUNTLABEL', LABELS);
  const foreign = ['USD', 'EUR', 'GBP', 'CAD'].filter((code) => code !== company.settings.baseCurrency);
  insertAll(
    work,
    'TRXCURRENCIES',
    foreign.map((code) => ({ CODE: code, STATUS: 'active' })),
  );
  for (const [id, name, city, country, email] of CUSTOMERS) seedCustomer(work, { id, name, city, country, email });
  seedDemoMasters(work);
  seedDocuments(work);
  seedDemoPayables(work);
  company.books.keep();
}

function seedCustomer(work: Work, seed: { id: string; name: string; city: string; country: string; email: string }) {
  const input = new Input();
  const values = {
    CUSTOMERID: seed.id,
    NAME: seed.name,
    TERMNAME: 'N30',
    'DISPLAYCONTACT.PRINTAS': seed.name,
    'DISPLAYCONTACT.EMAIL1': seed.email,
    'DISPLAYCONTACT.MAILADDRESS.CITY': seed.city,
    'DISPLAYCONTACT.MAILADDRESS.COUNTRY': seed.country,
  };
  for (const [name, value] of Object.entries(values)) input.values.set(name, value);
  customer.create?.(input, work);
}

function seedDocuments(work: Work): void {
  seedInvoice(work, { number: 'SEED-1', customerId: 'C100', date: '2026-01-05', amount: '1200.00', currency: 'GBP' });
  seedInvoice(work, { number: 'SEED-2', customerId: 'C101', date: '2026-01-09', amount: '480.50', currency: 'USD' });
  const paid = seedInvoice(work, {
    number: 'SEED-3',
    customerId: 'C104',
    date: '2026-01-12',
    amount: '75.25',
    currency: 'USD',
  });
  createPayment(
    {
      customerId: 'C104',
      payerName: '',
      method: 'EFT',
      receiptDate: '2026-01-20',
      paymentDate: '2026-01-20',
      docNumber: 'SEED-PAY-1',
      description: '',
      submit: true,
      destination: { bankAccountId: 'BANK1', undepositedAccount: '', summary: '' },
      exchange: NO_CURRENCY,
      applications: [{ invoiceKey: fieldOf(paid, 'RECORDNO'), lineKey: '', amount: 7525 }],
      amount: 7525,
      overpaymentLocation: '',
    },
    work,
  );
}

function seedInvoice(
  work: Work,
  seed: { number: string; customerId: string; date: string; amount: string; currency: string },
) {
  const line: LineDraft = {
    recordno: '',
    accountLabel: '',
    account: '4000',
    offsetAccount: '',
    amount: parseCents(seed.amount) ?? 0,
    memo: 'Subscription',
    locationId: 'E100',
    departmentId: 'D10',
    customerId: '',
    itemId: 'SEAT',
  };
  return createInvoice(
    {
      customerId: seed.customerId,
      date: seed.date,
      datePosted: '',
      dueDate: '',
      termName: 'N30',
      submit: true,
      number: seed.number,
      poNumber: '',
      description: '',
      externalId: '',
      billTo: '',
      shipTo: '',
      supdocId: '',
      exchange: { ...NO_CURRENCY, currency: seed.currency },
      lines: [line],
    },
    work,
  );
}
