import { proxyLocalActivities } from '@temporalio/workflow';
import type { Checks } from '../activities/checks.js';
import { refused } from './decisions.js';

// Schemas live with the activities: a bundle with them would be three times as large.
const checks = proxyLocalActivities<Checks>({ startToCloseTimeout: '10 seconds' });
const checkAction = checks['temporal-intacct.checkActionInput'];
const checkWorkflow = checks['temporal-intacct.checkWorkflowInput'];

/** Throws the non-retryable failure `input_refused` unless the action's schema accepts the input. */
export async function checkActionInput(action: string, input: unknown): Promise<void> {
  const problem = await checkAction(action, input);
  if (problem) throw refused('input_refused', problem);
}

/** The input with its defaults. Throws the non-retryable failure `input_refused` with paths and advice. */
export async function checkedInput<Input>(workflow: string, sent: Input): Promise<Input> {
  const { input, problem } = await checkWorkflow(workflow, sent);
  if (problem) throw refused('input_refused', problem);
  return input as Input;
}
