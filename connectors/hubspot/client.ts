import { Agent, request } from 'undici';
import { z } from 'zod';
import type { HubSpotCredentials } from '../credentials/provider.js';
import { ConnectorError } from '../errors.js';
import { errorFromResponse, noAnswer } from './errors.js';
import { type ObjectType, paths } from './paths.js';

/** A CRM record as it comes: every value is a string or null. */
export const CrmRecord = z.looseObject({
  id: z.string(),
  properties: z.record(z.string(), z.string().nullable()),
  url: z.string().optional(),
  associations: z
    .record(
      z.string(),
      z.looseObject({
        results: z.array(z.looseObject({ id: z.coerce.string(), type: z.string() })),
        paging: z.unknown().optional(),
      }),
    )
    .optional(),
});
export type CrmRecord = z.output<typeof CrmRecord>;

const BatchRead = z.looseObject({ results: z.array(CrmRecord) });
const AccountInfo = z.looseObject({ companyCurrency: z.string().optional(), portalId: z.coerce.string().optional() });

const totalMs = 20_000;
const batchSize = 100;

/** What a HubSpot action's `run` is handed: one connected account. All its calls can be repeated without harm. */
export class HubSpotClient {
  readonly #agent = new Agent({ connect: { timeout: 10_000 }, headersTimeout: totalMs, bodyTimeout: totalMs });

  constructor(
    private readonly credentials: HubSpotCredentials,
    private readonly options: { readonly timeoutMs?: number } = {},
  ) {}

  /** One record with the wanted properties and links. Throws `not_found`. */
  async get(
    type: ObjectType,
    id: string,
    properties: readonly string[],
    associations: readonly ObjectType[] = [],
  ): Promise<CrmRecord> {
    const wanted = new URLSearchParams({ properties: properties.join(',') });
    if (associations.length) wanted.set('associations', associations.join(','));
    return this.#call(CrmRecord, 'GET', `${paths.record(type, id)}?${wanted}`);
  }

  /** Records by ID, in the order of `ids`; unknown ones are left out (HubSpot answers 207 and any order). */
  async getMany(type: ObjectType, ids: readonly string[], properties: readonly string[]): Promise<CrmRecord[]> {
    const found = new Map<string, CrmRecord>();
    for (let start = 0; start < ids.length; start += batchSize) {
      const inputs = ids.slice(start, start + batchSize).map((id) => ({ id }));
      const body = { properties, propertiesWithHistory: [], inputs };
      const { results } = await this.#call(BatchRead, 'POST', paths.batchRead(type), body);
      for (const record of results) found.set(record.id, record);
    }
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  /** Sets properties; `''` clears one, absent ones stay. */
  async update(type: ObjectType, id: string, properties: Readonly<Record<string, string>>): Promise<CrmRecord> {
    return this.#call(CrmRecord, 'PATCH', paths.record(type, id), { properties });
  }

  /** The account's own currency, for records that name none. */
  async accountCurrency(): Promise<string | undefined> {
    return (await this.#call(AccountInfo, 'GET', paths.accountInfo)).companyCurrency;
  }

  /** Creates a property group or property of a record type. Throws `duplicate` when there is one of that name. */
  async createProperty(type: ObjectType, kind: 'group' | 'property', definition: object): Promise<void> {
    await this.#call(z.unknown(), 'POST', paths.properties(type, kind), definition);
  }

  async close(): Promise<void> {
    await this.#agent.close();
  }

  async #call<Schema extends z.ZodType>(
    schema: Schema,
    method: 'GET' | 'POST' | 'PATCH',
    path: string,
    body?: unknown,
  ): Promise<z.output<Schema>> {
    const { status, text, retryAfter } = await this.#exchange(method, path, body);
    if (status >= 400) throw errorFromResponse(status, text, retryAfter);
    const parsed = schema.safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    throw new ConnectorError({
      kind: 'unexpected_response',
      message: `HubSpot: the answer to ${method} ${path.split('?')[0]} is not of the documented shape.`,
      advice: 'The call is repeated by itself; if it lasts, report it with the details below.',
      retry: 'soon',
      details: { issues: parsed.error.issues.map(({ path: field, message }) => `${field.join('.')}: ${message}`) },
    });
  }

  async #exchange(method: 'GET' | 'POST' | 'PATCH', path: string, body: unknown) {
    try {
      const response = await request(new URL(path, this.credentials.baseUrl), {
        method,
        headers: {
          authorization: `Bearer ${this.credentials.accessToken.reveal()}`,
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: body === undefined ? null : JSON.stringify(body),
        dispatcher: this.#agent,
        signal: AbortSignal.timeout(this.options.timeoutMs ?? totalMs),
      });
      const retryAfter = response.headers['retry-after'];
      return { status: response.statusCode, text: await response.body.text(), retryAfter: [retryAfter].flat()[0] };
    } catch (error) {
      throw noAnswer(error);
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
