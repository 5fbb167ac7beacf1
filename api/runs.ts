import { createHash, randomUUID } from 'node:crypto';
import {
  type Client,
  WorkflowExecutionAlreadyStartedError,
  WorkflowFailedError,
  type WorkflowHandle,
} from '@temporalio/client';
import { ApplicationFailure, WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from '@temporalio/common';

export interface RunName {
  readonly workflowId: string;
  readonly runId: string;
}

export interface RunFailure {
  /** Our code, such as `number_taken`; the class of the failure where it is none of ours. */
  readonly code: string;
  readonly message: string;
  /** Why, what to do, and where: see docs/errors.md. */
  readonly details?: unknown;
}

/** How a run stands. */
export type RunState =
  | { readonly state: 'running'; readonly status?: unknown }
  | { readonly state: 'completed'; readonly result: unknown }
  | { readonly state: 'failed'; readonly error: RunFailure };

export interface Wanted {
  readonly workflow: string;
  readonly input: unknown;
  readonly summary: string;
  /** Start of the workflow's ID: whose run it is. */
  readonly owner: string;
  /** Two requests with the same key are one run. */
  readonly idempotencyKey?: string | undefined;
}

/** The same key was used for something else. */
export class KeyReused extends Error {}

/** How long a run may take to tell how far it is, in milliseconds. */
const statusMs = 2000;

/** Starts a run, or finds the one that was started with the same key. Throws `KeyReused`. */
export async function startRun(client: Client, taskQueue: string, wanted: Wanted): Promise<RunName> {
  const { workflow, input, owner, summary, idempotencyKey } = wanted;
  const workflowId = `${owner}/${idempotencyKey ?? randomUUID()}`;
  const asked = createHash('sha256')
    .update(JSON.stringify([workflow, input]))
    .digest('hex');
  try {
    const run = await client.workflow.start(workflow, {
      workflowId,
      taskQueue,
      args: [input],
      memo: { asked },
      staticSummary: summary,
      workflowIdConflictPolicy: WorkflowIdConflictPolicy.FAIL,
      workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
    });
    return { workflowId, runId: run.firstExecutionRunId };
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    const { memo, runId } = await client.workflow.getHandle(workflowId).describe();
    if (memo?.asked !== asked) throw new KeyReused('The Idempotency-Key was used for another request.');
    return { workflowId, runId };
  }
}

/** How the run stands after at most `waitMs`. */
export async function stateAfter(client: Client, { workflowId, runId }: RunName, waitMs: number): Promise<RunState> {
  const handle = client.workflow.getHandle(workflowId, runId);
  const limit = AbortSignal.timeout(waitMs);
  try {
    const result: unknown = await client.withAbortSignal(limit, () => handle.result());
    return { state: 'completed', result };
  } catch (error) {
    if (error instanceof WorkflowFailedError) return { state: 'failed', error: failureOf(error) };
    if (!limit.aborted) throw error;
    return { state: 'running', ...(await statusOf(client, handle)) };
  }
}

/** What the run shows of itself; nothing when no worker answers for it now. */
async function statusOf(client: Client, handle: WorkflowHandle): Promise<{ status?: unknown }> {
  try {
    return { status: await client.withDeadline(Date.now() + statusMs, () => handle.query<unknown>('status')) };
  } catch {
    return {};
  }
}

function failureOf({ cause, message }: WorkflowFailedError): RunFailure {
  for (let error: unknown = cause; error instanceof Error; error = error.cause) {
    if (error instanceof ApplicationFailure) {
      const details = error.details?.[0];
      return { code: error.type ?? error.name, message: error.message, ...(details ? { details } : {}) };
    }
  }
  return { code: cause?.name ?? 'WorkflowFailed', message: cause?.message ?? message };
}
