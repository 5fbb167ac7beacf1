import type { Context } from '@temporalio/activity';

/**
 * Lets Temporal know that the attempt is alive while it waits for another system, so that the death of a worker is
 * noticed after the heartbeat timeout instead of the whole time of the activity.
 */
export async function whileHeartbeating<Result>(context: Context, work: () => Promise<Result>): Promise<Result> {
  const { heartbeatTimeoutMs } = context.info;
  if (!heartbeatTimeoutMs) return work();
  const timer = setInterval(() => context.heartbeat(), heartbeatTimeoutMs / 3);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
