/**
 * What went wrong, in terms every connector shares.
 *
 * - `invalid_input`: refused by us before anything was sent.
 * - `rejected`: the other system answered no, for a business reason.
 * - `not_found`, `duplicate`, `permission`, `credentials`: special cases of an answered no.
 * - `throttled`: too fast; the same call succeeds later.
 * - `unavailable`: the other system did not do it and says so, or was never reached.
 * - `unknown_outcome`: a write left us and no answer came back; it may or may not have happened.
 * - `unexpected_response`: an answer that is not of the promised shape.
 */
export type ErrorKind =
  | 'invalid_input'
  | 'rejected'
  | 'not_found'
  | 'duplicate'
  | 'permission'
  | 'credentials'
  | 'throttled'
  | 'unavailable'
  | 'unknown_outcome'
  | 'unexpected_response';

/** `no`: repeating cannot help. `soon`: the caller's normal back-off. `afterMs`: not before that many milliseconds. */
export type Retry = 'no' | 'soon' | { readonly afterMs: number };

/** JSON that explains an error to people and programs. Never holds a credential. */
export interface ErrorDetails {
  /** What is wrong in a few words, for lists. */
  readonly title?: string;
  /** Why it happens, as one sentence to a person. */
  readonly cause?: string;
  /** What the other system's text names, such as the number that is taken. */
  readonly values?: Readonly<Record<string, string>>;
  /** The other system's own code, such as `BL03002185`. */
  readonly vendorCode?: string;
  /** The other system's own words, decoded. */
  readonly vendorText?: string;
  /** What the other system's support asks for: Intacct's Support ID, HubSpot's correlation ID. */
  readonly supportId?: string;
  /** Path of the field to mend, such as `lines[0].amount`. */
  readonly field?: string;
  readonly [more: string]: unknown;
}

export interface ConnectorErrorOptions {
  readonly kind: ErrorKind;
  /** Our own stable code in snake_case; becomes the `type` of the Temporal failure. Defaults to the kind. */
  readonly code?: string;
  readonly message: string;
  /** What to do about it, as a sentence to a person. */
  readonly advice: string;
  readonly retry?: Retry;
  readonly details?: ErrorDetails;
  readonly cause?: unknown;
}

/** The one error that leaves a connector. Says what happened, whether to try again, and what to do. */
export class ConnectorError extends Error {
  override readonly name: string = 'ConnectorError';
  readonly kind: ErrorKind;
  readonly code: string;
  readonly advice: string;
  readonly retry: Retry;
  readonly details: ErrorDetails;

  constructor(options: ConnectorErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.kind = options.kind;
    this.code = options.code ?? options.kind;
    this.advice = options.advice;
    this.retry = options.retry ?? 'no';
    this.details = options.details ?? {};
  }
}
