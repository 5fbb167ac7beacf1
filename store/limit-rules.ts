import type { Answer, Lane, LimitSettings, WaitReason } from '../connectors/intacct/gateway/limit-store.js';

/** How long a request counts after its slot was given back, in milliseconds. */
export const windowMs = 60_000;
/** When to ask again if nothing tells when a place becomes free, in milliseconds. */
export const pollMs = 250;
/** Share of the allowed rate that is left at least, however often the gateway asked to slow down. */
export const slowestPace = 0.05;
/** What a request that went well adds to the pace. */
export const paceStep = 0.05;

const dayMs = 86_400_000;
/** Binary fractions miss by less than this: 300 × 0.57 is 171, not 170. */
const tiny = 1e-6;

/** The gateway asked to slow down. */
export function slower(pace: number): number {
  return Math.max(slowestPace, pace / 2);
}

export function faster(pace: number): number {
  return Math.min(1, pace + paceStep);
}

/** A connection's state at one moment. Times are epoch milliseconds. */
export interface LimitFacts {
  readonly now: number;
  readonly pace: number;
  /** 0 when not paused. */
  readonly pausedUntil: number;
  readonly dayRequests: number;
  readonly slotsInUse: number;
  /** When the first of the slots in use runs out; 0 when none is in use. */
  readonly nextExpiry: number;
  /** Until when the asking lease holds a slot; 0 when it holds none. */
  readonly heldUntil: number;
  /** Requests that count against the minute. */
  readonly counting: number;
}

/** The minute is full: the request may go when the one at `place`, in the order in which they end, leaves the window. */
export interface MinuteFull {
  readonly place: number;
}

/**
 * Whether a request may go now. These are the only rules; where the facts are kept does not change them. A lease that holds
 * a slot needs no other; one that has run out takes a slot anew.
 */
export function decide(facts: LimitFacts, settings: LimitSettings, lane: Lane): Answer | MinuteFull {
  const { now } = facts;
  if (facts.pausedUntil > now) return wait('pause', facts.pausedUntil - now);
  if (facts.dayRequests >= dailyBudget(settings, lane)) return wait('day', dayMs - (now % dayMs));
  if (facts.heldUntil === 0 && facts.slotsInUse >= settings.concurrentRequests) {
    const expiresIn = facts.nextExpiry - now;
    return wait('slots', expiresIn > 0 ? Math.min(pollMs, expiresIn) : pollMs);
  }
  const allowed = requestsAllowed(settings, facts.pace);
  return facts.counting < allowed ? { granted: true } : { place: facts.counting - allowed + 1 };
}

/** The answer when the minute is full until the request that ends at `end` leaves the window. */
export function afterWindow(end: number, now: number): Answer {
  // A request that goes on may end at any moment, and counts from then.
  return wait('rate', end > now ? pollMs : end + windowMs - now);
}

function wait(reason: WaitReason, ms: number): Answer {
  return { granted: false, reason, waitMs: Math.max(1, Math.ceil(ms)) };
}

/** Requests in any 60 seconds at this pace; one at least, or nothing would ever raise the pace again. */
function requestsAllowed({ requestsPerMinute }: LimitSettings, pace: number): number {
  return Math.max(1, Math.floor(requestsPerMinute * pace + tiny));
}

/** Bulk work leaves the whole reserve to interactive calls, even if they do not use it. */
function dailyBudget({ requestsPerDay, reservedForInteractive }: LimitSettings, lane: Lane): number {
  if (requestsPerDay === undefined) return Number.POSITIVE_INFINITY;
  return lane === 'interactive'
    ? requestsPerDay
    : requestsPerDay - Math.ceil(requestsPerDay * reservedForInteractive - tiny);
}
