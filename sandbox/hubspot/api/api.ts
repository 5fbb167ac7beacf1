import type { Crm } from '../crm/crm.js';
import { ApiError, type ErrorBody } from '../errors.js';
import type { Faults } from '../faults.js';
import { authenticate } from './authentication.js';
import { faultOutcome, htmlPage, type Outcome } from './fault-replies.js';
import { parseJson, type Reply } from './http.js';
import { Limits } from './limits.js';
import { parseApiPath } from './paths.js';
import { findRoutes, type Match } from './router.js';
import { routes } from './routes/index.js';
import { requireScope } from './scopes.js';
import type { SeenRequest } from './seen-requests.js';

export interface RawRequest {
  method: string;
  url: URL;
  authorization: string | undefined;
  text: string;
}

/** HubSpot's API over one account: who may call, how often, which route, and what a refusal looks like. */
export class Api {
  readonly requests: SeenRequest[] = [];
  readonly #limits: Limits;
  #correlations = 0;

  constructor(
    readonly crm: Crm,
    readonly faults: Faults,
  ) {
    this.#limits = new Limits(crm.settings);
  }

  async answer(request: RawRequest): Promise<Outcome> {
    const seen = this.#note(request);
    const outcome = await this.#outcome(request, seen);
    if (typeof outcome === 'object') seen.status = outcome.status;
    return outcome;
  }

  #note({ method, url, text }: RawRequest): SeenRequest {
    const at = this.crm.settings.now();
    const seen = { at, method, path: url.pathname, query: url.search, body: jsonOrText(text), status: 0 };
    this.requests.push(seen);
    return seen;
  }

  async #outcome(request: RawRequest, seen: SeenRequest): Promise<Outcome> {
    const fault = this.faults.take(request.method, request.url.pathname);
    if (fault === undefined) return this.#perform(request);
    seen.fault = fault.kind;
    try {
      return await faultOutcome(fault, () => this.#perform(request));
    } catch (error) {
      return this.#refusal(error);
    }
  }

  #perform(request: RawRequest): Reply {
    let limitHeaders = {};
    try {
      const { token, scopes } = authenticate(request.authorization, this.crm.settings);
      const match = matchRoute(request);
      const isSearch = match?.route.search === true;
      limitHeaders = isSearch ? {} : this.#limits.headers(token);
      this.#limits.count(token, isSearch);
      limitHeaders = isSearch ? {} : this.#limits.headers(token);
      if (match === undefined) return htmlPage(404, 'Not Found');
      requireScope(match.route.scopes, match.params, scopes);
      return withHeaders(this.#handle(match, request), limitHeaders);
    } catch (error) {
      return withHeaders(this.#refusal(error), limitHeaders);
    }
  }

  #handle({ route, params }: Match, { url, text }: RawRequest): Reply {
    const source = { changeSource: 'INTEGRATION', sourceId: String(this.crm.settings.appId) };
    const body = parseJson(text);
    return route.handle({ params, query: url.searchParams, body, url, crm: this.crm, source });
  }

  #refusal(error: unknown): Reply {
    if (!(error instanceof ApiError)) return this.#errorReply(500, { message: `sandbox failed: ${String(error)}` });
    return withHeaders(this.#errorReply(error.status, error.body), error.headers);
  }

  #errorReply(status: number, body: ErrorBody): Reply {
    this.#correlations += 1;
    const correlationId = `0199c1d2-0000-7000-8000-${String(this.#correlations).padStart(12, '0')}`;
    const headers = { 'x-hubspot-correlation-id': correlationId };
    return { status, body: { status: 'error', ...body, correlationId }, headers };
  }
}

function matchRoute({ method, url }: RawRequest): Match | undefined {
  const path = parseApiPath(url.pathname);
  if (path === undefined) return undefined;
  const matches = findRoutes(routes, path);
  const match = matches.find(({ route }) => route.method === method);
  if (match === undefined && matches.length > 0) throw new ApiError(405, { message: 'HTTP 405 Method Not Allowed' });
  return match;
}

function withHeaders(reply: Reply, headers: Readonly<Record<string, string>>): Reply {
  return { ...reply, headers: { ...reply.headers, ...headers } };
}

function jsonOrText(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}
