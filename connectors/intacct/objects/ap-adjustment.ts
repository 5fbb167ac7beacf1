import { z } from 'zod';
import { defineAction } from '../action.js';
import { apAdjustment, apAdjustmentLine } from '../shapes/ap-adjustment.js';
import { NewApAdjustmentInput, recogniseApAdjustment, toCreateApAdjustment, totalOf } from './ap-adjustment-request.js';
import { lineCustomFieldNames, lineExtras, lineExtrasOf } from './bill-lines.js';
import { createdDocument } from './document.js';
import { Amount, adopted, documentation, RecordKey } from './fields.js';
import { datedListAction } from './list-action.js';
import { ownedLines } from './owned-lines.js';
import { permissions } from './permissions.js';
import { customFieldNames, customFieldsOf, customFieldValues, recordByKey } from './record-actions.js';

const source = `${documentation('accounts-payable/ap-adjustments')}/`;
const may = permissions('Accounts Payable', 'Adjustments');

export const createApAdjustment = defineAction({
  summary: 'Create an AP debit memo or credit memo, as a draft or posted.',
  details:
    'Use a debit memo for what a vendor credits you; createApPayment then uses it up. Give `number` where you can: a ' +
    'second call then finds the first one’s adjustment in every case. Refuses a number that another adjustment of the ' +
    'vendor has.',
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
  input: NewApAdjustmentInput,
  output: z.looseObject({
    key: RecordKey,
    number: z.string().nullable().describe('The given number; null when there is none, or Intacct numbered it.'),
    state: z.enum(['draft', 'posted']),
    total: Amount.describe('Without sign, before taxes that Intacct adds.'),
    adopted,
  }),
  example: {
    input: {
      vendorId: 'V102',
      kind: 'debit',
      date: '2026-02-09',
      number: 'POS-CR-7',
      description: 'Two reams returned',
      lines: [{ accountNumber: '6200', amount: '11.90', locationId: 'E100' }],
    },
  },
}).run(async (input, intacct) => {
  const written = await intacct.write(toCreateApAdjustment(input), recogniseApAdjustment(input, intacct));
  return { ...createdDocument(written, { number: input.number, state: input.state }), total: totalOf(input) };
});

export const getApAdjustment = defineAction({
  summary: 'Read one AP debit or credit memo with its lines.',
  details: 'Amounts are without sign: `kind` tells which way they go.',
  effect: 'read',
  source,
  permissions: may('View'),
  errors: ['record_not_found'],
  input: z.strictObject({ key: RecordKey, customFields: customFieldNames, lineCustomFields: lineCustomFieldNames }),
  output: apAdjustment.output.extend({
    customFields: customFieldValues,
    lines: z.array(apAdjustmentLine.output.extend(lineExtras)),
  }),
  example: {
    given: [
      {
        as: 'memo',
        action: 'createApAdjustment',
        input: {
          vendorId: 'V102',
          kind: 'credit',
          date: '2026-02-10',
          number: 'POS-DR-8',
          lines: [{ accountNumber: '6200', amount: '3.20', locationId: 'E100' }],
        },
      },
    ],
    input: { key: '{{memo.key}}' },
  },
}).run(async ({ key, customFields, lineCustomFields }, intacct) => {
  const record = await recordByKey(intacct, 'APADJUSTMENT', key);
  const lines = ownedLines(record, 'APADJUSTMENTITEMS').map((line) => ({
    ...apAdjustmentLine.from(line),
    ...lineExtrasOf(line, lineCustomFields),
  }));
  return { ...apAdjustment.from(record), lines, ...customFieldsOf(record, customFields) };
});

export const listApAdjustments = datedListAction(apAdjustment, 'date', {
  summary: 'List AP debit and credit memos, a page at a time, without their lines.',
  source,
  permissions: may('List'),
  by: ['number', 'vendorId', 'state', 'billNumber', 'currency'],
  example: { input: { vendorId: 'V102', limit: 10 } },
});
