import { z } from 'zod';
import { ConnectorError } from '../errors.js';

export type Environment = Readonly<Record<string, string | undefined>>;
export type ConnectedSystem = 'INTACCT' | 'HUBSPOT';

export const Text = z.string().min(1);

/** Credentials travel encrypted, except to this machine. */
export const HttpsOrLoopback = z
  .url({ protocol: /^https?$/ })
  .refine((url) => url.startsWith('https:') || isLoopback(new URL(url).hostname), {
    message: 'must be https (plain http is accepted only on this machine)',
  });

/** Where the first sign-in goes, unless told otherwise. */
export const IntacctEndpoint = HttpsOrLoopback.default('https://api.intacct.com/ia/xml/xmlgw.phtml');
export const HubSpotBaseUrl = HttpsOrLoopback.default('https://api.hubapi.com');

/** Not a company's own, so that the plain name serves every connection. */
const shared = new Set(['SENDER_ID', 'SENDER_PASSWORD', 'ENDPOINT', 'BASE_URL', 'NANGO_INTEGRATION']);

/**
 * Reads the variables of one profile: `INTACCT_USER_ID` for `default`, `INTACCT_ACME_USER_ID` for `acme`. Only sender,
 * addresses and integrations fall back to the plain name: a company's own must never stand in for another's. Throws
 * `credentials_incomplete` that names every variable which is missing or malformed, and never its value.
 */
export function readProfile<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  environment: Environment,
  system: ConnectedSystem,
  profile: string,
): z.output<z.ZodObject<Shape>> {
  const lookUp = (name: string) => {
    const plain = shared.has(name) ? environment[`${system}_${name}`] : undefined;
    return environment[variableName(system, profile, name)] || plain;
  };
  const nameOf = (name: string) => variableName(system, profile, name);
  return readVariables(schema, lookUp, { of: `Connection "${profile}"`, nameOf });
}

/** Reads variables by their plain names; throws as `readProfile` does. */
export function readPlain<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  environment: Environment,
  of: string,
): z.output<z.ZodObject<Shape>> {
  return readVariables(schema, (name) => environment[name], { of, nameOf: (name) => name });
}

function readVariables<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  lookUp: (name: string) => string | undefined,
  { of, nameOf }: { readonly of: string; readonly nameOf: (name: string) => string },
): z.output<z.ZodObject<Shape>> {
  const values = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, lookUp(name) || undefined]));
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return values[name] === undefined ? `${nameOf(name)} is missing` : `${nameOf(name)} ${issue.message}`;
  });
  throw incomplete(`${of}: ${wrong.join(', ')}.`);
}

/** `credentials_incomplete`, for what is set in the environment. */
export function incomplete(message: string): ConnectorError {
  return new ConnectorError({
    kind: 'credentials',
    code: 'credentials_incomplete',
    message,
    advice: 'Set this in the environment or in .env of the worker, then restart it.',
  });
}

export function variableName(system: ConnectedSystem, profile: string, name: string): string {
  if (profile === 'default') return `${system}_${name}`;
  return `${system}_${profile.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}_${name}`;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host.startsWith('127.');
}
