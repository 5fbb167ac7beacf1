import { cents, money, total } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Company } from '../company/company.js';
import type { Work } from '../company/work.js';
import { missingField, refuse } from '../refusals.js';
import type { ObjectDefinition } from './definition.js';
import { createDisplayContact, removeGeneratedContact, updateDisplayContact } from './display-contact.js';
import { boolean, choice, currency, integer, MASTER_FIELDS, RECORDNO, text } from './field.js';
import type { Input } from './input.js';
import { createMaster, refuseTakenKey, updateMaster } from './master.js';

export const vendor: ObjectDefinition = {
  name: 'VENDOR',
  label: 'Vendor',
  key: 'VENDORID',
  fields: {
    ...RECORDNO,
    VENDORID: text({ label: 'Vendor ID', required: true, immutable: true, maxLength: 20 }),
    NAME: text({ label: 'Vendor name', required: true, maxLength: 100 }),
    ENTITY: text({ readOnly: true, computed: (record) => `V${fieldOf(record, 'VENDORID')}` }),
    PARENTID: text({ reference: 'VENDOR' }),
    TERMNAME: text({ reference: 'APTERM' }),
    VENDTYPE: text({ reference: 'VENDTYPE' }),
    GLGROUP: text(),
    TAXID: text(),
    NAME1099: text(),
    FORM1099TYPE: text(),
    FORM1099BOX: text(),
    SUPDOCID: text({ reference: 'SUPDOC' }),
    APACCOUNT: text({ reference: 'GLACCOUNT' }),
    OFFSETGLACCOUNTNO: text({ reference: 'GLACCOUNT' }),
    CREDITLIMIT: currency(),
    ONHOLD: boolean(),
    DONOTCUTCHECK: boolean(),
    COMMENTS: text({ maxLength: 500 }),
    CURRENCY: text({ reference: 'TRXCURRENCIES' }),
    PAYMETHODKEY: text(),
    MERGEPAYMENTREQ: boolean(),
    PAYMENTNOTIFY: boolean(),
    BILLINGTYPE: text(),
    PAYMENTPRIORITY: choice({ Urgent: 'U', High: 'H', Normal: 'N', Low: 'L' }),
    ACHENABLED: boolean(),
    ACHBANKROUTINGNUMBER: text(),
    ACHACCOUNTNUMBER: text(),
    ACHACCOUNTTYPE: text(),
    ACHREMITTANCETYPE: text(),
    VENDORACCOUNTNO: text(),
    ISINDIVIDUAL: boolean(),
    ONETIME: boolean(),
    HIDEDISPLAYCONTACT: boolean(),
    OBJECTRESTRICTION: text(),
    RESTRICTEDLOCATIONS: text(),
    RESTRICTEDDEPARTMENTS: text(),
    DISPLAYCONTACTKEY: integer({ readOnly: true }),
    'CONTACTINFO.CONTACTNAME': text({ reference: 'CONTACT' }),
    'PAYTO.CONTACTNAME': text({ reference: 'CONTACT' }),
    'RETURNTO.CONTACTNAME': text({ reference: 'CONTACT' }),
    TOTALDUE: currency({ readOnly: true, computed: totalDue }),
    ...MASTER_FIELDS,
  },
  relations: {
    DISPLAYCONTACT: { object: 'CONTACT', from: 'DISPLAYCONTACTKEY', to: 'RECORDNO' },
    PAYTO: { object: 'CONTACT', from: 'PAYTO.CONTACTNAME' },
    RETURNTO: { object: 'CONTACT', from: 'RETURNTO.CONTACTNAME' },
    PARENT: { object: 'VENDOR', from: 'PARENTID' },
    APTERM: { object: 'APTERM', from: 'TERMNAME' },
  },
  embedded: ['DISPLAYCONTACT'],
  create: createVendor,
  update: (record, input, work) => {
    updateDisplayContact(record, input, work);
    return updateMaster(vendor, record, input, work, ['DISPLAYCONTACT']);
  },
  remove: removeVendor,
};

/** Objects whose records keep a vendor from being deleted. */
const TRANSACTIONS = ['APBILL', 'APADJUSTMENT', 'APPYMT'];

/** States in which nothing is owed yet, or no longer. */
const NOT_OWED: ReadonlySet<string> = new Set(['Draft', 'Submitted', 'Declined', 'Reversed', 'Reversal']);

/** Bills and credit memos less debit memos, in base currency. */
function totalDue(record: StoredRecord, { books }: Company): string {
  const id = fieldOf(record, 'VENDORID');
  const documents = ['APBILL', 'APADJUSTMENT'].flatMap((object) => books.where(object, 'VENDORID', id));
  const owed = documents.filter((document) => !NOT_OWED.has(fieldOf(document, 'STATE')));
  return money(total(owed.map((document) => cents(document.TOTALDUE))));
}

function createVendor(input: Input, work: Work): StoredRecord {
  const id = input.get('VENDORID') || nextVendorId(work.company);
  if (!input.get('NAME')) missingField('Vendor name');
  refuseTakenKey(vendor, { VENDORID: id }, work);
  const display = createDisplayContact(input, `V${id}`, work);
  return createMaster(vendor, input, work, ['DISPLAYCONTACT'], {
    VENDORID: id,
    DISPLAYCONTACTKEY: fieldOf(display, 'RECORDNO'),
  });
}

function nextVendorId(company: Company): string {
  if (!company.settings.autoNumberVendors) missingField('Vendor ID');
  const taken = (id: string) => company.books.find('VENDOR', id) !== undefined;
  return company.nextNumber('VENDOR', (count) => String(20_000 + count), taken);
}

function removeVendor(record: StoredRecord, { company }: Work): void {
  const id = fieldOf(record, 'VENDORID');
  if (TRANSACTIONS.some((object) => company.books.where(object, 'VENDORID', id).length > 0)) {
    refuse(
      'BL03000018',
      `Vendor '${id}' cannot be deleted because it has transactions.`,
      'Set the vendor to inactive instead.',
    );
  }
  company.books.remove('VENDOR', fieldOf(record, 'RECORDNO'));
  removeGeneratedContact(record, `V${id}`, company);
}
