import { z } from 'zod';
import { recordNotFound } from './errors.js';
import { type HubSpotCredentialSource, HubSpotHttp, type HubSpotHttpOptions } from './http.js';
import { type Link, LinkReader } from './links.js';
import { type ObjectType, paths } from './paths.js';
import { CrmRecord, RecordReader } from './records.js';

export type { HubSpotCredentialSource } from './http.js';
export type { Link } from './links.js';
export { CrmRecord } from './records.js';

const AccountInfo = z.looseObject({ companyCurrency: z.string().optional() });
const Named = z.looseObject({ results: z.array(z.looseObject({ name: z.string() })) });
const Found = z.looseObject({ results: z.array(CrmRecord), paging: z.unknown().optional() });

/** A condition of a search; see `FilterInput` of `searchDeals`. */
export interface SearchFilter {
  readonly propertyName: string;
  readonly operator: string;
  readonly value?: string;
  readonly highValue?: string;
  readonly values?: readonly string[];
}

export interface Search {
  /** All must hold; at most 6. */
  readonly filters: readonly SearchFilter[];
  /** Ascending. */
  readonly sort: string;
  readonly properties: readonly string[];
  /** 1 to 200. */
  readonly limit: number;
}

/** How a new record is linked: the other record, and HubSpot's number for this kind of link. */
export interface NewLink {
  readonly id: string;
  readonly typeId: number;
}

/**
 * What a HubSpot action's `run` is handed: one connected account, shared by all calls of the process, so that their reads
 * are combined and its limits are kept once.
 */
export class HubSpotClient {
  readonly #http: HubSpotHttp;
  readonly #records: RecordReader;
  readonly #links: LinkReader;
  #currency: { readonly code: string | undefined; readonly until: number } | undefined;

  constructor(credentials: HubSpotCredentialSource, options: HubSpotHttpOptions = {}) {
    this.#http = new HubSpotHttp(credentials, options);
    this.#records = new RecordReader(this.#http);
    this.#links = new LinkReader(this.#http);
  }

  /**
   * One record with the wanted properties, also by the ID that it had before it was merged into another: its `id` is then the
   * other's. Throws `record_not_found`.
   */
  async get(type: ObjectType, id: string, properties: readonly string[]): Promise<CrmRecord> {
    const record = await this.#records.read({ type, properties }, id);
    return record ?? this.#followed(type, id, properties);
  }

  /** By a value of a unique property. Throws `record_not_found`. */
  async getBy(type: ObjectType, idProperty: string, value: string, properties: readonly string[]): Promise<CrmRecord> {
    const question = { type, idProperty, properties: [idProperty, ...properties] };
    const record = await this.#records.read(question, value);
    if (record === undefined) throw recordNotFound(type, value);
    return record;
  }

  /** Records by ID, in the order of `ids`; unknown ones are left out. */
  async getMany(type: ObjectType, ids: readonly string[], properties: readonly string[]): Promise<CrmRecord[]> {
    const records = await Promise.all(ids.map((id) => this.#records.read({ type, properties }, id)));
    return records.filter((record) => record !== undefined);
  }

  /** All records of a type that a record is associated with. */
  async links(from: string, id: string, to: string): Promise<readonly Link[]> {
    return this.#links.read(from, id, to);
  }

  /**
   * Sets properties; `''` clears one, absent ones stay. Writes nothing when the record holds the values already: a write
   * would change its modification time, and with it wake whoever watches for changes.
   */
  async update(type: ObjectType, id: string, properties: Readonly<Record<string, string>>) {
    const current = await this.get(type, id, Object.keys(properties));
    const changed = Object.entries(properties).some(([name, value]) => heldIn(current, name) !== value);
    if (changed) {
      await this.#http.call(CrmRecord, { method: 'PATCH', path: paths.record(type, current.id), body: { properties } });
    }
    return { id: current.id, changed };
  }

  /** Creates a record. Not repeatable: without an answer it throws `unknown_outcome`, and the caller looks before it tries again. */
  async create(
    type: ObjectType,
    properties: Readonly<Record<string, string>>,
    links: readonly NewLink[],
  ): Promise<CrmRecord> {
    const associations = links.map(({ id, typeId }) => ({
      to: { id },
      types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: typeId }],
    }));
    const call = { method: 'POST', path: paths.records(type), body: { properties, associations } } as const;
    return this.#http.call(CrmRecord, { ...call, creates: true });
  }

  /** Records as the search index knows them, which lags behind by moments; `more` when there are further ones. */
  async search(type: ObjectType, { filters, sort, properties, limit }: Search) {
    const sorts = [{ propertyName: sort, direction: 'ASCENDING' }];
    const filterGroups = filters.length > 0 ? [{ filters }] : [];
    const body = { filterGroups, sorts, properties: [...new Set(properties)], limit };
    const call = { method: 'POST', path: paths.search(type), body } as const;
    const { results, paging } = await this.#http.call(Found, { ...call, search: true });
    return { records: results, more: paging !== undefined };
  }

  /** The account's own currency, for records that name none. Asked for at most every ten minutes. */
  async accountCurrency(): Promise<string | undefined> {
    if (this.#currency && this.#currency.until > Date.now()) return this.#currency.code;
    const { companyCurrency: code } = await this.#http.call(AccountInfo, { method: 'GET', path: paths.accountInfo });
    this.#currency = { code, until: Date.now() + 600_000 };
    return code;
  }

  /** Names of all properties, or of all property groups, of a record type. */
  async propertyNames(type: ObjectType, kind: 'group' | 'property'): Promise<ReadonlySet<string>> {
    const { results } = await this.#http.call(Named, { method: 'GET', path: schemaPath(type, kind) });
    return new Set(results.map(({ name }) => name));
  }

  /** Creates a property group or property of a record type. Throws `record_exists` when there is one of that name. */
  async createProperty(type: ObjectType, kind: 'group' | 'property', definition: object): Promise<void> {
    await this.#http.call(z.unknown(), { method: 'POST', path: schemaPath(type, kind), body: definition });
  }

  async close(): Promise<void> {
    await this.#http.close();
  }

  /** A batch leaves out records that were merged into others; read alone, HubSpot shows the other. */
  async #followed(type: ObjectType, id: string, properties: readonly string[]): Promise<CrmRecord> {
    const query = new URLSearchParams({ properties: properties.join(',') });
    return this.#http.call(CrmRecord, { method: 'GET', path: `${paths.record(type, id)}?${query}` });
  }
}

/** Undefined for a property that does not exist, which HubSpot leaves out without a word. */
function heldIn({ properties }: CrmRecord, name: string): string | undefined {
  return name in properties ? (properties[name] ?? '') : undefined;
}

function schemaPath(type: ObjectType, kind: 'group' | 'property'): string {
  return kind === 'group' ? paths.propertyGroups(type) : paths.properties(type);
}
