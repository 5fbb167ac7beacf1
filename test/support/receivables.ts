import { randomUUID } from 'node:crypto';
import type { WorkflowHandleWithFirstExecutionRunId } from '@temporalio/client';
import type { CreateInvoiceInput } from '../../activities/contracts/create-invoice.js';
import { type IntacctCalls, intacctCatalogue } from '../../connectors/intacct/catalogue.js';
import type { createInvoice } from '../../workflows/create-invoice.js';
import { callIntacct } from './actions.js';
import type { TestDemo } from './demo.js';

type Flow = (input: never) => Promise<unknown>;
type Handle = WorkflowHandleWithFirstExecutionRunId;
type RunOf<F extends Flow> = Handle & { result(): ReturnType<F> };

export const unique = () => randomUUID().slice(0, 8);

/** Starts a shipped workflow by its name. */
export function starter(demo: () => TestDemo) {
  return async <F extends Flow>(name: string, input: Parameters<F>[0], workflowId = `test-${randomUUID()}`) =>
    (await demo().client.workflow.start(name, {
      taskQueue: demo().taskQueue,
      workflowId,
      args: [input],
    })) as unknown as RunOf<F>;
}

/** Calls any Intacct action outside of workflows. */
export function caller(demo: () => TestDemo) {
  return <Name extends keyof IntacctCalls>(name: Name, input: Parameters<IntacctCalls[Name]>[0]) =>
    callIntacct(demo().intacct, name, intacctCatalogue[name] as never, input as never) as ReturnType<
      IntacctCalls[Name]
    >;
}

type NewInvoice = CreateInvoiceInput & {
  readonly customer: { readonly id: string };
  readonly invoice: { readonly invoiceNumber: string };
};

/** An invoice of a new customer; IDs and numbers are unique within the sandbox. */
export function invoiceOf(amount: string, id = unique()): NewInvoice {
  return {
    customer: { id: `C-${id}`, name: `Customer ${id}` },
    invoice: {
      invoiceNumber: `INV-${id}`,
      invoiceDate: '2026-11-20',
      paymentTerm: 'N30',
      lines: [{ accountNumber: '4000', amount }],
    },
  } satisfies Parameters<typeof createInvoice>[0];
}

/** A customer with posted invoices over these amounts, oldest first. */
export async function customerOwing(demo: TestDemo, amounts: readonly string[]) {
  const call = caller(() => demo);
  const id = unique();
  const customerId = `C-${id}`;
  await call('createCustomer', { id: customerId, name: `Customer ${id}` });
  const numbers: string[] = [];
  const keys: string[] = [];
  for (const [index, amount] of amounts.entries()) {
    const invoiceNumber = `INV-${id}-${index + 1}`;
    const { key } = await call('createInvoice', {
      customerId,
      invoiceNumber,
      invoiceDate: `2026-11-${String(index + 1).padStart(2, '0')}`,
      paymentTerm: 'N30',
      lines: [{ accountNumber: '4000', amount }],
    });
    numbers.push(invoiceNumber);
    keys.push(key);
  }
  return { customerId, numbers, keys };
}

/** What the books hold, to be compared before and after. */
export function bookedIn(demo: TestDemo) {
  const { books } = demo.intacct;
  const objects = ['CUSTOMER', 'ARINVOICE', 'ARPYMT', 'ARADJUSTMENT', 'SUPDOC'];
  return Object.fromEntries(objects.map((object) => [object, books.count(object)]));
}
