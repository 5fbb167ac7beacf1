import { z } from 'zod';
import { ConnectorError } from '../errors.js';
import { nearestNames } from '../nearest.js';
import type { IntacctClient } from './client.js';
import type { IntacctRecord } from './gateway/reply.js';

/** Where a record's ID and its name stand in Intacct. */
interface Referred {
  readonly object: string;
  readonly id: string;
  readonly name: string;
}

const named = (object: string, id = `${object}ID`, name = 'NAME'): Referred => ({ object, id, name });
const employee = named('EMPLOYEE', 'EMPLOYEEID', 'PERSONALINFO.CONTACTNAME');
const account = named('GLACCOUNT', 'ACCOUNTNO', 'TITLE');
const location = named('LOCATION');

/** What the reference fields of all actions refer to; their names are uniform over the catalogue. */
const references: ReadonlyMap<string, Referred> = new Map(
  Object.entries({
    customerId: named('CUSTOMER'),
    vendorId: named('VENDOR'),
    employeeId: employee,
    managerId: employee,
    supervisorId: employee,
    itemId: named('ITEM'),
    locationId: location,
    entityId: location,
    departmentId: named('DEPARTMENT', 'DEPARTMENTID', 'TITLE'),
    projectId: named('PROJECT'),
    classId: named('CLASS'),
    warehouseId: named('WAREHOUSE'),
    contractId: named('CONTRACT'),
    accountNumber: account,
    offsetAccountNumber: account,
    deferredAccountNumber: account,
  }),
);

/** How references are given; an input field of every action that has some. */
export const Resolve = z
  .enum(['id', 'name'])
  .optional()
  .describe(
    '`name`: references such as `customerId`, `locationId` and `accountNumber` may hold a name (a title of accounts and ' +
      'departments) instead of an ID, at any depth. A name that several records have is refused. Default `id`.',
  );

/** Names are believed this long. */
const rememberedMs = 600_000;

/**
 * An input whose references hold IDs. Where an object says `resolve: 'name'`, they may hold names before, in it and in all
 * objects inside it. Nothing is looked up for an input that would be refused anyhow.
 *
 * Throws `not_found` (`record_not_found`) and `invalid_input` (`name_ambiguous`) with the path.
 */
export async function withIds(
  schema: z.ZodType,
  sent: unknown,
  intacct: IntacctClient,
  ownId?: string,
): Promise<unknown> {
  if (!asksForNames(sent)) return sent;
  // Names may be longer than IDs; whatever else is wrong is reported without them.
  const withoutNames = mapped(sent, false, '', ownId, () => 'ID');
  if (!schema.safeParse(withoutNames).success) return withoutNames;
  const places: Place[] = [];
  mapped(sent, false, '', ownId, (place) => {
    places.push(place);
    return place.value;
  });
  const lookups = new Map<Referred, Lookup>();
  const ids = await Promise.all(places.map((place) => lookupOf(lookups, place, intacct).idAt(place)));
  return mapped(sent, false, '', ownId, () => ids.shift() ?? '');
}

/** A reference in an input. */
interface Place {
  readonly path: string;
  readonly referred: Referred;
  readonly value: string;
}

/** Without recursion, as nobody has looked at the input yet. */
function asksForNames(sent: unknown): boolean {
  const values = [sent];
  for (let value = values.pop(); value !== undefined; value = values.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    if ((value as { resolve?: unknown }).resolve === 'name') return true;
    for (const inner of Object.values(value)) if (inner !== undefined) values.push(inner);
  }
  return false;
}

function mapped(
  value: unknown,
  byName: boolean,
  path: string,
  ownId: string | undefined,
  idOf: (place: Place) => string,
): unknown {
  if (Array.isArray(value)) return value.map((item, index) => mapped(item, byName, `${path}[${index}]`, ownId, idOf));
  if (typeof value !== 'object' || value === null) return value;
  const { resolve } = value as { resolve?: unknown };
  const here = resolve === undefined ? byName : resolve === 'name';
  const entries = Object.entries(value).map(([name, inner]) => {
    const at = path === '' ? name : `${path}.${name}`;
    const isReference = here && at !== ownId;
    const referred = isReference && typeof inner === 'string' && inner !== '' ? references.get(name) : undefined;
    return [name, referred ? idOf({ path: at, referred, value: inner }) : mapped(inner, here, at, ownId, idOf)];
  });
  return Object.fromEntries(entries);
}

