import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json, text } from 'node:stream/consumers';
import type { IntacctSandbox } from '../index.js';
import { BOOK_ROUTES } from './book-routes.js';
import { EVENT_ROUTES } from './event-routes.js';
import { FAULT_ROUTES } from './fault-routes.js';
import { NotFound, type Route } from './route.js';
import { TIME_ROUTES } from './time-routes.js';
import { TRAFFIC_ROUTES } from './traffic-routes.js';

const ROUTES: readonly Route[] = [...BOOK_ROUTES, ...TRAFFIC_ROUTES, ...FAULT_ROUTES, ...TIME_ROUTES, ...EVENT_ROUTES];

export interface ControlServer {
  readonly url: string;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

/** The truth and the switches of a sandbox as JSON over HTTP, apart from its gateway: no limits, no faults, no sign-in. */
export async function startControl(
  sandbox: () => IntacctSandbox,
  { host, port }: { host: string; port: number },
): Promise<ControlServer> {
  const server = createServer(async (request, response) => {
    const { status, body } = await answer(sandbox(), request);
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(body === undefined ? '' : JSON.stringify(body));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(sandbox: IntacctSandbox, request: IncomingMessage): Promise<Answer> {
  try {
    const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://control');
    const body = await bodyOf(request);
    if (pathname === '/') return { status: 200, body: listing() };
    const found = find(request.method ?? 'GET', pathname);
    if (!found) return { status: 404, body: { message: 'There is no such control.', controls: listing() } };
    const result = await found.route.handle({ sandbox, params: found.params, query, body });
    return result === undefined ? { status: 204 } : { status: 200, body: result };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { status: error instanceof NotFound ? 404 : 400, body: { message } };
  }
}

/** JSON must be declared as such, which keeps pages in a browser from sending orders to a sandbox. */
async function bodyOf(request: IncomingMessage): Promise<unknown> {
  if (request.headers['content-type']?.startsWith('application/json')) return json(request);
  if ((await text(request)) !== '') throw new Error('Send JSON, with content type application/json.');
  return undefined;
}

function find(method: string, path: string): { route: Route; params: Record<string, string> } | undefined {
  for (const route of ROUTES) {
    const params = route.method === method ? paramsOf(route.path.split('/'), path.split('/')) : undefined;
    if (params) return { route, params };
  }
  return undefined;
}

function paramsOf(parts: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (parts.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const segment = decodeURIComponent(segments[index] ?? '');
    if (part.startsWith(':')) params[part.slice(1)] = segment;
    else if (part !== segment) return undefined;
  }
  return params;
}

function listing(): Record<string, string> {
  return Object.fromEntries(ROUTES.map(({ method, path, about }) => [`${method} ${path}`, about]));
}
