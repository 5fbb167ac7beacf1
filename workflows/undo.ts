import { ApplicationFailure, CancellationScope, rootCause, TemporalFailure } from '@temporalio/workflow';

/** Tells how to undo what was just done; `what` names it to people, such as "draft invoice HS-5001". */
export type Compensate = (what: string, undo: () => Promise<unknown>) => void;

/**
 * Runs steps that belong together. When one fails, or the workflow is cancelled, what was done is undone in reverse
 * order, also while cancellation is under way; then the failure goes on. Nothing half-made stays behind; if something
 * cannot be undone, the failure `undo_incomplete` names it beside the original reason.
 *
 * What is done for good once it has succeeded is not undone by one around it: hand on its `compensate` where it shall be.
 * A defect in the code, such as a `TypeError`, undoes nothing: Temporal goes on from there when the code is mended.
 */
export async function allOrNothing<Result>(steps: (compensate: Compensate) => Promise<Result>): Promise<Result> {
  const done: { what: string; undo: () => Promise<unknown> }[] = [];
  try {
    return await steps((what, undo) => done.push({ what, undo }));
  } catch (error) {
    // Neither a defect nor continue-as-new ends the work.
    if (!(error instanceof TemporalFailure)) throw error;
    const left = await CancellationScope.nonCancellable(() => undoAll(done.reverse()));
    if (left.length === 0) throw error;
    throw ApplicationFailure.create({
      type: 'undo_incomplete',
      message: `${rootCause(error)} → Left behind and to be removed by hand: ${left.join(', ')}.`,
      nonRetryable: true,
      cause: error,
    });
  }
}

async function undoAll(steps: readonly { what: string; undo: () => Promise<unknown> }[]): Promise<string[]> {
  const left: string[] = [];
  for (const { what, undo } of steps) {
    try {
      await undo();
    } catch (error) {
      if (!(error instanceof TemporalFailure)) throw error;
      left.push(`${what} (${rootCause(error)})`);
    }
  }
  return left;
}
