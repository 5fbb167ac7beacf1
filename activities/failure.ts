import { ApplicationFailure } from '@temporalio/common';
import { ConnectorError } from '../connectors/errors.js';

/**
 * What Temporal is told of an error: `type` is our code, `nonRetryable` and `nextRetryDelay` follow from the error, and
 * the first of `details` explains it to programs. An error that is not a connector's is a defect: it is retried, as a
 * mended worker may do better.
 */
export function failureFrom(error: unknown): unknown {
  if (!(error instanceof ConnectorError)) return error;
  return ApplicationFailure.create({
    type: error.code,
    message: `${error.message} → ${error.advice}`,
    nonRetryable: error.retry === 'no',
    ...(typeof error.retry === 'object' ? { nextRetryDelay: error.retry.afterMs } : {}),
    details: [{ kind: error.kind, advice: error.advice, ...error.details }],
  });
}
