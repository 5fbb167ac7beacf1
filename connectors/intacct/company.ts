import type { Logger } from 'pino';
import type { IntacctCredentials } from '../credentials/provider.js';
import { type CallContext, IntacctClient } from './client.js';
import type { DispatcherSettings, DispatcherUsage } from './gateway/dispatcher.js';
import { Gateway } from './gateway/gateway.js';
import type { LimitSettings, LimitStore } from './gateway/limit-store.js';
import { defaultTimeouts, type Timeouts } from './gateway/transport.js';
import type { WriteLedger } from './ledger.js';
import { LedgerDesk, ledgerJournal } from './ledger-journal.js';
import { CompanyMemory } from './memory.js';
import type { OnceTools } from './once.js';

export interface CompanyOptions {
  /** Names the connection in logs, limits and ledger. */
  readonly connection: string;
  readonly credentials: IntacctCredentials;
  /** Shared by all workers of the company. */
  readonly limitStore: LimitStore;
  /** Without one, a write by values whose outcome is unknown asks for a person's decision. */
  readonly ledger?: WriteLedger;
  readonly limits?: LimitSettings;
  readonly dispatching?: DispatcherSettings;
  readonly timeouts?: Timeouts;
  /** See `OnceTools.settleMs`. Default: the request's own time limit and half a minute. */
  readonly settleMs?: number;
  readonly logger?: Logger;
}

/** One connected company of this process: its gateway, its ledger, a client per call. */
export class IntacctCompany {
  readonly #tools: OnceTools;

  constructor({ ledger, settleMs, ...options }: CompanyOptions) {
    const { connection, timeouts = defaultTimeouts } = options;
    const journal = ledger && ledgerJournal(ledger, connection);
    this.#tools = {
      gateway: new Gateway({ ...options, ...(journal ? { journal } : {}) }),
      sharedQueries: new Map(),
      memory: new CompanyMemory(),
      settleMs: settleMs ?? timeouts.totalMs + 30_000,
      ...(ledger ? { ledger: new LedgerDesk(ledger, connection) } : {}),
    };
  }

  client(call?: CallContext): IntacctClient {
    return new IntacctClient(this.#tools, call);
  }

  usage(): Promise<DispatcherUsage> {
    return this.#tools.gateway.usage();
  }

  close(): Promise<void> {
    return this.#tools.gateway.close();
  }
}
