import { ConnectorError } from '../../errors.js';
import { errorFrom, IntacctError, transportError } from './errors.js';
import type { FunctionResult } from './reply.js';

/** What became of a call. */
export type Outcome = { readonly result: FunctionResult } | { readonly error: ConnectorError };

/** Each call's own result or error, by its control ID. */
export function outcomesOf<C extends { readonly controlId: string }>(
  calls: readonly C[],
  results: readonly FunctionResult[],
): Map<C, Outcome> {
  const byControlId = new Map(results.map((result) => [result.controlId, result]));
  return new Map(calls.map((call) => [call, outcomeOf(byControlId.get(call.controlId))]));
}

function outcomeOf(result: FunctionResult | undefined): Outcome {
  if (!result) return { error: noResult() };
  return result.status === 'success' ? { result } : { error: errorFrom('function', result.errors) };
}

/** What stopped a request. Errors of the connector know whether it left, such as those of a sign-in; of others nobody knows. */
export function asConnectorError(error: unknown): ConnectorError {
  return error instanceof ConnectorError ? error : transportError(String(error), 'unknown_outcome', error);
}

export function noResult(): IntacctError {
  return transportError('the reply holds no result for this function', 'unknown_outcome');
}

/** The ledger has the write already: an attempt before has sent it, or another one is sending it now. */
export const notedBefore = 'write_noted_before';

export function sentByAnother(): IntacctError {
  return new IntacctError({
    kind: 'unknown_outcome',
    code: notedBefore,
    message: 'Intacct: another attempt has sent this very write, or is sending it.',
    advice: 'Nothing was sent now. The record is looked for before the write is sent again.',
    retry: 'soon',
  });
}

export function unreachable(what: string, cause: unknown): IntacctError {
  return new IntacctError({
    kind: 'unavailable',
    code: 'store_unavailable',
    message: `${what}.`,
    advice: 'Nothing was sent. The call is repeated by itself; if it lasts, check the database (DATABASE_URL).',
    retry: 'soon',
    cause,
  });
}

/** The slot of the activity is better used by somebody else meanwhile. */
export function comeAgain(): IntacctError {
  return new IntacctError({
    kind: 'throttled',
    code: 'limit_wait',
    message: 'Intacct’s limits leave no room for this call yet; nothing was sent.',
    advice: 'The call comes again by itself. If this lasts, look at the connection’s usage and limits.',
    retry: { afterMs: 5_000 + Math.round(Math.random() * 10_000) },
  });
}
