import { randomUUID } from 'node:crypto';
import type { Secret } from '../connectors/credentials/secret.js';
import { eventIdOf, type Incoming } from './event.js';
import { jsonObjectOf, shortText } from './json.js';
import { isSecret } from './signatures/compare.js';
import { type IntacctWebhookClient, isSignedByIntacct } from './signatures/intacct.js';
import { type Source, unsigned, type WebhookRequest } from './source.js';

/** How one company proves that an event is its own. */
export interface IntacctWebhook {
  readonly connection: string;
  /** Of smart events: the last part of the path, or the argument `secret`. Several while one is being replaced. */
  readonly secrets: readonly Secret[];
  /** Of platform webhooks. */
  readonly client?: IntacctWebhookClient;
}

type Facts = Readonly<Record<string, unknown>>;

/**
 * `/webhooks/intacct/<key>`: the key is the shared secret, or the name of the connection when the request proves itself by the
 * argument `secret` or by a signature. A request that has a signature must have the right one (facts: Intacct §8).
 */
export function intacctSource(webhooks: readonly IntacctWebhook[]): Source {
  return {
    name: 'intacct',
    path: '/webhooks/intacct/:name',
    success: 200,
    read(request, nowMs) {
      const token = request.headers['x-ia-sage-signature'];
      const sent = factsIn(request.body);
      const proven = token === undefined ? ownerOf(webhooks, request, sent) : signerOf(webhooks, request, token, nowMs);
      if (!proven) return unsigned;
      const context = token === undefined ? {} : contextOf(request);
      return { events: [incomingFrom(proven.connection, request, { ...context, ...withoutSecret(sent) }, token)] };
    },
  };
}

/** Every secret is compared, whichever is right. */
function ownerOf(webhooks: readonly IntacctWebhook[], { name }: WebhookRequest, sent: Facts) {
  const argument = shortText(sent.secret);
  const owners = webhooks.filter(({ connection, secrets }) => {
    const given = name === connection ? argument : name;
    return secrets.map((secret) => isSecret(given, secret)).includes(true);
  });
  return owners[0];
}

function signerOf(webhooks: readonly IntacctWebhook[], { name, body }: WebhookRequest, token: string, nowMs: number) {
  return webhooks.find(
    ({ connection, secrets, client }) =>
      client !== undefined &&
      (name === connection || secrets.map((secret) => isSecret(name, secret)).includes(true)) &&
      isSignedByIntacct(client, body, token, nowMs),
  );
}

/**
 * Smart events are sent once and have no ID, so each is one of its own. What a customer has not named `object`, `id` and
 * `recordno` is kept all the same: the event will not come again.
 */
function incomingFrom(
  account: string,
  { headers, body }: WebhookRequest,
  sent: Facts,
  token: string | undefined,
): Incoming {
  const key = headers['idempotency-key'] ?? headers['x-idempotencykey'];
  const eventId = token === undefined ? randomUUID() : eventIdOf(account, key ?? token, body.toString('base64'));
  return {
    eventId,
    event: {
      source: 'intacct',
      account,
      object: shortText(sent.object || sent.OBJECTNAME).toUpperCase(),
      change: shortText(sent.event || sent.EVENT),
      recordId: shortText(sent.recordno || sent.id || sent.ID),
      payload: sent,
    },
  };
}

/** JSON or form; merge fields are not escaped, so what looks like JSON may be neither. */
function factsIn(body: Buffer): Facts {
  const json = jsonObjectOf(body);
  if (json) return json;
  const pairs = [...new URLSearchParams(body.toString('utf8'))].slice(0, 50);
  return Object.fromEntries(pairs.map(([name, value]) => [name.slice(0, 100), value.slice(0, 1000)]));
}

function withoutSecret({ secret: _, ...facts }: Facts): Facts {
  return facts;
}

/** Not covered by the signature: only a hint at the record, where the body names none. */
function contextOf({ headers }: WebhookRequest): Facts {
  const context = headers['x-clientcontext'] ?? headers['x-trusted-context'] ?? '';
  return jsonObjectOf(Buffer.from(context, 'base64')) ?? {};
}
