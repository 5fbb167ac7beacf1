import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { WorkflowHandle } from '@temporalio/client';
import { bundleWorkflowCode } from '@temporalio/worker';
import { workflowInterceptorModules } from '../../plugin.js';
import type { Store } from '../../store/open.js';
import { startTestDemo, type TestDemo } from './demo.js';
import type * as workflows from './step-workflows.js';
import { quiet } from './temporal.js';

type Workflows = typeof workflows;
type Name = {
  [K in keyof Workflows]: Workflows[K] extends (...args: never[]) => Promise<unknown> ? K : never;
}[keyof Workflows];

/** A demo whose worker runs `step-workflows.ts`. */
export async function startStepDemo(options: { readonly store?: Store } = {}): Promise<TestDemo> {
  const workflowsPath = join(import.meta.dirname, 'step-workflows.ts');
  const workflowBundle = await bundleWorkflowCode({ workflowsPath, workflowInterceptorModules, logger: quiet });
  return startTestDemo({ ...options, workflowBundle });
}

export async function begun<K extends Name>(
  { client, taskQueue }: TestDemo,
  name: K,
  ...args: Parameters<Workflows[K]>
): Promise<WorkflowHandle<Workflows[K]>> {
  return client.workflow.start<Workflows[K]>(name, {
    workflowId: `${name}-${randomUUID()}`,
    taskQueue,
    args,
  } as never);
}

/** A customer that nobody else has. */
export function someCustomer(): { readonly id: string; readonly name: string } {
  const id = `C-${randomUUID().slice(0, 8)}`;
  return { id, name: `Customer ${id}` };
}

export const customersWith = (demo: TestDemo, id: string) =>
  demo.intacct.books.list('CUSTOMER').filter(({ CUSTOMERID }) => CUSTOMERID === id);

/** Intacct refuses to create this customer, for the given number of times or until the returned function is called. */
export function refuseToCreate({ intacct }: TestDemo, customer: string, times?: number): () => void {
  const error = { errorno: 'BL01001974', text: 'A rule of the company says no.' };
  const match = { function: 'create', customer };
  return intacct.faults.add({ match, kind: 'refused', error, ...(times === undefined ? {} : { times }) });
}

/** Why an update was refused, as its sender reads it. */
export async function refusalOf(
  update: Promise<unknown>,
): Promise<{ readonly type: string; readonly message: string }> {
  const outcome = await update.then(
    () => undefined,
    (error: { cause?: { type?: string; message?: string } }) => error.cause,
  );
  if (!outcome) throw new Error('The update was accepted.');
  return { type: outcome.type ?? '', message: outcome.message ?? '' };
}

/** What lists of runs know of one. */
export async function listedAs(
  run: WorkflowHandle,
): Promise<{ readonly needsAttention: unknown; readonly memo: unknown }> {
  const { searchAttributes, memo } = await run.describe();
  return { needsAttention: searchAttributes.NeedsAttention?.[0], memo: memo?.attention };
}
