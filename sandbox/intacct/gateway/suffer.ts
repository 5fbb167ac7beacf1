import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Strike } from '../faults/faults.js';
import { INVALID_SESSION } from './authenticate.js';
import type { Envelope } from './envelope.js';
import { type Gateway, TOO_MANY_OPERATIONS } from './gateway.js';
import type { Reply } from './reply.js';

const XML = 'text/xml; encoding="UTF-8"';
const TRICKLE_PARTS = 20;

/** A request that meets a fault at the transport. */
export interface Suffering {
  readonly strike: Strike;
  readonly envelope: Envelope;
  /** What would have been sent; absent when nothing was executed. */
  readonly reply: Reply | undefined;
  /** Executes the request. */
  readonly answer: () => Promise<Reply>;
  readonly response: ServerResponse;
  readonly gateway: Gateway;
  readonly restart: (downMs: number) => void;
}

/** Answers, or does not, as the fault says. */
export async function suffer(suffering: Suffering): Promise<void> {
  const { strike, reply, response } = suffering;
  switch (strike.kind) {
    case 'lost-reply':
      return void response.destroy();
    case 'reset':
      return void response.socket?.resetAndDestroy();
    case 'restart':
      return suffering.restart(strike.delayMs);
    case 'slow':
      await wait(strike.delayMs);
      return send(response, reply ?? (await suffering.answer()));
    case 'slow-body':
      return trickle(response, reply, strike.delayMs);
    case 'truncated':
      return truncate(response, reply);
    default:
      return send(response, replaced(suffering));
  }
}

/** The reply that takes the true one's place. */
function replaced({ strike, envelope, reply, gateway }: Suffering): Reply {
  const body = reply?.body ?? '';
  switch (strike.kind) {
    case 'http-401':
      return gateway.unauthorised();
    case 'http-502':
      return page(502, 'Bad Gateway');
    case 'http-503':
      return page(503, 'Service Temporarily Unavailable');
    case 'http-504':
      return page(504, 'Gateway Time-out');
    case 'rate-limited':
      return gateway.rateLimited();
    case 'rate-limit-text':
      return gateway.front(200, 'GW-0010', 'API rate limit exceeded');
    case 'jpp0001':
      return gateway.controlFailure(envelope, TOO_MANY_OPERATIONS);
    case 'session-expired':
      return gateway.expireSession(envelope, INVALID_SESSION);
    case 'incomplete':
      return { status: 200, contentType: XML, body: body.slice(0, Math.floor(body.length / 2)) };
    case 'malformed':
      return { status: 200, contentType: XML, body: body.replace('</control>', '</contrl>') };
    default:
      return { status: 200, contentType: XML, body: '' };
  }
}

function page(status: number, title: string): Reply {
  const body = `<html><head><title>${status} ${title}</title></head><body><center><h1>${status} ${title}</h1></center></body></html>`;
  return { status, contentType: 'text/html', body };
}

export function send(response: ServerResponse, { status, contentType, body }: Reply): void {
  response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) }).end(body);
}

/** Promises the whole reply, sends half of it and breaks off. */
function truncate(response: ServerResponse, reply: Reply | undefined): void {
  const body = Buffer.from(reply?.body ?? '');
  response.writeHead(200, { 'content-type': XML, 'content-length': body.length });
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
}

/** Headers at once, the body bit by bit. Stops when nobody listens any more. */
async function trickle(response: ServerResponse, reply: Reply | undefined, milliseconds: number): Promise<void> {
  const body = Buffer.from(reply?.body ?? '');
  response.writeHead(200, { 'content-type': XML, 'content-length': body.length });
  const size = Math.max(1, Math.ceil(body.length / TRICKLE_PARTS));
  for (let start = 0; start < body.length && !response.destroyed; start += size) {
    response.write(body.subarray(start, start + size));
    await wait(milliseconds / TRICKLE_PARTS);
  }
  response.end();
}
