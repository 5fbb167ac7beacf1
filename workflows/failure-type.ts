import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';

/** Our code of the error that made an action fail, such as `number_taken`; undefined for other failures. */
export function failureType(error: unknown): string | undefined {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  return cause instanceof ApplicationFailure ? (cause.type ?? undefined) : undefined;
}
