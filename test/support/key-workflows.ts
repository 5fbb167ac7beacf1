import { ApplicationFailure, continueAsNew, workflowInfo } from '@temporalio/workflow';
import { intacct } from '../../workflows/authoring.js';

export interface Plan {
  /** Customers to create; each a write. */
  readonly customers: readonly string[];
  /** The run fails until it is in this attempt. */
  readonly succeedsInAttempt?: number;
  /** How often to continue as new. */
  readonly continuations?: number;
  readonly scope?: string;
}

/** Writes, then ends as planned. */
export async function writesAndEnds(plan: Plan): Promise<void> {
  const { createCustomer } = intacct({ scope: plan.scope });
  for (const id of plan.customers) await createCustomer({ id, name: `Customer ${id}` });

  const { attempt } = workflowInfo();
  if (attempt < (plan.succeedsInAttempt ?? 1)) throw ApplicationFailure.retryable(`attempt ${attempt} fails`);
  if (plan.continuations) await continueAsNew<typeof writesAndEnds>({ ...plan, continuations: plan.continuations - 1 });
}
