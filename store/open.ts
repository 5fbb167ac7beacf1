import type { LimitStore } from '../connectors/intacct/gateway/limit-store.js';
import type { WriteLedger } from '../connectors/intacct/ledger.js';
import type { Inbox } from './inbox.js';
import { type LimitTiming, MemoryLimits } from './memory-limits.js';
import { openPglite } from './pglite.js';
import { openPostgres } from './postgres.js';
import { SqlInbox } from './sql-inbox.js';
import { SqlLedger } from './sql-ledger.js';
import { SqlLimits } from './sql-limits.js';

export interface StoreOptions {
  /** PostgreSQL, such as `postgres://user:password@host/database`; shared by any number of processes. */
  readonly url?: string;
  /** PGlite on disk, when there is no `url`; for one process at a time. Created when absent. */
  readonly folder?: string;
  /** For tests that cannot wait. */
  readonly timing?: LimitTiming;
}

export interface Store {
  readonly ledger: WriteLedger;
  readonly limits: LimitStore;
  /** Events that came in by webhook. */
  readonly inbox: Inbox;
  /** Ends the connections and gives the folder back. */
  close(): Promise<void>;
}

/**
 * Opens the store and brings its tables up to date. With neither `url` nor `folder` it is in memory and ends with the
 * process. Without PostgreSQL there is one process, so its limits stay in memory, where they cost a call nothing. Throws when PostgreSQL cannot be reached, and when another process uses the folder.
 */
export async function openStore({ url, folder, timing }: StoreOptions = {}): Promise<Store> {
  const { database, close } = await (url ? openPostgres(url) : openPglite(folder));
  const limits = url ? new SqlLimits(database, timing) : new MemoryLimits(timing);
  return { ledger: new SqlLedger(database), limits, inbox: new SqlInbox(database), close };
}
