import { cents, money, total } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Company } from '../company/company.js';
import type { Work } from '../company/work.js';
import { missingField, refuse } from '../refusals.js';
import { contact, createContact, updateContact } from './contact.js';
import type { ObjectDefinition } from './definition.js';
import { boolean, currency, integer, MASTER_FIELDS, RECORDNO, text } from './field.js';
import type { Input } from './input.js';
import { createMaster, refuseTakenKey, updateMaster } from './master.js';
import { refuseInUse } from './masters/in-use.js';

export const customer: ObjectDefinition = {
  name: 'CUSTOMER',
  label: 'Customer',
  key: 'CUSTOMERID',
  fields: {
    ...RECORDNO,
    CUSTOMERID: text({ label: 'Customer ID', required: true, immutable: true, maxLength: 20 }),
    NAME: text({ label: 'Customer name', required: true, maxLength: 100 }),
    ENTITY: text({ readOnly: true, computed: (record) => `C${fieldOf(record, 'CUSTOMERID')}` }),
    PARENTID: text({ reference: 'CUSTOMER' }),
    TERMNAME: text({ reference: 'ARTERM' }),
    CUSTTYPE: text(),
    CUSTREPID: text(),
    TERRITORYID: text(),
    GLGROUP: text(),
    SHIPPINGMETHOD: text(),
    ARACCOUNT: text({ reference: 'GLACCOUNT' }),
    OFFSETGLACCOUNTNO: text({ reference: 'GLACCOUNT' }),
    ACCOUNTLABEL: text({ reference: 'ARACCOUNTLABEL' }),
    CREDITLIMIT: currency(),
    TAXID: text(),
    RESALENO: text(),
    COMMENTS: text({ maxLength: 500 }),
    CURRENCY: text({ reference: 'TRXCURRENCIES' }),
    ONHOLD: boolean(),
    ONETIME: boolean(),
    HIDEDISPLAYCONTACT: boolean(),
    EMAILOPTIN: boolean(),
    DELIVERY_OPTIONS: text(),
    OBJECTRESTRICTION: text(),
    RESTRICTEDLOCATIONS: text(),
    RESTRICTEDDEPARTMENTS: text(),
    SUPDOCID: text({ reference: 'SUPDOC' }),
    ADVBILLBY: text(),
    ADVBILLBYTYPE: text(),
    DISPLAYCONTACTKEY: integer({ readOnly: true }),
    'CONTACTINFO.CONTACTNAME': text({ reference: 'CONTACT' }),
    'BILLTO.CONTACTNAME': text({ reference: 'CONTACT' }),
    'SHIPTO.CONTACTNAME': text({ reference: 'CONTACT' }),
    TOTALDUE: currency({ readOnly: true, computed: totalDue }),
    ...MASTER_FIELDS,
  },
  relations: {
    DISPLAYCONTACT: { object: 'CONTACT', from: 'DISPLAYCONTACTKEY', to: 'RECORDNO' },
    PARENT: { object: 'CUSTOMER', from: 'PARENTID' },
    ARTERM: { object: 'ARTERM', from: 'TERMNAME' },
  },
  embedded: ['DISPLAYCONTACT'],
  create: createCustomer,
  update: updateCustomer,
  remove: removeCustomer,
};

/** Objects whose records keep a customer from being deleted, and where they name it. */
const TRANSACTIONS = [
  ['ARINVOICE', 'CUSTOMERID'],
  ['ARADJUSTMENT', 'CUSTOMERID'],
  ['ARADVANCE', 'CUSTOMERID'],
  ['ARPYMT', 'CUSTOMERID'],
  ['SODOCUMENT', 'CUSTVENDID'],
] as const;

/** What the documents of an object do to what a customer owes. Credit memos are negative themselves. */
const DUE = [
  { object: 'ARINVOICE', sign: 1, counted: ['invoices', 'invoices-and-memos', 'balance'] },
  { object: 'ARADJUSTMENT', sign: 1, counted: ['invoices-and-memos', 'balance'] },
  { object: 'ARADVANCE', sign: -1, counted: ['balance'] },
  { object: 'ARPYMT', sign: -1, counted: ['balance'] },
] as const;

/** In base currency. Drafts are not owed. */
function totalDue(record: StoredRecord, { books, settings }: Company): string {
  const id = fieldOf(record, 'CUSTOMERID');
  const counted = DUE.filter((each) => each.counted.some((name) => name === settings.customerTotalDue));
  const parts = counted.flatMap(({ object, sign }) =>
    books
      .where(object, 'CUSTOMERID', id)
      .filter((document) => fieldOf(document, 'STATE') !== 'Draft')
      .map((document) => sign * cents(document.TOTALDUE)),
  );
  return money(total(parts));
}

function createCustomer(input: Input, work: Work): StoredRecord {
  const id = input.get('CUSTOMERID') || nextCustomerId(work.company);
  if (!input.get('NAME')) missingField('Customer name');
  const display = displayContact(input, work, id);
  return createMaster(customer, input, work, ['DISPLAYCONTACT'], {
    CUSTOMERID: id,
    DISPLAYCONTACTKEY: fieldOf(display, 'RECORDNO'),
  });
}

function nextCustomerId(company: Company): string {
  if (!company.settings.autoNumberCustomers) missingField('Customer ID');
  const taken = (id: string) => company.books.find('CUSTOMER', id) !== undefined;
  return company.nextNumber('CUSTOMER', (count) => String(10_000 + count), taken);
}

/** Contact names are unique in the company, so a generated one can collide as well. */
function displayContact(input: Input, work: Work, customerId: string): StoredRecord {
  refuseTakenKey(customer, { CUSTOMERID: customerId }, work);
  const sent = input.below('DISPLAYCONTACT');
  if (!sent.has('PRINTAS') && !work.company.settings.requireDisplayContact)
    sent.values.set('PRINTAS', input.get('NAME'));
  const name = sent.get('CONTACTNAME') || `${input.get('NAME')}(C${customerId})`;
  return createContact(sent, work, { CONTACTNAME: name });
}

function updateCustomer(record: StoredRecord, input: Input, work: Work): StoredRecord {
  const sent = input.below('DISPLAYCONTACT');
  const display = work.company.books.get('CONTACT', fieldOf(record, 'DISPLAYCONTACTKEY'));
  if (display && sent.values.size > 0) updateContact(display, sent, work);
  return updateMaster(customer, record, input, work, ['DISPLAYCONTACT']);
}

function removeCustomer(record: StoredRecord, { company }: Work): void {
  const id = fieldOf(record, 'CUSTOMERID');
  if (TRANSACTIONS.some(([object, field]) => company.books.where(object, field, id).length > 0)) {
    refuse(
      'BL03000018',
      `Customer '${id}' cannot be deleted because it has transactions.`,
      'Set the customer to inactive instead.',
    );
  }
  refuseInUse(customer, record, company);
  company.books.remove('CUSTOMER', fieldOf(record, 'RECORDNO'));
  removeGeneratedContact(record, company);
}

/** Guess: a contact that the system named for this customer goes with it, so the ID and name can be used again. */
function removeGeneratedContact(record: StoredRecord, { books }: Company): void {
  const display = books.get(contact.name, fieldOf(record, 'DISPLAYCONTACTKEY'));
  if (display && fieldOf(display, 'CONTACTNAME').endsWith(`(C${fieldOf(record, 'CUSTOMERID')})`)) {
    books.remove(contact.name, fieldOf(display, 'RECORDNO'));
  }
}
