import { z } from 'zod';
import { parseBody } from '../api/bodies.js';
import { objectTypes } from '../crm/object-types.js';
import { type Fault, faultKinds } from '../faults.js';
import type { HubSpotAccount } from '../sandbox.js';
import type { ControlRequest, ControlRoute } from './control.js';

/** State, settings, requests seen, faults. */
export const accountRoutes: readonly ControlRoute[] = [
  { method: 'GET', template: 'state', handle: state },
  { method: 'GET', template: 'counts', handle: ({ account }) => counts(account) },
  { method: 'PATCH', template: 'settings', handle: changeSettings },
  { method: 'GET', template: 'requests', handle: ({ account }) => account.requests },
  { method: 'DELETE', template: 'requests', handle: forgetRequests },
  { method: 'GET', template: 'faults', handle: ({ account }) => account.faults.pending().map(faultView) },
  { method: 'POST', template: 'faults', handle: addFault },
  { method: 'DELETE', template: 'faults', handle: ({ account }) => account.faults.clear() },
];

function state({ account, origin }: ControlRequest) {
  const { portalId, accessToken, clientSecret, settings, webhooks } = account;
  return {
    ...{ url: origin, portalId, accessToken, clientSecret, settings },
    ...{ webhookTarget: webhooks.targetUrl ?? null, switches: webhooks.switches, counts: counts(account) },
  };
}

function counts(account: HubSpotAccount) {
  const records = Object.fromEntries(objectTypes.map((type) => [type, account.list(type).length]));
  const { requests, webhooks } = account;
  return { records, requests: requests.length, deliveries: webhooks.deliveries.length };
}

const decimalText = z.string().regex(/^\d+(\.\d+)?$/);

/** Everything but the clock, and the portal and currencies, which are fixed at the start. */
const SettingsBody = z
  .strictObject({
    timeZone: z.string(),
    multiCurrency: z.boolean(),
    exchangeRates: z.record(z.string(), decimalText),
    dealAmountFromLines: z.boolean(),
    mergedIdsLeadOn: z.boolean(),
    linksPerPage: z.number().int().min(1),
    searchDelayMs: z.number().min(0),
    burstLimit: z.number(),
    burstWindowMs: z.number(),
    searchPerSecond: z.number(),
    dailyLimit: z.number(),
    tokens: z.record(z.string(), z.array(z.string())),
    retryDelaysMs: z.array(z.number().min(0)),
    webhookTimeoutMs: z.number(),
    maxConcurrentWebhooks: z.number().min(1),
  })
  .partial();

function changeSettings({ account, body }: ControlRequest) {
  return Object.assign(account.settings, parseBody(SettingsBody, body));
}

function forgetRequests({ account }: ControlRequest): void {
  account.requests.splice(0);
}

/** `pathPattern` is a regular expression, for what a prefix cannot say; `forever` because JSON has no infinity. */
const FaultBody = z.strictObject({
  kind: z.enum(faultKinds),
  match: z
    .strictObject({
      method: z.string().exactOptional(),
      path: z.string().exactOptional(),
      pathPattern: z.string().exactOptional(),
    })
    .default({}),
  times: z.union([z.number().int().min(1), z.literal('forever')]).default(1),
  delayMs: z.number().exactOptional(),
  retryAfterSeconds: z.number().exactOptional(),
  property: z.string().exactOptional(),
});

function addFault({ account, body }: ControlRequest) {
  const { match, times, ...fault } = parseBody(FaultBody, body);
  const { pathPattern, ...plain } = match;
  account.faults.add({
    ...fault,
    match: pathPattern === undefined ? plain : { ...plain, path: new RegExp(pathPattern) },
    times: times === 'forever' ? Number.POSITIVE_INFINITY : times,
  });
  return account.faults.pending().map(faultView);
}

function faultView({ match, times, ...fault }: Fault) {
  const path = match?.path;
  const shown = { ...match, ...(path === undefined ? {} : { path: path.toString() }) };
  return { ...fault, match: shown, times: times === Number.POSITIVE_INFINITY ? 'forever' : times };
}
