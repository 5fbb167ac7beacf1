import { type ApplicationFailure, CancellationScope } from '@temporalio/workflow';
import { Big } from 'big.js';
import type { CreateJournalEntryInput } from '../activities/contracts/create-journal-entry.js';
import type { Intacct } from '../activities/intacct.js';
import { intacct } from './actions.js';
import { approved } from './approval.js';
import { begin } from './begin.js';
import { board } from './board.js';
import { findableBy } from './findable.js';
import { step } from './step.js';
import { refusal } from './steps/refusal.js';
import { allOrNothing } from './undo.js';

export type JournalEntry = Awaited<ReturnType<Intacct['getJournalEntry']>>;

type Lines = readonly { readonly type: 'debit' | 'credit'; readonly amount: string | number }[];

/**
 * Has a journal entry approved where wanted, writes it and verifies what Intacct then holds. A draft is removed again when
 * it is given up.
 *
 * Fails as `input_refused`, before anything else, when debits and credits differ.
 */
export async function createJournalEntry(sent: CreateJournalEntryInput): Promise<JournalEntry> {
  const { connection, entry, approval, post = true } = await begin('createJournalEntry', sent);
  const ledger = intacct({ connection });
  const debits = sideOf(entry.lines, 'debit');
  const text = `Journal entry "${entry.description}" of ${entry.postingDate} over ${debits}`;
  board.title(text);
  findableBy({ connection, object: 'GLBATCH', record: entry.referenceNumber });

  await approved(text, debits, approval);
  return allOrNothing(async (compensate) => {
    const { key, state } = await step(
      'Write the journal entry',
      (wanted) => ledger.createJournalEntry({ ...wanted, state: post ? 'posted' : 'draft' }),
      {
        input: entry,
        checkedBy: 'intacct.createJournalEntry',
        done: (made) => `Journal entry ${made.key} ${made.adopted ? 'found' : 'written'}: ${made.state}`,
      },
    );
    if (state === 'draft') compensate(`draft journal entry ${key}`, () => ledger.deleteJournalEntry({ key }));
    const verify = () => verified(ledger, key, entry.lines);
    return state === 'draft' ? verify() : CancellationScope.nonCancellable(verify);
  });
}

/** The entry as Intacct holds it. Parks as `entry_differs` when its debits and credits are not those that were sent. */
async function verified({ getJournalEntry }: Intacct, key: string, sent: Lines): Promise<JournalEntry> {
  const entry = await step(
    'Verify the journal entry',
    async () => {
      const read = await getJournalEntry({ key });
      const differences = differencesOf(sent, read.lines);
      if (differences.length > 0) throw entryDiffers(key, differences);
      return read;
    },
    { done: ({ number, state, lines }) => `Entry ${number ?? key} is ${state} with ${lines.length} lines` },
  );
  findableBy({ record: entry.referenceNumber ?? entry.number ?? undefined });
  board.link('Journal entry', entry.url);
  return entry;
}

function sideOf(lines: Lines, side: 'debit' | 'credit'): string {
  const ofSide = lines.filter(({ type }) => type === side);
  return ofSide.reduce((sum, { amount }) => sum.plus(amount), new Big(0)).toFixed(2);
}

/** Intacct may add what entities owe each other, and then holds more than was sent, never less. */
function differencesOf(sent: Lines, held: Lines): string[] {
  return (['debit', 'credit'] as const).flatMap((side) => {
    const [wanted, found] = [sideOf(sent, side), sideOf(held, side)];
    return new Big(found).lt(wanted) ? [`${side}s are ${found} instead of ${wanted}`] : [];
  });
}

function entryDiffers(key: string, differences: readonly string[]): ApplicationFailure {
  return refusal('entry_differs', `Journal entry ${key} is not what was sent: ${differences.join('; ')}.`, {
    title: 'Intacct holds another entry than was sent',
    advice: 'Compare it in Intacct, where rules may have changed it; retry reads it again. Reverse a posted one there.',
  });
}
