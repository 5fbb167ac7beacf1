import type { Payload } from '@temporalio/common';

import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { z } from 'zod';
import type { EncryptionCodec } from './codec.js';
import { PayloadKeyError } from './payload-key-error.js';
import { WirePayload } from './wire-payload.js';

export interface CodecServerOptions {
  readonly codec: EncryptionCodec;
  /** Origins of Temporal's UI, such as `https://temporal.example.com`. Browsers are refused on any other page. */
  readonly origins: readonly string[];
  /** Whether the bearer of this token may see decrypted data. */
  readonly isAllowed: (token: string) => Promise<boolean>;
}

// A page of the UI's history; one payload of Temporal is 2 MB at most.
const bodyLimit = 64 * 1024 * 1024;

const Bodies = z.object({ payloads: z.array(z.record(z.string(), z.unknown())) });

/**
 * Encodes and decodes payloads for Temporal's UI and command line, by their remote codec protocol: `POST /encode` and
 * `/decode` with `{"payloads": […]}`. The token comes as `Authorization: Bearer`, or, for a UI where nobody signs in, first in
 * the path: `/<token>/decode`. Logs nothing.
 */
export function createCodecServer({ codec, origins, isAllowed }: CodecServerOptions): FastifyInstance {
  // Paths may hold a token.
  const server = fastify({ bodyLimit, logController: new LogController({ disableRequestLogging: true }) });
  server.addHook('onRequest', async (request, reply) => {
    allowOrigin(request, reply, origins);
    if (request.method === 'OPTIONS') return reply.code(204).send();
    // Also for paths that lead nowhere: strangers are told nothing.
    if (await isAllowed(tokenOf(request))) return undefined;
    return reply.code(401).send({ error: 'This needs a token that may see decrypted data.' });
  });
  for (const way of ['encode', 'decode'] as const) {
    const convert = (request: FastifyRequest, reply: FastifyReply) =>
      converted(request.body, reply, (payloads) => codec[way](payloads));
    server.post(`/${way}`, convert);
    server.post(`/:token/${way}`, convert);
  }
  return server;
}

async function converted(
  body: unknown,
  reply: FastifyReply,
  convert: (payloads: Payload[]) => Promise<Payload[]>,
): Promise<FastifyReply> {
  const parsed = Bodies.safeParse(body);
  if (!parsed.success) return reply.code(400).send({ error: 'The body is not {"payloads": […]}.' });
  try {
    const payloads = await convert(parsed.data.payloads.map((payload) => WirePayload.fromObject(payload)));
    return reply.send({ payloads: payloads.map((payload) => WirePayload.fromObject(payload).toJSON()) });
  } catch (error) {
    if (error instanceof PayloadKeyError) return reply.code(400).send({ error: error.message });
    throw error;
  }
}

/** `Access-Control-…` for the UI's own pages only. */
function allowOrigin({ headers }: FastifyRequest, reply: FastifyReply, origins: readonly string[]): void {
  reply.header('vary', 'origin');
  if (!headers.origin || !origins.includes(headers.origin)) return;
  reply
    .header('access-control-allow-origin', headers.origin)
    .header('access-control-allow-methods', 'POST, OPTIONS')
    .header('access-control-allow-headers', 'authorization, content-type, x-namespace')
    .header('access-control-allow-credentials', 'true')
    .header('access-control-max-age', '600');
}

function tokenOf({ headers, params }: FastifyRequest): string {
  const bearer = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  return bearer ?? (params as { readonly token?: string }).token ?? '';
}
