import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { type DealWon, startIfWon } from './webhooks/deal-won.js';
import { type HubSpotWebhook, hubspotWebhook } from './webhooks/hubspot.js';

export interface ServerOptions {
  readonly hubspot: HubSpotWebhook;
  readonly deals: DealWon;
  readonly logger?: FastifyBaseLogger;
}

// A delivery holds at most 100 small events.
const bodyLimit = 1_000_000;

/** The web server: webhooks in. Starts workflows and keeps nothing itself. */
export function createServer({ hubspot, deals, logger }: ServerOptions): FastifyInstance {
  const server = fastify({ bodyLimit, ...(logger ? { loggerInstance: logger } : {}) });
  // Signatures are made over the bytes as they came, so no route gets a parsed body.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  server.setNotFoundHandler((_request, reply) => reply.code(401).send({ error: 'Nothing here takes requests.' }));

  hubspotWebhook(server, hubspot, (change) => startIfWon(deals, change));
  server.get('/healthz', async () => ({ ok: true }));
  return server;
}
