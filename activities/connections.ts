import { type Logger, pino } from 'pino';
import type { CredentialProvider } from '../connectors/credentials/provider.js';
import { HubSpotClient } from '../connectors/hubspot/client.js';
import { IntacctCompany } from '../connectors/intacct/company.js';
import type { CompanyLimits } from '../connectors/intacct/environment-limits.js';
import type { Timeouts } from '../connectors/intacct/gateway/transport.js';
import type { Store } from '../store/open.js';

/** What the connections of a worker share. */
export interface ConnectionsOptions {
  readonly credentials: CredentialProvider;
  /** Holds the write ledger and the limits that all workers share. */
  readonly store: () => Promise<Pick<Store, 'ledger' | 'limits'>>;
  readonly limits: (connection: string) => CompanyLimits;
  readonly timeouts?: Timeouts;
  /** See `OnceTools.settleMs`. */
  readonly settleMs?: number;
  readonly logger?: Logger;
}

/** The connected companies and accounts of one worker process: one client per connection, made when first needed. */
export class Connections {
  readonly #companies = new Map<string, Promise<IntacctCompany>>();
  readonly #hubspot = new Map<string, Promise<HubSpotClient>>();

  constructor(private readonly options: ConnectionsOptions) {}

  /** Throws `credentials` when the connection is not set up; the next call looks again. */
  intacct(connection: string): Promise<IntacctCompany> {
    return madeOnce(this.#companies, connection, async () => {
      const { credentials, store, limits, logger = pino({ level: 'silent' }), ...shared } = this.options;
      const { ledger, limits: limitStore } = await store();
      return new IntacctCompany({
        ...shared,
        ...limits(connection),
        connection,
        credentials: await credentials.intacct(connection),
        ledger,
        limitStore,
        logger,
      });
    });
  }

  /** Whether the connection is set up shows with the first call. */
  hubspot(connection: string): Promise<HubSpotClient> {
    return madeOnce(this.#hubspot, connection, async () => {
      const { credentials } = this.options;
      return new HubSpotClient((refused) => credentials.hubspot(connection, refused));
    });
  }

  /** Finishes what is in flight. */
  async close(): Promise<void> {
    const clients = await Promise.allSettled([...this.#companies.values(), ...this.#hubspot.values()]);
    await Promise.all(clients.map((client) => (client.status === 'fulfilled' ? client.value.close() : undefined)));
  }
}

/** A failed making is forgotten, so that mending the set-up needs no restart. */
function madeOnce<Made>(made: Map<string, Promise<Made>>, name: string, make: () => Promise<Made>): Promise<Made> {
  const existing = made.get(name);
  if (existing) return existing;
  const making = make();
  made.set(name, making);
  making.catch(() => made.delete(name));
  return making;
}
