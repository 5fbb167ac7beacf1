import type { RawRequest } from '../api/api.js';
import { type Method, parseJson, type Reply } from '../api/http.js';
import { ApiError } from '../errors.js';
import type { HubSpotAccount } from '../sandbox.js';
import { accountRoutes } from './account-routes.js';
import { recordRoutes } from './record-routes.js';
import { webhookRoutes } from './webhook-routes.js';

export const controlPrefix = '/_sandbox/';

export interface ControlRequest {
  account: HubSpotAccount;
  params: Record<string, string>;
  body: unknown;
  /** Base of the API as the caller reached it. */
  origin: string;
}

export interface ControlRoute {
  method: Method;
  /** After the prefix; `:name` is a parameter. */
  template: string;
  /** What it returns is the JSON answer; undefined becomes 204. */
  handle: (request: ControlRequest) => unknown;
}

const routes: readonly ControlRoute[] = [...accountRoutes, ...recordRoutes, ...webhookRoutes];

/** The handle of the sandbox over HTTP, for when it runs as its own process. No token, no limits, no faults. */
export async function control(account: HubSpotAccount, { method, url, text }: RawRequest): Promise<Reply> {
  try {
    const found = find(method, url.pathname.slice(controlPrefix.length).split('/'));
    if (found === undefined) return { status: 404, body: { message: 'No such control', controls: listing() } };
    const body = parseJson(text);
    const result = await found.route.handle({ account, params: found.params, body, origin: url.origin });
    return result === undefined ? { status: 204 } : { status: 200, body: result };
  } catch (error) {
    const status = error instanceof ApiError ? error.status : 400;
    return { status, body: { message: (error as Error).message } };
  }
}

function find(method: string, segments: string[]) {
  for (const route of routes) {
    const params = route.method === method ? paramsOf(route.template.split('/'), segments) : undefined;
    if (params !== undefined) return { route, params };
  }
  return undefined;
}

function paramsOf(parts: string[], segments: string[]): Record<string, string> | undefined {
  if (parts.length !== segments.length) return undefined;
  const pairs = parts.map((part, index) => [part, segments[index] ?? ''] as const);
  if (!pairs.every(([part, segment]) => part.startsWith(':') || part === segment)) return undefined;
  return Object.fromEntries(
    pairs.filter(([part]) => part.startsWith(':')).map(([part, value]) => [part.slice(1), value]),
  );
}

function listing(): string[] {
  return routes.map(({ method, template }) => `${method} ${controlPrefix}${template}`);
}
