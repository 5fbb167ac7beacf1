import { z } from 'zod';
import { defineAction } from '../action.js';
import type { IntacctClient } from '../client.js';
import { toGatewayDate } from '../gateway/dates.js';
import { allOf, equal } from '../gateway/query.js';
import type { Recognition } from '../once.js';
import { adjustmentKinds, arAdjustment, arAdjustmentLine } from '../shapes/ar-adjustment.js';
import {
  type NewAdjustment,
  NewAdjustmentInput,
  signed,
  toCreateAdjustment,
  totalOf,
} from './ar-adjustment-request.js';
import { recogniseDocument } from './document.js';
import { Amount, adopted, documentation, RecordKey, text, textOrNull } from './fields.js';
import { datedListAction } from './list-action.js';
import { ownedLines } from './owned-lines.js';
import { permissions } from './permissions.js';
import { customFieldNames, customFieldsOf, customFieldValues, deleted, recordByKey } from './record-actions.js';

const source = `${documentation('accounts-receivable/ar-adjustments')}/`;
const may = permissions('Accounts Receivable', 'Adjustments');

/** What an example needs first. */
const aMemo = (number: string, state: 'draft' | 'posted') => ({
  as: 'memo',
  action: 'createArAdjustment',
  input: {
    customerId: 'C102',
    kind: 'credit',
    date: '2026-02-09',
    number,
    state,
    lines: [{ accountNumber: '4000', amount: '30.00', locationId: 'E100' }],
  },
});

export const createArAdjustment = defineAction({
  summary: 'Create a credit or debit memo of a customer, as a draft or posted.',
  details:
    'A credit memo settles nothing by itself: apply it with applyArCredits, or as a credit of createArPayment. A debit ' +
    'memo is paid like an invoice, as `debitMemoKey`. A second call with the same request key finds the first one’s ' +
    'memo; with a `number` that is certain in every case.',
  effect: 'create',
  source,
  permissions: may('Add', 'List'),
  errors: ['number_taken', 'reference_unknown', 'customer_inactive', 'period_closed'],
  example: {
    input: {
      customerId: 'C102',
      kind: 'credit',
      date: '2026-02-09',
      number: 'CM-501',
      description: 'Service outage in January',
      lines: [{ accountNumber: '4000', amount: '45.00', memo: 'Three days', locationId: 'E100', departmentId: 'D10' }],
    },
  },
  input: NewAdjustmentInput,
  output: z.looseObject({
    key: RecordKey,
    number: z.string().nullable().describe('The given number; null when Intacct numbered it.'),
    kind: z.enum(adjustmentKinds),
    state: z.enum(['draft', 'posted']),
    total: Amount.describe('Positive for both kinds.'),
    adopted,
  }),
}).run(async (adjustment, intacct) => {
  const { record, adopted } = await intacct.write(toCreateAdjustment(adjustment), recognise(adjustment, intacct));
  return {
    key: text(record, 'RECORDNO'),
    number: adjustment.number ?? textOrNull(record, 'RECORDID'),
    kind: adjustment.kind,
    state: adjustment.state,
    total: totalOf(adjustment),
    adopted,
  };
});

/** By its number where it has one; else same customer, date and total. */
function recognise(adjustment: NewAdjustment, intacct: IntacctClient): Recognition {
  const { customerId, date, kind, number } = adjustment;
  const like = allOf(
    equal('CUSTOMERID', customerId),
    equal('WHENCREATED', toGatewayDate(date)),
    equal('TRX_TOTALENTERED', signed(kind, totalOf(adjustment))),
  );
  return recogniseDocument(intacct, 'ARADJUSTMENT', { number, like });
}

export const getArAdjustment = defineAction({
  summary: 'Read one credit or debit memo with its lines.',
  effect: 'read',
  source,
  permissions: may('View'),
  errors: ['record_not_found'],
  example: { given: [aMemo('CM-502', 'posted')], input: { key: '{{memo.key}}' } },
  input: z.strictObject({ key: RecordKey, customFields: customFieldNames }),
  output: arAdjustment.output.extend({ lines: z.array(arAdjustmentLine.output), customFields: customFieldValues }),
}).run(async ({ key, customFields }, intacct) => {
  const record = await recordByKey(intacct, 'ARADJUSTMENT', key);
  const lines = ownedLines(record, 'ARADJUSTMENTITEMS').map((line) => arAdjustmentLine.from(line));
  return { ...arAdjustment.from(record), lines, ...customFieldsOf(record, customFields) };
});

export const listArAdjustments = datedListAction(arAdjustment, 'date', {
  summary: 'List credit and debit memos, a page at a time, without their lines.',
  source,
  permissions: may('List'),
  by: ['number', 'customerId', 'state', 'invoiceNumber', 'currency'],
  example: { input: { customerId: 'C102', limit: 10 } },
});

export const deleteArAdjustment = defineAction({
  summary: 'Delete a draft credit or debit memo.',
  details: 'Refuses posted memos: a memo of the other kind takes them back. Succeeds when the memo is already gone.',
  effect: 'delete',
  source,
  permissions: may('Delete', 'View'),
  errors: ['state_forbids'],
  example: { given: [aMemo('CM-503', 'draft')], input: { key: '{{memo.key}}' } },
  input: z.strictObject({ key: RecordKey }),
  output: deleted,
}).run(async ({ key }, intacct) => intacct.deleteRecord('ARADJUSTMENT', key));
