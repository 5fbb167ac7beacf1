import { z } from 'zod';
import { defineAction } from '../action.js';
import { userDimensions } from '../shapes/dimensions.js';
import { journalEntry, journalLine } from '../shapes/journal-entry.js';
import { adopted, dateOrNull, documentation, IsoDate, RecordKey, text } from './fields.js';
import { entriesLike, linesOf } from './journal-entry-records.js';
import { NewJournalEntryInput, requireBalance, toCreateEntry } from './journal-entry-request.js';
import { alreadyReversed, requireReversible, reversalsOf, toReversal } from './journal-entry-reversal.js';
import { datedListAction } from './list-action.js';
import { permissions } from './permissions.js';
import { customFieldNames, customFieldsOf, customFieldValues, deleted, recordByKey } from './record-actions.js';

const source = `${documentation('general-ledger/journal-entries')}/`;
const may = permissions('General Ledger', 'Journal entries');

const Line = journalLine.output.extend({
  type: z.enum(['debit', 'credit']),
  dimensions: z.record(z.string(), z.string()).describe('User-defined dimensions that the line has.'),
});
const state = z.enum(['draft', 'posted']);

const accrual = (description: string, amount: string) => ({
  journal: 'GJ',
  postingDate: '2026-03-31',
  description,
  lines: [
    { type: 'debit' as const, accountNumber: '6300', amount, locationId: 'E100', departmentId: 'D30' },
    { type: 'credit' as const, accountNumber: '2000', amount, locationId: 'E100', departmentId: 'D30' },
  ],
});

export const createJournalEntry = defineAction({
  summary: 'Create a journal entry, as a draft or posted.',
  details:
    'Refused before the call unless debits equal credits in each currency. They must be equal in each entity as well, ' +
    'which Intacct checks, as it alone knows the entities of locations: where they differ give sourceEntityId, and ' +
    'Intacct adds what the entities owe each other. Drafts balance, too. With reverseDate Intacct posts the opposite ' +
    'entry on that day by itself. Statistical journals count other things than money and do not balance. A second call ' +
    'writes a second entry unless its request key is the same. Tax entries are not supported.',
  effect: 'create',
  source,
  permissions: may('Add', 'List', 'View'),
  errors: ['entry_unbalanced', 'period_closed', 'dimension_missing', 'reference_unknown', 'exchange_rate_missing'],
  input: NewJournalEntryInput,
  output: z.looseObject({ key: RecordKey, state: state.describe('As asked for; approvals may come first.'), adopted }),
  example: { input: { ...accrual('Rent accrual March', '1800.00'), referenceNumber: 'ACCR-3' } },
}).run(async (entry, intacct) => {
  requireBalance(entry);
  const { record, adopted } = await intacct.write(toCreateEntry(entry), {
    by: 'values',
    object: 'GLBATCH',
    find: (since) => entriesLike(intacct, entry, since),
  });
  return { key: text(record, 'RECORDNO'), state: entry.state, adopted };
});

export const getJournalEntry = defineAction({
  summary: 'Read one journal entry with its lines.',
  effect: 'read',
  source,
  permissions: may('View'),
  errors: ['record_not_found'],
  input: z.strictObject({ key: RecordKey, customFields: customFieldNames }),
  output: journalEntry.output.extend({
    reverseDate: z.string().nullish().describe('When Intacct reverses it by itself.'),
    lines: z.array(Line),
    customFields: customFieldValues,
  }),
  example: {
    given: [{ as: 'entry', action: 'createJournalEntry', input: accrual('Rent accrual to read', '10.00') }],
    input: { key: '{{entry.key}}' },
  },
}).run(async ({ key, customFields }, intacct) => {
  const record = await recordByKey(intacct, 'GLBATCH', key);
  const lines = linesOf(record).map((line) => ({
    ...journalLine.from(line),
    type: text(line, 'TR_TYPE') === '1' ? ('debit' as const) : ('credit' as const),
    dimensions: userDimensions(line),
  }));
  return {
    ...journalEntry.from(record),
    reverseDate: dateOrNull(record, 'REVERSEDATE'),
    lines,
    ...customFieldsOf(record, customFields),
  };
});

export const listJournalEntries = datedListAction(journalEntry, 'postingDate', {
  summary: 'List journal entries, a page at a time, without their lines.',
  details: 'Entries that invoices, bills and payments have posted are among them; `module` tells them apart.',
  source,
  permissions: may('List'),
  by: ['journal', 'state', 'referenceNumber', 'description', 'module'],
  example: { input: { journal: 'GJ', limit: 10 } },
});

export const reverseJournalEntry = defineAction({
  summary: 'Reverse a posted journal entry by an opposite one.',
  details:
    'Intacct’s gateway has no function for this: a new entry is written to the same journal with the same lines on the ' +
    'other side, at the same rates, and `REV-<key>` as its reference number; the original stays as it is. Custom ' +
    'fields are not copied. Refuses a second reversal, drafts (delete them), entries that Intacct reverses by itself, ' +
    'and entries of other modules (reverse the document).',
  effect: 'create',
  source,
  permissions: may('Add', 'List', 'View'),
  errors: ['record_not_found', 'state_forbids', 'period_closed'],
  input: z.strictObject({
    key: RecordKey,
    postingDate: IsoDate.describe('Date of the opposite entry, not before the original’s.'),
    description: z.string().min(1).max(80).optional().describe('"Reversed - …" with the original’s when left out.'),
    state: state.default('posted'),
  }),
  output: z.looseObject({
    key: RecordKey.describe('Record number of the opposite entry.'),
    reversedKey: RecordKey,
    adopted,
  }),
  example: {
    given: [{ as: 'entry', action: 'createJournalEntry', input: accrual('Rent accrual to reverse', '20.00') }],
    input: { key: '{{entry.key}}', postingDate: '2026-04-01' },
  },
}).run(async ({ key, ...reversal }, intacct) => {
  const original = await recordByKey(intacct, 'GLBATCH', key);
  requireReversible(original, reversal);
  const find = () => reversalsOf(intacct, original);
  const [earlier] = await find();
  if (earlier) {
    const own = await intacct.mayHaveWritten();
    if (!own) throw alreadyReversed(original, text(earlier, 'RECORDNO'));
    return { key: text(earlier, 'RECORDNO'), reversedKey: key, adopted: true };
  }
  const { record, adopted } = await intacct.write(toReversal(original, reversal), {
    by: 'values',
    object: 'GLBATCH',
    find,
  });
  return { key: text(record, 'RECORDNO'), reversedKey: key, adopted };
});

export const deleteJournalEntry = defineAction({
  summary: 'Delete a draft journal entry.',
  details: 'Refuses posted entries: reverse those. Succeeds when the entry is already gone.',
  effect: 'delete',
  source,
  permissions: may('Delete', 'View'),
  errors: ['state_forbids'],
  input: z.strictObject({ key: RecordKey }),
  output: deleted,
  example: {
    given: [
      {
        as: 'entry',
        action: 'createJournalEntry',
        input: { ...accrual('Rent accrual in error', '30.00'), state: 'draft' },
      },
    ],
    input: { key: '{{entry.key}}' },
  },
}).run(async ({ key }, intacct) => intacct.deleteRecord('GLBATCH', key));
