import type { ErrorEntry } from '../refusals.js';
import type { Exposed, ExposedFunction } from './exposed.js';
import { type FaultKind, factsOf, type Stage } from './kinds.js';
import { seededRandom } from './random.js';

export type { FaultKind } from './kinds.js';

export interface FaultRule {
  /** Requests with a function that fits all of it; an empty match fits every request. */
  readonly match?: FaultMatch;
  readonly kind: FaultKind;
  /** `before`: nothing of the request is executed. `after`: all of it is, and only the reply suffers. */
  readonly stage?: Stage;
  /** How often it strikes; left out: until it is removed. */
  readonly times?: number;
  /** Chance from 0 to 1 that it strikes a request that matches. Default 1. */
  readonly probability?: number;
  /** How late, for the kinds that take time. Default 1000; a restart's downtime 0. */
  readonly delayMs?: number;
  /** For `refused`: the error of the function. Default `DL02000001`, "There was an error processing the request." */
  readonly error?: { readonly errorno: string; readonly text: string };
}

export interface FaultMatch {
  readonly function?: string;
  readonly object?: string;
  /** A customer ID that stands anywhere in the function. */
  readonly customer?: string;
}

export interface Strike {
  readonly kind: FaultKind;
  readonly stage: Stage;
  readonly delayMs: number;
  /** The function of the request that matched, counted from 0; it is the one that fails if only one does. */
  readonly target: number;
  readonly error: ErrorEntry;
}

export interface ListedFault extends FaultRule {
  readonly id: number;
  /** How often it has struck. */
  readonly struck: number;
}

/** Removes its rule when called; `id` names it. */
export type RemoveFault = (() => void) & { readonly id: number };

interface Entry {
  readonly rule: FaultRule;
  struck: number;
}

/** Rules by which requests go wrong. The first that fits a request strikes it, and no other. */
export class Faults {
  readonly #rules = new Map<number, Entry>();
  #lastId = 0;
  #random: () => number;

  constructor(seed = 1) {
    this.#random = seededRandom(seed);
  }

  get any(): boolean {
    return this.#rules.size > 0;
  }

  add(rule: FaultRule): RemoveFault {
    refuseImpossible(rule);
    this.#lastId += 1;
    const id = this.#lastId;
    this.#rules.set(id, { rule, struck: 0 });
    return Object.assign(() => void this.#rules.delete(id), { id });
  }

  /** False when there is no such rule, or no longer. */
  remove(id: number): boolean {
    return this.#rules.delete(id);
  }

  clear(): void {
    this.#rules.clear();
  }

  /** Rules that can still strike. */
  list(): ListedFault[] {
    return [...this.#rules].map(([id, { rule, struck }]) => ({ id, ...rule, struck }));
  }

  /** Starts the sequence of chances anew, so that a run can be repeated. */
  seed(seed: number): void {
    this.#random = seededRandom(seed);
  }

  /** The fault that this request meets, if any; uses up one of its times. */
  strike(exposed: Exposed): Strike | undefined {
    for (const [id, entry] of this.#rules) {
      const { rule } = entry;
      const target = targetOf(rule, exposed);
      if (target === -1 || this.#random() >= (rule.probability ?? 1)) continue;
      entry.struck += 1;
      if (entry.struck >= (rule.times ?? Number.POSITIVE_INFINITY)) this.#rules.delete(id);
      return strikeOf(rule, target);
    }
    return undefined;
  }

  /** How long reads of this object lag behind commits, in milliseconds. */
  lagMs(object: string): number {
    let lag = 0;
    for (const { rule } of this.#rules.values()) {
      const about = rule.match?.object?.toUpperCase();
      if (rule.kind === 'late-rows' && (about === undefined || about === object)) lag = Math.max(lag, delayOf(rule));
    }
    return lag;
  }
}

function refuseImpossible({ kind, stage, match }: FaultRule): void {
  const { stages } = factsOf(kind);
  if (stage !== undefined && !stages.includes(stage)) {
    throw new Error(`${kind} cannot strike ${stage}; possible: ${stages.join(', ') || 'no stage'}.`);
  }
  if (kind === 'late-rows' && (match?.function !== undefined || match?.customer !== undefined)) {
    throw new Error('late-rows can be limited to an object only.');
  }
}

/** -1 when the rule does not fit. */
function targetOf({ kind, match = {} }: FaultRule, request: Exposed): number {
  const { stages, needs } = factsOf(kind);
  if (stages.length === 0) return -1;
  if (needs === 'session' && !request.usesSession) return -1;
  if (needs === 'transaction' && !request.transaction) return -1;
  if (Object.values(match).every((wanted) => wanted === undefined)) return 0;
  return request.functions.findIndex((called) => fits(match, called));
}

function fits(match: FaultMatch, { name, objects, customers }: ExposedFunction): boolean {
  return (
    (match.function === undefined || match.function === name) &&
    (match.object === undefined || objects.includes(match.object.toUpperCase())) &&
    (match.customer === undefined || customers().includes(match.customer))
  );
}

function strikeOf(rule: FaultRule, target: number): Strike {
  const { kind, stage, error } = rule;
  const [usual = 'before'] = factsOf(kind).stages;
  const entry = error ? { errorno: error.errorno, description2: error.text } : PROCESSING_ERROR;
  return { kind, stage: stage ?? usual, delayMs: delayOf(rule), target, error: entry };
}

function delayOf({ kind, delayMs }: FaultRule): number {
  return delayMs ?? factsOf(kind).delayMs ?? 0;
}

const PROCESSING_ERROR: ErrorEntry = {
  errorno: 'DL02000001',
  description: 'Error',
  description2: 'There was an error processing the request.',
};
