import type { Intacct } from '../../activities/intacct.js';
import { failureDetails, failureType } from '../failure-type.js';
import { step } from '../step.js';

/** What to do when the books of a document's period are closed. */
export type ClosedPeriod = 'park' | 'firstOpenDay' | 'fail';

/** What comes of a write that a closed period may refuse. */
export type PeriodOutcome<Result> =
  | { readonly result: Result }
  /** Refused; to be repeated with this posting date. */
  | { readonly openFrom: string }
  /** Refused, and nobody is to be asked. */
  | { readonly refusal: unknown };

/**
 * Does the write that a step is about. Where its period is closed, the policy decides: the refusal goes on, so that the
 * step parks; the step ends with the first open day; or it ends with the refusal, to be thrown outside. Parks as well when
 * the refusal names no day, or none after `movedTo`.
 *
 * @param movedTo The first open day that an earlier refusal has named.
 */
export async function inOpenPeriod<Result>(
  policy: ClosedPeriod,
  write: () => Promise<Result>,
  movedTo = '',
): Promise<PeriodOutcome<Result>> {
  try {
    return { result: await write() };
  } catch (error) {
    if (failureType(error) !== 'period_closed') throw error;
    if (policy === 'fail') return { refusal: error };
    const openFrom = policy === 'firstOpenDay' ? firstOpenDay(error) : undefined;
    if (openFrom === undefined || openFrom <= movedTo) throw error;
    return { openFrom };
  }
}

/** Moves a draft into the open period. Its own date stays: that is the customer's, the posting date is the ledger's. */
export async function movePostingDate(
  { getInvoice, updateInvoice }: Intacct,
  key: string,
  openFrom: string,
): Promise<void> {
  await step(
    'Move the invoice to the first open day',
    async () => {
      const { description } = await getInvoice({ key });
      await updateInvoice({ key, ...movedTo(openFrom, description) });
    },
    { done: () => `Posting date moved to ${openFrom}, the first open day: the period of the invoice is closed` },
  );
}

/** The fields of an invoice that is posted on another day than its own, and says so. */
export function movedTo(openFrom: string, description: string | null | undefined) {
  const note = `(posted ${openFrom}, period closed)`;
  const own = (description ?? '').replace(/ ?\(posted [\d-]+, period closed\)$/, '');
  // Intacct takes 80 characters.
  return { postingDate: openFrom, description: `${own.slice(0, 79 - note.length)} ${note}`.trim() };
}

/** The day that a refusal names, `Date must be on or after 02/01/2026`; undefined when it names none that we understand. */
function firstOpenDay(error: unknown): string | undefined {
  const { date = '' } = failureDetails(error).values ?? {};
  const [, month, day, year] = /^(\d\d?)\/(\d\d?)\/(\d{4})$/.exec(date) ?? [];
  const iso = year === undefined ? date : `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  return /^\d{4}-\d\d-\d\d$/.test(iso) && !Number.isNaN(Date.parse(iso)) ? iso : undefined;
}
