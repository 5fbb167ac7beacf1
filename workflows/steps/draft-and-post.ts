import type { Intacct } from '../../activities/intacct.js';
import { board } from '../board.js';
import { failureDetails } from '../failure-type.js';
import { step } from '../step.js';
import type { Compensate } from '../undo.js';
import { type ClosedPeriod, inOpenPeriod, movedTo, movePostingDate } from './closed-period.js';

export type NewInvoice = Parameters<Intacct['createInvoice']>[0];
export type Invoice = Awaited<ReturnType<Intacct['getInvoice']>>;

/** `Invoice HS-5001 for Harbor Labs over 2805.28 USD`. */
export function invoiceText({ key, number, customerId, customerName, total, currency }: Invoice): string {
  const which = number || `with record number ${key}`;
  return `Invoice ${which} for ${customerName || customerId} over ${total} ${currency ?? ''}`.trim();
}

/** Drafts the invoice; the draft is removed again if what follows fails. */
export async function draft(
  ledger: Intacct,
  invoice: NewInvoice,
  compensate: Compensate,
  closedPeriod: ClosedPeriod = 'park',
): Promise<{ readonly key: string }> {
  const { createInvoice, deleteInvoice, getInvoice } = ledger;
  // An operator may have changed it.
  let asked = invoice;
  const outcome = await step(
    'Draft the invoice',
    (wanted: NewInvoice) => {
      asked = wanted;
      const write = () => createInvoice({ ...wanted, state: 'draft' });
      return inOpenPeriod(closedPeriod, write, wanted.postingDate);
    },
    {
      input: invoice,
      checkedBy: 'intacct.createInvoice',
      use: async ({ key }) => {
        const { number, state, total } = await getInvoice({ key });
        return {
          result: {
            key,
            number,
            state: state === 'Draft' ? ('draft' as const) : ('posted' as const),
            total,
            adopted: true,
          },
        };
      },
      done: (drafted) => ('result' in drafted ? draftedText(drafted.result) : undefined),
    },
  );
  if ('refusal' in outcome) throw outcome.refusal;
  if ('openFrom' in outcome) {
    board.note(`The invoice is to be posted on ${outcome.openFrom}, the first open day: its own period is closed`);
    const moved = { ...asked, ...movedTo(outcome.openFrom, asked.description) };
    return draft(ledger, moved, compensate, closedPeriod);
  }
  const { key, number, state } = outcome.result;
  if (state === 'draft') compensate(`draft invoice ${number ?? key}`, () => deleteInvoice({ key }));
  return { key };
}

function draftedText({ key, number, total, adopted }: Awaited<ReturnType<Intacct['createInvoice']>>): string {
  return `Invoice ${number ?? `with record number ${key}`} over ${total} ${adopted ? 'found' : 'drafted'}`;
}

/** Posts a draft; nothing happens to an invoice that is posted already. */
export async function post(
  ledger: Intacct,
  key: string,
  closedPeriod: ClosedPeriod = 'park',
  openFrom?: string,
): Promise<void> {
  const outcome = await step(
    'Post the invoice',
    () => inOpenPeriod(closedPeriod, () => linkedIfRefused(ledger, key), openFrom),
    { done: (posted) => ('result' in posted ? postedText(posted.result) : undefined) },
  );
  if ('refusal' in outcome) throw outcome.refusal;
  if ('result' in outcome) return;
  await movePostingDate(ledger, key, outcome.openFrom);
  await post(ledger, key, closedPeriod, outcome.openFrom);
}

/** Whoever mends what stands against posting wants to see the draft. */
async function linkedIfRefused({ postInvoice, getInvoice }: Intacct, key: string) {
  try {
    return await postInvoice({ key });
  } catch (error) {
    if (failureDetails(error).kind === 'rejected') {
      await getInvoice({ key }).then(
        ({ url }) => board.link('Invoice', url),
        () => undefined,
      );
    }
    throw error;
  }
}

function postedText({ alreadyPosted }: Awaited<ReturnType<Intacct['postInvoice']>>): string {
  return alreadyPosted ? 'Invoice was posted already' : 'Invoice posted';
}

/** The invoice as Intacct now has it. */
export async function readBack({ getInvoice }: Intacct, key: string): Promise<Invoice> {
  const invoice = await step('Read the invoice back', () => getInvoice({ key }), {
    done: ({ number, state, total, currency }) => `Invoice ${number} is ${state}: ${total} ${currency ?? ''}`.trim(),
  });
  board.link('Invoice', invoice.url);
  return invoice;
}
