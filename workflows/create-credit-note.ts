import { CancellationScope } from '@temporalio/workflow';
import { Big } from 'big.js';
import type { CreateCreditNoteInput } from '../activities/contracts/create-credit-note.js';
import type { Intacct } from '../activities/intacct.js';
import { intacct } from './actions.js';
import { approved } from './approval.js';
import { begin } from './begin.js';
import { board } from './board.js';
import { findableBy } from './findable.js';
import { type Payable, settlementOf } from './settlement.js';
import { step } from './step.js';
import { type CreditNote, createdCreditNote } from './steps/credit-note.js';
import { type Asked, invoicesByNumber } from './steps/open-invoices.js';
import { appliedBy, settledInvoices } from './steps/record-payment.js';
import { type Remainder, remainders, verifyRemainders } from './steps/remainder.js';
import { allOrNothing } from './undo.js';

export interface CreditNoteMade {
  readonly key: string;
  readonly number: string;
  readonly total: string;
  /** What of it settles the invoices; the rest is left for later ones. */
  readonly applied: string;
  readonly invoices: readonly Remainder[];
}

type Applications = Parameters<Intacct['applyArCredits']>[0]['applications'];

/**
 * Creates a credit note, applies it to the customer's invoices where wanted, and verifies what remains due.
 *
 * Parks before anything is written as `invoice_not_found`, `amount_exceeds_due`, `amount_too_small` or `nothing_due`, and
 * with Intacct's reason when a step is refused; the application may be left out (`skip`). When it is given up, or the run
 * is cancelled before the application, a debit memo takes the credit note back. Fails as `approval_rejected` or
 * `approval_lapsed` before anything is written.
 */
export async function createCreditNote(sent: CreateCreditNoteInput): Promise<CreditNoteMade> {
  const { connection, creditNote, applyTo, applyOn, approval } = await begin('createCreditNote', sent);
  const ledger = intacct({ connection });
  const { customerId, number, currency, date } = creditNote;
  const total = creditNote.lines.reduce((sum, { amount }) => sum.plus(amount), new Big(0)).toFixed(2);
  const text = `Credit note ${number ?? ''} for ${customerId} over ${total} ${currency ?? ''}`
    .replace('  ', ' ')
    .trim();
  findableBy({ connection, object: 'ARADJUSTMENT', record: number });
  board.title(text);

  const plan = await planned(ledger, applyTo, customerId, total);
  await approved(text, total, approval);
  const { key, applied } = await allOrNothing(async (compensate) => {
    // Without an application it is whole once it is there.
    const credit = await createdCreditNote(ledger, creditNote, plan ? compensate : () => undefined);
    return { key: credit.key, applied: plan && (await apply(ledger, credit, plan, applyOn ?? date)) };
  });
  // What is done stays: whoever cancels now still learns what it has come to.
  return CancellationScope.nonCancellable(async () => {
    const made = await step('Read the credit note back', () => ledger.getArAdjustment({ key }));
    findableBy({ record: made.number });
    board.link('Credit note', made.url);
    const invoices = plan && applied ? await remaining(ledger, plan, applied) : [];
    const settled = sumOf(applied?.applications ?? []);
    return { key, number: made.number, total: made.total ?? total, applied: settled, invoices };
  });
}

interface Plan {
  readonly payables: readonly Payable[];
  readonly applications: Applications;
}

/** Which invoices it will settle; undefined when none was named. */
async function planned(
  ledger: Intacct,
  applyTo: readonly Asked[] | undefined,
  customerId: string,
  total: string,
): Promise<Plan | undefined> {
  if (!applyTo) return undefined;
  return step<Plan | undefined>(
    'Plan the application',
    async () => {
      const payables = await invoicesByNumber(ledger, applyTo, customerId);
      const { applications } = settlementOf(payables, [], total);
      return {
        payables,
        applications: applications.map(({ invoiceKey, amount = '0.00' }) => ({ invoiceKey, amount })),
      };
    },
    { skip: () => undefined, done: (plan) => plan && `${sumOf(plan.applications)} to be applied` },
  );
}

interface Applied {
  readonly applications: Applications;
  /** Whether it was found instead of done. */
  readonly adopted: boolean;
}

/** What was applied; undefined when an operator has left it out. */
async function apply(
  ledger: Intacct,
  { key }: CreditNote,
  { applications }: Plan,
  date: string,
): Promise<Applied | undefined> {
  return step<Applied | undefined, Parameters<Intacct['applyArCredits']>[0]>(
    'Apply the credit note',
    async (wanted) => {
      const { adopted } = await ledger.applyArCredits(wanted);
      return { applications: wanted.applications, adopted };
    },
    {
      input: { creditKey: key, date, applications },
      checkedBy: 'intacct.applyArCredits',
      skip: () => undefined,
      done: (applied) => applied && `${sumOf(applied.applications)} applied`,
    },
  );
}

/** What remains due. An application that was there already may have lowered what was due before. */
async function remaining(ledger: Intacct, { payables }: Plan, { applications, adopted }: Applied) {
  if (!adopted) return verifyRemainders(ledger, appliedBy(applications, payables));
  return step('Read what remains due', () => remainders(ledger, settledInvoices(applications)));
}

function sumOf(applications: Applications): string {
  return applications.reduce((sum, { amount }) => sum.plus(amount), new Big(0)).toFixed(2);
}
