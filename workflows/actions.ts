import {
  ActivityCancellationType,
  type ActivityOptions,
  CancellationScope,
  CancelledFailure,
  isCancellation,
  proxyActivities,
} from '@temporalio/workflow';
import type { ActionActivities, ActionCall } from '../activities/from-catalogue.js';
import type { HubSpot } from '../activities/hubspot.js';
import type { Intacct } from '../activities/intacct.js';
import { failureType } from './failure-type.js';
import { readsOnly } from './reads-only.js';
import { executionScope } from './scope.js';
import { nextCall } from './step-context.js';
import { summaryOf } from './summary.js';

export interface ActionOptions {
  /** Which company or account. Default `default`. */
  readonly connection?: string | undefined;
  /**
   * Names the work that this execution stands for, such as `hubspot-deal/1/5001`: another execution of the same scope
   * finds what the first one has written. Default: this execution alone.
   */
  readonly scope?: string | undefined;
  /** Bulk work leaves first place to calls that somebody waits for. Default `interactive`. */
  readonly lane?: ActionCall['lane'] | undefined;
  /** Time of one attempt. Default 2 minutes, more than the connector's own time limits. */
  readonly startToCloseTimeout?: ActivityOptions['startToCloseTimeout'];
  /** Time of all attempts together, waits included. Default 1 day. */
  readonly scheduleToCloseTimeout?: ActivityOptions['scheduleToCloseTimeout'];
  /** How soon the death of a worker is noticed. Default 10 seconds. */
  readonly heartbeatTimeout?: ActivityOptions['heartbeatTimeout'];
}

/**
 * Every Intacct action, typed, for use in a workflow:
 *
 * ```ts
 * const { createInvoice, postInvoice } = intacct();
 * ```
 *
 * Failures that can heal are repeated by Temporal. One that cannot arrives as `ActivityFailure`; its `cause.type` is our
 * error code and `cause.details[0]` explains it. Writes happen once, however often the workflow or its worker restarts.
 */
export function intacct(options: ActionOptions = {}): Intacct {
  return actionsOf<Intacct>('intacct', options);
}

/** Every HubSpot action, typed, for use in a workflow. */
export function hubspot(options: ActionOptions = {}): HubSpot {
  return actionsOf<HubSpot>('hubspot', options);
}

function actionsOf<Actions extends object>(system: string, options: ActionOptions): Actions {
  const call = (action: string) => (input: unknown) => perform(system, action, input, options);
  return new Proxy({} as Actions, {
    get: (_, action) => (typeof action === 'string' ? call(action) : undefined),
  });
}

/**
 * Calls an action. Cancelling a write waits until it is clear whether it has happened: then its result is returned as if
 * nothing had been cancelled, so that the workflow knows what it has to undo.
 */
async function perform(system: string, action: string, input: unknown, options: ActionOptions): Promise<unknown> {
  const name = `${system}.${action}`;
  const named = nextCall(name);
  const call: ActionCall = {
    connection: options.connection ?? 'default',
    input,
    requestKey: `${options.scope ?? executionScope()}/${named.name}`,
    ...(options.lane ? { lane: options.lane } : {}),
  };
  const activity = activityOf(name, summaryOf(action, input), options);
  const scope = CancellationScope.current();
  const wasCancelled = scope.consideredCancelled;
  try {
    return await activity(call);
  } catch (error) {
    named.failed(error);
    // A cancelled attempt that fails is not repeated, and arrives with its own failure instead of the cancellation.
    const cancelled = !wasCancelled && (scope.consideredCancelled || isCancellation(error));
    if (!cancelled || system !== 'intacct' || readsOnly(action)) throw error;
    return await CancellationScope.nonCancellable(() => settled(activity, call, error));
  }
}

/** What a cancelled write has come to: its result, or the cancellation where it never happened. */
async function settled(activity: ActivityOfAction, call: ActionCall, error: unknown): Promise<unknown> {
  try {
    return await activity({ ...call, settle: true });
  } catch (unsettled) {
    if (failureType(unsettled) !== 'not_sent') throw unsettled;
    throw isCancellation(error) ? error : new CancelledFailure('Cancelled before it was written', [], asError(error));
  }
}

function asError(error: unknown): Error | undefined {
  return error instanceof Error ? error : undefined;
}

type ActivityOfAction = (call: ActionCall) => Promise<unknown>;

function activityOf(name: string, summary: string, options: ActionOptions): ActivityOfAction {
  const activity = proxyActivities<ActionActivities>({
    startToCloseTimeout: options.startToCloseTimeout ?? '2 minutes',
    scheduleToCloseTimeout: options.scheduleToCloseTimeout ?? '1 day',
    heartbeatTimeout: options.heartbeatTimeout ?? '10 seconds',
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
    retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
    summary,
  })[name];
  if (!activity) throw new TypeError(`No activity ${name}`);
  return activity;
}
