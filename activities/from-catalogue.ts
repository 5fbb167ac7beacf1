import { Context } from '@temporalio/activity';
import { type Catalogue, callAction } from '../connectors/action.js';
import type { Progress } from '../connectors/intacct/client.js';
import type { Lane } from '../connectors/intacct/gateway/limit-store.js';
import { failureFrom } from './failure.js';
import { whileHeartbeating } from './heartbeat.js';

/** What an activity of an action is called with. Small, and free of credentials: it stays in the history. */
export interface ActionCall {
  /** Which company or account: a name that the credential provider knows. */
  readonly connection: string;
  readonly input: unknown;
  /** Names the write, for doing it once; the same in every attempt. */
  readonly requestKey: string;
  /** Default: `bulk` for actions on many records, else `interactive`, before bulk work. */
  readonly lane?: Lane;
  /** Only finish what an earlier call with this key has begun; `not_sent` when it never left. */
  readonly settle?: boolean;
}

export type ActionActivities = Record<string, (call: ActionCall) => Promise<unknown>>;

/** What an attempt tells the client it uses. */
export interface Attempt {
  readonly action: string;
  readonly requestKey: string;
  readonly workflow: string;
  readonly repeated: boolean;
  readonly settle: boolean;
  readonly lane?: Lane;
  /** Latest moment at which a call may still leave so that its answer is in time. */
  readonly leaveBy: number;
  readonly signal: AbortSignal;
  /** Shown in Temporal's UI while the activity runs. */
  readonly onProgress: (progress: Progress) => void;
}

/** The longest that a call under way may take: the connector's own time limit, and a second to tell of it. */
const answerMs = 61_000;

/** One activity per action, named `<system>.<action>`, such as `intacct.createInvoice`. */
export function activitiesFrom<Client>(
  system: string,
  catalogue: Catalogue<Client>,
  connect: (connection: string, attempt: Attempt) => Promise<Client>,
): ActionActivities {
  const activities = Object.entries(catalogue).map(([name, action]) => {
    const activity = ({ connection, input, ...call }: ActionCall) =>
      inAttempt(async (context, onProgress) => {
        const client = await connect(connection, attemptOf(name, call, context, onProgress));
        return callAction(name, action, input, client);
      });
    return [`${system}.${name}`, activity] as const;
  });
  return Object.fromEntries(activities);
}

function attemptOf(
  action: string,
  { requestKey, lane, settle }: Pick<ActionCall, 'requestKey' | 'lane' | 'settle'>,
  { info, cancellationSignal }: Context,
  onProgress: Attempt['onProgress'],
): Attempt {
  return {
    action,
    requestKey,
    workflow: info.workflowExecution?.workflowId ?? info.activityId,
    repeated: info.attempt > 1,
    settle: settle ?? false,
    ...(lane ? { lane } : {}),
    leaveBy: Date.now() + Math.max(info.startToCloseTimeoutMs - answerMs, 1_000),
    signal: cancellationSignal,
    onProgress,
  };
}

async function inAttempt<Result>(
  work: (context: Context, onProgress: Attempt['onProgress']) => Promise<Result>,
): Promise<Result> {
  const context = Context.current();
  try {
    return await whileHeartbeating(context, (tell) => work(context, tell));
  } catch (error) {
    // A cancelled call fails in its own words; Temporal must hear that it was cancelled.
    if (context.cancellationSignal.aborted) await context.cancelled;
    throw failureFrom(error);
  }
}
