import { CancellationScope, defineQuery, isCancellation, setHandler } from '@temporalio/workflow';
import type { RunActionsInput } from '../activities/contracts/run-actions.js';
import type { ActionOptions } from './actions.js';
import { begin } from './begin.js';
import { board } from './board.js';
import { callByName } from './call-by-name.js';
import { checkActionInput } from './checks.js';
import { refused } from './decisions.js';
import { applicationFailure, failureDetails } from './failure-type.js';
import { findableBy } from './findable.js';
import { filled, namesIn, UnknownPlaceholder } from './placeholders.js';
import { Room } from './small-enough.js';
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

/** What there is so far, also of a run that was cancelled; null for inputs that were not begun. */
export const resultsQuery = defineQuery<
  { readonly results: Readonly<Record<string, unknown>> } | { readonly items: readonly (BulkResult | null)[] }
>('results');

/**
 * Runs actions one after the other, each with the results of those before; or one action for many inputs. Fails as
 * `input_refused`, before anything is called, where an input or a reference to a result cannot be right. Results are cut to
 * what identifies their records where all together are too large for a history.
 */
export async function runActions(sent: RunActionsInput): Promise<ActionsRun> {
  const { connection, scope, steps = [], bulk } = await begin('runActions', sent);
  findableBy({ connection });
  return bulk
    ? { items: await runBulk(bulk, { connection, scope }) }
    : { results: await runSteps(steps, { connection, scope }) };
}

async function runSteps(steps: Steps, options: ActionOptions): Promise<Record<string, unknown>> {
  await checkSteps(steps);
  const [room, results, kept]: [Room, Record<string, unknown>, Record<string, unknown>] = [new Room(), {}, {}];
  setHandler(resultsQuery, () => ({ results: kept }));
  board.title(steps.map(({ action }) => action).join(' → '));
  for (const { as, action, input } of steps) {
    results[as] = await step(
      `${as}: ${action}`,
      async (wanted) => {
        // A person's input is meant as it stands.
        const ready = wanted === input ? withResults(input, results) : wanted;
        await checkActionInput(action, ready);
        return callByName(action, ready, options);
      },
      { input, checkedBy: action, done: () => `${as}: ${action} done` },
    );
    kept[as] = room.keep(results[as]);
  }
  return kept;
}

/** What can be known to be wrong before the first step is. */
async function checkSteps(steps: Steps): Promise<void> {
  for (const [index, { as, action, input }] of steps.entries()) {
    const earlier = steps.slice(0, index).map((step) => step.as);
    const unknown = namesIn(input).find((name) => !earlier.includes(name));
    if (unknown !== undefined) {
      const there = earlier.length > 0 ? `those before it are ${earlier.join(', ')}` : 'it is the first one';
      throw refused('input_refused', `Step "${as}" refers to {{${unknown}}}, which is no step before it: ${there}.`);
    }
    if (namesIn(input).length === 0) await checkActionInput(action, input);
  }
}

function withResults(input: unknown, results: Readonly<Record<string, unknown>>): unknown {
  try {
    return filled(input, results);
  } catch (error) {
    if (error instanceof UnknownPlaceholder) throw refused('input_refused', error.message);
    throw error;
  }
}

async function runBulk({ action, inputs, window = 50 }: Bulk, options: ActionOptions): Promise<BulkResult[]> {
  board.title(`${action} × ${inputs.length}`);
  const [room, items]: [Room, (BulkResult | null)[]] = [new Room(), inputs.map(() => null)];
  setHandler(resultsQuery, () => ({ items }));
  const work = async (input: unknown, index: number): Promise<BulkResult> => {
    // Nothing new is begun once the run was cancelled.
    if (CancellationScope.current().consideredCancelled) await CancellationScope.current().cancelRequested;
    const outcome = await outcomeOf(() => callByName(action, input, { ...options, lane: 'bulk' }));
    const kept = outcome.ok ? { ...outcome, result: room.keep(outcome.result) } : outcome;
    items[index] = kept;
    return kept;
  };
  try {
    return await step(action, () => inWindow(inputs, window, work), { done: counted });
  } catch (error) {
    board.note(`Ended early: ${counted(items)}; the query \`results\` tells which`);
    throw error;
  }
}

function counted(items: readonly (BulkResult | null)[]): string {
  const count = (ok: boolean) => items.filter((item) => item?.ok === ok).length;
  const left = items.filter((item) => item === null).length;
  return `${count(true)} of ${items.length} done, ${count(false)} refused${left > 0 ? `, ${left} not begun` : ''}`;
}

async function outcomeOf(work: () => Promise<unknown>): Promise<BulkResult> {
  try {
    return { ok: true, result: await work() };
  } catch (error) {
    if (isCancellation(error)) throw error;
    const { advice = '' } = failureDetails(error);
    const failure = applicationFailure(error);
    return { ok: false, code: failure?.type ?? 'ran_out_of_time', message: failure?.message ?? String(error), advice };
  }
}
