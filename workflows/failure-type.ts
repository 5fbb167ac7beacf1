import { RetryState } from '@temporalio/common';
import { ActivityFailure, ApplicationFailure, TimeoutFailure } from '@temporalio/workflow';

/** What our failures explain of themselves in the first of their `details`. */
export interface FailureDetails {
  readonly kind?: string;
  readonly title?: string;
  readonly cause?: string;
  readonly advice?: string;
  readonly field?: string;
  readonly supportId?: string;
  readonly values?: Readonly<Record<string, string>>;
  readonly [more: string]: unknown;
}

/** Our code of the error that made an action fail, such as `number_taken`; undefined for other failures. */
export function failureType(error: unknown): string | undefined {
  return applicationFailure(error)?.type ?? undefined;
}

export function failureDetails(error: unknown): FailureDetails {
  const [details] = applicationFailure(error)?.details ?? [];
  return typeof details === 'object' && details !== null ? (details as FailureDetails) : {};
}

/** The failure with our code, below what Temporal wraps it in; the last one of an action that ran out of time. */
export function applicationFailure(error: unknown): ApplicationFailure | undefined {
  if (error instanceof ApplicationFailure) return error;
  if (error instanceof ActivityFailure || error instanceof TimeoutFailure) return applicationFailure(error.cause);
  return undefined;
}

/** Whether all attempts together took longer than they may. */
export function ranOutOfTime(error: unknown): boolean {
  if (!(error instanceof ActivityFailure)) return false;
  return error.cause instanceof TimeoutFailure || error.retryState === RetryState.TIMEOUT;
}

/** Whether it may have been written all the same: another input would not find what this one has left. */
export function isUnclear(error: unknown): boolean {
  return failureDetails(error).kind === 'unknown_outcome' || ranOutOfTime(error);
}

/** Whether only a person can tell that nothing was written. */
export function needsDecision(error: unknown): boolean {
  return failureType(error) === 'outcome_needs_decision';
}

const decisions: readonly unknown[] = ['given_up', 'approval_rejected', 'approval_lapsed'];

/** Whether a person has ended the work, so that nobody need be asked again. */
export function wasDecided(error: unknown): boolean {
  return decisions.includes(failureType(error));
}
