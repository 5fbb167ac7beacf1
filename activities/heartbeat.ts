import type { Context } from '@temporalio/activity';

/**
 * Lets Temporal know that the attempt is alive while it waits for another system, so that the death of a worker is
 * noticed after the heartbeat timeout instead of the whole time of the activity. What `work` tells becomes the heartbeat's
 * details, for whoever watches.
 */
export async function whileHeartbeating<Result>(
  context: Context,
  work: (tell: (details: unknown) => void) => Promise<Result>,
): Promise<Result> {
  const { heartbeatTimeoutMs } = context.info;
  // Repeated with every beat, as one without details would wipe them out; the attempt before has left the first ones.
  let details: unknown = context.info.heartbeatDetails;
  const tell = (news: unknown) => {
    details = news;
    context.heartbeat(details);
  };
  if (!heartbeatTimeoutMs) return work(tell);
  const timer = setInterval(() => context.heartbeat(details), heartbeatTimeoutMs / 3);
  try {
    return await work(tell);
  } finally {
    clearInterval(timer);
  }
}
