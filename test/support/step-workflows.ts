import { ApplicationFailure, continueAsNew, defineSignal, setHandler } from '@temporalio/workflow';
import {
  type Approval,
  allOrNothing,
  approved,
  bePatient,
  type Compensate,
  intacct,
  type Patience,
  type StepOptions,
  step,
} from '../../workflows/authoring.js';

export interface Customer {
  readonly id: string;
  readonly name: string;
}

interface Created {
  readonly key: string;
  readonly id: string;
}

export interface Plan {
  readonly customer: Customer;
  readonly patience?: Patience;
  /** What an operator may do besides retrying and giving up. */
  readonly may?: readonly ('change' | 'use' | 'skip')[];
  /** Time of all attempts together. */
  readonly withinMs?: number;
  /** How often to continue as new afterwards. */
  readonly continuations?: number;
}

export const changed = defineSignal('changed');

const stepName = 'Create the customer';

/** One step that creates a customer; resolves with its ID. */
export async function createsCustomer({ customer, patience, may = [], withinMs, ...plan }: Plan): Promise<string> {
  bePatient(patience ?? {});
  const ledger = intacct(withinMs ? { scheduleToCloseTimeout: withinMs } : {});
  const { id } = await step<Created, Customer>(stepName, (wanted) => ledger.createCustomer(wanted), {
    input: customer,
    done: (made) => `Customer ${made.id} is there`,
    ...(may.includes('change') ? { checkedBy: 'intacct.createCustomer' } : {}),
    ...(may.includes('use') ? { use: ({ key }) => customerWith(ledger, key) } : {}),
    ...(may.includes('skip') ? { skip: () => ({ key: '', id: 'none' }) } : {}),
  });
  if (plan.continuations) {
    await continueAsNew<typeof createsCustomer>({
      customer: { ...customer, id: `${customer.id}-${plan.continuations}` },
      continuations: plan.continuations - 1,
    });
  }
  return id;
}

async function customerWith({ query }: ReturnType<typeof intacct>, key: string): Promise<Created> {
  const { records } = await query({ object: 'CUSTOMER', fields: ['CUSTOMERID'], filter: `RECORDNO = ${key}` });
  const id = records[0]?.CUSTOMERID;
  if (typeof id === 'string') return { key, id };
  throw ApplicationFailure.nonRetryable(`There is no customer with the record number ${key}.`, 'record_not_found');
}

/** Tries again when it is told that something has changed. */
export async function waitsForChange({ customer }: Plan): Promise<string> {
  let changes = 0;
  setHandler(changed, () => {
    changes += 1;
  });
  const { id } = await step(stepName, () => intacct().createCustomer(customer), { retryOnChange: () => changes });
  return id;
}

/** Steps side by side: all, or none of what they have made. */
export async function createsSideBySide(plans: readonly (Customer & { readonly step: string })[]): Promise<string[]> {
  return allOrNothing((compensate) =>
    Promise.all(plans.map(({ step: name, ...customer }) => undoable(name, customer, compensate))),
  );
}

export interface Nested {
  readonly first: Customer;
  readonly inner: readonly Customer[];
  readonly last: Customer;
  /** Whether the outer part takes back what the inner one has done. */
  readonly handedOn?: boolean;
}

/** One customer, then some in a part of their own, then another one. */
export async function createsNested({ first, inner, last, handedOn }: Nested): Promise<void> {
  await allOrNothing(async (compensate) => {
    await undoable('Create the first', first, compensate);
    await allOrNothing(async (own) => {
      for (const customer of inner) await undoable('Create an inner one', customer, handedOn ? compensate : own);
    });
    await undoable('Create the last', last, compensate);
  });
}

async function undoable(name: string, customer: Customer, compensate: Compensate): Promise<string> {
  const { createCustomer, deleteCustomer } = intacct();
  const options: StepOptions<Created, undefined> = { skip: () => ({ key: '', id: 'none' }) };
  const { key, id } = await step<Created>(name, () => createCustomer(customer), options);
  if (key) compensate(`customer ${id}`, () => deleteCustomer({ key }));
  return id;
}

/** Resolves when it was approved. */
export async function asksForApproval(amount: string, approval: Approval): Promise<string> {
  await step('Prepare', async () => 'ready');
  await approved(`Payment over ${amount}`, amount, approval);
  return 'approved';
}

/** An invoice without a number: nothing but its values tells it from others. Resolves with its record number. */
export async function draftsInvoice(customerId: string): Promise<string> {
  const { createInvoice } = intacct();
  const invoice = {
    customerId,
    invoiceDate: '2026-11-20',
    paymentTerm: 'N30',
    lines: [{ accountNumber: '4000', amount: '10.00' }],
  };
  const { key } = await step<{ readonly key: string }, typeof invoice>('Draft', (wanted) => createInvoice(wanted), {
    input: invoice,
    checkedBy: 'intacct.createInvoice',
    use: async (record) => record,
  });
  return key;
}
