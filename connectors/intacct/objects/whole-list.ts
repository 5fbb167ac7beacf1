import type { IntacctClient } from '../client.js';
import type { Query } from '../gateway/query.js';
import type { IntacctRecord } from '../gateway/reply.js';
import { text } from './fields.js';
import { notFound } from './record-actions.js';

const pageSize = 2000;

/**
 * All records of a query, page after page, private ones of entities included. For lists that do not grow with the
 * business, and for sums.
 */
export async function everyRecord(
  intacct: IntacctClient,
  query: Omit<Query, 'pageSize' | 'offset'>,
): Promise<readonly IntacctRecord[]> {
  const found: IntacctRecord[] = [];
  for (;;) {
    const { records, remaining } = await intacct.query({ ...query, showPrivate: true, pageSize, offset: found.length });
    found.push(...records);
    if (remaining <= 0 || records.length === 0) return found;
  }
}

/** IDs of a location or entity and of all locations below it. Throws `not_found` when there is no such location. */
export async function withinLocation(intacct: IntacctClient, top: string): Promise<readonly string[]> {
  const locations = await everyRecord(intacct, { object: 'LOCATION', fields: ['LOCATIONID', 'PARENTID'] });
  if (!locations.some((record) => text(record, 'LOCATIONID') === top)) throw notFound('LOCATION', 'entityId', top);
  const within = new Set([top]);
  // A set takes in what is added while it is walked.
  for (const above of within) {
    for (const record of locations) if (text(record, 'PARENTID') === above) within.add(text(record, 'LOCATIONID'));
  }
  return [...within];
}
