import { sleep } from '@temporalio/workflow';
import { Big } from 'big.js';
import type { Intacct } from '../../activities/intacct.js';
import { step } from '../step.js';
import { refusal } from './refusal.js';

/** What should be due on an invoice now. */
export interface Expected {
  readonly key: string;
  readonly remainsDue: string;
}

/** What is due on it as Intacct shows it. */
export interface Remainder {
  readonly key: string;
  readonly number: string;
  readonly state: string;
  readonly remainsDue: string;
}

/** Reads can be some seconds late; only then does a difference mean something. */
const looksAgainAfterMs = [1_000, 3_000];

/**
 * Reads what remains due and compares it with what should. A difference parks as `remainder_differs`; an operator may
 * leave it at that (`skip`). In the order of `expected`.
 */
export async function verifyRemainders(ledger: Intacct, expected: readonly Expected[]): Promise<readonly Remainder[]> {
  let last: readonly Remainder[] = [];
  return step(
    'Verify what remains due',
    async () => {
      for (const waitMs of [0, ...looksAgainAfterMs]) {
        if (waitMs > 0) await sleep(waitMs);
        last = await remainders(ledger, expected);
        if (differences(expected, last).length === 0) return last;
      }
      throw differs(expected, last);
    },
    { skip: () => last, done: remaindersText },
  );
}

/** What is due on these invoices, in their order. */
export async function remainders(
  { query }: Intacct,
  invoices: readonly { readonly key: string }[],
): Promise<readonly Remainder[]> {
  if (invoices.length === 0) return [];
  const { records } = await query({
    object: 'ARINVOICE',
    fields: ['key', 'number', 'state', 'totalDue'],
    filter: { field: 'key', in: invoices.map(({ key }) => key) },
    pageSize: 2_000,
  });
  return invoices.flatMap(({ key }) => {
    const found = records.find((record) => record.key === key);
    if (!found) return [];
    const { number, state, totalDue } = found;
    return [{ key, number: String(number), state: String(state), remainsDue: String(totalDue) }];
  });
}

function remaindersText(read: readonly Remainder[]): string {
  const named = read.slice(0, 5).map(({ number, state, remainsDue }) => `${number} is ${state}, ${remainsDue} due`);
  const others = read.length - named.length;
  return `${named.join('; ')}${others > 0 ? `; ${others} more as expected` : ''}`;
}

function differences(expected: readonly Expected[], read: readonly Remainder[]) {
  return expected.flatMap(({ key, remainsDue }) => {
    const found = read.find((invoice) => invoice.key === key);
    if (found && new Big(found.remainsDue).eq(remainsDue)) return [];
    return [{ key, number: found?.number ?? key, expected: remainsDue, found: found?.remainsDue ?? 'no such invoice' }];
  });
}

function differs(expected: readonly Expected[], read: readonly Remainder[]) {
  const different = differences(expected, read);
  const text = different.map(({ number, ...due }) => `${number} has ${due.found} due instead of ${due.expected}`);
  return refusal('remainder_differs', `What remains due is not what was expected: ${text.slice(0, 10).join('; ')}.`, {
    title: 'Something else has changed what is due',
    advice:
      'Look at the payments of these invoices in Intacct: another payment, credit or reversal came in between. Put it right ' +
      'and retry, or skip to leave it at that.',
    differences: different,
  });
}
