import { ApplicationFailure } from '@temporalio/common';
import { ConnectorError } from '../connectors/errors.js';

/**
 * What Temporal is told of an error: `type` is our code, `nonRetryable` and `nextRetryDelay` follow from the error, and
 * the first of `details` explains it to programs. Where the Temporal UI shows a stack, it explains it to people. An error
 * that is not a connector's is a defect: it is retried, as a mended worker may do better, and keeps its stack.
 */
export function failureFrom(error: unknown): unknown {
  if (!(error instanceof ConnectorError)) return error;
  const failure = ApplicationFailure.create({
    type: error.code,
    message: `${error.message} → ${error.advice}`,
    nonRetryable: error.retry === 'no',
    ...(typeof error.retry === 'object' ? { nextRetryDelay: error.retry.afterMs } : {}),
    details: [{ kind: error.kind, advice: error.advice, ...error.details }],
  });
  failure.stack = explanationOf(error);
  return failure;
}

/** Title, advice, code and support ID, one per line; the places in our code only where our code is to be mended. */
function explanationOf({ code, advice, details, message, kind, stack }: ConnectorError): string {
  const { title, cause, field, vendorCode, supportId } = details;
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['Why', cause],
    ['What to do', advice],
    ['Field', field],
    ['Code', vendorCode === undefined ? code : `${code} (${vendorCode})`],
    ['Support ID', supportId],
  ];
  return [
    title ?? message,
    ...lines.flatMap(([name, text]) => (text ? [`${name}: ${text}`] : [])),
    ...(kind === 'unexpected_response' && stack ? ['', stack] : []),
  ].join('\n');
}
