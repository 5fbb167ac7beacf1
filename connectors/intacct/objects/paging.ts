import { z } from 'zod';
import { ConnectorError } from '../../errors.js';
import type { IntacctClient } from '../client.js';
import { allOf, equal, type Filter, type Query } from '../gateway/query.js';
import type { IntacctRecord } from '../gateway/reply.js';
import { timestamp } from '../shapes/field.js';
import { RecordKey, text } from './fields.js';

const limit = z.int().min(1).max(2000).default(100).describe('Records per page, 1 to 2000.');

/** Input fields of a list by record number: pages never skip or repeat a record. */
export const pageInput = {
  limit,
  after: RecordKey.optional().describe('`next` of the page before.'),
};

const cursorPattern = /^(\d+|([\dT:-]+Z)?\/\d+)$/;

/** Input fields of a list in either order. */
export const orderedPageInput = {
  limit,
  order: z
    .enum(['key', 'modified'])
    .default('key')
    .describe(
      '`key`: by record number. `modified`: never modified records first, then by the time of the last change; a record ' +
        'that changes while pages are read comes again at the end.',
    ),
  after: z
    .string()
    .regex(cursorPattern, 'must be `next` of a page before')
    .optional()
    .describe('`next` of the page before, in the same order.'),
};

export const pageOutput = <Record extends z.ZodType>(record: Record) =>
  z.looseObject({
    records: z.array(record),
    next: z.string().nullable().describe('Give it as `after` for the next page; null on the last one.'),
  });

export type Order = 'key' | 'modified';

/** Where a page begins and how long it is. */
export interface PageRequest {
  readonly limit: number;
  readonly order?: Order;
  readonly after?: string | undefined;
}

export interface Page {
  readonly records: readonly IntacctRecord[];
  readonly next: string | null;
}

/** What pages are asked of. */
export type Listed = Pick<Query, 'object' | 'fields' | 'filter' | 'showPrivate'>;

/** One page of a list, ordered by record number and starting after the cursor. */
export async function listPage(
  intacct: IntacctClient,
  object: string,
  fields: readonly string[],
  filter: Filter | undefined,
  page: PageRequest,
): Promise<Page> {
  return orderedPage(intacct, { object, fields, ...(filter ? { filter } : {}) }, { ...page, order: 'key' });
}

/**
 * One page of a list, starting after the cursor: a record number, or `<time of the last change>/<record number>`, so that
 * records changed in the same second are neither skipped nor repeated.
 *
 * @param modified Intacct's field of the last change.
 */
export async function orderedPage(
  intacct: IntacctClient,
  listed: Listed,
  { order = 'key', ...page }: PageRequest,
  modified = 'WHENMODIFIED',
): Promise<Page> {
  requireCursorOf(order, page.after);
  return order === 'key' ? byKey(intacct, listed, page) : byModified(intacct, listed, page, timestamp(modified));
}

const key = 'RECORDNO';

async function byKey(intacct: IntacctClient, listed: Listed, { limit, after }: PageRequest): Promise<Page> {
  const { records, remaining } = await part(intacct, listed, after === undefined ? undefined : beyond(key, after), {
    pageSize: limit,
    fields: [key],
  });
  const last = records.at(-1);
  return { records, next: remaining > 0 && last ? text(last, key) : null };
}

/**
 * Records that were never modified have no time. They come first: one that is modified meanwhile moves to the end, where it is
 * still to come. Behind the others it could move to where the pages have been already, and be lost.
 */
async function byModified(
  intacct: IntacctClient,
  listed: Listed,
  { limit, after = '/0' }: PageRequest,
  modified: ReturnType<typeof timestamp>,
): Promise<Page> {
  const [path = ''] = modified.paths;
  const [stamp = '', number = ''] = after.split('/');
  const untouched = stamp === '' ? await neverModified(intacct, listed, limit, path, number) : [];
  if (untouched.length === limit) return { records: untouched, next: `/${text(untouched.at(-1) ?? {}, key)}` };

  const [[, wire = ''] = []] = stamp === '' ? [] : modified.write(stamp);
  const since: Filter =
    stamp === ''
      ? { empty: false, field: path }
      : { any: [beyond(path, wire), { all: [equal(path, wire), beyond(key, number)] }] };
  const { records, remaining } = await part(intacct, listed, since, {
    pageSize: limit - untouched.length,
    fields: [path, key],
  });
  const last = records.at(-1);
  const next = last && `${modified.read((field) => text(last, field))}/${text(last, key)}`;
  return { records: [...untouched, ...records], next: remaining > 0 && next ? next : null };
}

async function neverModified(intacct: IntacctClient, listed: Listed, limit: number, path: string, number: string) {
  const filter: Filter = { all: [{ empty: true, field: path }, beyond(key, number)] };
  const { records } = await part(intacct, listed, filter, { pageSize: limit, fields: [key] });
  return records;
}

/** Ordered by the fields, which are read as well. */
function part(
  intacct: IntacctClient,
  { filter, ...listed }: Listed,
  where: Filter | undefined,
  { pageSize, fields }: { readonly pageSize: number; readonly fields: readonly string[] },
) {
  const both = allOf(filter, where);
  return intacct.query({
    ...listed,
    fields: [...new Set([...listed.fields, ...fields])],
    ...(both ? { filter: both } : {}),
    orderBy: fields.map((field) => ({ field })),
    pageSize,
  });
}

/** A question about the records with a higher record number. */
export function beyondKey<Q extends Pick<Query, 'filter'>>(query: Q, after: string | undefined): Q {
  if (after === undefined) return query;
  const filter = allOf(query.filter, beyond(key, after));
  return filter ? { ...query, filter } : query;
}

const beyond = (field: string, value: string): Filter => ({ compare: 'greaterthan', field, value });

function requireCursorOf(order: Order, after: string | undefined): void {
  if (after === undefined || after.includes('/') === (order === 'modified')) return;
  throw new ConnectorError({
    kind: 'invalid_input',
    message: `after: "${after}" comes from a list in another order than "${order}".`,
    advice: 'Keep the order from page to page, or start again without `after`. Nothing was sent.',
    details: { field: 'after' },
  });
}
