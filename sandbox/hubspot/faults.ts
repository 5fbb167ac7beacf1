/**
 * What can go wrong with an API request. Unless it says otherwise, nothing is done and the fault is the whole answer.
 *
 * - `locked` 423; `migrating` 477 with `Retry-After`; `ten_secondly_limit`, `secondly_limit`, `daily_limit` 429
 * - `server_error` 500; `bad_gateway_html` 502 with an HTML page; `unavailable` 503; `gateway_timeout` 504
 * - `unauthorized` 401; `not_found_html` 404 with an HTML page
 * - `admin_rule` 400: the account requires another property (`property`) before this one may be written
 * - `hang` never answers; `reset` closes the connection
 * - `commit_then_timeout` does what was asked, then closes the connection without an answer
 * - `commit_then_hang` does what was asked, then never answers
 * - `malformed_json` does what was asked, then sends half of the answer's JSON
 * - `slow` answers properly after `delayMs`
 */
export const faultKinds = [
  'locked',
  'migrating',
  'ten_secondly_limit',
  'secondly_limit',
  'daily_limit',
  'server_error',
  'bad_gateway_html',
  'unavailable',
  'gateway_timeout',
  'unauthorized',
  'not_found_html',
  'admin_rule',
  'hang',
  'reset',
  'commit_then_timeout',
  'commit_then_hang',
  'malformed_json',
  'slow',
] as const;

export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  /** Absent parts match everything. A string `path` is a prefix of the path without its query. */
  match?: { method?: string; path?: string | RegExp };
  kind: FaultKind;
  /** How many requests it hits. Default 1; `Infinity` until removed. */
  times?: number;
  /** For `slow`, default 1000. */
  delayMs?: number;
  /** For `migrating`, default 3600; for the limits, default none, as HubSpot documents none. */
  retryAfterSeconds?: number;
  /** For `admin_rule`: the property the account's rule asks for, default `description`. */
  property?: string;
}

/** Faults waiting for their requests; the oldest that matches is used first. */
export class Faults {
  #waiting: { fault: Fault; left: number }[] = [];

  /** Returns a function that removes the fault again. */
  add(fault: Fault): () => void {
    const entry = { fault, left: fault.times ?? 1 };
    this.#waiting.push(entry);
    return () => {
      this.#waiting = this.#waiting.filter((each) => each !== entry);
    };
  }

  clear(): void {
    this.#waiting = [];
  }

  /** What is still to come. */
  pending(): Fault[] {
    return this.#waiting.map(({ fault, left }) => ({ ...fault, times: left }));
  }

  take(method: string, path: string): Fault | undefined {
    const entry = this.#waiting.find(({ fault }) => matches(fault, method, path));
    if (entry === undefined) return undefined;
    entry.left -= 1;
    if (entry.left <= 0) this.#waiting = this.#waiting.filter((each) => each !== entry);
    return entry.fault;
  }
}

function matches({ match }: Fault, method: string, path: string): boolean {
  if (match?.method !== undefined && match.method.toUpperCase() !== method) return false;
  if (match?.path === undefined) return true;
  // `search` and not `test`: a global expression would remember where it stopped.
  return typeof match.path === 'string' ? path.startsWith(match.path) : path.search(match.path) >= 0;
}
