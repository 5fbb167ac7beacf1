import type { IntacctSandbox } from '../index.js';

/** One control. `path` may hold `:names`, whose values arrive in `params`. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** One line for the listing. */
  readonly about: string;
  readonly handle: (call: Call) => unknown;
}

export interface Call {
  readonly sandbox: IntacctSandbox;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Parsed JSON; `undefined` when nothing was sent. */
  readonly body: unknown;
}

/** Says that what the path names is not there. Any other error is the caller's bad input. */
export class NotFound extends Error {}
