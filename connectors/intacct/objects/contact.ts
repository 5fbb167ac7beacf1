import { z } from 'zod';
import { defineAction } from '../action.js';
import { equal } from '../gateway/query.js';
import { contact } from '../shapes/contact.js';
import { changes, optional, required } from '../shapes/shape.js';
import { adopted, CustomFields, documentation, RecordKey } from './fields.js';
import { listAction } from './list-action.js';
import { permissions } from './permissions.js';
import {
  createRecordOf,
  customFieldNames,
  customFieldsOf,
  customFieldValues,
  recordById,
  updateRecordOf,
} from './record-actions.js';

const source = `${documentation('company-console/contacts')}/`;
const may = permissions('Company', 'Contacts');

const details = [
  'companyName',
  'prefix',
  'firstName',
  'lastName',
  'email',
  'phone',
  'mobile',
  'fax',
  'website',
  'address',
  'taxable',
  'taxGroup',
] as const;

export const getContact = defineAction({
  summary: 'Read one contact by its name.',
  effect: 'read',
  source,
  permissions: may('View'),
  errors: ['record_not_found'],
  input: z.strictObject({ ...required(contact, 'name'), customFields: customFieldNames }),
  output: contact.output.extend({ customFields: customFieldValues }),
  example: { input: { name: 'Aldgate Books(CC100)' } },
}).run(async ({ name, customFields }, intacct) => {
  const record = await recordById(intacct, 'CONTACT', name, 'name', 'CONTACTNAME');
  return { ...contact.from(record), ...customFieldsOf(record, customFields) };
});

export const createContact = defineAction({
  summary: 'Create a contact that customers, vendors and invoices can name.',
  details:
    'Its name is unique in the whole company; customers and vendors bring a contact of their own. ' +
    'Refuses a name that another contact has.',
  effect: 'create',
  source,
  permissions: may('Add', 'List'),
  errors: ['record_exists', 'email_refused'],
  input: z.strictObject({
    ...required(contact, 'name'),
    ...optional(contact, 'printAs', 'status', ...details),
    customFields: CustomFields.optional(),
  }),
  output: z.looseObject({ key: RecordKey, name: z.string(), adopted }),
  example: {
    input: {
      name: 'Larkspur accounts',
      printAs: 'Larkspur Bakery, accounts',
      email: 'invoices@larkspur.example',
      address: { line1: '12 Mill Lane', city: 'Austin', country: 'United States' },
    },
  },
}).run(async (values, intacct) => {
  const complete = { ...values, printAs: values.printAs ?? values.name };
  const same = equal('PRINTAS', complete.printAs);
  const { key, adopted } = await createRecordOf(intacct, contact, complete, { idPath: 'CONTACTNAME', same });
  return { key, name: values.name, adopted };
});

export const updateContact = defineAction({
  summary: 'Change a contact.',
  details:
    'Fields left out stay, null empties one. The change shows wherever the contact is used: on its customer or vendor and ' +
    'on other records that name it. Its name cannot be changed.',
  effect: 'update',
  source,
  permissions: may('Edit', 'View'),
  errors: ['record_not_found', 'email_refused'],
  input: z.strictObject({
    ...required(contact, 'name'),
    ...optional(contact, 'printAs', 'status'),
    ...changes(contact, ...details),
    customFields: CustomFields.optional(),
  }),
  output: z.looseObject({ key: RecordKey, name: z.string() }),
  example: {
    given: [{ as: 'contact', action: 'createContact', input: { name: 'Fennel & Rye, purchasing' } }],
    input: { name: '{{contact.name}}', phone: '+1 512 555 0100', fax: null },
  },
}).run(async ({ name, ...values }, intacct) => {
  const { key } = await updateRecordOf(intacct, contact, name, values, 'CONTACTNAME');
  return { key, name };
});

export const listContacts = listAction(contact, {
  summary: 'List contacts, a page at a time.',
  source,
  permissions: may('List'),
  by: ['name', 'printAs', 'companyName', 'email', 'status'],
  example: { input: { email: 'accounts@aldgate.example', limit: 10 } },
});
