import type { Duration } from '@temporalio/common';
import { msToNumber as msOf } from '@temporalio/common/lib/time.js';
import { ApplicationFailure, CancellationScope, condition, defineUpdate, log, setHandler } from '@temporalio/workflow';
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
  /** How soon to try again by itself where causes go away, such as bad credentials; later less often. Default 5 minutes. */
  readonly recheckEvery?: Duration | undefined;
}

export interface Wait<Outcome> {
  readonly attention: Omit<Attention, 'since'>;
  /** Since when it waits, where it has tried again by itself meanwhile. Default: now. */
  readonly since?: string | undefined;
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
  readonly after?: Duration | undefined;
  /** A value that changes when the cause may be gone. */
  readonly onChange?: (() => unknown) | undefined;
  /** That value before the cause was seen: changes meanwhile count as well. Default: the value now. */
  readonly known?: unknown;
  readonly again: (since: string) => Outcome;
}

interface Waiting {
  readonly attention: Attention;
  /** Takes the decision if it can be taken; throws otherwise. */
  readonly take: (decision: Decision) => Promise<void>;
}

// Module state is each workflow execution's own.
const waiting = new Set<Waiting>();
let beingDecided = 0;
let patience: Patience = {};

/** Sets how long this run waits for people. */
export function bePatient({ remindEvery, giveUpAfter, recheckEvery }: Patience): void {
  patience = { remindEvery, giveUpAfter, recheckEvery };
}

/** How long to wait before trying again by itself, in milliseconds: each time twice as long, so that histories stay small. */
export function recheckAfter(rechecks: number): number {
  return msOf(patience.recheckEvery ?? '5 minutes') * Math.min(2 ** rechecks, 36);
}

/** From now on the run answers decisions, be it with a refusal. */
export function answerDecisions(): void {
  setHandler(resolveUpdate, resolve, { validator: checkShape, description: 'Decides about a step that waits.' });
}

/** Before the run ends: everybody who decides hears what has come of it, and no list shows it as waiting any more. */
export async function endDecisions(): Promise<void> {
  await CancellationScope.nonCancellable(() => condition(() => beingDecided === 0));
  board.close();
}

/** Waits until somebody decides about a step, its cause is gone, or patience ends. */
export async function decided<Outcome>({ accept, expired, recheck, ...wait }: Wait<Outcome>): Promise<Outcome> {
  const since = wait.since ?? new Date().toISOString();
  const attention: Attention = { ...wait.attention, step: unlikeOthers(wait.attention.step), since };
  const decision = new OneDecision(attention.step, accept);
  const entry: Waiting = { attention, take: (sent) => decision.take(sent) };
  const changed = changeOf(recheck);
  const happened = () => decision.taken !== undefined || (!decision.underWay && changed());
  waiting.add(entry);
  answerDecisions();
  board.wait(attention);
  try {
    const end = await waited(happened, attention, recheck?.after, wait.within);
    // Who has begun to decide is heard.
    await condition(() => decision.taken !== undefined || !decision.underWay);
    if (decision.taken) return decision.taken.outcome;
    return recheck && end !== 'expired' ? recheck.again(since) : expired();
  } finally {
    decision.over = true;
    waiting.delete(entry);
    board.goOn(attention);
  }
}

/** The first decision that can be taken; checking one may take a while, and others may come meanwhile. */
class OneDecision<Outcome> {
  taken: { readonly outcome: Outcome } | undefined;
  over = false;
  #checks = 0;

  constructor(
    private readonly step: string,
    private readonly accept: (decision: Decision) => Promise<Outcome> | Outcome,
  ) {}

  get underWay(): boolean {
    return this.#checks > 0;
  }

  async take(decision: Decision): Promise<void> {
    this.#checks += 1;
    try {
      const outcome = await this.accept(decision);
      if (this.taken) throw refused('nothing_waits', `Somebody else has just decided about "${this.step}".`);
      if (this.over) throw refused('nothing_waits', `"${this.step}" has just ended to wait.`);
      this.taken = { outcome };
    } finally {
      this.#checks -= 1;
    }
  }
}

