import { z } from 'zod';
import { ConnectorError } from '../../connectors/errors.js';
import { NewJournalEntryInput, requireBalance } from '../../connectors/intacct/objects/journal-entry-request.js';
import { defineWorkflow, everyWorkflow } from './contract.js';
import { partOf } from './part.js';
import { Approval } from './post-invoice.js';

type Entry = Omit<z.output<typeof NewJournalEntryInput>, 'state'>;

/** What is wrong with the balance, as a sentence. */
function imbalanceOf(entry: Entry): string | undefined {
  try {
    return void requireBalance({ ...entry, state: 'posted' });
  } catch (error) {
    if (error instanceof ConnectorError) return error.message;
    throw error;
  }
}

export const createJournalEntryContract = defineWorkflow({
  summary: 'Write a journal entry that balances, have it approved where wanted, and verify it.',
  details:
    'Refused at the start unless debits equal credits in each currency. The approval comes before anything is ' +
    'written. What Intacct then holds is compared with what was asked for; a draft that differs is deleted when it is given up, ' +
    'a posted entry stays and is named.',
  input: z.strictObject({
    ...everyWorkflow,
    entry: partOf(NewJournalEntryInput, { state: 'draft' }).superRefine((entry, context) => {
      const message = imbalanceOf(entry);
      if (message) context.addIssue({ code: 'custom', message, path: ['lines'] });
    }),
    post: z.boolean().default(true).describe('False leaves a draft.'),
    approval: Approval.optional(),
  }),
  example: {
    entry: {
      journal: 'GJ',
      postingDate: '2026-03-31',
      description: 'Rent accrual April',
      lines: [
        { type: 'debit', accountNumber: '6300', amount: '1800.00', locationId: 'E100', departmentId: 'D30' },
        { type: 'credit', accountNumber: '2000', amount: '1800.00', locationId: 'E100', departmentId: 'D30' },
      ],
    },
    approval: { above: '10000.00', within: '3 days' },
  },
});

export type CreateJournalEntryInput = z.input<typeof createJournalEntryContract.input>;
