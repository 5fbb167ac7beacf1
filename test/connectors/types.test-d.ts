/**
 * Proofs about types, checked by `npm run types`; nothing here runs.
 */
import { z } from 'zod';
import type { Intacct } from '../../activities/intacct.js';
import { actionDefiner } from '../../connectors/action.js';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const proven = <Proof extends true>(): Proof | undefined => undefined;

proven<Equal<Parameters<Intacct['getCustomer']>[0]['id'], string>>();
proven<Equal<Awaited<ReturnType<Intacct['createInvoice']>>['state'], 'draft' | 'posted'>>();
proven<Equal<Awaited<ReturnType<Intacct['getInvoice']>>['total'], string>>();

const defineAction = actionDefiner<{ connected: true }>();
const draftOrPosted = {
  summary: 'Prove that a wrong state is a compile error.',
  effect: 'read',
  permissions: [],
  example: { input: {} as never },
  source: 'https://example.com',
  input: z.strictObject({ key: z.string() }),
  output: z.looseObject({ state: z.enum(['draft', 'posted']) }),
} as const;

defineAction(draftOrPosted).run(async ({ key }, client) => {
  proven<Equal<typeof key, string>>();
  proven<Equal<typeof client, { connected: true }>>();
  return { state: 'posted' };
});

// @ts-expect-error 'voided' is not a state that this action returns
defineAction(draftOrPosted).run(async () => ({ state: 'voided' }));

// @ts-expect-error the promised field is missing
defineAction(draftOrPosted).run(async () => ({}));

declare const intacct: Intacct;
// @ts-expect-error a misspelt field is seen while writing the workflow
void intacct.createInvoice({ customerID: 'C-1', invoiceDate: '2026-01-05', paymentTerm: 'N30', lines: [] });
