import { z } from 'zod';
import { defineAction } from '../action.js';
import type { Filter } from '../gateway/query.js';
import { customer } from '../shapes/customer.js';
import { changes, optional, required } from '../shapes/shape.js';
import { exactly, matches, matchOf, nameContains } from './customer-search.js';
import { createCustomerOf, customerBy, UpsertKey, withKey } from './customer-upsert.js';
import { CustomerId, CustomFields, documentation, text } from './fields.js';
import { listAction } from './list-action.js';
import { withoutNulls } from './nulls.js';
import { permissions } from './permissions.js';
import {
  created,
  customFieldNames,
  customFieldsOf,
  customFieldValues,
  deleteAction,
  holdsAll,
  recordById,
  updated,
  updateRecordOf,
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

export const findCustomer = defineAction({
  summary: 'Look for a customer by ID, e-mail address or name.',
  details:
    'Takes any of the three and returns every customer that meets one, the surest first, with the reason. Upper and lower ' +
    'case do not matter, and part of a name is enough. No candidate is no error: the list is then empty.',
  effect: 'read',
  source,
  permissions: may('List'),
  input: z
    .strictObject({
      id: CustomerId.optional(),
      email: z.string().min(1).max(200).optional().describe('Address of the display contact.'),
      name: z.string().min(1).max(100).optional().describe('The name or part of it.'),
      limit: z.int().min(1).max(100).default(20).describe('Candidates at most.'),
    })
    .refine(({ id, email, name }) => (id ?? email ?? name) !== undefined, 'needs id, email or name'),
  output: z.looseObject({
    candidates: z.array(
      customer.output.extend({ match: z.enum(matches).describe('The surest reason why it is a candidate.') }),
    ),
  }),
  example: { input: { email: 'ap@brightwater.example', name: 'brightwater' } },
}).run(async ({ limit, ...wanted }, intacct) => {
  const search = (filter: Filter) =>
    intacct.query({ object: 'CUSTOMER', fields: customer.paths, filter, pageSize: 100, ignoreCase: true });
  const filters = [exactly(wanted), ...(wanted.name === undefined ? [] : [nameContains(wanted.name)])];
  const pages = await Promise.all(filters.map(search));
  const found = new Map(pages.flatMap(({ records }) => records).map((record) => [text(record, 'RECORDNO'), record]));
  const candidates = [...found.values()].flatMap((record) => {
    const candidate = customer.from(record);
    const match = matchOf(wanted, candidate);
    return match ? [{ ...candidate, match }] : [];
  });
  candidates.sort((a, b) => matches.indexOf(a.match) - matches.indexOf(b.match));
  return { candidates: candidates.slice(0, limit) };
});

const settings = [
  'primaryContact',
  'billToContact',
  'shipToContact',
  'parentId',
  'customerType',
  'paymentTerm',
  'creditLimit',
  'currency',
  'accountNumber',
  'accountLabel',
  'offsetAccountNumber',
  'taxId',
  'salesRepId',
  'territoryId',
  'shippingMethod',
  'deliveryOptions',
  'comments',
  'onHold',
  'attachmentId',
] as const;

export const createCustomer = defineAction({
  summary: 'Create a customer with its display contact.',
  details:
    'Look with findCustomer first. Without an ID Intacct numbers the customer, if the company is set to do so. ' +
    'Refuses an ID that another customer has.',
  effect: 'create',
  source,
  permissions: may('Add', 'List'),
  errors: ['record_exists', 'reference_unknown', 'email_refused'],
  input: z.strictObject({
    ...required(customer, 'name'),
    ...optional(customer, 'id', 'status', 'contact', ...settings),
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
}).run(async (values, intacct) => createCustomerOf(intacct, values));

export const updateCustomer = defineAction({
  summary: 'Change a customer and its display contact.',
  details:
    'Fields left out stay, null empties one; so does null within the contact. The same change again does nothing. ' +
    'The ID of a customer cannot be changed.',
  effect: 'update',
  source,
  permissions: may('Edit', 'View'),
  errors: ['record_not_found', 'reference_unknown', 'email_refused'],
  input: z.strictObject({
    ...required(customer, 'id'),
    ...optional(customer, 'name', 'status', 'contact'),
    ...changes(customer, ...settings),
    customFields: CustomFields.optional(),
  }),
  output: updated,
  example: {
    given: [{ as: 'customer', action: 'createCustomer', input: { id: 'C-79', name: 'Tansy Records' } }],
    input: { id: '{{customer.id}}', creditLimit: '2500.00', contact: { phone: '+1 512 555 0199' }, comments: null },
  },
}).run(async ({ id, ...values }, intacct) => updateRecordOf(intacct, customer, id, values, 'CUSTOMERID'));

export const upsertCustomer = defineAction({
  summary: 'Create a customer, or change the one that is there.',
  details:
    'Finds it by its ID, or by a custom field that holds another system’s ID; a new customer gets that value too. ' +
    'Fields left out stay, null empties one; a customer that holds all values already is not written at all. ' +
    'Refuses, with the candidates, when several customers have the value. `created` is false where an earlier attempt ' +
    'of the same call created it.',
  effect: 'update',
  source,
  permissions: may('Add', 'Edit', 'List', 'View'),
  errors: ['match_ambiguous', 'reference_unknown', 'field_unknown', 'email_refused'],
  input: z
    .strictObject({
      by: UpsertKey,
      ...optional(customer, 'id'),
      ...required(customer, 'name'),
      ...optional(customer, 'status', 'contact'),
      ...changes(customer, ...settings),
      customFields: CustomFields.optional(),
    })
    .refine(({ by, id }) => by.id === undefined || id === undefined, {
      message: 'is only for a new customer that is found by a custom field; here the ID stands in `by`',
      path: ['id'],
    }),
  output: created.extend({ created: z.boolean() }),
  example: { input: { by: { id: 'C-80' }, name: 'Sorrel Outfitters', paymentTerm: 'N30' } },
}).run(async ({ by, id, ...rest }, intacct) => {
  const values = withKey(rest, by);
  const existing = await customerBy(intacct, by);
  if (existing) {
    const found = { key: text(existing, 'RECORDNO'), id: text(existing, 'CUSTOMERID') };
    const held = holdsAll(customer, existing, values);
    if (!held) await updateRecordOf(intacct.part('update'), customer, found.id, values, 'CUSTOMERID');
    return { ...found, created: false, adopted: false };
  }
  const fresh = { ...withoutNulls(values), id: by.id ?? id, name: values.name };
  return { ...(await createCustomerOf(intacct.part('create'), fresh)), created: true };
});

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
