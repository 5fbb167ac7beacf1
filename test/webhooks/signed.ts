import { createHash, createHmac } from 'node:crypto';
import { Secret } from '../../connectors/credentials/secret.js';
import { standardSignature } from '../../webhooks/signatures/standard-webhooks.js';
import type { WebhookRequest } from '../../webhooks/source.js';
import { sourcesFrom } from '../../webhooks/sources.js';

/** Secrets of a server that takes everything; none is anybody's. */
export const secrets = {
  hubspot: 'sim-client-secret-0001',
  path: 'a-smart-event-secret-of-mine',
  client: 'intacct-client-secret',
  nango: 'nango-signing-key',
  standard: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
};

export const settings = {
  hubspot: { clientSecret: new Secret(secrets.hubspot) },
  intacct: [
    {
      connection: 'default',
      secrets: [new Secret(secrets.path)],
      client: { secret: new Secret(secrets.client), tenant: 'ACME', id: 'client-7' },
    },
  ],
  nango: { signingKey: new Secret(secrets.nango) },
  generic: { shop: new Secret(secrets.standard) },
};

export const publicUrl = 'https://bridge.example.test';
export const sources = Object.fromEntries(
  sourcesFrom(settings, () => publicUrl).map((source) => [source.name, source]),
);

export type Scheme = 'hubspot' | 'smart event' | 'platform' | 'nango' | 'generic';
export const sourceOf = (scheme: Scheme) =>
  sources[scheme === 'smart event' || scheme === 'platform' ? 'intacct' : scheme] as (typeof sources)[string];

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

export function jwt(body: string, nowMs: number, more: object = {}, secret = secrets.client, alg = 'HS256'): string {
  const iat = Math.floor(nowMs / 1000);
  const claims = {
    iat,
    exp: iat + 3600,
    iss: 'Sage Intacct',
    tenant_id: 'ACME',
    app_id: 'client-7',
    payload_signature: createHash('sha256').update(body).digest('hex'),
    payload_signature_alg: 'SHA-256',
    ...more,
  };
  const content = `${base64url({ alg, typ: 'JWT' })}.${base64url(claims)}`;
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}

/** A request that is good at `nowMs`, and which of its headers prove it. */
export function signedRequest(
  scheme: Scheme,
  nowMs: number,
  body = bodies[scheme],
  url = urls[scheme],
  origin = publicUrl,
): WebhookRequest & { readonly proof: readonly string[] } {
  const headers = headersOf(scheme, nowMs, body, origin + url);
  const name = url.split('/').at(-1) ?? '';
  return { method: 'POST', url, name, headers, body: Buffer.from(body), proof: Object.keys(headers) };
}

const event = {
  eventId: 101,
  portalId: 424242,
  occurredAt: 1790000000000,
  subscriptionType: 'deal.propertyChange',
  attemptNumber: 0,
  objectId: 5001,
  propertyName: 'dealstage',
  propertyValue: 'closedwon',
};

const bodies: Readonly<Record<Scheme, string>> = {
  hubspot: JSON.stringify([event]),
  'smart event': 'object=CUSTOMER&id=C-77&recordno=8',
  platform: '{"object":"ARINVOICE","id":"INV-7"}',
  nango: '{"type":"auth","connectionId":"acme","operation":"refresh","success":false}',
  generic: '{"type":"order.paid","data":{"id":"7"}}',
};

const urls: Readonly<Record<Scheme, string>> = {
  hubspot: '/webhooks/hubspot',
  'smart event': `/webhooks/intacct/${secrets.path}`,
  platform: '/webhooks/intacct/default',
  nango: '/webhooks/nango',
  generic: '/webhooks/generic/shop',
};

function headersOf(scheme: Scheme, nowMs: number, body: string, url: string): Record<string, string> {
  const seconds = String(Math.floor(nowMs / 1000));
  switch (scheme) {
    case 'hubspot': {
      const signature = createHmac('sha256', secrets.hubspot).update(`POST${url}${body}${nowMs}`).digest('base64');
      return { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': String(nowMs) };
    }
    case 'platform':
      return { 'x-ia-sage-signature': jwt(body, nowMs) };
    case 'nango':
      return { 'x-nango-hmac-sha256': createHmac('sha256', secrets.nango).update(body).digest('hex') };
    case 'generic': {
      const signature = standardSignature(new Secret(secrets.standard), 'msg_1', seconds, body);
      return { 'webhook-id': 'msg_1', 'webhook-timestamp': seconds, 'webhook-signature': signature };
    }
    default:
      return {};
  }
}
