import type { IntacctClient } from '../client.js';
import { toGatewayTimestamp } from '../gateway/dates.js';
import type { Filter } from '../gateway/query.js';
import type { IntacctRecord } from '../gateway/reply.js';

/** Our clock and Intacct's may differ by this much. */
const clockSkewMs = 300_000;

/**
 * Records that are not older than a write's first attempt. The audit stamp of transactions is AUWHENCREATED, that of masters
 * WHENCREATED (facts/intacct-xml.md §5).
 */
export function createdSince(since: Date, stamp: 'AUWHENCREATED' | 'WHENCREATED' = 'AUWHENCREATED'): Filter {
  const earliest = new Date(Math.max(since.getTime() - clockSkewMs, 0));
  return { compare: 'greaterthanorequalto', field: stamp, value: toGatewayTimestamp(earliest) };
}

/** Candidates for a write, oldest first: at most one page, as equal writes of one moment are never more. */
export async function findAll(
  intacct: IntacctClient,
  object: string,
  fields: readonly string[],
  filter: Filter | undefined,
): Promise<readonly IntacctRecord[]> {
  const { records } = await intacct.queryTogether({ object, fields, pageSize: 2000, ...(filter ? { filter } : {}) });
  return records;
}
