import { z } from 'zod';
import { ConnectorError, type ErrorDetails, type ErrorKind, type Retry } from '../errors.js';

interface NangoFailure {
  readonly kind: ErrorKind;
  readonly cause: string;
  readonly solution: string;
  readonly retry?: Retry;
  /** Whether credentials that were read before go on being used: Nango cannot give any now, but has not taken any back. */
  readonly passing?: boolean;
}

/** How long Nango refuses to try again after a sign-in that failed, in milliseconds (facts/nango.md §2). */
export const cooldownMs = 30_000;

/** What can go wrong with Nango, by our code. */
export const nangoFailures = {
  nango_key_refused: {
    kind: 'credentials',
    cause: 'Nango does not know the API key of this worker.',
    solution:
      'Put an API key of the right Nango environment into NANGO_SECRET_KEY (in Nango under Environment Settings > API keys), check that NANGO_HOST is the server it belongs to, and restart the worker.',
  },
  nango_scope_missing: {
    kind: 'credentials',
    cause: 'The API key of this worker may see connections at Nango, and not their credentials.',
    solution: 'Give the key the scope environment:connections:read_credentials, or use one that has it.',
  },
  nango_connection_unknown: {
    kind: 'credentials',
    cause: 'Nango has no connection of this ID in this environment and integration, or it was deleted.',
    solution:
      'Compare the ID that the message names with Nango’s list of connections. Where Nango chose the ID, set it as INTACCT_NANGO_CONNECTION_ID (INTACCT_ACME_NANGO_CONNECTION_ID for `acme`, HUBSPOT_… for HubSpot).',
  },
  nango_integration_unknown: {
    kind: 'credentials',
    cause: 'Nango has no integration of this name in this environment.',
    solution:
      'Create the integration in Nango, or set the name it has there as INTACCT_NANGO_INTEGRATION (default `sage-intacct`) or HUBSPOT_NANGO_INTEGRATION (default `hubspot`).',
  },
  nango_provider_wrong: {
    kind: 'credentials',
    cause: 'The connection at Nango is one to something else, or of another kind, than it is used for.',
    solution:
      'For Intacct’s XML gateway use an integration of the provider `sage-intacct`; for HubSpot one of `hubspot` (OAuth) or `private-api-bearer` (a token as API key). Then connect again.',
  },
  nango_fields_missing: {
    kind: 'credentials',
    cause:
      'Nango does not check that a connection has everything that Intacct’s gateway asks for, and this one has not.',
    solution: 'Connect again in Nango with all five: sender ID, sender password, company ID, user ID, user password.',
  },
  nango_sign_in_refused: {
    kind: 'credentials',
    cause:
      'Nango tried to sign in or to renew its token and failed. It does not say why, and this worker has not read the credentials before, so it cannot try them itself.',
    solution:
      'Connect again in Nango with values that are known to work: sender ID, sender password, company ID, user ID and user password, or HubSpot’s consent. If many connections fail at once, look at the status page of Intacct or HubSpot first.',
    passing: true,
  },
  nango_refresh_paused: {
    kind: 'unavailable',
    cause: 'A sign-in by Nango failed a moment ago, and it does not try again for half a minute.',
    solution: 'Nothing: the call is repeated by itself, and then says what is wrong if it still is.',
    retry: { afterMs: cooldownMs },
    passing: true,
  },
  nango_refresh_exhausted: {
    kind: 'credentials',
    cause: 'Sign-ins by Nango have failed for days in a row, and it no longer tries by itself.',
    solution:
      'Connect again in Nango with values that are known to work. If they were right all along, a forced refresh in Nango is enough.',
    passing: true,
  },
  nango_rate_limited: {
    kind: 'throttled',
    cause: 'Nango limits the requests of an account, by default to 200 a minute.',
    solution: 'Nothing: the call is repeated by itself. If it lasts, see what else uses this Nango account.',
    retry: { afterMs: 60_000 },
    passing: true,
  },
  nango_unavailable: {
    kind: 'unavailable',
    cause: 'Nango did not answer in time, or answered that it cannot.',
    solution: 'Nothing: the call is repeated by itself. If it lasts, check NANGO_HOST, the network and Nango’s status.',
    retry: 'soon',
    passing: true,
  },
  nango_answer_unexpected: {
    kind: 'unexpected_response',
    cause: 'Nango answered with something that is not the connection which was asked for.',
    solution:
      'Check that NANGO_HOST is a Nango server of version 0.71 or later, and what sits between it and the worker.',
  },
} as const satisfies Record<string, NangoFailure>;

