import {
  type Answer,
  type Lane,
  type LimitSettings,
  type LimitStore,
  type LimitUsage,
  leaseMs,
} from '../connectors/intacct/gateway/limit-store.js';
import { afterWindow, decide, faster, type LimitFacts, slower, windowMs } from './limit-rules.js';

export interface LimitTiming {
  /** Epoch milliseconds. Default: the clock of this process, or of the database. */
  readonly clock?: () => number;
  /** How long a slot is kept unless it is renewed, in milliseconds. Default 30,000. */
  readonly leaseMs?: number;
}

interface Request {
  readonly lease: string;
  /** Whether it took the slot of its lease; further requests under the lease did not. */
  readonly slot: boolean;
  /** When the slot was given back, or will be if its holder does not renew it. */
  endsAt: number;
  released: boolean;
}

interface State {
  pace: number;
  pausedUntil: number;
  day: number;
  dayRequests: number;
  /** Those that still count against the minute. */
  requests: Request[];
}

/** Limits for the workers of one process. They end with it. Each method is atomic because it never waits. */
export class MemoryLimits implements LimitStore {
  private readonly states = new Map<string, State>();
  private readonly clock: () => number;
  private readonly leaseMs: number;

  constructor(timing: LimitTiming = {}) {
    this.clock = timing.clock ?? Date.now;
    this.leaseMs = timing.leaseMs ?? leaseMs;
  }

  async acquire(connection: string, settings: LimitSettings, lane: Lane, lease: string): Promise<Answer> {
    const now = this.clock();
    const state = this.stateOf(connection, now);
    const facts = factsOf(state, lease, now);
    const decision = decide(facts, settings, lane);
    if ('place' in decision) return afterWindow(endOf(state, decision.place), now);
    if (!decision.granted) return decision;

    const endsAt = facts.heldUntil || now + this.leaseMs;
    state.requests.push({ lease, slot: facts.heldUntil === 0, endsAt, released: false });
    state.dayRequests++;
    return decision;
  }

  another(connection: string, settings: LimitSettings, lane: Lane, lease: string): Promise<Answer> {
    return this.acquire(connection, settings, lane, lease);
  }

  async renew(connection: string, leases: readonly string[]): Promise<void> {
    const now = this.clock();
    const renewed = new Set(leases);
    for (const request of this.stateOf(connection, now).requests) {
      const open = !request.released && request.endsAt > now;
      if (open && renewed.has(request.lease)) request.endsAt = now + this.leaseMs;
    }
  }

  async release(connection: string, lease: string): Promise<void> {
    const now = this.clock();
    for (const request of this.stateOf(connection, now).requests) {
      if (request.lease === lease && !request.released) Object.assign(request, { released: true, endsAt: now });
    }
  }

  async slowDown(connection: string, pauseMs: number): Promise<void> {
    const now = this.clock();
    const state = this.stateOf(connection, now);
    if (state.pausedUntil <= now) state.pace = slower(state.pace);
    state.pausedUntil = Math.max(state.pausedUntil, now + pauseMs);
  }

  async speedUp(connection: string): Promise<void> {
    const state = this.stateOf(connection, this.clock());
    state.pace = faster(state.pace);
  }

  async usage(connection: string): Promise<LimitUsage> {
    const now = this.clock();
    const facts = factsOf(this.stateOf(connection, now), '', now);
    const { counting, dayRequests, slotsInUse, pace, pausedUntil } = facts;
    return { minute: counting, day: dayRequests, slotsInUse, pace, pausedUntil };
  }

  /** As of now: a new day has begun, or requests have left the window. */
  private stateOf(connection: string, now: number): State {
    const day = Math.floor(now / 86_400_000);
    const state = this.states.get(connection) ?? { pace: 1, pausedUntil: 0, day, dayRequests: 0, requests: [] };
    this.states.set(connection, state);
    if (state.day !== day) Object.assign(state, { day, dayRequests: 0 });
    state.requests = state.requests.filter(({ endsAt }) => endsAt > now - windowMs);
    return state;
  }
}

function factsOf(state: State, lease: string, now: number): LimitFacts {
  const slots = state.requests.filter(({ slot, endsAt }) => slot && endsAt > now);
  return {
    now,
    pace: state.pace,
    pausedUntil: state.pausedUntil > now ? state.pausedUntil : 0,
    dayRequests: state.dayRequests,
    slotsInUse: slots.length,
    nextExpiry: slots.length > 0 ? Math.min(...slots.map(({ endsAt }) => endsAt)) : 0,
    heldUntil: slots.find((slot) => slot.lease === lease)?.endsAt ?? 0,
    counting: state.requests.length,
  };
}

function endOf(state: State, place: number): number {
  const ends = state.requests.map(({ endsAt }) => endsAt).sort((one, other) => one - other);
  return ends[place - 1] ?? 0;
}
