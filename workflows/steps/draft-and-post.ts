import type { Intacct } from '../../activities/intacct.js';
import type { Progress } from '../progress.js';
import type { Remember } from '../undo.js';

export type NewInvoice = Parameters<Intacct['createInvoice']>[0];
export type Invoice = Awaited<ReturnType<Intacct['getInvoice']>>;

/** Drafts the invoice; the draft is removed again if the steps after it fail. */
export async function draft(
  { createInvoice, deleteInvoice }: Intacct,
  invoice: NewInvoice,
  progress: Progress,
  remember: Remember,
): Promise<{ readonly key: string }> {
  const drafted = await progress.step(
    'Creating the invoice as a draft',
    () => createInvoice({ ...invoice, state: 'draft' }),
    ({ key, number, total, adopted }) =>
      `Invoice ${number ?? `with record number ${key}`} over ${total} ${adopted ? 'found' : 'drafted'}`,
  );
  const { key, number, state } = drafted;
  if (state === 'draft') remember(`draft invoice ${number ?? key}`, () => deleteInvoice({ key }));
  return { key };
}

/** Posts a draft; nothing happens to an invoice that is posted already. */
export async function post({ postInvoice }: Intacct, key: string, progress: Progress): Promise<void> {
  await progress.step(
    'Posting the invoice',
    () => postInvoice({ key }),
    ({ alreadyPosted }) => (alreadyPosted ? 'Invoice was posted already' : 'Invoice posted'),
  );
}

/** The invoice as Intacct now has it. */
export async function readBack({ getInvoice }: Intacct, key: string, progress: Progress): Promise<Invoice> {
  return progress.step(
    'Reading the invoice back',
    () => getInvoice({ key }),
    ({ number, state, total, currency }) => `Invoice ${number} is ${state}: ${total} ${currency ?? ''}`.trim(),
  );
}
