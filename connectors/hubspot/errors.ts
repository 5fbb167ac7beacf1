import { z } from 'zod';
import { ConnectorError, type ErrorKind, type Retry } from '../errors.js';

/** An error of HubSpot's API, already explained. */
export class HubSpotError extends ConnectorError {
  override readonly name = 'HubSpotError';
}

/** Every field may be missing (facts/hubspot.md §1). */
const ErrorBody = z.looseObject({
  message: z.string().optional(),
  category: z.string().optional(),
  policyName: z.string().optional(),
  correlationId: z.string().optional(),
  errors: z
    .array(
      z.looseObject({ code: z.string().optional(), context: z.record(z.string(), z.array(z.string())).optional() }),
    )
    .optional(),
});
type ErrorBody = z.output<typeof ErrorBody>;

interface Meaning {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly advice: string;
  readonly retry?: Retry;
}

const second = 1_000;

/** Explains an HTTP status of 400 and above. `body` is whatever came, HTML included. */
export function errorFromResponse(status: number, body: string, retryAfter: string | undefined): HubSpotError {
  const parsed = parseBody(body);
  const meaning = meaningOf(status, parsed);
  const retry = meaning.retry !== undefined && retryAfter ? afterHeader(retryAfter, meaning.retry) : meaning.retry;
  return new HubSpotError({
    kind: meaning.kind,
    code: meaning.code,
    message: `HubSpot: ${parsed.message ?? `HTTP ${status}`}`,
    advice: meaning.advice,
    retry: retry ?? 'no',
    details: {
      vendorCode: parsed.category ?? parsed.policyName ?? String(status),
      ...(parsed.message ? { vendorText: parsed.message } : {}),
      ...(parsed.correlationId ? { supportId: parsed.correlationId } : {}),
    },
  });
}

/** No answer at all. HubSpot calls of this connector may be repeated without harm: they read, or set the same values. */
export function noAnswer(cause: unknown): HubSpotError {
  return new HubSpotError({
    kind: 'unavailable',
    message: 'HubSpot: no answer.',
    advice: 'The call is repeated by itself; if it lasts, check the network and HubSpot’s status page.',
    retry: 'soon',
    cause,
  });
}

function meaningOf(status: number, body: ErrorBody): Meaning {
  switch (status) {
    case 400:
      if (hasCode(body, 'PROPERTY_DOESNT_EXIST')) {
        const advice = 'Create the property in HubSpot, or run ensureDealProperties for the ones of this product.';
        return { code: 'property_missing', kind: 'rejected', advice };
      }
      return {
        code: 'rejected',
        kind: 'rejected',
        advice: 'Correct the property that the text names; it may be a rule that an administrator set in HubSpot.',
      };
    case 401:
      return {
        code: 'token_refused',
        kind: 'credentials',
        advice: 'The access token is wrong or revoked. Put a valid one into the connection.',
      };
    case 403:
      return { code: 'scope_missing', kind: 'permission', advice: scopeAdvice(body) };
    case 404:
      return {
        code: 'record_not_found',
        kind: 'not_found',
        advice: 'The record was deleted or merged, or the ID is of another portal.',
      };
    case 409:
      return { code: 'record_exists', kind: 'duplicate', advice: 'Read the existing record and update that.' };
    case 423:
      return { code: 'record_locked', kind: 'unavailable', advice: repeats, retry: { afterMs: 2 * second } };
    case 429:
      return { code: 'rate_limited', kind: 'throttled', advice: repeats, retry: { afterMs: pauseOf(body) } };
    case 477:
      return {
        code: 'account_migrating',
        kind: 'unavailable',
        advice: 'HubSpot moves this account to another region, which can take a day. The call is repeated by itself.',
        retry: { afterMs: 600 * second },
      };
    default:
      if (status >= 500) return { code: 'unavailable', kind: 'unavailable', advice: repeats, retry: 'soon' };
      return { code: 'rejected', kind: 'rejected', advice: 'HubSpot refused the call with the words above.' };
  }
}

const repeats = 'The call is repeated by itself.';

/** The code stands in `errors`, or only in the text (facts/hubspot.md §4). */
function hasCode({ errors = [], message = '' }: ErrorBody, code: string): boolean {
  return errors.some((error) => error.code === code) || message.includes(code);
}

/** By policy name first, then by message; the daily limit resets at midnight in the account's zone. */
function pauseOf({ policyName = '', message = '' }: ErrorBody): number {
  if (policyName === 'DAILY' || message.includes('daily')) return 3_600 * second;
  if (policyName === 'SECONDLY' || message.includes('secondly limit')) return second;
  return 10 * second;
}

function scopeAdvice({ errors = [] }: ErrorBody): string {
  const scopes = errors.flatMap(({ context }) => context?.requiredGranularScopes ?? []);
  return scopes.length
    ? `Give the app or service key the scope ${scopes.join(', ')}.`
    : 'Give the app or service key the scope that this call needs.';
}

function parseBody(body: string): ErrorBody {
  try {
    return ErrorBody.catch({}).parse(JSON.parse(body));
  } catch {
    return {};
  }
}

function afterHeader(header: string, otherwise: Retry): Retry {
  const seconds = Number.parseInt(header, 10);
  return Number.isFinite(seconds) && seconds > 0 ? { afterMs: seconds * second } : otherwise;
}
