import { z } from 'zod';
import { Secret } from '../connectors/credentials/secret.js';
import { type Environment, variableName } from '../connectors/credentials/variables.js';
import type { IntacctWebhook } from './intacct.js';
import type { SourceSettings } from './sources.js';

const Versions = z
  .string()
  .transform((text) => text.split(',').map((version) => version.trim()))
  .pipe(z.array(z.enum(['v1', 'v2'])));
const SigningSecret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, 'must be whsec_ and at least 24 bytes in base64');

/**
 * Whom the environment lets in: `HUBSPOT_CLIENT_SECRET` (and `HUBSPOT_OLDER_SIGNATURES`, such as `v1,v2`),
 * `INTACCT_WEBHOOK_SECRET` (several apart by commas) and `INTACCT_WEBHOOK_CLIENT_SECRET` for each company as its other variables,
 * `NANGO_WEBHOOK_SIGNING_KEY`, and `WEBHOOK_SECRET_<NAME>` for `/webhooks/generic/<name>`. Throws when one is malformed.
 */
export function sourceSettings(environment: Environment): SourceSettings {
  const { HUBSPOT_CLIENT_SECRET, HUBSPOT_OLDER_SIGNATURES, NANGO_WEBHOOK_SIGNING_KEY } = environment;
  const intacct = intacctWebhooks(environment);
  const generic = genericSecrets(environment);
  return {
    ...(HUBSPOT_CLIENT_SECRET
      ? {
          hubspot: {
            clientSecret: new Secret(HUBSPOT_CLIENT_SECRET),
            olderSignatures: checked('HUBSPOT_OLDER_SIGNATURES', Versions, HUBSPOT_OLDER_SIGNATURES || undefined) ?? [],
          },
        }
      : {}),
    ...(intacct.length > 0 ? { intacct } : {}),
    ...(NANGO_WEBHOOK_SIGNING_KEY ? { nango: { signingKey: new Secret(NANGO_WEBHOOK_SIGNING_KEY) } } : {}),
    ...(Object.keys(generic).length > 0 ? { generic } : {}),
  };
}

/** A connection for each `INTACCT_…WEBHOOK_SECRET` or `INTACCT_…WEBHOOK_CLIENT_SECRET`. */
function intacctWebhooks(environment: Environment): IntacctWebhook[] {
  const profiles = Object.keys(environment).flatMap((name) => {
    const [, profile] = /^INTACCT_(?:(\w+)_)?WEBHOOK_(?:CLIENT_)?SECRET$/.exec(name) ?? [name, null];
    return profile === null ? [] : [profile?.toLowerCase() ?? 'default'];
  });
  return [...new Set(profiles)].map((connection) => intacctWebhook(environment, connection));
}

function intacctWebhook(environment: Environment, connection: string): IntacctWebhook {
  const read = (name: string) => environment[variableName('INTACCT', connection, name)] || undefined;
  const secrets = (read('WEBHOOK_SECRET') ?? '').split(',').filter(Boolean);
  const short = secrets.find((secret) => secret.length < 16);
  if (short)
    throw new Error(`${variableName('INTACCT', connection, 'WEBHOOK_SECRET')} must have 16 characters or more.`);
  const clientSecret = read('WEBHOOK_CLIENT_SECRET');
  const tenant = read('COMPANY_ID');
  const id = read('WEBHOOK_CLIENT_ID');
  if (clientSecret && !tenant) throw new Error(`${variableName('INTACCT', connection, 'COMPANY_ID')} is missing.`);
  return {
    connection,
    secrets: secrets.map((secret) => new Secret(secret)),
    ...(clientSecret && tenant ? { client: { secret: new Secret(clientSecret), tenant, ...(id ? { id } : {}) } } : {}),
  };
}

function genericSecrets(environment: Environment): Record<string, Secret> {
  const found = Object.entries(environment).flatMap(([variable, value]) => {
    const name = /^WEBHOOK_SECRET_(\w+)$/.exec(variable)?.[1];
    if (!name || !value) return [];
    return [[name.toLowerCase(), new Secret(checked(variable, SigningSecret, value) ?? '')] as const];
  });
  return Object.fromEntries(found);
}

/** Never tells the value. */
function checked<Schema extends z.ZodType>(
  variable: string,
  schema: Schema,
  value: string | undefined,
): z.output<Schema> | undefined {
  if (value === undefined) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error(`${variable} ${parsed.error.issues.map(({ message }) => message).join(', ')}`);
}
