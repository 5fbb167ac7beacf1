import { z } from 'zod';
import { defineAction } from '../action.js';
import { equal } from '../gateway/query.js';
import { customer } from '../shapes/customer.js';
import { optional, required } from '../shapes/shape.js';
import { CustomerId, CustomFields, documentation } from './fields.js';
import { listAction } from './list-action.js';
import { permissions } from './permissions.js';
import {
  created,
  createRecordOf,
  customFieldNames,
  customFieldsOf,
  customFieldValues,
  deleteAction,
  recordById,
} from './record-actions.js';

const source = `${documentation('accounts-receivable/customers')}/`;
const may = permissions('Accounts Receivable', 'Customers');

export const getCustomer = defineAction({
  summary: 'Read one customer by its ID.',
  effect: 'read',
  source,
  permissions: may('View'),
  errors: ['record_not_found'],
  input: z.strictObject({ id: CustomerId, customFields: customFieldNames }),
  output: customer.output.extend({ customFields: customFieldValues }),
  example: { input: { id: 'C100' } },
}).run(async ({ id, customFields }, intacct) => {
  const record = await recordById(intacct, 'CUSTOMER', id);
  return { ...customer.from(record), ...customFieldsOf(record, customFields) };
});

export const createCustomer = defineAction({
  summary: 'Create a customer with its display contact.',
  details:
    'Look with findCustomer first. Without an ID Intacct numbers the customer, if the company is set to do so. ' +
    'Refuses an ID that another customer has.',
  effect: 'create',
  source,
  permissions: may('Add', 'List'),
  errors: ['number_taken', 'reference_not_found'],
  input: z.strictObject({
    ...required(customer, 'name'),
    ...optional(customer, 'id', 'status', 'contact', 'parentId', 'customerType', 'paymentTerm', 'creditLimit'),
    ...optional(customer, 'currency', 'accountNumber', 'accountLabel', 'offsetAccountNumber', 'taxId', 'comments'),
    ...optional(customer, 'onHold', 'attachmentId'),
    customFields: CustomFields.optional(),
  }),
  output: created,
  example: {
    input: {
      id: 'C-77',
      name: 'Larkspur Bakery',
      paymentTerm: 'N30',
      creditLimit: '5000.00',
      contact: { email: 'accounts@larkspur.example', address: { city: 'Austin', country: 'United States' } },
    },
  },
}).run(async ({ contact, ...values }, intacct) =>
  createRecordOf(
    intacct,
    customer,
    { ...values, contact: { ...contact, printAs: contact?.printAs ?? values.name } },
    { idPath: 'CUSTOMERID', same: equal('NAME', values.name) },
  ),
);

export const listCustomers = listAction(customer, {
  summary: 'List customers, a page at a time.',
  source,
  permissions: may('List'),
  by: ['id', 'name', 'status', 'customerType', 'parentId'],
  example: { input: { status: 'active', limit: 10 } },
});

export const deleteCustomer = deleteAction('CUSTOMER', {
  summary: 'Delete a customer that has no transactions.',
  details: 'Refuses a customer with invoices or payments. Succeeds when the customer is already gone.',
  source,
  permissions: may('Delete', 'View'),
  example: {
    given: [{ as: 'customer', action: 'createCustomer', input: { id: 'C-78', name: 'Mistake Ltd.' } }],
    input: { id: 'C-78' },
  },
});
