import { randomUUID } from 'node:crypto';
import { type Answer, type Lane, type LimitSettings, type LimitStore, leaseMs } from './limit-store.js';

/** The right to have one request under way. */
export interface Slot {
  /** Waits until a further request may leave under the same slot (a sign-in, a split request). */
  another(): Promise<void>;
  release(): Promise<void>;
}

/** First pause after the gateway asked to slow down, in milliseconds; doubled each further time in a row. */
const firstPauseMs = 1_000;
const longestPauseMs = 30_000;
const minute = 60_000;

/**
 * Keeps a connection's limits together with all other workers of the store. While much of the minute's allowance is
 * used, requests are spaced evenly, so that load meets short waits and fuller requests instead of a long stop.
 */
export class Limiter {
  readonly #leases = new Set<string>();
  readonly #grantedAt: number[] = [];
  readonly #sleepers = new Set<() => void>();
  #spacedUntil = 0;
  #slowedInRow = 0;
  #spedUpAt = 0;
  #renewing: NodeJS.Timeout | undefined;

  constructor(
    private readonly connection: string,
    private readonly settings: LimitSettings,
    private readonly store: LimitStore,
  ) {}

  /** Waits for a slot and for the right to send a request; as long as it takes. */
  async acquire(lane: Lane): Promise<Slot> {
    const lease = randomUUID();
    await this.#spacing();
    await this.#until(() => this.store.acquire(this.connection, this.settings, lane, lease));
    this.#hold(lease);
    return {
      another: () => this.#until(() => this.store.another(this.connection, this.settings, lane, lease)),
      release: () => this.#release(lease),
    };
  }

  /** The gateway asked to slow down: everybody pauses and goes on at half the pace. */
  async slowDown(): Promise<void> {
    const pauseMs = Math.min(firstPauseMs * 2 ** this.#slowedInRow, longestPauseMs);
    this.#slowedInRow += 1;
    await this.store.slowDown(this.connection, Math.round(pauseMs * (0.5 + Math.random())));
  }

  /** A request went well: the pace rises again, a little each second, whoever slowed it. */
  async wentWell(): Promise<void> {
    this.#slowedInRow = 0;
    const now = Date.now();
    if (now - this.#spedUpAt < 1_000) return;
    this.#spedUpAt = now;
    await this.store.speedUp(this.connection);
  }

  usage() {
    return this.store.usage(this.connection);
  }

  async #until(ask: () => Promise<Answer>): Promise<void> {
    for (let answer = await ask(); !answer.granted; answer = await ask()) {
      if (answer.reason === 'rate') this.#spacedUntil = Date.now() + minute;
      await this.#slotOrTimeout(answer.waitMs);
    }
    this.#grantedAt.push(Date.now());
  }

  /** Evenly spaced grants while this worker alone has used half of the minute, or the store has run out of it. */
  async #spacing(): Promise<void> {
    const now = Date.now();
    while ((this.#grantedAt[0] ?? now) < now - minute) this.#grantedAt.shift();
    const busy = this.#grantedAt.length > this.settings.requestsPerMinute / 2 || now < this.#spacedUntil;
    const earliest = (this.#grantedAt.at(-1) ?? 0) + minute / this.settings.requestsPerMinute;
    if (busy && earliest > now) await new Promise((resolve) => setTimeout(resolve, earliest - now));
  }

  /** Somebody of this process may give a slot back before the time is over. */
  #slotOrTimeout(waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#sleepers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.max(waitMs, 1));
      this.#sleepers.add(wake);
    });
  }

  #hold(lease: string): void {
    this.#leases.add(lease);
    this.#renewing ??= setInterval(() => {
      // A failed renewal is tried again at the next tick, well before the lease ends.
      this.store.renew(this.connection, [...this.#leases]).catch(() => {});
    }, leaseMs / 3).unref();
  }

  async #release(lease: string): Promise<void> {
    this.#leases.delete(lease);
    if (this.#leases.size === 0) {
      clearInterval(this.#renewing);
      this.#renewing = undefined;
    }
    await this.store.release(this.connection, lease);
    for (const wake of this.#sleepers) wake();
  }
}
