import type { Incoming } from './event.js';

/** A request as a webhook's signature is made over it. */
export interface WebhookRequest {
  readonly method: string;
  /** Path and query as they came. */
  readonly url: string;
  /** What stands in the place of `:name` in the source's path. */
  readonly name: string;
  /** Names in lower case; a header that came twice is not there. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

export type Reading =
  | { readonly events: readonly Incoming[] }
  | { readonly refused: 400 | 401; readonly because: string };

/** One kind of sender. */
export interface Source {
  /** Names the sender in logs and limits. */
  readonly name: string;
  /** Of the route, such as `/webhooks/generic/:name`. */
  readonly path: string;
  /** What the sender takes for success. */
  readonly success: 200 | 204;
  /** The events of a request whose sender is proven, or why it is refused. Depends on nothing but its arguments. */
  read(request: WebhookRequest, nowMs: number): Reading;
}

export const unsigned: Reading = { refused: 401, because: 'The signature is missing, wrong or too old.' };
