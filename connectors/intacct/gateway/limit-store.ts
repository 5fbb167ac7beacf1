/** Which calls go first: those somebody waits for, before those of bulk work. */
export type Lane = 'interactive' | 'bulk';

/** What a company's gateway lets us do. Per connection; shared by all its workers. */
export interface LimitSettings {
  /** Requests in any 60 seconds. Default 300. */
  readonly requestsPerMinute: number;
  /** Requests at the same time. Default 5. */
  readonly concurrentRequests: number;
  /** Requests per UTC day; undefined: no budget. */
  readonly requestsPerDay?: number;
  /** Share of the day's budget that bulk work leaves to interactive calls, 0 to 1. Default 0.2. */
  readonly reservedForInteractive: number;
}

export const defaultLimits: LimitSettings = {
  requestsPerMinute: 300,
  concurrentRequests: 5,
  reservedForInteractive: 0.2,
};

/** Why a request has to wait. */
export type WaitReason = 'slots' | 'rate' | 'day' | 'pause';

export type Answer =
  | { readonly granted: true }
  /** Not now. Ask again after `waitMs`, or when a slot is given back. */
  | { readonly granted: false; readonly reason: WaitReason; readonly waitMs: number };

export interface LimitUsage {
  /** Requests that count in the last 60 seconds. */
  readonly minute: number;
  /** Requests of this UTC day. */
  readonly day: number;
  readonly slotsInUse: number;
  /** Share of the allowed rate that is used after the gateway asked to slow down, 0 to 1. */
  readonly pace: number;
  /** Until when nothing is sent, epoch milliseconds; 0 when not paused. */
  readonly pausedUntil: number;
}

/**
 * Where the limits of a connection are kept. Every method is one atomic step over all workers that share the store.
 *
 * A request holds a slot under `lease` until it is released, or 30 seconds after its holder last renewed it. It counts
 * against the minute from the moment it is granted until 60 seconds after its slot was given back: so the gateway never sees
 * more than the allowed number in any 60 seconds, however late a request arrives there.
 */
export interface LimitStore {
  acquire(connection: string, settings: LimitSettings, lane: Lane, lease: string): Promise<Answer>;
  /** A further request under a slot that is held already (a sign-in, a split request). */
  another(connection: string, settings: LimitSettings, lane: Lane, lease: string): Promise<Answer>;
  /** Keeps slots for another 30 seconds. */
  renew(connection: string, leases: readonly string[]): Promise<void>;
  release(connection: string, lease: string): Promise<void>;
  /**
   * The gateway asked to slow down: halves the pace (never below 0.05) and pauses everybody for `pauseMs`. Several of one
   * moment (within the pause) count once.
   */
  slowDown(connection: string, pauseMs: number): Promise<void>;
  /** A request went well: raises the pace by 0.05, at most to 1. */
  speedUp(connection: string): Promise<void>;
  usage(connection: string): Promise<LimitUsage>;
}

/** How long a slot is kept for a worker that does not renew it. */
export const leaseMs = 30_000;
