import { z } from 'zod';
import { defineAction } from '../action.js';
import { toDateElement } from '../gateway/dates.js';
import { bill, billLine } from '../shapes/bill.js';
import { changes } from '../shapes/shape.js';
import {
  ChangedBillLineInput,
  holdsLines,
  lineCustomFieldNames,
  lineExtras,
  lineExtrasOf,
  toBillLine,
} from './bill-lines.js';
import { billParticulars, NewBillInput, recogniseBill, toCreateBill, totalOf } from './bill-request.js';
import { createdDocument } from './document.js';
import {
  Amount,
  adopted,
  CustomFields,
  customFieldSiblings,
  documentation,
  IsoDate,
  RecordKey,
  text,
  textOrNull,
} from './fields.js';
import { datedListAction } from './list-action.js';
import { ownedLines } from './owned-lines.js';
import { permissions } from './permissions.js';
import { customFieldNames, customFieldsOf, customFieldValues, deleted, recordByKey } from './record-actions.js';
import { changeState } from './state-change.js';

const source = `${documentation('accounts-payable/bills')}/`;
const may = permissions('Accounts Payable', 'Bills');

/** What an example needs first. */
const aBill = (number: string, state: 'draft' | 'posted') => ({
  as: 'bill',
  action: 'createBill',
  input: {
    vendorId: 'V102',
    billDate: '2026-02-03',
    dueDate: '2026-03-05',
    number,
    state,
    lines: [{ accountNumber: '6200', amount: '41.50', locationId: 'E100' }],
  },
});

export const getBill = defineAction({
  summary: 'Read one bill with its lines.',
  effect: 'read',
  source,
  permissions: may('View'),
  errors: ['record_not_found'],
  input: z.strictObject({ key: RecordKey, customFields: customFieldNames, lineCustomFields: lineCustomFieldNames }),
  output: bill.output.extend({ customFields: customFieldValues, lines: z.array(billLine.output.extend(lineExtras)) }),
  example: { input: { key: '1' } },
}).run(async ({ key, customFields, lineCustomFields }, intacct) => {
  const record = await recordByKey(intacct, 'APBILL', key);
  const lines = ownedLines(record, 'APBILLITEMS').map((line) => ({
    ...billLine.from(line),
    ...lineExtrasOf(line, lineCustomFields),
  }));
  return { ...bill.from(record), lines, ...customFieldsOf(record, customFields) };
});

export const createBill = defineAction({
  summary: 'Create a bill, as a draft or posted.',
  details:
    'The vendor and the accounts must exist. Give `number`, the vendor’s own: a second call then finds the first one’s ' +
    'bill in every case; without it an unknown outcome may need a person’s decision. Where bills need approval a posted ' +
    'one waits as Submitted: read its state with getBill. Refuses a number that another bill of the vendor has.',
  effect: 'create',
  source,
  permissions: may('Add', 'List'),
  errors: [
    'number_taken',
    'vendor_refused',
    'vendor_inactive',
    'account_refused',
    'period_closed',
    'dimension_missing',
  ],
  input: NewBillInput,
  output: z.looseObject({
    key: RecordKey,
    number: z.string().nullable().describe('The given number; null when there is none, or Intacct numbered the bill.'),
    state: z.enum(['draft', 'posted']),
    total: Amount.describe('Of the lines as sent; taxes that Intacct adds come on top.'),
    adopted,
  }),
  example: {
    input: {
      vendorId: 'V101',
      billDate: '2026-02-02',
      dueDate: '2026-03-04',
      number: 'RENT-02',
      lines: [{ accountNumber: '6300', amount: '2400.00', memo: 'February', locationId: 'E100', departmentId: 'D30' }],
    },
  },
}).run(async (input, intacct) => {
  const written = await intacct.write(toCreateBill(input), recogniseBill(input, intacct));
  return { ...createdDocument(written, { number: input.number, state: input.state }), total: totalOf(input) };
});

