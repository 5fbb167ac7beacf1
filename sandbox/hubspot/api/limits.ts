import { ApiError } from '../errors.js';
import type { AccountSettings } from '../settings.js';

const dayMs = 86_400_000;

export type LimitPolicy = 'TEN_SECONDLY_ROLLING' | 'SECONDLY' | 'DAILY';

const limitMessages: Record<LimitPolicy, string> = {
  TEN_SECONDLY_ROLLING: 'You have reached your ten_secondly_rolling limit.',
  SECONDLY: 'You have reached your secondly limit.',
  DAILY: 'You have reached your daily limit.',
};

export function limitReached(policyName: LimitPolicy, headers: Readonly<Record<string, string>> = {}): ApiError {
  return new ApiError(429, { message: limitMessages[policyName], errorType: 'RATE_LIMIT', policyName }, headers);
}

/** A rolling window: at most `limit` calls in any `windowMs`. */
class Window {
  #times: number[] = [];

  used(now: number, windowMs: number): number {
    this.#times = this.#times.filter((time) => now - time < windowMs);
    return this.#times.length;
  }

  add(now: number): void {
    this.#times.push(now);
  }
}

/** The limits of one app (= one token); the daily one belongs to the account and is shared by all. */
export class Limits {
  readonly #bursts = new Map<string, Window>();
  readonly #searches = new Map<string, Window>();
  #day = { number: 0, used: 0 };

  constructor(readonly settings: AccountSettings) {}

  /** Counts one call; throws the 429 when it is one too many. Refused calls do not count. */
  count(token: string, isSearch: boolean): void {
    const now = this.settings.now();
    this.#startDay(now);
    if (this.#day.used >= this.settings.dailyLimit) throw limitReached('DAILY');
    const window = isSearch ? windowOf(this.#searches, token) : windowOf(this.#bursts, token);
    const [limit, windowMs] = isSearch
      ? [this.settings.searchPerSecond, 1_000]
      : [this.settings.burstLimit, this.settings.burstWindowMs];
    if (window.used(now, windowMs) >= limit) throw limitReached(isSearch ? 'SECONDLY' : 'TEN_SECONDLY_ROLLING');
    window.add(now);
    this.#day.used += 1;
  }

  headers(token: string): Record<string, string> {
    const { burstLimit, burstWindowMs, dailyLimit, now } = this.settings;
    const used = windowOf(this.#bursts, token).used(now(), burstWindowMs);
    return {
      'X-HubSpot-RateLimit-Max': String(burstLimit),
      'X-HubSpot-RateLimit-Remaining': String(Math.max(0, burstLimit - used)),
      'X-HubSpot-RateLimit-Interval-Milliseconds': String(burstWindowMs),
      'X-HubSpot-RateLimit-Daily': String(dailyLimit),
      'X-HubSpot-RateLimit-Daily-Remaining': String(Math.max(0, dailyLimit - this.#day.used)),
    };
  }

  /** Midnight is taken in UTC; HubSpot takes the account's own time zone. */
  #startDay(now: number): void {
    const number = Math.floor(now / dayMs);
    if (number !== this.#day.number) this.#day = { number, used: 0 };
  }
}

function windowOf(windows: Map<string, Window>, token: string): Window {
  const window = windows.get(token) ?? new Window();
  windows.set(token, window);
  return window;
}
