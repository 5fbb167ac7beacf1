import { ActivityCancellationType, type ActivityOptions, proxyActivities } from '@temporalio/workflow';
import type { ActionActivities, ActionCall } from '../activities/from-catalogue.js';
import type { HubSpot } from '../activities/hubspot.js';
import type { Intacct } from '../activities/intacct.js';
import { executionScope } from './scope.js';
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
  const call = (action: string) => (input: unknown) => schedule(system, action, input, options);
  return new Proxy({} as Actions, {
    get: (_, action) => (typeof action === 'string' ? call(action) : undefined),
  });
}

function schedule(system: string, action: string, input: unknown, options: ActionOptions): Promise<unknown> {
  const name = `${system}.${action}`;
  const activity = proxyActivities<ActionActivities>({
    startToCloseTimeout: options.startToCloseTimeout ?? '2 minutes',
    scheduleToCloseTimeout: options.scheduleToCloseTimeout ?? '1 day',
    heartbeatTimeout: options.heartbeatTimeout ?? '10 seconds',
    // A write in flight is waited for: a cancelled workflow knows what it has to undo.
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
    retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
    summary: summaryOf(action, input),
  })[name];
  if (!activity) throw new TypeError(`No activity ${name}`);
  return activity({
    connection: options.connection ?? 'default',
    input,
    requestKey: nextRequestKey(options.scope ?? executionScope(), name),
    ...(options.lane ? { lane: options.lane } : {}),
  });
}

// Module state is each workflow execution's own, and is rebuilt in the same order on replay.
const calls = new Map<string, number>();

/** The n-th call of an action in this scope: the same on replay and after a reset. */
function nextRequestKey(scope: string, name: string): string {
  const action = `${scope}/${name}`;
  const step = (calls.get(action) ?? 0) + 1;
  calls.set(action, step);
  return `${action}-${step}`;
}
