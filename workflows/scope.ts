import { ApplicationFailure, workflowInfo } from '@temporalio/workflow';

/** Carries the scope over continue-as-new, and from there to the retries of the new run. */
export const scopeHeader = 'temporal-intacct-scope';

// Module state is each workflow execution's own.
let carried: string | undefined;

/** Told by the interceptor when the run begins. */
export function carryScope(scope: string | undefined): void {
  carried = scope;
}

/**
 * Names the piece of work that this run does. The same across activity retries, worker crashes, replay, reset and
 * workflow-level retries; another one after continue-as-new, in the next cron run and in a new execution.
 *
 * Throws the non-retryable failure `scope_needed` where that cannot be told: in the third and later attempts of a cron run.
 */
export function executionScope(): string {
  const { attempt, cronSchedule, firstExecutionRunId, originalExecutionRunId, ...info } = workflowInfo();
  const previous = info.continuedFromExecutionRunId;
  if (cronSchedule) return cronScope(attempt, originalExecutionRunId, previous);
  if (carried !== undefined) return carried;
  // Without the interceptor a continued run would count as the first one; its own ID is right for its first attempt.
  return attempt === 1 && previous !== undefined ? originalExecutionRunId : firstExecutionRunId;
}

/** The scope of the run that this one continues as; the same when a reset repeats the step. */
export function nextScope(): string {
  return `${workflowInfo().originalExecutionRunId}/next`;
}

/** Each cron run is a piece of work; a retry only knows the attempt before it. */
function cronScope(attempt: number, ownRunId: string, previous: string | undefined): string {
  if (attempt === 1) return ownRunId;
  if (attempt === 2 && previous !== undefined) return previous;
  throw ApplicationFailure.nonRetryable(
    'A cron workflow with a retry policy of more than two attempts must name its work itself: give intacct() a `scope`, ' +
      'such as the day it runs for. Or start it by a Temporal Schedule.',
    'scope_needed',
  );
}
