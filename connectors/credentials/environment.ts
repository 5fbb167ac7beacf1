import { z } from 'zod';
import { ConnectorError } from '../errors.js';
import type { CredentialProvider, HubSpotCredentials, IntacctCredentials } from './provider.js';
import { Secret } from './secret.js';

type Environment = Readonly<Record<string, string | undefined>>;

const Text = z.string().min(1);
const HttpsOrLoopback = z
  .url({ protocol: /^https?$/ })
  .refine((url) => url.startsWith('https:') || isLoopback(new URL(url).hostname), {
    message: 'must be https (plain http is accepted only for a sandbox on this machine)',
  });

const IntacctVariables = z.object({
  SENDER_ID: Text,
  SENDER_PASSWORD: Text,
  COMPANY_ID: Text,
  USER_ID: Text,
  USER_PASSWORD: Text,
  ENTITY_ID: Text.optional(),
  ENDPOINT: HttpsOrLoopback.default('https://api.intacct.com/ia/xml/xmlgw.phtml'),
});

const HubSpotVariables = z.object({
  ACCESS_TOKEN: Text,
  BASE_URL: HttpsOrLoopback.default('https://api.hubapi.com'),
});

const sharedBetweenCompanies = new Set(['SENDER_ID', 'SENDER_PASSWORD', 'ENDPOINT', 'BASE_URL']);

/**
 * Credentials from environment variables.
 *
 * The connection `default` reads `INTACCT_SENDER_ID`, `INTACCT_SENDER_PASSWORD`, `INTACCT_COMPANY_ID`, `INTACCT_USER_ID`,
 * `INTACCT_USER_PASSWORD`, and, if wanted, `INTACCT_ENTITY_ID` and `INTACCT_ENDPOINT`; for HubSpot
 * `HUBSPOT_ACCESS_TOKEN` and `HUBSPOT_BASE_URL`. A connection `acme` reads `INTACCT_ACME_USER_ID` and so on. Only sender
 * and address fall back to the plain name: a company's own credentials must never stand in for another's.
 */
export function environmentCredentials(environment: Environment = process.env): CredentialProvider {
  return {
    async intacct(connection): Promise<IntacctCredentials> {
      const found = readVariables(IntacctVariables, environment, 'INTACCT', connection);
      return {
        senderId: found.SENDER_ID,
        senderPassword: new Secret(found.SENDER_PASSWORD),
        companyId: found.COMPANY_ID,
        userId: found.USER_ID,
        userPassword: new Secret(found.USER_PASSWORD),
        endpoint: found.ENDPOINT,
        ...(found.ENTITY_ID === undefined ? {} : { entityId: found.ENTITY_ID }),
      };
    },
    async hubspot(connection): Promise<HubSpotCredentials> {
      const found = readVariables(HubSpotVariables, environment, 'HUBSPOT', connection);
      return { accessToken: new Secret(found.ACCESS_TOKEN), baseUrl: found.BASE_URL };
    },
  };
}

function readVariables<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  environment: Environment,
  system: string,
  connection: string,
): z.output<z.ZodObject<Shape>> {
  const names = Object.keys(schema.shape);
  const values = Object.fromEntries(names.map((name) => [name, lookUp(environment, system, connection, name)]));
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const variable = variableName(system, connection, name);
    return values[name] === undefined ? `${variable} is missing` : `${variable} ${issue.message}`;
  });
  throw new ConnectorError({
    kind: 'credentials',
    code: 'credentials_incomplete',
    message: `Connection "${connection}": ${wrong.join(', ')}.`,
    advice: `Set ${wrong.length === 1 ? 'it' : 'them'} in the environment or in .env of the worker, then restart it.`,
    details: { connection },
  });
}

function lookUp(environment: Environment, system: string, connection: string, name: string): string | undefined {
  const value = environment[variableName(system, connection, name)];
  const plain = sharedBetweenCompanies.has(name) ? environment[`${system}_${name}`] : undefined;
  return (value ?? plain) || undefined;
}

function variableName(system: string, connection: string, name: string): string {
  if (connection === 'default') return `${system}_${name}`;
  return `${system}_${connection.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}_${name}`;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host.startsWith('127.');
}
