import { Agent, request } from 'undici';
import type { z } from 'zod';
import type { HubSpotCredentials } from '../credentials/provider.js';
import type { Secret } from '../credentials/secret.js';
import { ConnectorError } from '../errors.js';
import { Budget } from './budget.js';
import { errorFromResponse, noAnswer } from './errors.js';

/**
 * Asked before every request, so that a token is never older than its keeper allows. `refused` is one that HubSpot did not
 * take; see `CredentialProvider.hubspot`.
 */
export type HubSpotCredentialSource = (refused?: Secret) => Promise<HubSpotCredentials>;

export interface HubSpotHttpOptions {
  /** Longest time of one request in milliseconds, connecting included. Default 20,000. */
  readonly timeoutMs?: number;
}

export interface HubSpotCall {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly body?: unknown;
  /** A search is counted and limited by itself. */
  readonly search?: boolean;
  /** Makes a record: without an answer its outcome is unknown. All other calls can be repeated without harm. */
  readonly creates?: boolean;
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | undefined;
}

const totalMs = 20_000;
/** HubSpot allows 5 searches a second. */
const searchSpacingMs = 220;

/** Requests to HubSpot: a token each, time limits, HubSpot's limits, and refusals as errors. */
export class HubSpotHttp {
  readonly #agent = new Agent({ connect: { timeout: 10_000 }, headersTimeout: totalMs, bodyTimeout: totalMs });
  readonly #calls = new Budget();
  readonly #searches = new Budget(searchSpacingMs);
  readonly #renewals = new Map<string, Promise<HubSpotCredentials>>();

  constructor(
    private readonly credentials: HubSpotCredentialSource,
    private readonly options: HubSpotHttpOptions = {},
  ) {}

  /** The answer in its promised shape; throws `ConnectorError`. */
  async call<Schema extends z.ZodType>(schema: Schema, call: HubSpotCall): Promise<z.output<Schema>> {
    const budget = call.search ? this.#searches : this.#calls;
    await budget.enter();
    const { status, text, retryAfter } = await this.#withToken(call);
    if (status >= 400) {
      const error = errorFromResponse({ status, text, retryAfter, creates: call.creates ?? false });
      budget.refused(error);
      throw error;
    }
    return parsed(schema, call, text);
  }

  async close(): Promise<void> {
    await this.#agent.close();
  }

  /** A refused token is renewed once, where its keeper can. */
  async #withToken(call: HubSpotCall): Promise<Answer> {
    const credentials = await this.credentials();
    const answer = await this.#exchange(call, credentials);
    if (answer.status !== 401) return answer;
    const renewed = await this.#renewed(credentials.accessToken);
    const isSame = renewed.accessToken.reveal() === credentials.accessToken.reveal();
    return isSame ? answer : this.#exchange(call, renewed);
  }

  /** One renewal for all whose token was refused at the same time. */
  #renewed(refused: Secret): Promise<HubSpotCredentials> {
    const token = refused.reveal();
    const renewal = this.#renewals.get(token) ?? this.credentials(refused).finally(() => this.#renewals.delete(token));
    this.#renewals.set(token, renewal);
    return renewal;
  }

  async #exchange(
    { method, path, body, creates = false }: HubSpotCall,
    credentials: HubSpotCredentials,
  ): Promise<Answer> {
    try {
      const response = await request(new URL(path, credentials.baseUrl), {
        method,
        headers: {
          authorization: `Bearer ${credentials.accessToken.reveal()}`,
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: body === undefined ? null : JSON.stringify(body),
        dispatcher: this.#agent,
        signal: AbortSignal.timeout(this.options.timeoutMs ?? totalMs),
      });
      const retryAfter = [response.headers['retry-after']].flat()[0];
      return { status: response.statusCode, text: await response.body.text(), retryAfter };
    } catch (error) {
      throw noAnswer(error, creates);
    }
  }
}

function parsed<Schema extends z.ZodType>(
  schema: Schema,
  { method, path, creates }: HubSpotCall,
  text: string,
): z.output<Schema> {
  const result = schema.safeParse(parseJson(text));
  if (result.success) return result.data;
  throw new ConnectorError({
    kind: 'unexpected_response',
    message: `HubSpot: the answer to ${method} ${path.split('?')[0]} is not of the documented shape.`,
    advice: 'The call is repeated by itself; if it lasts, report it with the details below.',
    retry: creates ? { afterMs: 30_000 } : 'soon',
    details: { issues: result.error.issues.map(({ path: field, message }) => `${field.join('.')}: ${message}`) },
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
