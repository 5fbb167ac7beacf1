import { NangoError } from './nango-errors.js';

export interface KeptOptions<Value> {
  /** Asks for the value. `force` means that the last one was refused. */
  readonly read: (force: boolean) => Promise<Value>;
  /** When its token ends, epoch milliseconds. */
  readonly endsAt: (value: Value) => number;
  /** What remains of it when its token is gone; undefined when that is nothing. */
  readonly withoutToken: (value: Value) => Value | undefined;
  /** Told when the last value is used although a new one could not be had. */
  readonly onKept?: (error: NangoError) => void;
  /** Default: the clock of this process. */
  readonly now?: () => number;
}

const second = 1_000;

/** A new one is asked for this long before the end. Nango renews in the last 15 minutes (facts/nango.md §2). */
const renewBeforeMs = 300 * second;
/** Deleted or changed connections are noticed after this long at the latest. */
const longestMs = 3_600 * second;
/** Refusals of fresh values are no reason to sign in again and again: that locks users out. */
const forceEveryMs = 30 * second;
/** A value is not used in the last moments: the request still has to get there. */
const marginMs = 30 * second;
/** How long a failure is the answer to everyone who asks. */
const failureMs = 5 * second;
const longestFailureMs = 60 * second;

/**
 * Holds what was read, for all who use it, until shortly before its end. One read at a time; while the value still
 * serves, nobody waits for the next one. Kept when the source cannot give another now, dropped when it takes it back.
 */
export class Kept<Value extends object> {
  readonly #options: KeptOptions<Value>;
  readonly #now: () => number;
  #value: Value | undefined;
  #failure: unknown;
  #askAgainAt = 0;
  #forcedAt = Number.NEGATIVE_INFINITY;
  #reading: { readonly force: boolean; readonly value: Promise<Value> } | undefined;

  constructor(options: KeptOptions<Value>) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** The value to use. `refused` is one that was turned down although it should serve: another is looked for, once. */
  async current(refused?: Value): Promise<Value> {
    if (refused !== undefined && refused === this.#value) return this.#replace(refused);
    const reading = this.#reading;
    if (reading?.force) return reading.value;
    const value = this.#value && this.#serves(this.#value) ? this.#value : undefined;
    if (this.#now() < this.#askAgainAt) {
      if (this.#failure !== undefined) throw this.#failure;
      if (value) return value;
    }
    const next = this.#read(false);
    if (!value) return next;
    next.catch(() => undefined); // told to the next who asks
    return value;
  }

  async #replace(refused: Value): Promise<Value> {
    while (this.#reading) await this.#reading.value.catch(() => undefined);
    if (this.#value !== refused) return this.current();
    if (this.#now() >= this.#forcedAt + forceEveryMs) {
      this.#forcedAt = this.#now();
      return this.#read(true);
    }
    const rest = this.#options.withoutToken(refused);
    if (rest) this.#value = rest;
    return rest ?? refused;
  }

  #read(force: boolean): Promise<Value> {
    if (this.#reading) return this.#reading.value;
    const value = this.#attempt(force).finally(() => {
      this.#reading = undefined;
    });
    this.#reading = { force, value };
    return value;
  }

  async #attempt(force: boolean): Promise<Value> {
    try {
      return this.#keep(await this.#options.read(force));
    } catch (error) {
      return this.#afterFailure(error, force);
    }
  }

  #keep(read: Value): Value {
    const value = this.#serves(read) ? read : (this.#options.withoutToken(read) ?? read);
    const leftMs = this.#options.endsAt(value) - this.#now();
    this.#value = value;
    this.#failure = undefined;
    this.#askAgainAt = this.#now() + Math.min(longestMs, Math.max(leftMs - renewBeforeMs, leftMs / 2, 0));
    return value;
  }

  #afterFailure(error: unknown, force: boolean): Value {
    const passing = error instanceof NangoError && error.passing;
    this.#askAgainAt = this.#now() + failureMsOf(error);
    this.#value = passing ? this.#rest(force) : undefined;
    this.#failure = this.#value ? undefined : error;
    if (!this.#value) throw error;
    if (passing) this.#options.onKept?.(error);
    return this.#value;
  }

  /** What of the last value still serves. */
  #rest(refused: boolean): Value | undefined {
    const value = this.#value;
    if (!value) return undefined;
    return this.#serves(value) && !refused ? value : this.#options.withoutToken(value);
  }

  #serves(value: Value): boolean {
    return this.#options.endsAt(value) > this.#now() + marginMs;
  }
}

function failureMsOf(error: unknown): number {
  if (!(error instanceof NangoError)) return failureMs;
  const asked = typeof error.retry === 'object' ? error.retry.afterMs : 0;
  const usual = error.passing && error.kind === 'credentials' ? forceEveryMs : failureMs;
  return Math.min(Math.max(asked, usual), longestFailureMs);
}
