import type { Intacct } from '../../activities/intacct.js';
import { refused } from '../decisions.js';
import { step } from '../step.js';
import type { Compensate } from '../undo.js';
import { isOwn } from './own.js';

export type NewCreditNote = Omit<Parameters<Intacct['createArAdjustment']>[0], 'kind' | 'state'>;

export interface CreditNote {
  readonly key: string;
  /** Null as long as it was not read and Intacct has numbered it. */
  readonly number: string | null;
  readonly total: string;
}

/**
 * Creates the credit note. Intacct deletes no posted ones, so a debit memo over the same lines takes it back if what
 * follows fails. An operator may change it, or name one that is there already, which then stays.
 */
export async function createdCreditNote(
  ledger: Intacct,
  creditNote: NewCreditNote,
  compensate: Compensate,
): Promise<CreditNote> {
  let asked = creditNote;
  const { own, ...made } = await step<CreditNote & { readonly own: boolean }, NewCreditNote>(
    'Create the credit note',
    (wanted) => {
      asked = wanted;
      return created(ledger, wanted);
    },
    {
      input: { ...creditNote, kind: 'credit' } as NewCreditNote,
      checkedBy: 'intacct.createArAdjustment',
      use: async ({ key }) => ({ ...(await postedCreditNote(ledger, key)), own: false }),
      done: ({ number, total }) => `Credit note ${number ?? ''} over ${total} created`.replace('  ', ' '),
    },
  );
  if (own) compensate(`credit note ${made.number ?? made.key}`, () => takeBack(ledger, made, asked));
  return made;
}

async function created(
  { createArAdjustment, getArAdjustment }: Intacct,
  wanted: NewCreditNote,
): Promise<CreditNote & { readonly own: boolean }> {
  const { key, number, total, adopted } = await createArAdjustment({ ...wanted, kind: 'credit', state: 'posted' });
  const own = await isOwn(adopted, async () => (await getArAdjustment({ key })).createdAt);
  return { key, number, total, own };
}

async function postedCreditNote({ getArAdjustment }: Intacct, key: string): Promise<CreditNote> {
  const { kind, state, number, total } = await getArAdjustment({ key });
  if (kind === 'credit' && state !== 'Draft') return { key, number, total: total ?? '0.00' };
  throw refused('credit_note_not_found', `The record with the number ${key} is no posted credit note.`);
}

/** A debit memo over the same lines, settled by the credit note: both are used up, and nothing is left in the books. */
async function takeBack(ledger: Intacct, { key, number, total }: CreditNote, creditNote: NewCreditNote): Promise<void> {
  const { number: _own, ...same } = creditNote;
  const memo = await ledger.createArAdjustment({
    ...same,
    description: `Takes back credit note ${number ?? key}`.slice(0, 80),
    kind: 'debit',
    state: 'posted',
  });
  await ledger.createArPayment({
    customerId: creditNote.customerId,
    receiptDate: creditNote.date,
    paymentMethod: 'Printed Check',
    ...(creditNote.currency ? { currency: creditNote.currency } : {}),
    applications: [{ debitMemoKey: memo.key, credits: [{ type: 'creditMemo', key, amount: total }] }],
  });
}
