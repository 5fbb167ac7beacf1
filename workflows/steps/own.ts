import { CancellationScope, workflowInfo } from '@temporalio/workflow';
import { failureType } from '../failure-type.js';

/**
 * Whether this run has made the record. One that an attempt has found instead of making it (`adopted`) is this run's if
 * it came into being since the run began: then an answer was lost, a worker died or the call was cancelled.
 *
 * @param createdAt Reads when the record came into being.
 */
export async function isOwn(adopted: boolean, createdAt: () => Promise<string | null | undefined>): Promise<boolean> {
  if (!adopted) return true;
  // Asked while the run is being cancelled as well.
  const created = await CancellationScope.nonCancellable(createdAt);
  return created ? Date.parse(created) >= workflowInfo().startTime.getTime() : false;
}

/** Undoes, unless other records have come to need what is to be removed: then it stays. */
export async function unlessInUse(undo: () => Promise<unknown>): Promise<void> {
  try {
    await undo();
  } catch (error) {
    if (failureType(error) !== 'record_in_use') throw error;
  }
}
