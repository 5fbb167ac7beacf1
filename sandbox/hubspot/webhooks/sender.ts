import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { Agent } from 'undici';
import type { CrmChange } from '../crm/changes.js';
import type { AccountSettings } from '../settings.js';
import { EventSource, type WebhookEvent } from './events.js';
import { type Post, signedPost, statusOf } from './post.js';
import { Slots } from './slots.js';

/** One attempt at handing over a batch of events. */
export interface Delivery extends Post {
  /** 0 for the first, as in the events' `attemptNumber`. */
  attempt: number;
  /** What the receiver answered; 0 for none (no connection, or over the time limit). */
  status: number;
}

export interface WebhookSwitches {
  /** Event types as `deal.…` or as `object.…` with an `objectTypeId`. */
  form: 'classic' | 'generic';
  /** Send every batch that was accepted a second time. */
  duplicate: boolean;
  /** Send queued events newest first. */
  reorder: boolean;
  /** Lose every batch without an attempt, as after an outage of more than a day. */
  drop: boolean;
}

export interface Redelivery {
  /** Default 1. */
  times?: number;
  /** All at once instead of one after the other. */
  concurrently?: boolean;
}

const mostEventsPerRequest = 100;

/** Queues events, sends them in batches, and repeats refused batches until the retry schedule is used up. */
export class WebhookSender {
  /** Every attempt, in the order in which they ended. */
  readonly deliveries: Delivery[] = [];
  readonly switches: WebhookSwitches = { form: 'classic', duplicate: false, reorder: false, drop: false };
  readonly #events: EventSource;
  readonly #agent = new Agent();
  readonly #slots: Slots;
  readonly #closing = new AbortController();
  readonly #work = new Set<Promise<void>>();
  #queue: WebhookEvent[] = [];
  #pumping = false;

  constructor(
    readonly settings: AccountSettings,
    readonly clientSecret: string,
    public targetUrl: string | undefined,
  ) {
    this.#events = new EventSource(settings, () => this.switches.form);
    this.#slots = new Slots(() => settings.maxConcurrentWebhooks);
  }

  /** Queues what the subscriptions ask for. Without a target there is nobody to tell. */
  notice(change: CrmChange): void {
    if (this.targetUrl === undefined || this.#closing.signal.aborted) return;
    this.#queue.push(...this.#events.eventsFor(change));
    if (this.#queue.length === 0 || this.#pumping) return;
    this.#pumping = true;
    this.#track(this.#pump());
  }

  /** Resolves once every queued event is delivered or given up. */
  async settled(): Promise<void> {
    while (this.#work.size > 0) await Promise.all(this.#work);
  }

  /** Sends the body of an earlier delivery again, freshly signed. Resolves to the receiver's statuses. */
  async redeliver(deliveryIndex: number, { times = 1, concurrently = false }: Redelivery = {}): Promise<number[]> {
    const delivery = this.deliveries[deliveryIndex];
    if (delivery === undefined) throw new Error(`There is no delivery ${deliveryIndex} yet.`);
    const again = () => this.#attempt(delivery.url, delivery.body, delivery.attempt);
    if (concurrently) return Promise.all(Array.from({ length: times }, again));
    const statuses: number[] = [];
    for (let count = 0; count < times; count += 1) statuses.push(await again());
    return statuses;
  }

  async close(): Promise<void> {
    this.#queue = [];
    this.#closing.abort();
    await this.#agent.destroy();
    await this.settled();
  }

  async #pump(): Promise<void> {
    // Events of one moment share a request, and so do those that gather while all connections are busy.
    await nextTurn();
    while (this.#queue.length > 0) {
      await this.#slots.take();
      this.#slots.release();
      const batch = this.#nextBatch();
      if (batch.length > 0 && !this.switches.drop) this.#track(this.#deliver(batch));
    }
    this.#pumping = false;
  }

  #nextBatch(): WebhookEvent[] {
    if (this.switches.reorder) this.#queue.reverse();
    const batch = this.#queue.splice(0, mostEventsPerRequest);
    if (this.switches.reorder) this.#queue.reverse();
    return batch;
  }

  async #deliver(events: readonly WebhookEvent[]): Promise<void> {
    const url = this.targetUrl;
    if (url === undefined) return;
    const delays = [...this.settings.retryDelaysMs];
    for (let attempt = 0; attempt <= delays.length; attempt += 1) {
      const body = JSON.stringify(events.map((event) => ({ ...event, attemptNumber: attempt })));
      const status = await this.#attempt(url, body, attempt);
      if (isAccepted(status)) return this.#duplicate(url, body, attempt);
      if (!(await this.#wait(delays[attempt]))) return;
    }
  }

  async #duplicate(url: string, body: string, attempt: number): Promise<void> {
    if (this.switches.duplicate) await this.#attempt(url, body, attempt);
  }

  async #attempt(url: string, body: string, attempt: number): Promise<number> {
    await this.#slots.take();
    const post = signedPost(url, body, this.clientSecret, this.settings.now());
    const status = await statusOf(post, this.#agent, this.settings.webhookTimeoutMs);
    this.#slots.release();
    this.deliveries.push({ ...post, attempt, status });
    return status;
  }

  /** False when there is no further attempt. */
  async #wait(delayMs: number | undefined): Promise<boolean> {
    if (delayMs === undefined) return false;
    const { signal } = this.#closing;
    return sleep(delayMs, true, { signal }).catch(() => false);
  }

  #track(work: Promise<void>): void {
    this.#work.add(work);
    void work.finally(() => this.#work.delete(work));
  }
}

function isAccepted(status: number): boolean {
  return status >= 200 && status < 300;
}