function changeOf({ onChange, known = onChange?.() }: Partial<Recheck<unknown>> = {}): () => boolean {
  return () => onChange !== undefined && onChange() !== known;
}

/** Decisions name a step, so two that wait at once never have the same name. */
function unlikeOthers(step: string, count = 1): string {
  const name = count === 1 ? step : `${step} (${count})`;
  return [...waiting].some(({ attention }) => attention.step === name) ? unlikeOthers(step, count + 1) : name;
}

/** Why it waits no longer. */
async function waited(
  happened: () => boolean,
  attention: Attention,
  after: Duration = Number.POSITIVE_INFINITY,
  giveUpAfter: Duration = patience.giveUpAfter ?? '90 days',
): Promise<'happened' | 'expired' | 'recheck'> {
  const expiresAt = Date.parse(attention.since) + msOf(giveUpAfter);
  const end = Math.min(expiresAt, Date.now() + msOf(after));
  const remindMs = patience.remindEvery === undefined ? Number.POSITIVE_INFINITY : msOf(patience.remindEvery);
  for (let left = end - Date.now(); left > 0; left = end - Date.now()) {
    if (await condition(happened, Math.min(left, remindMs))) return 'happened';
    if (remindMs < left) remind(attention);
  }
  if (happened()) return 'happened';
  return end === expiresAt ? 'expired' : 'recheck';
}

function remind(attention: Attention): void {
  const { step, message, since } = attention;
  board.remind(attention);
  log.warn('A step still waits for a person', { step, message, since });
}

async function resolve(decision: Decision): Promise<Accepted> {
  const { attention, take } = waitingFor(decision);
  beingDecided += 1;
  try {
    await take(decision);
  } finally {
    beingDecided -= 1;
  }
  const { by, note } = decision;
  const who = [by, note].filter(Boolean).join(': ');
  board.note(`"${attention.step}" was decided: ${decision.decision}${who ? ` (${who})` : ''}`);
  return { step: attention.step, decision: decision.decision };
}

const decisionNames: readonly DecisionName[] = ['retry', 'use', 'skip', 'giveUp', 'approve', 'reject'];
const decisionFields = ['decision', 'input', 'record', 'step', 'by', 'note'];

/** Refuses what makes no sense before it enters the history. */
function checkShape(decision: Decision): void {
  const problem = shapeProblem(decision);
  if (problem) throw refused('decision_unknown', problem);
  const { attention } = waitingFor(decision);
  if (!attention.decisions.includes(decision.decision)) {
    const possible = attention.decisions.join(', ');
    throw refused('decision_impossible', `"${attention.step}" cannot be decided so. Possible: ${possible}.`);
  }
}

function shapeProblem(sent: Decision): string | undefined {
  if (typeof sent !== 'object' || sent === null || !decisionNames.includes(sent.decision)) {
    return `Give one of ${decisionNames.join(', ')} as {"decision":"retry"}.`;
  }
  const { decision, input, record, step, by, note } = sent;
  const unknown = Object.keys(sent).find((name) => !decisionFields.includes(name));
  if (unknown) return `"${unknown}" is no part of a decision: ${decisionFields.join(', ')}.`;
  if ([step, by, note].some((text) => text !== undefined && typeof text !== 'string')) {
    return '"step", "by" and "note" are texts.';
  }
  if (input !== undefined && decision !== 'retry') return 'Only "retry" takes an input.';
  if (record !== undefined && decision !== 'use') return 'Only "use" takes a record.';
  if (decision === 'use' && !/^\d+$/.test(record?.key ?? '')) {
    return 'Name the record to use: {"decision":"use","record":{"key":"123"}}.';
  }
  return undefined;
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
