import { isGrpcServiceError, ServiceError, type WorkflowExecutionInfo } from '@temporalio/client';
import type { Attention } from '../../workflows/board.js';
import { searchAttributeKeys } from '../../workflows/search-attribute-keys.js';
import { pageOf, type Server } from './server.js';

/** Which parked runs are meant. */
export interface Wanted {
  /** Our error code, such as `period_closed`. */
  readonly code?: string;
  readonly connection?: string;
  /** What else must hold, in the language of Temporal's lists, such as `IntacctRecord = 'INV-1042'`. */
  readonly query?: string;
}

/** A step of a run that waits for a person. A run with several comes once for each. */
export interface Parked extends Partial<Attention> {
  readonly workflowId: string;
  readonly runId: string;
  readonly type: string;
  readonly connection: string | undefined;
  /** The number or ID that the run is about. */
  readonly record: string | undefined;
  readonly url: string | undefined;
}

/**
 * What waits, latest run first, page by page: any number of runs needs little memory. Reads only Temporal's list, no run
 * is asked and no worker is needed.
 */
export async function* parkedSteps(server: Server, wanted: Wanted): AsyncGenerator<Parked> {
  const query = queryFor(wanted);
  try {
    for await (const run of server.client.workflow.list({ query, pageSize: 200 })) {
      for (const step of stepsOf(server, run)) {
        if (wanted.code === undefined || step.code === wanted.code) yield step;
      }
    }
  } catch (error) {
    const refusal = refusalOf(error);
    throw refusal === undefined ? error : queryRefused(query, refusal, error);
  }
}

export function queryFor({ connection, query }: Wanted): string {
  return [
    'NeedsAttention = true',
    "ExecutionStatus = 'Running'",
    ...(connection === undefined ? [] : [`IntacctConnection = ${quoted(connection)}`]),
    ...(query === undefined ? [] : [`(${query})`]),
  ].join(' AND ');
}

function quoted(text: string): string {
  return `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;
}

/** A run that tells nothing of what it waits for is listed all the same. */
function stepsOf(server: Server, run: WorkflowExecutionInfo): Parked[] {
  const { workflowId, runId, type, memo, typedSearchAttributes } = run;
  const about = {
    workflowId,
    runId,
    type,
    connection: typedSearchAttributes.get(searchAttributeKeys.IntacctConnection),
    record: typedSearchAttributes.get(searchAttributeKeys.IntacctRecord),
    url: pageOf(server, workflowId, runId),
  };
  const waiting = memo?.attention;
  return Array.isArray(waiting) && waiting.length > 0
    ? waiting.map((attention: Attention) => ({ ...about, ...attention }))
    : [about];
}

/** The server's words when it does not understand a query. */
function refusalOf(error: unknown): string | undefined {
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) && cause.code === invalidArgument ? cause.details : undefined;
}

// gRPC status code.
const invalidArgument = 3;

function queryRefused(query: string, refusal: string, cause: unknown): Error {
  const advice =
    'Mend the query. If search attributes are missing, start a worker once: it registers them, or says who can.';
  return new Error(`Temporal does not accept the query "${query}": ${refusal}. ${advice}`, { cause });
}
