import { randomUUID } from 'node:crypto';
import type { WorkflowHandleWithFirstExecutionRunId } from '@temporalio/client';
import Long from 'long';
import type { TestDemo } from './demo.js';

type Run = Pick<WorkflowHandleWithFirstExecutionRunId, 'workflowId' | 'firstExecutionRunId'>;

/** Resets a finished run to each point that is possible, one after the other; the results of the runs that go on from there. */
export async function resultsOfResets(demo: TestDemo, { workflowId, firstExecutionRunId: runId }: Run) {
  const results: unknown[] = [];
  for (const point of await resetPoints(demo, workflowId, runId)) {
    const again = await demo.client.workflowService.resetWorkflowExecution({
      namespace: demo.temporal.namespace,
      workflowExecution: { workflowId, runId },
      workflowTaskFinishEventId: Long.fromNumber(point),
      requestId: randomUUID(),
      reason: 'test',
    });
    results.push(await demo.client.workflow.getHandle(workflowId, again.runId).result());
  }
  return results;
}

/** Where the run's workflow tasks were finished, the last one left out. */
async function resetPoints(demo: TestDemo, workflowId: string, runId: string): Promise<number[]> {
  const { events } = await demo.client.workflow.getHandle(workflowId, runId).fetchHistory();
  return (events ?? [])
    .filter(({ workflowTaskCompletedEventAttributes: completed }) => completed)
    .map(({ eventId }) => Number(eventId))
    .slice(0, -1);
}