export type NangoCode = keyof typeof nangoFailures;

/** A failure of Nango, already explained. Never holds what the client threw: that carries the API key. */
export class NangoError extends ConnectorError {
  override readonly name = 'NangoError';
  readonly passing: boolean;

  constructor(code: NangoCode, message: string, details: ErrorDetails = {}, retry?: Retry) {
    const failure: NangoFailure = nangoFailures[code];
    const { kind, cause, solution } = failure;
    super({
      kind,
      code,
      message: `Nango: ${message}`,
      advice: solution,
      retry: retry ?? failure.retry ?? 'no',
      details: { cause, ...details },
    });
    this.passing = failure.passing ?? false;
  }
}

const Thrown = z.object({
  code: z.string().optional().catch(undefined),
  response: z
    .object({
      status: z.number(),
      headers: z.looseObject({ 'retry-after': z.coerce.number().positive().optional().catch(undefined) }),
      data: z.unknown(),
    })
    .optional()
    .catch(undefined),
});
const Body = z.object({
  error: z.object({
    code: z.string().optional(),
    message: z.string().optional(),
    payload: z
      .object({ connection: z.object({ errors: z.array(z.object({ type: z.string(), log_id: z.string() })) }) })
      .optional()
      .catch(undefined),
  }),
});
type Refusal = Partial<z.output<typeof Body>['error']>;

/** Explains what the client threw about a connection. Takes over nothing of it but codes, words and IDs. */
export function nangoError(thrown: unknown, about: string): NangoError {
  const { code, response } = Thrown.safeParse(thrown).data ?? {};
  if (!response) return new NangoError('nango_unavailable', `no answer about ${about} (${code ?? 'no reason given'}).`);

  const refusal: Refusal = Body.safeParse(response.data).data?.error ?? {};
  const ours = codeOf(response.status, refusal);
  const retryAfter = response.headers['retry-after'];
  return new NangoError(
    ours,
    `${refusal.message ?? `HTTP ${response.status}`} (${about})`,
    detailsOf(response.status, refusal),
    ours === 'nango_rate_limited' && retryAfter ? { afterMs: retryAfter * 1_000 } : undefined,
  );
}

function codeOf(status: number, { code = '', message = '' }: Refusal): NangoCode {
  if (status === 401) return 'nango_key_refused';
  if (status === 403) return 'nango_scope_missing';
  if (status === 404) return 'nango_connection_unknown';
  if (status === 429) return 'nango_rate_limited';
  // Only the words tell the two apart (facts/nango.md §1); on proxied calls the code does as well.
  if (status === 424) {
    return /limit has been reached|exhausted/i.test(`${code} ${message}`)
      ? 'nango_refresh_exhausted'
      : 'nango_refresh_paused';
  }
  if (code === 'unknown_provider_config') return 'nango_integration_unknown';
  if (code === 'invalid_credentials') return 'nango_sign_in_refused';
  return status >= 500 ? 'nango_unavailable' : 'nango_answer_unexpected';
}

function detailsOf(status: number, { code, message, payload }: Refusal): ErrorDetails {
  const log = payload?.connection.errors.find(({ type }) => type === 'auth')?.log_id;
  return {
    httpStatus: status,
    ...(code ? { vendorCode: code } : {}),
    ...(message ? { vendorText: message } : {}),
    ...(log ? { supportId: log } : {}),
  };
}
