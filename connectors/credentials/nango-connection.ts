import { z } from 'zod';
import { type NangoConnectionRef, nameOf, unexpected } from './nango-client.js';
import { NangoError } from './nango-errors.js';
import type { LentSession } from './provider.js';
import { Secret } from './secret.js';

/** The five fields that somebody entered in Nango, and the session that Nango has opened with them. */
export interface IntacctConnection {
  readonly senderId: string;
  readonly senderPassword: Secret;
  readonly companyId: string;
  readonly userId: string;
  readonly userPassword: Secret;
  readonly session?: LentSession;
}

export interface HubSpotConnection {
  readonly accessToken: Secret;
  /** Epoch milliseconds; infinite for a token that does not end. */
  readonly endsAt: number;
}

const Connection = z.looseObject({
  connection_id: z.string(),
  provider_config_key: z.string(),
  provider: z.string(),
  credentials: z.looseObject({ type: z.string().optional() }),
});
type Connection = z.output<typeof Connection>;

// A field that was not given is the literal `${userId}` to Nango (facts/nango.md §1).
const Given = z
  .string()
  .min(1)
  .regex(/^(?!\$\{\w+\}$)/);
const Moment = z.iso
  .datetime({ offset: true })
  .transform((text) => Date.parse(text))
  .optional()
  .catch(undefined);

const TwoStepFields = z.object({
  senderId: Given,
  senderPassword: Given,
  companyId: Given,
  userId: Given,
  userPassword: Given,
});

/** `raw` holds coerced values (company 12345 as a number), so only the endpoint is taken from it. */
const NangoSession = z.object({
  token: z.string().min(1),
  expires_at: Moment,
  raw: z.object({
    response: z.object({
      operation: z.object({ result: z.object({ data: z.object({ api: z.object({ endpoint: z.url() }) }) }) }),
    }),
  }),
});

const OAuth2 = z.object({ type: z.literal('OAUTH2'), access_token: z.string().min(1), expires_at: Moment });
const ApiKey = z.object({ type: z.literal('API_KEY'), apiKey: z.string().min(1) });
const HubSpotCredentials = z.discriminatedUnion('type', [OAuth2, ApiKey]);

/**
 * Reads a connection of the provider `sage-intacct`. Throws `nango_provider_wrong` for any other, `nango_scope_missing`
 * when the credentials are kept from us, `nango_fields_missing` when fields are missing.
 */
export function readIntacctConnection(answer: unknown, ref: NangoConnectionRef): IntacctConnection {
  const { credentials } = readConnection(answer, ref, ['sage-intacct']);
  const fields = TwoStepFields.safeParse(credentials);
  if (!fields.success) {
    const missing = fields.error.issues.map(({ path }) => path[0]).join(', ');
    throw new NangoError('nango_fields_missing', `${nameOf(ref)} lacks ${missing}.`);
  }
  const { senderPassword, userPassword, ...ids } = fields.data;
  const session = sessionOf(credentials);
  return {
    ...ids,
    senderPassword: new Secret(senderPassword),
    userPassword: new Secret(userPassword),
    ...(session ? { session } : {}),
  };
}

/** Reads a connection to HubSpot, by OAuth or with a token as API key. Throws as `readIntacctConnection` does. */
export function readHubSpotConnection(answer: unknown, ref: NangoConnectionRef): HubSpotConnection {
  // A token for another system must never be sent to HubSpot.
  const { credentials } = readConnection(answer, ref, ['hubspot', 'private-api-bearer']);
  const { data } = HubSpotCredentials.safeParse(credentials);
  if (!data) throw unexpected(ref, 'the credentials hold no token');
  if (data.type === 'API_KEY') return { accessToken: new Secret(data.apiKey), endsAt: Number.POSITIVE_INFINITY };
  return { accessToken: new Secret(data.access_token), endsAt: data.expires_at ?? Number.POSITIVE_INFINITY };
}

function readConnection(answer: unknown, ref: NangoConnectionRef, providers: readonly string[]): Connection {
  const { data } = Connection.safeParse(answer);
  if (!data) throw unexpected(ref, 'the answer is not a connection');
  if (data.connection_id !== ref.id || data.provider_config_key !== ref.integration) {
    throw unexpected(ref, 'the answer is about another connection');
  }
  if (!providers.includes(data.provider)) {
    const wanted = providers.join('" or "');
    throw new NangoError('nango_provider_wrong', `${nameOf(ref)} is one to "${data.provider}", not "${wanted}".`);
  }
  if (data.credentials.type === undefined) {
    throw new NangoError('nango_scope_missing', `${nameOf(ref)} came without its credentials.`);
  }
  return data;
}

/** Without a readable session our own login does as well. */
function sessionOf(credentials: unknown): LentSession | undefined {
  const { data } = NangoSession.safeParse(credentials);
  if (!data) return undefined;
  return {
    id: new Secret(data.token),
    endpoint: data.raw.response.operation.result.data.api.endpoint,
    endsAt: data.expires_at ?? Number.POSITIVE_INFINITY,
  };
}