export const updateBill = defineAction({
  summary: 'Change a draft bill, or a posted one that nothing was paid on.',
  details:
    'Fields that are left out stay, null empties a field; the same change again does nothing. `lines`, where given, are ' +
    'all that the bill has then: repeat those that stay with their `lineNumber`, and their tax entries. A draft stays a ' +
    'draft: post it with postBill. Refuses paid and reversed bills.',
  effect: 'update',
  source,
  permissions: may('Edit', 'View'),
  errors: ['record_not_found', 'state_forbids', 'number_taken', 'period_closed'],
  input: z.strictObject({
    key: RecordKey,
    ...changes(bill, 'billDate', ...billParticulars),
    customFields: CustomFields.optional(),
    lines: z.array(ChangedBillLineInput).min(1).max(500).optional(),
  }),
  output: z.looseObject({ key: RecordKey }),
  example: {
    given: [aBill('POS-31', 'draft')],
    input: {
      key: '{{bill.key}}',
      dueDate: '2026-03-12',
      priority: 'high',
      lines: [{ lineNumber: 1, accountNumber: '6200', amount: '45.10', locationId: 'E100' }],
    },
  },
}).run(async ({ key, lines, customFields, ...values }, intacct) => {
  const before = await recordByKey(intacct, 'APBILL', key);
  const custom = customFieldSiblings(customFields);
  const body = {
    RECORDNO: key,
    // Sage's page names the due date as required, and submitting as what an update does unless told otherwise.
    WHENDUE: textOrNull(before, 'WHENDUE') ?? undefined,
    ACTION: ['Draft', 'Declined'].includes(text(before, 'STATE')) ? 'Draft' : undefined,
    ...bill.body(values),
    ...custom,
    APBILLITEMS: lines && { APBILLITEM: lines.map((line) => toBillLine(line)) },
  };
  const changed = async () => {
    const record = await recordByKey(intacct, 'APBILL', key);
    const customHeld = Object.entries(custom).every(([name, value]) => text(record, name) === value);
    return customHeld && bill.holds(record, values) && (!lines || holdsLines(record, lines)) ? [record] : [];
  };
  await intacct.write({ name: 'update', body: { APBILL: body } }, { by: 'effect', find: changed });
  return { key };
});

export const postBill = defineAction({
  summary: 'Post a draft bill, or hand it in where bills need approval.',
  details:
    'Does nothing to a bill that is posted or handed in already. Refuses a draft without a due date: updateBill.',
  effect: 'update',
  source,
  permissions: may('Edit', 'Post', 'View'),
  errors: ['record_not_found', 'period_closed', 'due_date_missing', 'dimension_missing'],
  input: z.strictObject({ key: RecordKey }),
  output: z.looseObject({
    key: RecordKey,
    state: z.string().describe('Posted, or Submitted where bills need approval.'),
    alreadyPosted: z.boolean(),
  }),
  example: {
    given: [aBill('POS-32', 'draft')],
    input: { key: '{{bill.key}}' },
  },
}).run(async ({ key }, intacct) => {
  const { state, already } = await changeState(intacct, {
    object: 'APBILL',
    key,
    write: { name: 'update', body: { APBILL: { RECORDNO: key, ACTION: 'Submit' } } },
    reached: ['Posted', 'Submitted', 'Partially Approved', 'Selected', 'Partially Paid', 'Paid', 'Reversed'],
  });
  return { key, state, alreadyPosted: already };
});

export const reverseBill = defineAction({
  summary: 'Reverse a posted bill that nothing was paid on.',
  details:
    'Intacct adds a bill of the opposite amounts, dated `reversalDate`. Does nothing to a bill that is reversed already. ' +
    'Refuses drafts, which deleteBill takes away, and paid bills: void their payment first.',
  effect: 'update',
  source,
  permissions: may('Reverse', 'View'),
  errors: ['record_not_found', 'state_forbids', 'reversal_too_early', 'period_closed'],
  input: z.strictObject({
    key: RecordKey,
    reversalDate: IsoDate.describe('On or after the bill’s posting date, in an open period.'),
    memo: z.string().max(500).optional(),
  }),
  output: z.looseObject({ key: RecordKey, state: z.string(), alreadyReversed: z.boolean() }),
  example: {
    given: [aBill('POS-33', 'posted')],
    input: { key: '{{bill.key}}', reversalDate: '2026-02-06' },
  },
}).run(async ({ key, reversalDate, memo }, intacct) => {
  const body = { datereversed: toDateElement(reversalDate), description: memo };
  const write = { name: 'reverse_bill', attributes: { key }, body };
  const { state, already } = await changeState(intacct, { object: 'APBILL', key, write, reached: ['Reversed'] });
  return { key, state, alreadyReversed: already };
});

export const deleteBill = defineAction({
  summary: 'Delete a draft bill.',
  details: 'Refuses posted bills: reverse those. Succeeds when the bill is already gone.',
  effect: 'delete',
  source,
  permissions: may('Delete', 'View'),
  errors: ['state_forbids'],
  input: z.strictObject({ key: RecordKey }),
  output: deleted,
  example: {
    given: [aBill('POS-34', 'draft')],
    input: { key: '{{bill.key}}' },
  },
}).run(async ({ key }, intacct) => intacct.deleteRecord('APBILL', key));

export const listBills = datedListAction(bill, 'billDate', {
  summary: 'List bills, a page at a time, without their lines.',
  source,
  permissions: may('List'),
  by: ['number', 'vendorId', 'state', 'paymentTerm', 'priority', 'onHold', 'currency', 'referenceNumber'],
  example: { input: { vendorId: 'V101', state: 'Posted' } },
});
