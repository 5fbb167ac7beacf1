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

// A workflow's calls: what goes in and what comes out is known while it is written.
type Input<Name extends keyof Intacct> = Parameters<Intacct[Name]>[0];
type Output<Name extends keyof Intacct> = Awaited<ReturnType<Intacct[Name]>>;

proven<Equal<Input<'createInvoice'>['customerId'], string>>();
proven<Equal<Input<'createInvoice'>['state'], 'draft' | 'posted' | undefined>>();
proven<Equal<Input<'createInvoice'>['lines'][number]['locationId'], string | undefined>>();
proven<Equal<Output<'createInvoice'>['key'], string>>();
proven<Equal<Output<'createInvoice'>['adopted'], boolean>>();
proven<Equal<Input<'createCustomer'>['creditLimit'], string | number | undefined>>();
proven<Equal<Input<'updateCustomer'>['creditLimit'], string | number | null | undefined>>();
proven<Equal<Output<'getCustomer'>['creditLimit'], string | null | undefined>>();
proven<Equal<Output<'deleteCustomer'>['deleted'], boolean>>();
proven<Equal<Input<'createJournalEntry'>['lines'][number]['accountNumber'], string>>();

// Lists: pages of records, and where the next page starts.
proven<Equal<Output<'listInvoices'>['next'], string | null>>();
proven<Equal<Output<'listInvoices'>['records'][number]['key'], string>>();
proven<Equal<Output<'listCustomers'>['records'][number]['name'], string>>();
proven<Equal<Input<'listCustomers'>['limit'], number | undefined>>();
proven<Equal<Input<'listCustomers'>['status'], 'active' | 'inactive' | undefined>>();

// Many at once: each record as the single action takes it; each result is one or the other.
type Result = Output<'createInvoices'>['results'][number];
proven<Equal<Input<'createInvoices'>['records'][number]['customerId'], string>>();
proven<Equal<Result['ok'], boolean>>();
proven<Equal<Extract<Result, { ok: true }>['key'], string>>();
proven<Equal<Extract<Result, { ok: false }>['error']['advice'], string>>();

// @ts-expect-error a required field is missing
void intacct.createCustomer({ id: 'C-1' });

// @ts-expect-error only an update empties a field with null
void intacct.createCustomer({ name: 'Larkspur', creditLimit: null });

// @ts-expect-error an action that does not exist
void intacct.createInvoce({});
