import type { Intacct } from '../../activities/intacct.js';
import { step } from '../step.js';
import type { Compensate } from '../undo.js';

export type NewInvoice = Parameters<Intacct['createInvoice']>[0];
export type Invoice = Awaited<ReturnType<Intacct['getInvoice']>>;

/** `Invoice HS-5001 over 2805.28 USD`. */
export function invoiceText({ key, number, total, currency }: Pick<Invoice, 'key' | 'number' | 'total' | 'currency'>) {
  return `Invoice ${number || `with record number ${key}`} over ${total} ${currency ?? ''}`.trim();
}

/** Drafts the invoice; the draft is removed again if what follows fails. */
export async function draft(
  { createInvoice, deleteInvoice, getInvoice }: Intacct,
  invoice: NewInvoice,
  compensate: Compensate,
): Promise<{ readonly key: string }> {
  const drafted = await step(
    'Draft the invoice',
    (wanted: NewInvoice) => createInvoice({ ...wanted, state: 'draft' }),
    {
      input: invoice,
      checkedBy: 'intacct.createInvoice',
      use: async ({ key }) => {
        const { number, state, total } = await getInvoice({ key });
        return {
          key,
          number,
          state: state === 'Draft' ? ('draft' as const) : ('posted' as const),
          total,
          adopted: true,
        };
      },
      done: ({ key, number, total, adopted }) =>
        `Invoice ${number ?? `with record number ${key}`} over ${total} ${adopted ? 'found' : 'drafted'}`,
    },
  );
  const { key, number, state } = drafted;
  if (state === 'draft') compensate(`draft invoice ${number ?? key}`, () => deleteInvoice({ key }));
  return { key };
}

/** Posts a draft; nothing happens to an invoice that is posted already. */
export async function post({ postInvoice }: Intacct, key: string): Promise<void> {
  await step('Post the invoice', () => postInvoice({ key }), {
    done: ({ alreadyPosted }) => (alreadyPosted ? 'Invoice was posted already' : 'Invoice posted'),
  });
}

/** The invoice as Intacct now has it. */
export async function readBack({ getInvoice }: Intacct, key: string): Promise<Invoice> {
  return step('Read the invoice back', () => getInvoice({ key }), {
    done: ({ number, state, total, currency }) => `Invoice ${number} is ${state}: ${total} ${currency ?? ''}`.trim(),
  });
}
