import type { Client } from '@temporalio/client';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { createServer } from '../../server.js';
import type { Inbox } from '../../store/inbox.js';
import { triggers } from '../../triggers.js';
import { forwarderOf } from '../../webhooks/forward.js';
import { publicUrl, type Scheme, settings, signedRequest } from './signed.js';

/** Anything that a sender could put into a body, as text. */
const bodies: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.json(),
  fc.json().map((json) => json.slice(0, -1)),
  fc.nat({ max: 5000 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
  fc
    .array(
      fc.record(
        {
          portalId: fc.anything(),
          objectId: fc.anything(),
          subscriptionType: fc.constantFrom<unknown>('deal.propertyChange', 'object.propertyChange', '', 7, null),
          propertyName: fc.constantFrom<unknown>('dealstag', '\0', 'amount', 3),
          propertyValue: fc.string({ unit: 'binary' }),
          occurredAt: fc.anything(),
        },
        { requiredKeys: [] },
      ),
    )
    .map((list) => safeJson(list)),
  fc.dictionary(fc.string({ unit: 'binary' }), fc.string()).map((form) => String(new URLSearchParams(form))),
);

const schemes: Scheme[] = ['hubspot', 'smart event', 'platform', 'nango', 'generic'];
const fuzzed = fc.record({ scheme: fc.constantFrom(...schemes), body: bodies, signed: fc.boolean() });

/** Sends that many bodies, half of them rightly signed. Returns what was answered, and how many workflows would have run. */
export async function fuzz(
  inbox: Inbox,
  count: number,
): Promise<{ statuses: Set<number>; started: number; healthy: boolean }> {
  let started = 0;
  const start = () => Promise.reject(new Error(`a workflow was started: ${++started}`));
  const forwarder = forwarderOf({
    inbox,
    client: { workflow: { start, execute: start } } as unknown as Client,
    taskQueue: 'none',
    triggers: triggers({ mapping: {} }),
    hubspot: start,
  });
  const server = createServer({ inbox, sources: settings, publicUrl, onReceived: () => forwarder.wake() });
  forwarder.start();
  const statuses = new Set<number>();
  await fc.assert(
    fc.asyncProperty(fuzzed, async ({ scheme, body, signed }) => {
      statuses.add(await sent(server, scheme, body, signed));
    }),
    { numRuns: count },
  );
  await forwarder.settled();
  const healthy = (await server.inject('/readyz')).statusCode === 200;
  await forwarder.close();
  await server.close();
  return { statuses, started, healthy };
}

async function sent(server: FastifyInstance, scheme: Scheme, body: string, signed: boolean): Promise<number> {
  const { url, headers } = signedRequest(scheme, Date.now(), body);
  const all = signed ? headers : { ...headers, ...Object.fromEntries(Object.keys(headers).map((name) => [name, 'x'])) };
  const reply = await server.inject({
    method: 'POST',
    url,
    headers: all as Record<string, string>,
    payload: Buffer.from(body),
  });
  return reply.statusCode;
}

function safeJson(value: unknown): string {
  return JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner)) ?? '';
}
