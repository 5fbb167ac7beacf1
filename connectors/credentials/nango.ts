import type { Logger } from 'pino';
import { z } from 'zod';
import { parseConnection } from './connection.js';
import { Kept, type KeptOptions } from './kept.js';
import { NangoClient, type NangoConnectionRef, type NangoServer } from './nango-client.js';
import {
  type HubSpotConnection,
  type IntacctConnection,
  readHubSpotConnection,
  readIntacctConnection,
} from './nango-connection.js';
import type { CredentialProvider, HubSpotCredentials, IntacctCredentials } from './provider.js';
import { Secret } from './secret.js';
import {
  type Environment,
  HttpsOrLoopback,
  HubSpotBaseUrl,
  IntacctEndpoint,
  readPlain,
  readProfile,
  Text,
} from './variables.js';

export interface NangoOptions extends NangoServer {
  /** Names connections and integrations where they differ from the usual, see `nangoCredentials`. Default: they do not. */
  readonly environment?: Environment;
  /** Told when Nango refuses and the last credentials go on being used. Default: nobody. */
  readonly logger?: Logger;
  /** Epoch milliseconds. Default: the clock of this process. */
  readonly now?: () => number;
}

const insideNetwork = /^http:\/\/[\w-]+(:\d+)?\/?$/;

const NangoVariables = z.object({
  NANGO_SECRET_KEY: z.uuid({ version: 'v4' }),
  /** Plain http also to a container beside us, whose name has no dot. */
  NANGO_HOST: z.union([HttpsOrLoopback, z.string().regex(insideNetwork)]).default('https://api.nango.dev'),
});

// An ID becomes part of a path, and Nango's client does not escape it.
const Id = z.string().regex(/^[A-Za-z0-9][\w.-]*$/, 'may hold letters, digits, dots, hyphens and underscores only');

const IntacctVariables = z.object({
  NANGO_CONNECTION_ID: Id.optional(),
  NANGO_INTEGRATION: Text.default('sage-intacct'),
  ENTITY_ID: Text.optional(),
  ENDPOINT: IntacctEndpoint,
});

const HubSpotVariables = z.object({
  NANGO_CONNECTION_ID: Id.optional(),
  NANGO_INTEGRATION: Text.default('hubspot'),
  BASE_URL: HubSpotBaseUrl,
});

/** Throws `credentials_incomplete` that names what is missing or malformed. */
export function nangoSettings(environment: Environment): Pick<NangoServer, 'host' | 'secretKey'> {
  const { NANGO_SECRET_KEY, NANGO_HOST } = readPlain(NangoVariables, environment, 'Nango');
  return { secretKey: new Secret(NANGO_SECRET_KEY), host: NANGO_HOST };
}

/**
 * Credentials from Nango, read once for all calls of this process and again shortly before they end.
 *
 * The connection `acme` is the one of this ID at Nango, or of the ID in `INTACCT_ACME_NANGO_CONNECTION_ID`
 * (`INTACCT_NANGO_CONNECTION_ID` for `default`; `HUBSPOT_…` for HubSpot). Integrations: `INTACCT_NANGO_INTEGRATION`,
 * `HUBSPOT_NANGO_INTEGRATION`. Entities are ours: Nango's session is for the top level, so `acme/E100` signs in itself.
 *
 * When Nango refuses for now (a failed sign-in, a pause, no answer), what was read before stays in use, and our own
 * login with it shows what Intacct says. When it takes back (unknown connection, wrong key), nothing does.
 */
export function nangoCredentials(options: NangoOptions): CredentialProvider {
  const client = new NangoClient(options);
  const companies = remembered((profile) => intacctProfile(profile, client, options));
  const accounts = remembered((profile) => hubspotProfile(profile, client, options));
  return {
    async intacct(connection): Promise<IntacctCredentials> {
      const { profile, entityId } = parseConnection(connection);
      const { kept, endpoint, usualEntity } = companies(profile);
      return lend(kept, (company) => intacctCredentials(company, endpoint, entityId ?? usualEntity));
    },
    async hubspot(connection, refused): Promise<HubSpotCredentials> {
      const { kept, baseUrl } = accounts(parseConnection(connection).profile);
      const known = await kept.current();
      const { accessToken } = known.accessToken === refused ? await kept.current(known) : known;
      return { accessToken, baseUrl };
    },
  };
}

function intacctProfile(profile: string, client: NangoClient, options: NangoOptions) {
  const found = readProfile(IntacctVariables, options.environment ?? {}, 'INTACCT', profile);
  const ref = { integration: found.NANGO_INTEGRATION, id: found.NANGO_CONNECTION_ID ?? profile };
  const kept = new Kept<IntacctConnection>({
    ...keeping(ref, options),
    read: async (force) => readIntacctConnection(await client.connection(ref, force), ref),
    endsAt: ({ session }) => session?.endsAt ?? Number.POSITIVE_INFINITY,
    withoutToken: withoutSession,
  });
  return { kept, endpoint: found.ENDPOINT, usualEntity: found.ENTITY_ID };
}

function hubspotProfile(profile: string, client: NangoClient, options: NangoOptions) {
  const found = readProfile(HubSpotVariables, options.environment ?? {}, 'HUBSPOT', profile);
  const ref = { integration: found.NANGO_INTEGRATION, id: found.NANGO_CONNECTION_ID ?? profile };
  const kept = new Kept<HubSpotConnection>({
    ...keeping(ref, options),
    read: async (force) => readHubSpotConnection(await client.connection(ref, force), ref),
    endsAt: ({ endsAt }) => endsAt,
    withoutToken: () => undefined,
  });
  return { kept, baseUrl: found.BASE_URL };
}

function keeping(ref: NangoConnectionRef, { logger, now }: NangoOptions): Pick<KeptOptions<object>, 'onKept' | 'now'> {
  return {
    onKept: ({ code }) => logger?.warn({ ...ref, code }, 'Nango refuses; the last credentials go on being used'),
    ...(now ? { now } : {}),
  };
}

function intacctCredentials(company: IntacctConnection, endpoint: string, entityId?: string): IntacctCredentials {
  if (entityId === undefined) return { ...company, endpoint };
  return { ...withoutSession(company), endpoint, entityId };
}

function withoutSession(company: IntacctConnection): IntacctConnection {
  if (!company.session) return company;
  const { session: _, ...fields } = company;
  return fields;
}

/** Credentials that renew themselves: the same object for as long as the same value is kept. */
async function lend(
  kept: Kept<IntacctConnection>,
  make: (company: IntacctConnection) => IntacctCredentials,
): Promise<IntacctCredentials> {
  const made = new WeakMap<IntacctConnection, IntacctCredentials>();
  const from = (company: IntacctConnection): IntacctCredentials => {
    const existing = made.get(company);
    if (existing) return existing;
    const renew = async (refused = false) => from(await kept.current(refused ? company : undefined));
    const credentials = { ...make(company), renew };
    made.set(company, credentials);
    return credentials;
  };
  return from(await kept.current());
}

function remembered<Made>(make: (name: string) => Made): (name: string) => Made {
  const made = new Map<string, Made>();
  return (name) => {
    const found = made.get(name) ?? make(name);
    made.set(name, found);
    return found;
  };
}
