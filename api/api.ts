import type { Client } from '@temporalio/client';
import { isGrpcServiceError, WorkflowNotFoundError } from '@temporalio/client';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { problemOf } from '../connectors/action.js';
import { jsonOf } from '../webhooks/json.js';
import { RateLimit } from '../webhooks/rate.js';
import { type ApiKey, isAllowed, keyOwner } from './keys.js';
import { offeredActions, offeredWorkflows } from './offered.js';
import { openApi } from './openapi.js';
import { page } from './page.js';
import { KeyReused, type RunName, type RunState, startRun, stateAfter, type Wanted } from './runs.js';

export interface ApiOptions {
  readonly client: Client;
  readonly taskQueue: string;
  readonly keys: readonly ApiKey[];
  /** Page of a run in Temporal's UI. */
  readonly runUrl?: (run: RunName) => string;
}

const Query = z.object({
  wait: z.coerce.number().min(0).max(60).default(20),
  connection: z.string().min(1).default('default'),
  onRefusal: z.enum(['park', 'fail']).default('fail'),
});

const IdempotencyKey = z.string().regex(/^[\w.:-]{1,200}$/);

/** An answer that ends the request. */
class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** The API: actions and workflows by name, the runs they have become, and its own description. */
export function api(server: FastifyInstance, options: ApiOptions): void {
  const limit = new RateLimit({ perSecond: 50, burst: 200 });

  server.get('/openapi.json', async (_request, reply) => reply.type('application/json').send(openApi()));
  server.get('/', async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
      .send(page()),
  );

  const route = (work: (request: FastifyRequest, key: ApiKey, reply: FastifyReply) => Promise<unknown>) =>
    answering(async (request, reply) => {
      const key = keyOwner(options.keys, request.headers.authorization);
      if (!key) throw new Refusal(401, 'An API key is needed: Authorization: Bearer <key>.');
      if (!limit.take(key.name)) throw new Refusal(429, 'Too many requests with this key.');
      return work(request, key, reply);
    });
  server.post(
    '/actions/:name',
    route((request, key, reply) => runAction(options, request, key, reply)),
  );
  server.post(
    '/workflows/:name',
    route((request, key, reply) => runWorkflow(options, request, key, reply)),
  );
  server.get(
    '/runs/*',
    route((request, key, reply) => tellRun(options, request, key, reply)),
  );
}

async function runAction(options: ApiOptions, request: FastifyRequest, key: ApiKey, reply: FastifyReply) {
  const { name: sent } = request.params as { name: string };
  const action = offeredActions.get(sent) ?? offeredActions.get(`intacct.${sent}`);
  if (!action) throw new Refusal(404, `There is no action ${sent}.`);
  if (!isAllowed(key, action.name, { reads: action.effect === 'read' })) throw forbidden(action.name);
  const { connection, onRefusal } = queryOf(request);
  return start(options, request, reply, {
    ...forKey(key, request),
    workflow: 'runAction',
    input: { action: action.name, input: bodyOf(request), connection, onRefusal },
    summary: `${action.name} for ${key.name}`,
  });
}

async function runWorkflow(options: ApiOptions, request: FastifyRequest, key: ApiKey, reply: FastifyReply) {
  const { name } = request.params as { name: string };
  const workflow = offeredWorkflows.get(name);
  if (!workflow) throw new Refusal(404, `There is no workflow ${name}.`);
  if (!isAllowed(key, `workflows.${name}`)) throw forbidden(`workflows.${name}`);
  const input = bodyOf(request);
  const problem = problemOf(name, workflow.input, input);
  if (problem) throw new Refusal(400, problem);
  return start(options, request, reply, {
    ...forKey(key, request),
    workflow: name,
    input,
    summary: `${name} for ${key.name}`,
  });
}

async function start(options: ApiOptions, request: FastifyRequest, reply: FastifyReply, wanted: Wanted) {
  const { wait } = queryOf(request);
  const run = await startRun(options.client, options.taskQueue, wanted);
  const state: RunState = wait > 0 ? await stateAfter(options.client, run, wait * 1000) : { state: 'running' };
  const path = `/runs/${encodeURIComponent(run.workflowId)}`;
  return reply
    .code(statusOf(state))
    .header('location', path)
    .send(told(options, run, state));
}

/** Runs that the key has started itself are always its own. */
async function tellRun(options: ApiOptions, request: FastifyRequest, key: ApiKey, reply: FastifyReply) {
  const { '*': workflowId } = request.params as { '*': string };
  if (!workflowId.startsWith(ownerOf(key)) && !isAllowed(key, 'runs')) throw forbidden('runs');
  const { runId } = await options.client.workflow.getHandle(workflowId).describe();
  const run = { workflowId, runId };
  const wait = Math.max(queryOf(request, { wait: '0' }).wait, 0.05);
  return reply.send(told(options, run, await stateAfter(options.client, run, wait * 1000)));
}

function told({ runUrl }: ApiOptions, run: RunName, state: RunState): object {
  return { run: { ...run, ...(runUrl ? { url: runUrl(run) } : {}) }, ...state };
}

const kinds: Readonly<Record<string, number>> = { invalid_input: 400, not_found: 404, duplicate: 409, throttled: 429 };

/** 200 with the result, 202 while it runs; for a failed run what it failed of, 422 for a refusal and 502 for all else. */
function statusOf(state: RunState): number {
  if (state.state !== 'failed') return state.state === 'completed' ? 200 : 202;
  if (state.error.code === 'input_refused') return 400;
  const kind = (state.error.details as { kind?: string } | undefined)?.kind;
  if (kind === undefined) return 502;
  return kinds[kind] ?? (kind === 'rejected' ? 422 : 502);
}

function answering(work: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    try {
      return await work(request, reply);
    } catch (error) {
      if (error instanceof Refusal) return reply.code(error.status).send({ error: error.message });
      if (error instanceof KeyReused) return reply.code(409).send({ error: error.message });
      if (error instanceof WorkflowNotFoundError) return reply.code(404).send({ error: 'There is no such run.' });
      if (!isGrpcServiceError(error)) throw error;
      request.log.error(error, 'Temporal cannot be reached');
      return reply.code(503).header('retry-after', '5').send({ error: 'Temporal cannot be reached. Try again.' });
    }
  };
}

function forKey(key: ApiKey, { headers }: FastifyRequest): Pick<Wanted, 'owner' | 'idempotencyKey'> {
  const given = headers['idempotency-key'];
  const idempotencyKey = IdempotencyKey.optional().safeParse(given);
  if (!idempotencyKey.success) throw new Refusal(400, 'Idempotency-Key: up to 200 letters, digits and . _ : -');
  return { owner: `${ownerOf(key)}${given === undefined ? 'run' : 'key'}`, idempotencyKey: idempotencyKey.data };
}

const ownerOf = (key: ApiKey) => `api/${key.name}/`;

function forbidden(what: string): Refusal {
  return new Refusal(403, `This key may not use ${what}.`);
}

function queryOf(request: FastifyRequest, defaults: Readonly<Record<string, string>> = {}): z.output<typeof Query> {
  const parsed = Query.safeParse({ ...defaults, ...(request.query as object) });
  if (parsed.success) return parsed.data;
  throw new Refusal(400, `The query is wrong: ${z.prettifyError(parsed.error)}`);
}

function bodyOf({ body }: FastifyRequest): unknown {
  if (!Buffer.isBuffer(body) || body.length === 0) return {};
  const value = jsonOf(body);
  if (value === undefined) throw new Refusal(400, 'The body is not JSON, or nests too deep.');
  return value;
}
