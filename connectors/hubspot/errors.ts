import { z } from 'zod';
import { ConnectorError, type Retry } from '../errors.js';
import { type HubSpotCode, meaningOf } from './error-catalogue.js';

/** An error of HubSpot's API, already explained. */
export class HubSpotError extends ConnectorError {
  override readonly name = 'HubSpotError';
}

const Context = z.record(z.string(), z.array(z.string()));

/** What a refusal may hold; any of it may be missing. */
export const ErrorBody = z.looseObject({
  message: z.string().optional(),
  category: z.string().optional(),
  policyName: z.string().optional(),
  correlationId: z.string().optional(),
  context: Context.optional(),
  errors: z
    .array(z.looseObject({ message: z.string().optional(), code: z.string().optional(), context: Context.optional() }))
    .optional(),
});
export type ErrorBody = z.output<typeof ErrorBody>;

export interface Refusal {
  readonly status: number;
  /** Whatever came, HTML included. */
  readonly text: string;
  readonly retryAfter?: string | undefined;
  /** Whether the call creates a record, so that a failure half-way leaves its outcome open. */
  readonly creates?: boolean;
}

/** Explains an HTTP status of 400 and above. */
export function errorFromResponse({ status, text, retryAfter, creates = false }: Refusal): HubSpotError {
  const body = parseBody(text);
  const code = creates && status >= 500 ? 'unknown_outcome' : codeOf(status, body);
  return errorOf(code, body.message ?? `HTTP ${status}`, {
    retry: waitOf(code, body, retryAfter),
    field: fieldOf(body),
    scopes: scopesOf(body),
    details: {
      vendorCode: body.policyName ?? body.category ?? String(status),
      ...(body.message ? { vendorText: body.message } : {}),
      ...(body.correlationId ? { supportId: body.correlationId } : {}),
    },
  });
}

/** No answer at all. Reads and changes can be repeated without harm; what creates a record is looked for first. */
export function noAnswer(cause: unknown, creates: boolean): HubSpotError {
  return errorOf(creates ? 'unknown_outcome' : 'unavailable', 'no answer.', { cause });
}

/** A record that a batch left out, or that HubSpot says is not there. */
export function recordNotFound(type: string, id: string): HubSpotError {
  return errorOf('record_not_found', `there is no record ${id} among ${type}.`, { details: { type, id } });
}

/** An answer of 207 that has an error for a record in place of it. */
export function partialFailure(body: ErrorBody): HubSpotError {
  return errorOf('unavailable', body.message ?? 'a part of the answer is missing.', {
    details: { ...(body.category ? { vendorCode: body.category } : {}) },
  });
}

/** A limit that was met before is still in force; nothing was sent. */
export function stillLimited(error: ConnectorError, afterMs: number): HubSpotError {
  const { kind, code, message, advice, details } = error;
  return new HubSpotError({ kind, code, message, advice, details, retry: { afterMs } });
}

interface More {
  readonly retry?: Retry | undefined;
  readonly field?: string | undefined;
  readonly scopes?: readonly string[];
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

function errorOf(
  code: HubSpotCode,
  problem: string,
  { retry, field, scopes = [], details, cause }: More,
): HubSpotError {
  const meaning = meaningOf(code);
  const advice = scopes.length > 0 ? `Give the app or service key the scope ${scopes.join(', ')}.` : meaning.solution;
  return new HubSpotError({
    kind: meaning.kind,
    code,
    message: `HubSpot: ${problem}`,
    advice,
    retry: retry ?? meaning.retry ?? 'no',
    details: { title: meaning.title, cause: meaning.cause, ...details, ...(field ? { field } : {}) },
    ...(cause === undefined ? {} : { cause }),
  });
}

const codesByStatus: Readonly<Record<number, HubSpotCode>> = {
  401: 'token_refused',
  403: 'scope_missing',
  404: 'record_not_found',
  409: 'record_exists',
  423: 'record_locked',
  429: 'rate_limited',
  477: 'account_migrating',
};

function codeOf(status: number, body: ErrorBody): HubSpotCode {
  if (status >= 500) return 'unavailable';
  if (status !== 400) return codesByStatus[status] ?? 'rejected';
  if (hasCode(body, 'PROPERTY_DOESNT_EXIST') || /Property "\w+" does not exist/.test(body.message ?? '')) {
    return 'property_missing';
  }
  return hasCode(body, 'REQUIRED_PROPERTY') ? 'property_required' : 'rejected';
}

/** The code stands in `errors`, or only in the text. */
function hasCode({ errors = [], message = '' }: ErrorBody, code: string): boolean {
  return errors.some((error) => error.code === code) || message.includes(code);
}

function fieldOf({ errors = [], context }: ErrorBody): string | undefined {
  return [context, ...errors.map((error) => error.context)].flatMap((each) => each?.propertyName ?? [])[0];
}

function scopesOf({ errors = [] }: ErrorBody): string[] {
  return errors.flatMap(({ context }) => context?.requiredGranularScopes ?? []);
}

const second = 1_000;

/** `Retry-After` (seconds) where HubSpot sends it; else by the name of the limit. */
function waitOf(code: HubSpotCode, body: ErrorBody, header: string | undefined): Retry | undefined {
  const seconds = Number.parseInt(header ?? '', 10);
  const { retry } = meaningOf(code);
  if (retry !== undefined && seconds > 0) return { afterMs: seconds * second };
  return code === 'rate_limited' ? { afterMs: pauseOf(body) } : undefined;
}

/** By policy name first, then by message; the daily limit resets at midnight in the account's zone. */
function pauseOf({ policyName = '', message = '' }: ErrorBody): number {
  if (policyName === 'DAILY' || message.includes('daily')) return 3_600 * second;
  if (policyName === 'SECONDLY' || message.includes('secondly limit')) return second;
  return 10 * second;
}

function parseBody(text: string): ErrorBody {
  try {
    return ErrorBody.catch({}).parse(JSON.parse(text));
  } catch {
    return {};
  }
}
