import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnectorError } from '../errors.js';
import { stillLimited } from './errors.js';

/**
 * A budget of calls that HubSpot counts by itself: the searches, or all other calls. After a 429 nothing more is sent until
 * the limit is over, as refused calls count as errors of the app; callers get the refusal at once, with the time that is
 * left. Searches are spaced out as well, because they are limited to 5 a second.
 */
export class Budget {
  #limited: { readonly error: ConnectorError; readonly until: number } | undefined;
  #next = 0;

  constructor(private readonly spacingMs = 0) {}

  /** Resolves when a call may leave. Throws `rate_limited` while a limit is in force. */
  async enter(): Promise<void> {
    this.#requireOpen();
    const now = Date.now();
    const start = Math.max(now, this.#next);
    this.#next = start + this.spacingMs;
    if (start === now) return;
    await sleep(start - now);
    this.#requireOpen();
  }

  /** Notes a refusal of HubSpot's. */
  refused(error: ConnectorError): void {
    if (error.code !== 'rate_limited' || typeof error.retry !== 'object') return;
    this.#limited = { error, until: Date.now() + error.retry.afterMs };
  }

  #requireOpen(): void {
    const left = this.#limited ? this.#limited.until - Date.now() : 0;
    if (this.#limited && left > 0) throw stillLimited(this.#limited.error, withJitter(left));
  }
}

/** Up to a fifth more, so that all who wait do not return at the same moment. */
const withJitter = (ms: number) => Math.ceil(ms * (1 + Math.random() / 5));
