import { z } from 'zod';
import { ConnectorError } from '../../errors.js';
import { defineAction } from '../action.js';
import { toDateElement } from '../gateway/dates.js';
import { holdsChanges, InvoiceChangesInput, toUpdateInvoice } from './ar-invoice-changes-request.js';
import { documentation, IsoDate, RecordKey, text } from './fields.js';
import { ownedLines } from './owned-lines.js';
import { permissions } from './permissions.js';
import { deleted, recordByKey } from './record-actions.js';
import { changeState } from './state-change.js';

const source = `${documentation('accounts-receivable/invoices')}/`;
const may = permissions('Accounts Receivable', 'Invoices');

const draftOver = (invoiceNumber: string, amount: string, state: 'draft' | 'posted' = 'draft') => ({
  as: 'invoice',
  action: 'createInvoice',
  input: {
    customerId: 'C100',
    invoiceDate: '2026-02-03',
    paymentTerm: 'N30',
    state,
    invoiceNumber,
    lines: [{ accountNumber: '4000', amount, locationId: 'E100', departmentId: 'D10' }],
  },
});

export const updateInvoice = defineAction({
  summary: 'Change an AR invoice and its lines.',
  details:
    'Fields left out stay, null empties one. Lines are named by their numbers, which getInvoice tells; the number after the ' +
    'last one adds a line, and no line can be taken away. The same change again does nothing. Refuses invoices that are ' +
    'paid in part or in full, and those that Order Entry made: change the order instead.',
  effect: 'update',
  source,
  permissions: may('Edit', 'View'),
  errors: ['record_not_found', 'state_forbids', 'order_entry_document', 'number_taken', 'period_closed'],
  input: InvoiceChangesInput,
  output: z.looseObject({ key: RecordKey }),
  example: {
    given: [draftOver('EX-U-1', '80.00')],
    input: {
      key: '{{invoice.key}}',
      description: 'February, corrected',
      lines: [{ lineNumber: 1, amount: '90.00', memo: 'Nine hours', departmentId: null }],
    },
  },
}).run(async (changes, intacct) => {
  const { key } = changes;
  const read = () => recordByKey(intacct, 'ARINVOICE', key);
  const lineCount = changes.lines ? ownedLines(await read(), 'ARINVOICEITEMS').length : 0;
  const find = async () => [await read()].filter((record) => holdsChanges(record, changes));
  await intacct.write(toUpdateInvoice(changes, lineCount), { by: 'effect', find });
  return { key };
});

export const postInvoice = defineAction({
  summary: 'Post a draft AR invoice.',
  details: 'Does nothing to an invoice that is posted already.',
  effect: 'update',
  source,
  permissions: may('Edit', 'View'),
  errors: ['record_not_found', 'period_closed', 'dimension_missing'],
  input: z.strictObject({ key: RecordKey }),
  output: z.looseObject({ key: RecordKey, state: z.string(), alreadyPosted: z.boolean() }),
  example: { given: [draftOver('EX-U-2', '81.00')], input: { key: '{{invoice.key}}' } },
}).run(async ({ key }, intacct) => {
  const posted = async () => {
    const record = await recordByKey(intacct, 'ARINVOICE', key);
    return text(record, 'STATE') === 'Draft' ? [] : [record];
  };
  try {
    const submit = { name: 'update_invoice', attributes: { key }, body: { action: 'Submit' } };
    const { adopted } = await intacct.write(submit, { by: 'effect', find: posted });
    return { key, state: 'Posted', alreadyPosted: adopted };
  } catch (error) {
    // A posted invoice refuses to be submitted; then there is nothing left to do.
    if (!(error instanceof ConnectorError && error.kind === 'rejected')) throw error;
    const [record] = await posted();
    if (!record) throw error;
    return { key, state: text(record, 'STATE'), alreadyPosted: true };
  }
});

export const reverseInvoice = defineAction({
  summary: 'Reverse a posted AR invoice that nothing was paid on.',
  details:
    'Intacct adds an invoice with the opposite amounts on the given date. Does nothing to an invoice that is reversed ' +
    'already. Refuses drafts, which are deleted instead, invoices with payments, whose payments are voided first, and ' +
    'invoices that Order Entry made.',
  effect: 'update',
  source,
  permissions: may('Reverse', 'View'),
  errors: ['record_not_found', 'state_forbids', 'reversal_too_early', 'period_closed', 'order_entry_document'],
  input: z.strictObject({
    key: RecordKey,
    reversalDate: IsoDate.describe('On or after the posting date of the invoice.'),
    description: z.string().min(1).max(80).optional().describe('Of the reversal.'),
  }),
  output: z.looseObject({ key: RecordKey, state: z.string(), alreadyReversed: z.boolean() }),
  example: {
    given: [draftOver('EX-U-3', '82.00', 'posted')],
    input: { key: '{{invoice.key}}', reversalDate: '2026-02-10', description: 'Billed twice' },
  },
}).run(async ({ key, reversalDate, description }, intacct) => {
  const body = { datereversed: toDateElement(reversalDate), description };
  const write = { name: 'reverse_invoice', attributes: { key }, body };
  const { state, already } = await changeState(intacct, { object: 'ARINVOICE', key, write, reached: ['Reversed'] });
  return { key, state, alreadyReversed: already };
});

export const deleteInvoice = defineAction({
  summary: 'Delete a draft AR invoice.',
  details: 'Refuses posted invoices: reverse those. Succeeds when the invoice is already gone.',
  effect: 'delete',
  source,
  permissions: may('Delete', 'View'),
  errors: ['state_forbids', 'order_entry_document'],
  input: z.strictObject({ key: RecordKey }),
  output: deleted,
  example: { given: [draftOver('EX-U-4', '83.00')], input: { key: '{{invoice.key}}' } },
}).run(async ({ key }, intacct) => intacct.deleteRecord('ARINVOICE', key));
