import { existsSync } from 'node:fs';
import { z } from 'zod';
import { Secret } from './connectors/credentials/secret.js';
import type { DealMapping } from './workflows/deal-mapping.js';

/** The task queue that the worker serves and the webhook server starts workflows on. */
export const defaultTaskQueue = 'intacct';

const Settings = z.object({
  TEMPORAL_TASK_QUEUE: z.string().min(1).default(defaultTaskQueue),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error']).default('info'),
});

const ServerSettings = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
  HUBSPOT_CLIENT_SECRET: z.string().min(1),
  DEAL_REVENUE_ACCOUNT: z.string().min(1).optional(),
  DEAL_PAYMENT_TERM: z.string().min(1).optional(),
  DEAL_LOCATION_ID: z.string().min(1).optional(),
  DEAL_DEPARTMENT_ID: z.string().min(1).optional(),
});

export interface WorkerConfig {
  readonly taskQueue: string;
  readonly logLevel: string;
}

export interface ServerConfig extends WorkerConfig {
  readonly host: string;
  readonly port: number;
  /** How the outside calls us, without a slash at the end. Signatures are made over it. */
  readonly publicUrl: string;
  readonly hubspotClientSecret: Secret;
  readonly mapping: DealMapping;
}

/** Variables of the process and, where there is one, of `.env`; the process's own win. */
export function loadEnvironment(): NodeJS.ProcessEnv {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}

export function workerConfig(environment: NodeJS.ProcessEnv): WorkerConfig {
  const found = read(Settings, environment);
  return { taskQueue: found.TEMPORAL_TASK_QUEUE, logLevel: found.LOG_LEVEL };
}

export function serverConfig(environment: NodeJS.ProcessEnv): ServerConfig {
  const found = read(ServerSettings, environment);
  return {
    ...workerConfig(environment),
    host: found.HOST,
    port: found.PORT,
    publicUrl: found.PUBLIC_URL,
    hubspotClientSecret: new Secret(found.HUBSPOT_CLIENT_SECRET),
    mapping: {
      ...(found.DEAL_REVENUE_ACCOUNT ? { revenueAccount: found.DEAL_REVENUE_ACCOUNT } : {}),
      ...(found.DEAL_PAYMENT_TERM ? { paymentTerm: found.DEAL_PAYMENT_TERM } : {}),
      ...(found.DEAL_LOCATION_ID ? { locationId: found.DEAL_LOCATION_ID } : {}),
      ...(found.DEAL_DEPARTMENT_ID ? { departmentId: found.DEAL_DEPARTMENT_ID } : {}),
    },
  };
}

function read<Schema extends z.ZodType>(schema: Schema, environment: NodeJS.ProcessEnv): z.output<Schema> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => {
    const name = String(path[0]);
    return given[name] === undefined ? `  ${name} is missing` : `  ${name}: ${message}`;
  });
  throw new Error(`The configuration is incomplete. Set in the environment or in .env:\n${wrong.join('\n')}`);
}
