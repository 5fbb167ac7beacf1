import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { WorkflowIdConflictPolicy, WorkflowIdReusePolicy, WorkflowNotFoundError } from '@temporalio/common';
import type { TriggerEvent } from './event.js';
import type { Outcome } from './forwarder.js';
import type { AnyTrigger, Systems } from './trigger.js';

/** A run that an event has started. */
export interface StartedByEvent {
  readonly trigger: string;
  readonly workflowId: string;
  readonly runId: string;
  readonly event: TriggerEvent;
}

export interface DispatcherOptions {
  readonly client: Client;
  readonly taskQueue: string;
  readonly triggers: readonly AnyTrigger[];
  readonly systems: Systems;
  /** Told of each run that was started, not of events that found one. */
  readonly onStarted?: ((run: StartedByEvent) => void) | undefined;
}

/** What a trigger makes of an event. */
export interface Plan {
  readonly trigger: AnyTrigger;
  readonly seen: unknown;
  /** Whether the condition holds, by what was read just now. */
  readonly holds: boolean;
  readonly workflowId: string;
  /** Of the workflow, where the condition holds. */
  readonly input?: unknown;
}

const reuse = {
  afterFailure: WorkflowIdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
  always: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
  never: WorkflowIdReusePolicy.REJECT_DUPLICATE,
} as const;

/** What each trigger that wants the event would do. Reads, and does nothing else. */
export async function plansFor(
  triggers: readonly AnyTrigger[],
  systems: Systems,
  event: TriggerEvent,
): Promise<readonly Plan[]> {
  return Promise.all(wanting(triggers, event).map((trigger) => planOf(trigger, systems, event)));
}

function wanting(triggers: readonly AnyTrigger[], event: TriggerEvent): AnyTrigger[] {
  return triggers.filter(
    ({ source, object, when }) => source === event.source && object === event.object && (when?.(event) ?? true),
  );
}

async function planOf(trigger: AnyTrigger, systems: Systems, event: TriggerEvent): Promise<Plan> {
  const seen: unknown = await trigger.read(event, systems);
  const holds = trigger.condition(seen, event);
  const workflowId = trigger.workflowId(event, seen);
  return { trigger, seen, holds, workflowId, ...(holds ? { input: trigger.input(event, seen) } : {}) };
}

/**
 * Starts or signals the workflows that an event asks for. However often and however concurrently this is called, one workflow
 * ID has one run; another one only as the trigger's `again` says. A run that is under way is told, whether the condition holds
 * or not.
 */
export function dispatcher(options: DispatcherOptions): (event: TriggerEvent) => Promise<Outcome> {
  return async (event) => {
    const plans = await plansFor(options.triggers, options.systems, event);
    if (plans.length === 0) return { state: 'ignored', outcome: 'No trigger wants it.' };
    const done = await Promise.all(plans.map((plan) => act(options, event, plan)));
    const forwarded = done.some(({ state }) => state === 'forwarded');
    return { state: forwarded ? 'forwarded' : 'ignored', outcome: done.map(({ outcome }) => outcome).join(' ') };
  };
}

async function act(options: DispatcherOptions, event: TriggerEvent, plan: Plan): Promise<Outcome> {
  const { trigger, holds, workflowId } = plan;
  const outcome = (state: Outcome['state'], what: string) => ({ state, outcome: `${trigger.name}: ${what}.` });
  const told = () => tell(options.client, workflowId, trigger.signal);
  if (!holds) {
    return (await told())
      ? outcome('forwarded', `told ${workflowId}`)
      : outcome('ignored', 'its condition does not hold, and no run is under way');
  }
  if (await start(options, event, plan)) return outcome('forwarded', `started ${workflowId}`);
  if (await told()) return outcome('forwarded', `told ${workflowId}`);
  // It has ended between the two: perhaps because the condition did not hold for a moment.
  if (await start(options, event, plan)) return outcome('forwarded', `started ${workflowId}`);
  return outcome('forwarded', `${workflowId} has run already`);
}

/** False when there is a run already. */
async function start(options: DispatcherOptions, event: TriggerEvent, plan: Plan): Promise<boolean> {
  const { trigger, seen, workflowId, input } = plan;
  const summary = trigger.summary?.(event, seen);
  try {
    const run = await options.client.workflow.start(trigger.workflow, {
      workflowId,
      taskQueue: options.taskQueue,
      args: [input],
      ...(summary ? { staticSummary: summary } : {}),
      workflowIdConflictPolicy: WorkflowIdConflictPolicy.FAIL,
      workflowIdReusePolicy: reuse[trigger.again ?? 'afterFailure'],
    });
    options.onStarted?.({ trigger: trigger.name, workflowId, runId: run.firstExecutionRunId, event });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}

/** False when no run is under way, or the trigger has nothing to tell. */
async function tell(client: Client, workflowId: string, signal: string | undefined): Promise<boolean> {
  if (signal === undefined) return false;
  try {
    await client.workflow.getHandle(workflowId).signal(signal);
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
