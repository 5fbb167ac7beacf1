import { z } from 'zod';
import { type Offered, offeredActions, offeredWorkflows } from './offered.js';

let text: string | undefined;

/** The API as OpenAPI 3.1, as JSON; made once, from the catalogue and the contracts of the workflows. */
export function openApi(): string {
  text ??= JSON.stringify(document(), undefined, 1);
  return text;
}

function document(): object {
  const paths = [
    ...[...offeredActions.values()].map((action) => [`/actions/${action.name}`, post(action, 'actions')] as const),
    ...[...offeredWorkflows.values()].map((each) => [`/workflows/${each.name}`, post(each, 'workflows')] as const),
    ['/runs/{workflowId}', { get: runOperation }] as const,
  ];
  return {
    openapi: '3.1.0',
    info: {
      title: 'temporal-intacct',
      version: '1',
      description: 'Actions of Intacct and HubSpot, each run durably and once, and the shipped workflows.',
    },
    security: [{ apiKey: [] }],
    paths: Object.fromEntries(paths),
    components: { securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } }, schemas: { Run, Error: Problem } },
  };
}

const Run = {
  type: 'object',
  required: ['run', 'state'],
  properties: {
    run: {
      type: 'object',
      required: ['workflowId', 'runId'],
      properties: { workflowId: { type: 'string' }, runId: { type: 'string' }, url: { type: 'string' } },
    },
    state: { enum: ['running', 'completed', 'failed'] },
    result: { description: 'Of a completed run.' },
    error: {
      type: 'object',
      properties: { code: { type: 'string' }, message: { type: 'string' }, details: { type: 'object' } },
    },
    status: { description: 'What a running one has done, does, and waits for.' },
  },
};
const Problem = { type: 'object', properties: { error: { type: 'string' } } };

const waiting = { name: 'wait', in: 'query', schema: { type: 'number', minimum: 0, maximum: 60 } };
const forActions = [
  { name: 'connection', in: 'query', schema: { type: 'string', default: 'default' } },
  { name: 'onRefusal', in: 'query', schema: { enum: ['park', 'fail'], default: 'fail' } },
];
const once = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'Two requests with the same key are one run.',
  schema: { type: 'string', maxLength: 200 },
};

function post({ name, summary, details, effect, input, output, example }: Offered, tag: string): object {
  const parameters = [
    { ...waiting, description: 'Seconds to wait for the result; 0 returns at once.' },
    ...(tag === 'actions' ? forActions : []),
    once,
  ];
  const result = output ? { properties: { result: schemaOf(`${tag}:${name}`, output, 'output') } } : {};
  return {
    post: {
      operationId: `${tag}.${name}`,
      tags: [tag, ...(effect ? [effect] : [])],
      summary,
      ...(details ? { description: details } : {}),
      parameters,
      requestBody: { content: json({ ...schemaOf(`${tag}:${name}`, input, 'input') }, example) },
      responses: {
        200: { description: 'The result.', content: json({ allOf: [ref('Run'), result] }) },
        202: { description: 'It runs; look again where `location` says.', content: json(ref('Run')) },
        ...refusals(['400', '401', '403', '409', '422', '429', '502', '503']),
      },
    },
  };
}

const runOperation = {
  operationId: 'run',
  tags: ['runs'],
  summary: 'Tell how a run stands.',
  parameters: [{ name: 'workflowId', in: 'path', required: true, schema: { type: 'string' } }, waiting],
  responses: { 200: { description: 'How it stands.', content: json(ref('Run')) }, ...refusals(['401', '403', '404']) },
};

function refusals(codes: readonly string[]): object {
  return Object.fromEntries(
    codes.map((code) => [code, { description: 'Why not.', content: json({ anyOf: [ref('Error'), ref('Run')] }) }]),
  );
}

function ref(name: string): object {
  return { $ref: `#/components/schemas/${name}` };
}

function json(schema: object, example?: unknown): object {
  return { 'application/json': { schema, ...(example === undefined ? {} : { example }) } };
}

/** Each has an identifier of its own, so that references inside it stay inside. */
function schemaOf(name: string, schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...made } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return { $id: `urn:temporal-intacct:api:${name}:${io}`, ...made };
}
