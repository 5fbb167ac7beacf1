import type { Duration } from '@temporalio/common';
import { msToNumber as msOf } from '@temporalio/common/lib/time.js';
import { ApplicationFailure, condition, defineUpdate, log, setHandler } from '@temporalio/workflow';
import { type Attention, board, type DecisionName } from './board.js';

/** What an operator sends to a run that waits. */
export interface Decision {
  readonly decision: DecisionName;
  /** With `retry`: what the step shall work on instead; checked before it is accepted. */
  readonly input?: unknown;
  /** With `use`: the record that stands for what the step would have made. */
  readonly record?: { readonly key: string };
  /** Name of the step, where several wait. */
  readonly step?: string;
  /** Who decided and why; goes into the run's details. */
  readonly by?: string;
  readonly note?: string;
}

/** What the run answers: which step goes on, and how. */
export interface Accepted {
  readonly step: string;
  readonly decision: DecisionName;
}

/** `temporal workflow update execute --name resolve --input '{"decision":"retry"}' --workflow-id …` */
export const resolveUpdate = defineUpdate<Accepted, [Decision]>('resolve');

/** How long a run waits for a person. */
export interface Patience {
  /** How often to remind while a step waits. Default: never. */
  readonly remindEvery?: Duration | undefined;
  /** When to give up waiting. Default 90 days. */
  readonly giveUpAfter?: Duration | undefined;
}

export interface Wait<Outcome> {
  readonly attention: Omit<Attention, 'since'>;
  /** Turns a decision into what comes of it. What it throws refuses the decision, and the step waits on. */
  readonly accept: (decision: Decision) => Promise<Outcome> | Outcome;
  /** What comes of waiting in vain. */
  readonly expired: () => Outcome;
  /** How long to wait. Default: as long as the run's patience. */
  readonly within?: Duration | undefined;
  /** When to look by itself whether the cause is gone. */
  readonly recheck?: Recheck<Outcome> | undefined;
}

export interface Recheck<Outcome> {
  readonly every?: Duration | undefined;
  /** A value that changes when the cause may be gone. */
  readonly onChange?: (() => unknown) | undefined;
  readonly again: () => Outcome;
}

interface Waiting {
  readonly attention: Attention;
  /** Takes the decision if it can be taken; throws otherwise. */
  readonly take: (decision: Decision) => Promise<void>;
}

// Module state is each workflow execution's own.
const waiting = new Set<Waiting>();
let patience: Patience = {};

/** Sets how long this run waits for people. */
export function bePatient({ remindEvery, giveUpAfter }: Patience): void {
  patience = { remindEvery, giveUpAfter };
}

/** Waits until somebody decides about a step, its cause is gone, or patience ends. */
export async function decided<Outcome>({ accept, expired, recheck, within, ...wait }: Wait<Outcome>): Promise<Outcome> {
  const attention: Attention = { ...wait.attention, since: new Date().toISOString() };
  let taken: { readonly outcome: Outcome } | undefined;
  const entry: Waiting = {
    attention,
    take: async (decision) => {
      const outcome = await accept(decision);
      if (taken) throw refused('nothing_waits', `Somebody else has just decided about "${attention.step}".`);
      taken = { outcome };
    },
  };
  waiting.add(entry);
  setHandler(resolveUpdate, resolve, { validator: checkShape, description: 'Decides about a step that waits.' });
  board.wait(attention);
  const known = recheck?.onChange?.();
  const changed = () => recheck?.onChange !== undefined && recheck.onChange() !== known;
  try {
    const woken = await waited(() => taken !== undefined || changed(), attention, recheck?.every ?? within);
    if (taken) return (taken as { readonly outcome: Outcome }).outcome;
    return recheck && (woken || recheck.every !== undefined) ? recheck.again() : expired();
  } finally {
    waiting.delete(entry);
    board.goOn(attention);
  }
}

/** Whether it happened before patience ended. */
async function waited(
  happened: () => boolean,
  { step, since }: Attention,
  giveUpAfter: Duration = patience.giveUpAfter ?? '90 days',
): Promise<boolean> {
  const { remindEvery } = patience;
  if (!remindEvery) return condition(happened, giveUpAfter);
  const end = Date.now() + msOf(giveUpAfter);
  for (;;) {
    const left = end - Date.now();
    if (left <= 0) return false;
    if (await condition(happened, Math.min(left, msOf(remindEvery)))) return true;
    log.warn('A step still waits for a person', { step, since });
  }
}

async function resolve(decision: Decision): Promise<Accepted> {
  const { attention, take } = waitingFor(decision);
  await take(decision);
  const { by, note } = decision;
  const who = [by, note].filter(Boolean).join(': ');
  board.note(`"${attention.step}" was decided: ${decision.decision}${who ? ` (${who})` : ''}`);
  return { step: attention.step, decision: decision.decision };
}

const decisionNames: readonly DecisionName[] = ['retry', 'use', 'skip', 'giveUp', 'approve', 'reject'];
const decisionFields = ['decision', 'input', 'record', 'step', 'by', 'note'];

/** Refuses what makes no sense before it enters the history. */
function checkShape(decision: Decision): void {
  if (typeof decision !== 'object' || decision === null || !decisionNames.includes(decision.decision)) {
    throw refused('decision_unknown', `Give one of ${decisionNames.join(', ')} as {"decision":"retry"}.`);
  }
  const unknown = Object.keys(decision).find((name) => !decisionFields.includes(name));
  if (unknown)
    throw refused('decision_unknown', `"${unknown}" is no part of a decision: ${decisionFields.join(', ')}.`);
  const { attention } = waitingFor(decision);
  if (!attention.decisions.includes(decision.decision)) {
    const possible = attention.decisions.join(', ');
    throw refused('decision_impossible', `"${attention.step}" cannot be decided so. Possible: ${possible}.`);
  }
  if (decision.decision === 'use' && !/^\d+$/.test(decision.record?.key ?? '')) {
    throw refused('decision_unknown', 'Name the record to use: {"decision":"use","record":{"key":"123"}}.');
  }
  if (decision.input !== undefined && decision.decision !== 'retry') {
    throw refused('decision_unknown', 'Only "retry" takes an input.');
  }
}

function waitingFor({ step }: Decision): Waiting {
  const candidates = [...waiting].filter(({ attention }) => step === undefined || attention.step === step);
  const [first, ...others] = candidates;
  if (first && others.length === 0) return first;
  const names = [...waiting].map(({ attention }) => `"${attention.step}"`).join(', ');
  if (!first) throw refused('nothing_waits', names ? `That step does not wait; these do: ${names}.` : 'No step waits.');
  throw refused('step_unclear', `Several steps wait; name one as {"step":…}: ${names}.`);
}

export function refused(type: string, message: string, cause?: unknown): ApplicationFailure {
  const because = cause instanceof Error ? { cause } : {};
  return ApplicationFailure.create({ type, message, nonRetryable: true, ...because });
}
