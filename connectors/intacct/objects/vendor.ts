import { z } from 'zod';
import { defineAction } from '../action.js';
import { equal } from '../gateway/query.js';
import { changes, optional, required } from '../shapes/shape.js';
import { vendor } from '../shapes/vendor.js';
import { CustomFields, documentation } from './fields.js';
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
  updated,
  updateRecordOf,
} from './record-actions.js';

const source = `${documentation('accounts-payable/vendors')}/`;
const may = permissions('Accounts Payable', 'Vendors');

/** What can be given at creation and changed later. */
const particulars = [
  ...(['status', 'contact', 'primaryContact', 'payToContact', 'returnToContact', 'parentId', 'vendorType'] as const),
  ...(['paymentTerm', 'creditLimit', 'currency', 'accountNumber', 'offsetAccountNumber', 'ourAccountNumber'] as const),
  ...(['taxId', 'name1099', 'form1099Type', 'form1099Box', 'isIndividual', 'comments', 'onHold', 'doNotPay'] as const),
  'attachmentId',
] as const;

export const getVendor = defineAction({
  summary: 'Read one vendor by its ID.',
  effect: 'read',
  source,
  permissions: may('View'),
  errors: ['record_not_found'],
  input: z.strictObject({ ...required(vendor, 'id'), customFields: customFieldNames }),
  output: vendor.output.extend({ customFields: customFieldValues }),
  example: { input: { id: 'V100' } },
}).run(async ({ id, customFields }, intacct) => {
  const record = await recordById(intacct, 'VENDOR', id);
  return { ...vendor.from(record), ...customFieldsOf(record, customFields) };
});

export const createVendor = defineAction({
  summary: 'Create a vendor with its display contact.',
  details:
    'Look with listVendors first. Without an ID Intacct numbers the vendor, if the company is set to do so. ' +
    'Refuses an ID that another vendor has: read that one, or choose another ID.',
  effect: 'create',
  source,
  permissions: may('Add', 'List'),
  errors: ['record_exists', 'reference_unknown', 'email_refused'],
  input: z.strictObject({
    ...required(vendor, 'name'),
    ...optional(vendor, 'id', ...particulars),
    customFields: CustomFields.optional(),
  }),
  output: created,
  example: {
    input: {
      id: 'V-12',
      name: 'Thistle Print',
      paymentTerm: 'N30',
      accountNumber: '6200',
      contact: { email: 'accounts@thistle.example', address: { city: 'Leeds', country: 'United Kingdom' } },
    },
  },
}).run(async ({ contact, ...values }, intacct) =>
  createRecordOf(
    intacct,
    vendor,
    { ...values, contact: { ...contact, printAs: contact?.printAs ?? values.name } },
    { idPath: 'VENDORID', same: equal('NAME', values.name) },
  ),
);

export const updateVendor = defineAction({
  summary: 'Change a vendor.',
  details:
    'Fields that are left out stay, null empties a field; the same change again does nothing. Setting `onHold` keeps ' +
    'payments out until it is taken back. A contact that other records share is changed for them too.',
  effect: 'update',
  source,
  permissions: may('Edit', 'View'),
  errors: ['record_not_found', 'reference_unknown', 'email_refused'],
  input: z.strictObject({
    ...required(vendor, 'id'),
    ...changes(vendor, 'name', ...particulars),
    customFields: CustomFields.optional(),
  }),
  output: updated,
  example: {
    given: [{ as: 'vendor', action: 'createVendor', input: { id: 'V-13', name: 'Umber Tools', comments: 'New' } }],
    input: { id: '{{vendor.id}}', paymentTerm: 'N15', comments: null },
  },
}).run(async ({ id, ...values }, intacct) => updateRecordOf(intacct, vendor, id, values, 'VENDORID'));

export const listVendors = listAction(vendor, {
  summary: 'List vendors, a page at a time.',
  source,
  permissions: may('List'),
  by: ['id', 'name', 'status', 'vendorType', 'parentId', 'paymentTerm', 'onHold'],
  example: { input: { status: 'active', limit: 10 } },
});

export const deleteVendor = deleteAction('VENDOR', {
  summary: 'Delete a vendor that has no transactions.',
  details:
    'Refuses a vendor with bills or payments: set it to inactive instead. Succeeds when the vendor is already gone.',
  source,
  permissions: may('Delete', 'View'),
  errors: ['record_in_use'],
  example: {
    given: [{ as: 'vendor', action: 'createVendor', input: { id: 'V-14', name: 'Mistake Supplies' } }],
    input: { id: 'V-14' },
  },
});
