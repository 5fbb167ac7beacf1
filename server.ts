import fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { type ApiOptions, api } from './api/api.js';
import type { Inbox } from './store/inbox.js';
import type { Rate } from './webhooks/rate.js';
import { receive } from './webhooks/receive.js';
import { type SourceSettings, sourcesFrom } from './webhooks/sources.js';

export interface ServerOptions {
  readonly inbox: Inbox;
  readonly sources: SourceSettings;
  /** How the outside calls us, such as `https://hooks.example.com`. Default: where we listen. */
  readonly publicUrl?: string | undefined;
  /** Called when new events are in the inbox. */
  onReceived(): void;
  /** Of each sender. */
  readonly rate?: Rate;
  /** Default: there is no API. */
  readonly api?: ApiOptions | undefined;
  readonly logger?: FastifyBaseLogger | undefined;
}

// A delivery of HubSpot holds at most 100 small events.
const bodyLimit = 1_000_000;

/**
 * The web server: webhooks into the inbox, and the API. Starts nothing by a webhook itself, so that senders have their answer
 * at once. `GET /healthz` says that it runs, `/readyz` that it can take events.
 */
export function createServer(options: ServerOptions): FastifyInstance {
  const { inbox, sources, publicUrl, logger } = options;
  const server = fastify({
    bodyLimit,
    // Paths of webhooks may hold a secret.
    logController: new LogController({ disableRequestLogging: true }),
    ...(logger ? { loggerInstance: logger } : {}),
  });
  // Signatures are made over the bytes as they came, so no route gets a parsed body.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  server.setNotFoundHandler((_request, reply) => reply.code(401).send({ error: 'Nothing here takes requests.' }));
  server.setErrorHandler(explain);

  for (const source of sourcesFrom(sources, () => publicUrl ?? server.listeningOrigin))
    receive(server, source, options);
  health(server, inbox);
  if (options.api) api(server, options.api);
  return server;
}

function health(server: FastifyInstance, inbox: Pick<Inbox, 'counts'>): void {
  server.get('/healthz', async () => ({ ok: true }));
  server.get('/readyz', async (request, reply) => {
    try {
      return { ready: true, events: await inbox.counts() };
    } catch (error) {
      request.log.error(error, 'The inbox cannot be reached');
      return reply.code(503).send({ ready: false });
    }
  });
}

/** What a request is to blame for is told; what we are to blame for is logged, by the route's pattern. */
function explain(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { statusCode = 500 } = error;
  if (statusCode < 500) return reply.code(statusCode).send({ error: error.message });
  request.log.error({ err: error, route: request.routeOptions.url }, 'A request failed');
  return reply.code(500).send({ error: 'Something went wrong here. The log says what.' });
}
