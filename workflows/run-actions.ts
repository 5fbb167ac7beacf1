import { isCancellation } from '@temporalio/workflow';
import type { RunActionsInput } from '../activities/contracts/run-actions.js';
import { begin } from './begin.js';
import { board } from './board.js';
import { callByName } from './call-by-name.js';
import { checkActionInput } from './checks.js';
import { refused } from './decisions.js';
import { failureDetails, failureType } from './failure-type.js';
import { findableBy } from './findable.js';
import { filled, UnknownPlaceholder } from './placeholders.js';
import { step } from './step.js';
import { inWindow } from './window.js';

type Steps = NonNullable<RunActionsInput['steps']>;
type Bulk = NonNullable<RunActionsInput['bulk']>;

/** What became of one input of many. */
export type BulkResult =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly advice: string };

/** Results by the steps' names, or one per input in the order of the inputs. */
export type ActionsRun =
  | { readonly results: Readonly<Record<string, unknown>> }
  | { readonly items: readonly BulkResult[] };

/** Runs actions one after the other, each with the results of those before; or one action for many inputs. */
export async function runActions(sent: RunActionsInput): Promise<ActionsRun> {
  const { connection, steps, bulk } = await begin('runActions', sent);
  findableBy({ connection });
  if (bulk) return { items: await runBulk(bulk, connection) };
  return { results: await runSteps(steps ?? [], connection) };
}

async function runSteps(steps: Steps, connection: string): Promise<Record<string, unknown>> {
  const results: Record<string, unknown> = {};
  board.title(steps.map(({ action }) => action).join(' → '));
  for (const { as, action, input } of steps) {
    results[as] = await step(
      `${as}: ${action}`,
      async (wanted) => {
        const ready = withResults(wanted, results);
        await checkActionInput(action, ready);
        return callByName(action, ready, { connection });
      },
      { input, checkedBy: action },
    );
  }
  return results;
}

function withResults(input: unknown, results: Readonly<Record<string, unknown>>): unknown {
  try {
    return filled(input, results);
  } catch (error) {
    if (error instanceof UnknownPlaceholder) throw refused('input_refused', error.message);
    throw error;
  }
}

async function runBulk({ action, inputs, window = 50 }: Bulk, connection: string): Promise<BulkResult[]> {
  board.title(`${action} × ${inputs.length}`);
  return step(
    action,
    () => inWindow(inputs, window, (input) => outcomeOf(() => callByName(action, input, { connection, lane: 'bulk' }))),
    { done: (items) => `${items.filter(({ ok }) => ok).length} of ${items.length} done` },
  );
}

async function outcomeOf(work: () => Promise<unknown>): Promise<BulkResult> {
  try {
    return { ok: true, result: await work() };
  } catch (error) {
    if (isCancellation(error)) throw error;
    const { advice = '' } = failureDetails(error);
    const message = error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : '';
    return { ok: false, code: failureType(error) ?? 'ran_out_of_time', message, advice };
  }
}
