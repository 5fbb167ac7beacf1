import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Inbox } from '../store/inbox.js';
import { rowOf } from './event.js';
import { type Rate, RateLimit } from './rate.js';
import type { Source, WebhookRequest } from './source.js';

export interface Reception {
  readonly inbox: Pick<Inbox, 'add'>;
  /** Called when new events are in the inbox. */
  onReceived(): void;
  /** Of each sender. Default 1,000 requests a second, 5,000 at once. */
  readonly rate?: Rate;
}

/**
 * Takes what a source proves to be its own into the inbox, and no more, so that the sender has its answer at once. 401 for
 * what is not proven, 400 for what is no event, 429 above the rate, and 503 when the inbox cannot be written, so that a sender
 * that repeats does so. Only what is proven counts against the rate: nobody else can use it up.
 */
export function receive(server: FastifyInstance, source: Source, reception: Reception): void {
  const limit = new RateLimit(reception.rate ?? { perSecond: 1000, burst: 5000 });
  server.post(source.path, async (request, reply) => {
    const reading = source.read(webhookRequest(request), Date.now());
    if ('refused' in reading) return reply.code(reading.refused).send({ error: reading.because });
    if (!limit.take(source.name)) {
      return reply.code(429).header('retry-after', '1').send({ error: 'Too many requests. Deliver them more slowly.' });
    }
    try {
      const added = await reception.inbox.add(reading.events.map(rowOf));
      if (added.length > 0) reception.onReceived();
    } catch (error) {
      request.log.error(error, `Events of ${source.name} could not be written to the inbox`);
      return reply.code(503).send({ error: 'The events could not be kept. Deliver them again.' });
    }
    return reply.code(source.success).send(source.success === 204 ? undefined : { received: reading.events.length });
  });
}

function webhookRequest(request: FastifyRequest): WebhookRequest {
  const { name = '' } = request.params as { name?: string };
  return {
    method: request.method,
    url: request.url,
    name,
    headers: onlyHeaders(request),
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
  };
}

/** From the raw list: Node joins some headers that came twice, and of others takes the first. */
function onlyHeaders({ raw: { rawHeaders } }: FastifyRequest): Readonly<Record<string, string>> {
  const names = rawHeaders.filter((_, place) => place % 2 === 0).map((name) => name.toLowerCase());
  const single = names.flatMap((name, place) =>
    names.indexOf(name) === names.lastIndexOf(name) ? [[name, rawHeaders[place * 2 + 1] ?? ''] as const] : [],
  );
  return Object.fromEntries(single);
}
