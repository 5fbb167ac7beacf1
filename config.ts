import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type ApiKey, parseApiKeys } from './api/keys.js';
import type { StoreOptions } from './store/open.js';
import { sourceSettings } from './webhooks/settings.js';
import type { SourceSettings } from './webhooks/sources.js';
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
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  API_KEYS: z.string().default(''),
  EVENTS_KEPT_DAYS: z.coerce.number().positive().default(14),
  TEMPORAL_UI_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATABASE_URL: z.string().optional(),
  STORE_FOLDER: z.string().default('.store'),
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
  /** How the outside calls us, without a slash at the end. Signatures are made over it. Default: where we listen. */
  readonly publicUrl: string | undefined;
  /** Whose webhooks are taken. */
  readonly sources: SourceSettings;
  /** Who may use the API; nobody, and there is none. */
  readonly apiKeys: readonly ApiKey[];
  /** How long handled events are kept. */
  readonly keepMs: number;
  /** Of Temporal's own pages. */
  readonly temporalUiUrl: string | undefined;
  /** Where the inbox is. A folder of its own: a worker beside us has the one above. */
  readonly store: StoreOptions;
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
    sources: sourceSettings(environment),
    apiKeys: parseApiKeys(found.API_KEYS),
    keepMs: found.EVENTS_KEPT_DAYS * 86_400_000,
    temporalUiUrl: found.TEMPORAL_UI_URL,
    store: found.DATABASE_URL ? { url: found.DATABASE_URL } : { folder: join(found.STORE_FOLDER, 'server') },
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
