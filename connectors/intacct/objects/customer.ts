import { z } from 'zod';
import { ConnectorError } from '../../errors.js';
import { defineAction } from '../action.js';
import type { IntacctClient } from '../client.js';
import type { GatewayFunction } from '../gateway/envelope.js';
import { allOf, equal, type Filter } from '../gateway/query.js';
import { type IntacctRecord, textOf } from '../gateway/reply.js';
import type { Recognition } from '../once.js';
import {
  Amount,
  adopted,
  amountOrNull,
  CurrencyCode,
  CustomerId,
  CustomFields,
  customFieldSiblings,
  documentation,
  Money,
  money,
  RecordKey,
  text,
  textOrNull,
} from './fields.js';
import { listPage, pageInput, pageOutput } from './paging.js';
import { createdSince, findAll } from './recognition.js';

const source = `${documentation('accounts-receivable/customers')}/`;

const Contact = z.strictObject({
  printAs: z.string().max(200).optional().describe('Name on documents; the customer’s name when left out.'),
  companyName: z.string().max(100).optional(),
  firstName: z.string().max(40).optional(),
  lastName: z.string().max(40).optional(),
  email: z.email().optional(),
  phone: z.string().optional(),
  address: z
    .strictObject({
      line1: z.string().max(80).optional(),
      line2: z.string().max(80).optional(),
      city: z.string().max(80).optional(),
      state: z.string().max(40).optional(),
      zip: z.string().max(30).optional(),
      country: z.string().max(60).optional(),
    })
    .optional(),
});

const Customer = z.looseObject({
  key: RecordKey,
  id: CustomerId,
  name: z.string(),
  status: z.enum(['active', 'inactive']),
  email: z.string().nullish(),
  currency: z.string().nullish(),
  paymentTerm: z.string().nullish(),
  creditLimit: Amount.nullish(),
  totalDue: Amount.nullish(),
});

const fields = [
  'RECORDNO',
  'CUSTOMERID',
  'NAME',
  'STATUS',
  'DISPLAYCONTACT.EMAIL1',
  'CURRENCY',
  'TERMNAME',
  'CREDITLIMIT',
  'TOTALDUE',
];

export const getCustomer = defineAction({
  summary: 'Read one customer by its ID.',
  effect: 'read',
  source,
  input: z.strictObject({ id: CustomerId }),
  output: Customer,
}).run(async ({ id }, intacct) => {
  const record = await intacct.readByName('CUSTOMER', id);
  if (record) return customerFrom(record);
  throw new ConnectorError({
    kind: 'not_found',
    code: 'customer_not_found',
    message: `Customer "${id}" does not exist.`,
    advice: 'Check the ID, or create the customer with createCustomer.',
    details: { field: 'id' },
  });
});

export const createCustomer = defineAction({
  summary: 'Create a customer with its display contact.',
  details:
    'Look with listCustomers first. Without an ID Intacct numbers the customer, if the company is set to do so. ' +
    'Refuses an ID that another customer has.',
  effect: 'create',
  source,
  input: z.strictObject({
    id: CustomerId.optional(),
    name: z.string().min(1).max(100),
    contact: Contact.optional(),
    currency: CurrencyCode.optional(),
    paymentTerm: z.string().max(40).optional().describe('Name of an AR term, such as "N30".'),
    creditLimit: Money.optional(),
    customFields: CustomFields.optional(),
  }),
  output: z.looseObject({ key: RecordKey, id: CustomerId, adopted }),
}).run(async (customer, intacct) => {
  const { record, adopted } = await intacct.write(toCreate(customer), recognise(customer, intacct));
  return { key: text(record, 'RECORDNO'), id: text(record, 'CUSTOMERID'), adopted };
});

export const listCustomers = defineAction({
  summary: 'List customers, a page at a time.',
  effect: 'read',
  source,
  input: z.strictObject({
    id: CustomerId.optional().describe('Exactly this ID.'),
    name: z.string().optional().describe('Exactly this name.'),
    status: z.enum(['active', 'inactive']).optional(),
    ...pageInput,
  }),
  output: pageOutput(Customer),
}).run(async ({ id, name, status, ...page }, intacct) => {
  const filter = allOf(
    id ? equal('CUSTOMERID', id) : undefined,
    name ? equal('NAME', name) : undefined,
    status ? equal('STATUS', status) : undefined,
  );
  const { records, next } = await listPage(intacct, 'CUSTOMER', fields, filter, page);
  return { records: records.map(customerFrom), next };
});

export const deleteCustomer = defineAction({
  summary: 'Delete a customer that has no transactions.',
  details: 'Refuses a customer with invoices or payments. Succeeds when the customer is already gone.',
  effect: 'delete',
  source,
  input: z.strictObject({ key: RecordKey }),
  output: z.looseObject({ deleted: z.boolean().describe('False when it was already gone.') }),
}).run(async ({ key }, intacct) => intacct.deleteRecord('CUSTOMER', key));

type NewCustomer = z.output<typeof createCustomer.input>;

/** By its ID where it has one; else by its name, created since. */
function recognise({ id, name }: NewCustomer, intacct: IntacctClient): Recognition {
  const find = (identity: Filter) =>
    findAll(intacct, 'CUSTOMER', ['RECORDNO', 'CUSTOMERID'], allOf(identity, equal('NAME', name)));
  if (id) return { by: 'number', object: 'CUSTOMER', find: () => find(equal('CUSTOMERID', id)) };
  return { by: 'values', object: 'CUSTOMER', find: (since) => find(createdSince(since, 'WHENCREATED')) };
}

function toCreate({ id, name, contact = {}, ...customer }: NewCustomer): GatewayFunction {
  return {
    name: 'create',
    body: {
      CUSTOMER: {
        CUSTOMERID: id,
        NAME: name,
        DISPLAYCONTACT: toContact(name, contact),
        TERMNAME: customer.paymentTerm,
        CREDITLIMIT: customer.creditLimit === undefined ? undefined : money(customer.creditLimit),
        CURRENCY: customer.currency,
        ...customFieldSiblings(customer.customFields),
      },
    },
  };
}

function toContact(customerName: string, { address, ...contact }: z.output<typeof Contact>) {
  return {
    PRINTAS: contact.printAs ?? customerName,
    COMPANYNAME: contact.companyName,
    FIRSTNAME: contact.firstName,
    LASTNAME: contact.lastName,
    PHONE1: contact.phone,
    EMAIL1: contact.email,
    MAILADDRESS: address && {
      ADDRESS1: address.line1,
      ADDRESS2: address.line2,
      CITY: address.city,
      STATE: address.state,
      ZIP: address.zip,
      COUNTRY: address.country,
    },
  };
}

function customerFrom(record: IntacctRecord): z.input<typeof Customer> {
  return {
    key: text(record, 'RECORDNO'),
    id: text(record, 'CUSTOMERID'),
    name: text(record, 'NAME'),
    status: text(record, 'STATUS') === 'inactive' ? 'inactive' : 'active',
    email: emailOf(record),
    currency: textOrNull(record, 'CURRENCY'),
    paymentTerm: textOrNull(record, 'TERMNAME'),
    creditLimit: amountOrNull(record, 'CREDITLIMIT'),
    totalDue: amountOrNull(record, 'TOTALDUE'),
  };
}

/** `query` names the path, `read` nests the contact. */
function emailOf(record: IntacctRecord): string | null {
  const contact = record.DISPLAYCONTACT;
  const nested = typeof contact === 'object' && !Array.isArray(contact) ? textOf(contact as never, 'EMAIL1') : '';
  return text(record, 'DISPLAYCONTACT.EMAIL1') || nested || null;
}
