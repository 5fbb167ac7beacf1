import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { refuse } from '../refusals.js';
import { checkedFields, completed } from './check.js';
import type { ObjectDefinition } from './definition.js';
import { boolean, MASTER_FIELDS, RECORDNO, text } from './field.js';
import type { Input } from './input.js';
import { refuseTakenKey, updateMaster } from './master.js';
import { refuseInUse } from './masters/in-use.js';

export const contact: ObjectDefinition = {
  name: 'CONTACT',
  label: 'Contact',
  key: 'CONTACTNAME',
  fields: {
    ...RECORDNO,
    CONTACTNAME: text({ label: 'Contact name', required: true, immutable: true, maxLength: 200 }),
    PRINTAS: text({ label: 'Print as', required: true, maxLength: 200 }),
    COMPANYNAME: text({ maxLength: 100 }),
    PREFIX: text(),
    FIRSTNAME: text({ maxLength: 40 }),
    INITIAL: text(),
    LASTNAME: text({ maxLength: 40 }),
    PHONE1: text(),
    PHONE2: text(),
    CELLPHONE: text(),
    PAGER: text(),
    FAX: text(),
    EMAIL1: text({ label: 'Primary Email Address' }),
    EMAIL2: text({ label: 'Secondary Email Address' }),
    URL1: text(),
    URL2: text(),
    TAXABLE: boolean({ initial: 'true' }),
    TAXGROUP: text(),
    TAXID: text(),
    'MAILADDRESS.ADDRESS1': text({ maxLength: 80 }),
    'MAILADDRESS.ADDRESS2': text({ maxLength: 80 }),
    'MAILADDRESS.ADDRESS3': text({ maxLength: 80 }),
    'MAILADDRESS.CITY': text({ maxLength: 80 }),
    'MAILADDRESS.STATE': text({ maxLength: 40 }),
    'MAILADDRESS.ZIP': text({ maxLength: 30 }),
    'MAILADDRESS.COUNTRY': text({ maxLength: 60 }),
    'MAILADDRESS.COUNTRYCODE': text(),
    ...MASTER_FIELDS,
  },
  create: createContact,
  update: updateContact,
  remove: removeContact,
};

/** `derived` fills what the caller of a customer or vendor leaves to the system, such as the contact's name. */
export function createContact(input: Input, work: Work, derived: Record<string, string> = {}): StoredRecord {
  const fields = completed(contact, { ...checkedFields(contact, input, work), ...derived });
  checkEmails(fields);
  refuseTakenKey(contact, fields, work);
  return work.insert('CONTACT', fields);
}

export function updateContact(record: StoredRecord, input: Input, work: Work): StoredRecord {
  checkEmails(checkedFields(contact, input, work));
  return updateMaster(contact, record, input, work);
}

function removeContact(record: StoredRecord, { company }: Work): void {
  refuseInUse(contact, record, company);
  company.books.remove('CONTACT', fieldOf(record, 'RECORDNO'));
}

function checkEmails(fields: StoredRecord): void {
  for (const [name, label] of [
    ['EMAIL1', 'Primary Email Address'],
    ['EMAIL2', 'Secondary Email Address'],
  ] as const) {
    const value = fields[name] ?? '';
    if (value !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) {
      refuse('BL03000018', `Illegal format for Contactversion : ${label} ${value}`, 'Enter a valid e-mail address.');
    }
  }
}