function lookupOf(lookups: Map<Referred, Lookup>, { referred }: Place, intacct: IntacctClient): Lookup {
  const lookup = lookups.get(referred) ?? new Lookup(referred, intacct);
  lookups.set(referred, lookup);
  return lookup;
}

/** Looks all wanted records of an object up at once. */
class Lookup {
  readonly #wanted = new Set<string>();
  #asking: Promise<readonly IntacctRecord[]> | undefined;

  constructor(
    private readonly referred: Referred,
    private readonly intacct: IntacctClient,
  ) {}

  async idAt(place: Place): Promise<string> {
    const { object } = this.referred;
    try {
      return await this.intacct.recall(`id/${object}/${place.value}`, rememberedMs, () => this.#look(place.value));
    } catch (error) {
      if (!(error instanceof Unresolved)) throw error;
      throw error.candidates.length === 0 ? await this.#unknown(place) : this.#ambiguous(place, error.candidates);
    }
  }

  async #look(value: string): Promise<string> {
    this.#wanted.add(value);
    // By the next microtask everybody has said what they want.
    this.#asking ??= Promise.resolve().then(() => this.#ask());
    const { id, name } = this.referred;
    const found = (await this.#asking).filter((record) => record[id] === value || record[name] === value);
    const [only, ...others] = found;
    if (!only || others.length > 0) throw new Unresolved(found);
    return String(only[id]);
  }

  async #ask(): Promise<readonly IntacctRecord[]> {
    const { object, id, name } = this.referred;
    const oneOf = [...this.#wanted];
    const filter = { any: [id, name].map((field) => ({ field, oneOf })) };
    const found: IntacctRecord[] = [];
    for (let more = true; more; ) {
      const page = { pageSize: 2000, offset: found.length };
      const { records, remaining } = await this.intacct.query({ object, fields: [id, name], filter, ...page });
      found.push(...records);
      more = remaining > 0 && records.length > 0;
    }
    return found;
  }

  async #unknown({ path, value }: Place): Promise<ConnectorError> {
    const { object, id, name } = this.referred;
    const like = await this.#alike(value);
    const nearest = nearestNames(
      value,
      like.map((record) => String(record[name])),
    );
    const shown = like
      .filter((record) => nearest.includes(String(record[name])))
      .map((record) => `"${record[name]}" (${record[id]})`);
    return new ConnectorError({
      kind: 'not_found',
      code: 'record_not_found',
      message: `${path}: no ${object} has the ID or the name "${value}", or the user may not see it.`,
      advice: `${shown.length > 0 ? `Did you mean ${shown.join(', ')}? ` : ''}Names are compared exactly, upper and lower case included.`,
      details: { field: path, object, value, nearest: shown },
    });
  }

  /** Records whose names begin alike. */
  async #alike(value: string): Promise<readonly IntacctRecord[]> {
    const [start] = /^[\p{L}\p{N}]{1,3}/u.exec(value) ?? [];
    if (start === undefined) return [];
    const { object, id, name } = this.referred;
    const filter = { compare: 'like', field: name, value: `${start}%` } as const;
    const { records } = await this.intacct.query({
      object,
      fields: [id, name],
      filter,
      pageSize: 100,
      ignoreCase: true,
    });
    return records;
  }

  #ambiguous({ path, value }: Place, found: readonly IntacctRecord[]): ConnectorError {
    const { object, id, name } = this.referred;
    const candidates = found.map((record) => ({ id: String(record[id]), name: String(record[name]) }));
    const shown = candidates.slice(0, 10).map((each) => `${each.id} (${each.name})`);
    return new ConnectorError({
      kind: 'invalid_input',
      code: 'name_ambiguous',
      message: `${path}: "${value}" may be any of ${candidates.length} records of ${object}: ${shown.join(', ')}.`,
      advice: 'Give the ID, without `resolve: "name"` if it is also a name. Nothing was written.',
      details: { field: path, object, value, candidates: candidates.slice(0, 10) },
    });
  }
}

/** Not remembered: the record may be made in a moment. */
class Unresolved extends Error {
  constructor(readonly candidates: readonly IntacctRecord[]) {
    super('unresolved');
  }
}
