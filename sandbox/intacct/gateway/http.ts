import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Company } from '../company/company.js';
import { exposed } from '../faults/exposed.js';
import type { Faults, Strike } from '../faults/faults.js';
import { factsOf } from '../faults/kinds.js';
import type { Gateway } from './gateway.js';
import { Dropped } from './hooks.js';
import { Limits } from './limits.js';
import type { Reply } from './reply.js';
import { type SeenRequest, seen } from './seen.js';
import { send, suffer } from './suffer.js';

export const GATEWAY_PATH = '/ia/xml/xmlgw.phtml';

/** One request on its way to its reply. */
interface Exchange {
  readonly entry: SeenRequest;
  readonly response: ServerResponse;
  /** Where the client called; a session opened by the request is to be used there. */
  readonly endpoint: string;
}

/** The gateway over HTTP: transport rules, limits and faults around it, and a record of every request. */
export class HttpGateway {
  readonly requests: SeenRequest[] = [];
  readonly #server: Server;
  readonly #limits: Limits;
  #downUntil = 0;
  #url = '';

  constructor(
    company: Company,
    private readonly gateway: Gateway,
    private readonly faults: Faults,
  ) {
    this.#limits = new Limits(company.settings);
    this.#server = createServer((request, response) => {
      response.setHeader('date', new Date(company.clock.now()).toUTCString());
      this.#handle(request, response).catch((error: unknown) => {
        console.error('sandbox: the request failed for a reason of the sandbox itself', error);
        response.destroy();
      });
    });
    this.#server.keepAliveTimeout = 60_000;
  }

  /** As if the gateway's machine were restarted: connections and sessions are gone, the books stay. */
  restart(downMs = 0): void {
    this.#downUntil = Date.now() + downMs;
    this.gateway.operations.restart();
    this.gateway.sessions.end();
    this.#server.closeAllConnections();
  }

  /** Resolves to the address, e.g. `http://127.0.0.1:49152`. */
  async listen(host: string, port: number): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject).listen(port, host, resolve);
    });
    this.#url = `http://${host}:${(this.#server.address() as AddressInfo).port}`;
    return this.#url;
  }

  close(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.close((error) => (error ? reject(error) : resolve()));
      this.#server.closeAllConnections();
    });
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (Date.now() < this.#downUntil) return void response.destroy();
    const refused = transportProblem(request);
    if (refused !== undefined) return void response.writeHead(refused).end();
    const body = await bodyOf(request);
    if (!body) return;
    const entry = seen(body);
    this.requests.push(entry);
    await this.#limited(body, { entry, response, endpoint: this.#endpointOf(request) });
    entry.endedAt = new Date().toISOString();
  }

  async #limited(body: Buffer, exchange: Exchange): Promise<void> {
    const { entry, response } = exchange;
    if (this.#limits.enter()) {
      entry.outcome = 'rate-limited';
      return send(response, this.gateway.rateLimited());
    }
    entry.slots = this.#limits.underway;
    try {
      await this.#answer(body.toString('utf8'), exchange);
    } catch (error) {
      if (!(error instanceof Dropped)) throw error;
      entry.outcome = 'dropped';
      response.destroy();
    } finally {
      this.#limits.leave();
    }
  }

  async #answer(source: string, { entry, response, endpoint }: Exchange): Promise<void> {
    const read = this.gateway.read(source);
    if ('reply' in read) return finish(entry, response, read.reply);
    const { envelope } = read;
    entry.controlId = envelope.control.controlId;
    entry.functions = envelope.functions.map(({ name, controlId }) => ({ name, controlId }));
    const strike = this.faults.any ? this.faults.strike(exposed(envelope)) : undefined;
    const answer = (failing?: Strike) => this.gateway.answer(envelope, endpoint, failing);
    if (!strike) return finish(entry, response, await answer());
    entry.outcome = strike.kind;
    if (factsOf(strike.kind).function) return send(response, await answer(strike));
    const reply = strike.stage === 'before' ? undefined : await answer();
    const { gateway } = this;
    await suffer({ strike, envelope, reply, answer, response, gateway, restart: (downMs) => this.restart(downMs) });
  }

  /** The address by which the client called, which may have another name than ours, e.g. in a container. */
  #endpointOf({ headers }: IncomingMessage): string {
    return (headers.host === undefined ? this.#url : `http://${headers.host}`) + GATEWAY_PATH;
  }
}

function transportProblem(request: IncomingMessage): number | undefined {
  if (request.url?.split('?')[0] !== GATEWAY_PATH) return 404;
  if (request.method !== 'POST') return 405;
  return request.headers['content-type']?.includes('xml') ? undefined : 415;
}

/** `undefined` when the client gave up before it had sent everything. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks);
}

function finish(entry: SeenRequest, response: ServerResponse, reply: Reply): void {
  entry.outcome = outcomeOf(reply);
  send(response, reply);
}

/** The worst status in the reply. */
function outcomeOf({ status, body }: Reply): string {
  if (status !== 200) return `http-${status}`;
  if (body.includes('<status>aborted</status>')) return 'aborted';
  return body.includes('<status>failure</status>') ? 'failure' : 'success';
}
