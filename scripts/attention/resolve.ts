import {
  isGrpcDeadlineError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import type { Accepted, Decision } from '../../workflows/decisions.js';
import type { Parked } from './parked.js';
import type { Server } from './server.js';

/** How long a run may take to answer. A `use` reads the record from Intacct before it is accepted. */
const answerMs = 60_000;
const atOnce = 10;

/** A run's answer to a decision. */
export interface Answer {
  readonly workflowId: string;
  readonly step: string | undefined;
  /** Why it was refused; the run waits on. Undefined: it was accepted. */
  readonly refused?: string;
}

/** Sends a run a decision. Does not throw when the run refuses it. */
export async function resolve({ client }: Server, workflowId: string, decision: Decision): Promise<Answer> {
  const run = client.workflow.getHandle(workflowId);
  const update = () => run.executeUpdate<Accepted, [Decision]>('resolve', { args: [decision] });
  try {
    const { step } = await client.withDeadline(Date.now() + answerMs, update);
    return { workflowId, step };
  } catch (error) {
    return { workflowId, step: decision.step, refused: reasonOf(error) };
  }
}

/** Sends all of them the same decision, a few at a time, and tells of each as it answers. */
export async function resolveAll(
  server: Server,
  parked: readonly Parked[],
  decision: Decision,
  tell: (answer: Answer) => void,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  const left = parked.values();
  const some = async () => {
    for (const { workflowId, step } of left) {
      const answer = await resolve(server, workflowId, step === undefined ? decision : { ...decision, step });
      answers.push(answer);
      tell(answer);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, some));
  return answers;
}

function reasonOf(error: unknown): string {
  if (error instanceof WorkflowUpdateFailedError) return error.cause?.message ?? error.message;
  if (error instanceof WorkflowNotFoundError) return 'There is no such run, or it is over.';
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isGrpcDeadlineError(error)) {
    return `No worker took it within ${answerMs / 1000} seconds. See whether one runs; then look whether it still waits.`;
  }
  return error instanceof Error ? error.message : String(error);
}
