import type { ErrorKind, Retry } from '../errors.js';

/** What a refusal of HubSpot means and what to do about it. */
export interface HubSpotMeaning {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly title: string;
  /** Why it happens, as one sentence to a person. */
  readonly cause: string;
  readonly solution: string;
  /** Default `no`. */
  readonly retry?: Retry;
}

const second = 1_000;
const repeated = 'Nothing: the call is repeated by itself.';

/** By our own code; `errors.ts` says which answer leads to which. Source: facts on HubSpot's API, status codes. */
export const hubSpotMeanings = [
  {
    code: 'token_refused',
    kind: 'credentials',
    title: 'HubSpot refuses the access token',
    cause:
      'The access token of the HubSpot connection is wrong, has expired or was revoked, and no other one was to be had.',
    solution: 'Put a valid token into the connection, or connect HubSpot again where OAuth is used.',
  },
  {
    code: 'scope_missing',
    kind: 'permission',
    title: 'The app or service key may not do this',
    cause: 'The app or service key behind the token lacks a scope that the call needs.',
    solution: 'Give it the scope that the message names, in HubSpot under Settings > Integrations.',
  },
  {
    code: 'property_missing',
    kind: 'rejected',
    title: 'A property does not exist in this portal',
    cause: 'A property that is written or searched by does not exist in this portal.',
    solution: 'Create it in HubSpot, or run ensureDealProperties for the properties of this product.',
  },
  {
    code: 'property_required',
    kind: 'rejected',
    title: 'A rule of the account requires another property',
    cause:
      'An administrator made a property required, and HubSpot refuses every change of the record while it is empty.',
    solution: 'Fill in the property that the message names in HubSpot, or have the rule changed.',
  },
  {
    code: 'rejected',
    kind: 'rejected',
    title: 'HubSpot refuses a value',
    cause: 'HubSpot refused a value, perhaps by a rule that an administrator set.',
    solution: 'Correct the property that the message names.',
  },
  {
    code: 'record_not_found',
    kind: 'not_found',
    title: 'There is no such record',
    cause: 'The record was deleted or merged, or the ID is of another portal.',
    solution: 'Look for the record in HubSpot and use its present ID.',
  },
  {
    code: 'record_exists',
    kind: 'duplicate',
    title: 'A record with this value exists',
    cause: 'A record with the same unique value exists.',
    solution: 'Read the existing record and update that.',
  },
  {
    code: 'record_locked',
    kind: 'unavailable',
    title: 'The record is locked',
    cause: 'HubSpot is changing the record at this moment.',
    solution: repeated,
    retry: { afterMs: 2 * second },
  },
  {
    code: 'rate_limited',
    kind: 'throttled',
    title: 'HubSpot’s limit of calls is reached',
    cause: 'HubSpot limits calls per ten seconds and per day, and searches per second.',
    solution: repeated,
    retry: { afterMs: 10 * second },
  },
  {
    code: 'account_migrating',
    kind: 'unavailable',
    title: 'HubSpot moves the account',
    cause: 'HubSpot moves this account to another region, which can take a day.',
    solution: repeated,
    retry: { afterMs: 600 * second },
  },
  {
    code: 'unavailable',
    kind: 'unavailable',
    title: 'HubSpot cannot be reached',
    cause: 'HubSpot did not answer, or said that it cannot.',
    solution: 'Nothing: the call is repeated by itself. If it lasts, check the network and HubSpot’s status page.',
    retry: 'soon',
  },
  {
    code: 'unknown_outcome',
    kind: 'unknown_outcome',
    title: 'Whether the record was created is not known',
    cause: 'A record was to be created, and HubSpot did not say whether it was.',
    solution: 'Nothing: the call is repeated by itself, and looks for the record before it creates one.',
    // Longer than HubSpot takes for a call of which it has not told us, so that the look-up sees its work.
    retry: { afterMs: 30 * second },
  },
] as const satisfies readonly HubSpotMeaning[];

export type HubSpotCode = (typeof hubSpotMeanings)[number]['code'];

export function meaningOf(code: HubSpotCode): HubSpotMeaning {
  return hubSpotMeanings.find((meaning) => meaning.code === code) as HubSpotMeaning;
}
