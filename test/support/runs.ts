import type { WorkflowHandle } from '@temporalio/client';
import { until } from '../../temporal/until.js';
import type { Attention, Status } from '../../workflows/board.js';
import type { Accepted, Decision } from '../../workflows/decisions.js';

export const statusOf = (run: WorkflowHandle) => run.query<Status>('status');

/** What a run waits for, once it waits. */
export async function attentionOf(run: WorkflowHandle): Promise<Attention> {
  let attention: Attention | undefined;
  await until(
    async () => {
      attention = (await statusOf(run)).attention[0];
      return attention !== undefined;
    },
    { what: `${run.workflowId} to wait for a person`, timeoutMs: 30_000 },
  );
  return attention as Attention;
}

/** Sends a run a person's decision; rejects when the run refuses it. */
export const resolve = (run: WorkflowHandle, decision: Decision) =>
  run.executeUpdate<Accepted, [Decision]>('resolve', { args: [decision] });
