import { setTimeout } from 'node:timers/promises';
import { Nango } from '@nangohq/node';
import { NangoError, nangoError } from './nango-errors.js';
import type { Secret } from './secret.js';

export interface NangoServer {
  readonly host: string;
  readonly secretKey: Secret;
  /** For one request. Default 10_000. */
  readonly timeoutMs?: number;
  /** Before the second attempt; doubled for the third. Default 300. */
  readonly pauseMs?: number;
}

/** Which connection: Nango's name of the integration and its ID there. */
export interface NangoConnectionRef {
  readonly integration: string;
  readonly id: string;
}

const attempts = 3;

/** Longest answer that is read, in bytes. A connection with its metadata takes a few thousand. */
const maxAnswerBytes = 1_000_000;

/** Nango's own client with what it lacks: a time limit, repeats, and errors that can be shown. */
export class NangoClient {
  readonly #nango: Nango;
  readonly #pauseMs: number;

  constructor({ host, secretKey, timeoutMs = 10_000, pauseMs = 300 }: NangoServer) {
    this.#pauseMs = pauseMs;
    this.#nango = new Nango(
      { host, apiKey: secretKey.reveal() },
      {
        interceptors: {
          // No redirects: the key goes to the configured host and nowhere else.
          request: (config) =>
            Object.assign(config, {
              signal: AbortSignal.timeout(timeoutMs),
              maxRedirects: 0,
              maxContentLength: maxAnswerBytes,
            }),
        },
      },
    );
  }

  /**
   * The connection as Nango tells it, unread. `force` makes Nango sign in anew. No answer and 5xx are tried three times.
   * Throws `NangoError`.
   */
  async connection(ref: NangoConnectionRef, force: boolean): Promise<unknown> {
    return this.#repeated(nameOf(ref), () => this.#nango.getConnection(ref.integration, ref.id, force));
  }

  /**
   * A page of Nango's at which somebody enters credentials for a new connection, as Nango tells it, unread. The
   * connection will bear the tags. Throws `NangoError`.
   */
  async connectSession(integration: string, tags: Readonly<Record<string, string>>): Promise<unknown> {
    const session = { allowed_integrations: [integration], tags };
    return this.#repeated(`a new connection of the integration "${integration}"`, () =>
      this.#nango.createConnectSession(session),
    );
  }

  async #repeated<Answer>(about: string, ask: () => Promise<Answer>): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await ask();
      } catch (thrown) {
        const error = nangoError(thrown, about);
        if (error.code !== 'nango_unavailable' || attempt === attempts) throw error;
      }
      await setTimeout(this.#pauseMs * 2 ** (attempt - 1) * (0.5 + Math.random()));
    }
  }
}

export function nameOf({ integration, id }: NangoConnectionRef): string {
  return `connection "${id}" of the integration "${integration}"`;
}

/** For an answer that is not what was asked for. */
export function unexpected(ref: NangoConnectionRef, what: string): NangoError {
  return new NangoError('nango_answer_unexpected', `${what} (${nameOf(ref)}).`);
}
