import { setTimeout as wait } from 'node:timers/promises';
import { Agent, request } from 'undici';
import type { CompanySettings } from '../company/settings.js';
import type { Message } from './message.js';

/** One attempt at handing over a message. */
export interface Delivery {
  readonly at: string;
  readonly kind: 'smart-event' | 'webhook';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** What the receiver answered; 0 for none. */
  readonly status: number;
}

/** Answers after which a webhook is tried again; no answer at all is taken likewise (guess). */
const TRY_AGAIN = new Set([0, 408, 429, 500, 502, 503, 504]);

/** Sends messages and keeps a record of every attempt. */
export class Courier {
  readonly deliveries: Delivery[] = [];
  readonly #agent = new Agent();
  readonly #closing = new AbortController();
  readonly #underway = new Set<Promise<void>>();

  constructor(private readonly settings: CompanySettings) {}

  /** One attempt whose outcome nobody looks at. */
  sendForm(url: string, message: Message): void {
    this.#track(this.#attempt('smart-event', url, message, 1).then(() => {}));
  }

  sendWebhook(url: string, message: Message): void {
    this.#track(this.#repeat(url, message));
  }

  /** Resolves once nothing is under way any more. */
  async settled(): Promise<void> {
    while (this.#underway.size > 0) await Promise.all(this.#underway);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#agent.destroy();
    await this.settled();
  }

  async #repeat(url: string, message: Message): Promise<void> {
    const delays = [0, ...this.settings.webhookRetryDelaysMs];
    for (const [index, delay] of delays.entries()) {
      if (index > 0 && !(await this.#pause(delay))) return;
      if (!TRY_AGAIN.has(await this.#attempt('webhook', url, message, index + 1))) return;
    }
  }

  /** False when the sandbox closes meanwhile. */
  #pause(milliseconds: number): Promise<boolean> {
    return wait(milliseconds, true, { signal: this.#closing.signal }).catch(() => false);
  }

  async #attempt(kind: Delivery['kind'], url: string, message: Message, attempt: number): Promise<number> {
    const { body } = message;
    const headers = message.headers();
    const status = await this.#post(url, headers, body);
    this.deliveries.push({ at: new Date().toISOString(), kind, url, headers, body, attempt, status });
    return status;
  }

  async #post(url: string, headers: Record<string, string>, body: string): Promise<number> {
    try {
      const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(this.settings.eventTimeoutMs)]);
      const response = await request(url, { method: 'POST', headers, body, dispatcher: this.#agent, signal });
      await response.body.dump();
      return response.statusCode;
    } catch {
      return 0;
    }
  }

  #track(work: Promise<void>): void {
    this.#underway.add(work);
    void work.finally(() => this.#underway.delete(work));
  }
}
