import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Handled, Inbox, InboxEvent } from '../store/inbox.js';
import type { TriggerEvent } from './event.js';
import { isFinal } from './final.js';

export interface Outcome {
  readonly state: 'forwarded' | 'ignored';
  /** What was done, as a sentence for people. */
  readonly outcome: string;
}

export interface ForwarderOptions {
  readonly inbox: Inbox;
  /** Does what the event asks for; may be called again for the same event, also after it has succeeded. */
  readonly handle: (event: TriggerEvent) => Promise<Outcome>;
  readonly logger?: Pick<Logger, 'error' | 'warn'> | undefined;
  /** Events under way at the same time. Default 20. */
  readonly concurrency?: number;
  /** How long an event is ours if we die, in milliseconds. Default 30,000. */
  readonly leaseMs?: number;
  /** How often to look for what others left or what is to be tried again, in milliseconds. Default 1,000. */
  readonly pollMs?: number;
  /** The first wait before another attempt; doubled each time, up to 30 seconds. Default 1,000. */
  readonly firstWaitMs?: number;
  /** How long handled events are kept. Default 14 days. */
  readonly keepMs?: number;
}

const longestWaitMs = 30_000;
const pruneEveryMs = 3_600_000;
const day = 86_400_000;

/**
 * Brings events from the inbox to workflows: those of one record one after the other, those of others side by side. An event
 * that cannot be handled now is tried again, and later ones of its record wait for it; one that never can be fails. If this
 * process dies, another one takes over what it held when the lease ends.
 */
export class Forwarder {
  readonly #options: Required<Omit<ForwarderOptions, 'logger'>> & Pick<ForwarderOptions, 'logger'>;
  readonly #lease = randomUUID();
  readonly #underway = new Map<number, Promise<void>>();
  #handed: Handled[] = [];
  #settling: Promise<void> | undefined;
  #looking: Promise<void> | undefined;
  #lookAgain = false;
  #timers: NodeJS.Timeout[] = [];
  #closed = false;

  constructor(options: ForwarderOptions) {
    const defaults = { concurrency: 20, leaseMs: 30_000, pollMs: 1000, firstWaitMs: 1000, keepMs: 14 * day };
    this.#options = { ...defaults, ...options };
  }

  /** Begins to forward what is in the inbox. */
  start(): void {
    const { pollMs, leaseMs } = this.#options;
    this.#every(pollMs, async () => this.wake());
    this.#every(leaseMs / 3, () => this.#options.inbox.renew(this.#claim, [...this.#underway.keys()]));
    this.#every(pruneEveryMs, () => this.#options.inbox.prune(this.#options.keepMs));
    this.wake();
  }

  /** There is something new: looks at once instead of at the next interval. */
  wake(): void {
    this.#lookAgain = true;
    if (this.#looking || this.#closed || this.#timers.length === 0) return;
    this.#looking = this.#look().finally(() => {
      this.#looking = undefined;
      if (this.#lookAgain && this.#free > 0) this.wake();
    });
  }

  /** Resolves once nothing is under way and nothing is due. */
  async settled(): Promise<void> {
    while (this.#looking || this.#underway.size > 0) await Promise.all([this.#looking, ...this.#underway.values()]);
  }

  /** Finishes what is under way. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers) clearInterval(timer);
    await this.settled();
  }

  get #claim() {
    return { lease: this.#lease, leaseMs: this.#options.leaseMs };
  }

  get #free(): number {
    return this.#options.concurrency - this.#underway.size;
  }

  /** Takes events until none is due or all hands are full; each that ends looks again. */
  async #look(): Promise<void> {
    while (this.#lookAgain && this.#free > 0 && !this.#closed) {
      this.#lookAgain = false;
      const most = this.#free;
      const events = await this.#options.inbox.claim({ ...this.#claim, most }).catch((error) => {
        this.#options.logger?.error(error, 'The inbox cannot be read; it is tried again');
        return [];
      });
      for (const event of events) this.#take(event);
      if (events.length === most) this.#lookAgain = true;
    }
  }

  #take(event: InboxEvent): void {
    const work = this.#forward(event)
      .catch((error) => this.#options.logger?.error(error, `Event ${event.id} could not be noted; it comes again`))
      .finally(() => {
        this.#underway.delete(event.id);
        this.wake();
      });
    this.#underway.set(event.id, work);
  }

  async #forward({ id, attempts, event }: InboxEvent): Promise<void> {
    try {
      await this.#settle({ id, ...(await this.#options.handle(event as unknown as TriggerEvent)) });
    } catch (error) {
      const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      this.#options.logger?.warn({ id, attempts, why }, 'An event could not be forwarded');
      if (isFinal(error, attempts)) return this.#settle({ id, state: 'failed', outcome: why });
      const wait = Math.min(this.#options.firstWaitMs * 2 ** (attempts - 1), longestWaitMs);
      await this.#options.inbox.retry(this.#lease, id, why, wait);
    }
  }

  /** Those that end while the database is busy are noted together. */
  async #settle(handled: Handled): Promise<void> {
    this.#handed.push(handled);
    await this.#settling?.catch(() => {});
    if (!this.#handed.includes(handled)) return this.#settling;
    const all = this.#handed;
    this.#handed = [];
    this.#settling = this.#options.inbox.settle(this.#lease, all);
    return this.#settling;
  }

  #every(ms: number, work: () => Promise<unknown>): void {
    const safely = () =>
      void work().catch((error) => this.#options.logger?.error(error, 'The inbox could not be looked after'));
    this.#timers.push(setInterval(safely, ms).unref());
  }
}
