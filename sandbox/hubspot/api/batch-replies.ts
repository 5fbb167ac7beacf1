import type { Crm } from '../crm/crm.js';
import { timestamp } from '../crm/time.js';
import type { Reply } from './http.js';

export interface BatchError {
  status: 'error';
  category: string;
  subCategory?: string;
  message: string;
  context: Record<string, string[]>;
}

/** The usual success, or 207 when some inputs failed. */
export function batchReply(crm: Crm, results: readonly unknown[], errors: readonly BatchError[], status = 200): Reply {
  const now = timestamp(crm.settings.now());
  const common = { status: 'COMPLETE', results, startedAt: now, completedAt: now };
  return errors.length === 0
    ? { status, body: common }
    : { status: 207, body: { ...common, numErrors: errors.length, errors } };
}
