import { z } from 'zod';
import type { IntacctClient } from '../client.js';
import { allOf, type Filter } from '../gateway/query.js';
import type { IntacctRecord } from '../gateway/reply.js';
import { RecordKey, text } from './fields.js';

/** Input fields that every list has. Pages go by record number, so that none is skipped or repeated. */
export const pageInput = {
  limit: z.int().min(1).max(2000).default(100).describe('Records per page, 1 to 2000.'),
  after: RecordKey.optional().describe('`next` of the page before.'),
};

export const pageOutput = <Record extends z.ZodType>(record: Record) =>
  z.looseObject({
    records: z.array(record),
    next: RecordKey.nullable().describe('Give it as `after` for the next page; null on the last one.'),
  });

/** One page of a list, ordered by record number and starting after the cursor. */
export async function listPage(
  intacct: IntacctClient,
  object: string,
  fields: readonly string[],
  filter: Filter | undefined,
  page: { limit: number; after?: string | undefined },
): Promise<{ records: readonly IntacctRecord[]; next: string | null }> {
  const cursor: Filter | undefined =
    page.after === undefined ? undefined : { compare: 'greaterthan', field: 'RECORDNO', value: page.after };
  const filters = allOf(filter, cursor);
  const { records, remaining } = await intacct.query({
    object,
    fields,
    pageSize: page.limit,
    ...(filters ? { filter: filters } : {}),
  });
  const last = records.at(-1);
  return { records, next: remaining > 0 && last ? text(last, 'RECORDNO') : null };
}
