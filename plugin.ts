import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SimplePlugin } from '@temporalio/plugin';
import type { BundleOptions, Worker, WorkerOptions } from '@temporalio/worker';
import type { Logger } from 'pino';
import { checks } from './activities/checks.js';
import { Connections } from './activities/connections.js';
import { hubspotActivities } from './activities/hubspot.js';
import { intacctActivities } from './activities/intacct.js';
import { credentialsFrom } from './connectors/credentials/choose.js';
import type { CredentialProvider } from './connectors/credentials/provider.js';
import { type CompanyLimits, environmentLimits } from './connectors/intacct/environment-limits.js';
import type { Timeouts } from './connectors/intacct/gateway/transport.js';
import { checkBundle, dataConverter, environmentKeys, failureConverterFor } from './encryption/data-converter.js';
import type { PayloadKey } from './encryption/keys.js';
import { openStore, type Store, type StoreOptions } from './store/open.js';
import { ensureSearchAttributes } from './temporal/search-attributes.js';

export interface IntacctPluginOptions {
  /** Where credentials come from. Default: Nango where `NANGO_SECRET_KEY` is set, else environment variables. */
  readonly credentials?: CredentialProvider;
  /**
   * The write ledger and the shared limits. Default: PostgreSQL by `DATABASE_URL`, else PGlite in the folder `STORE_FOLDER`
   * (default `.store`), for one worker at a time. An open store is used and left open.
   */
  readonly store?: StoreOptions | Store;
  /** Per connection. Default: `INTACCT_REQUESTS_PER_MINUTE` and its like from the environment. */
  readonly limits?: (connection: string) => CompanyLimits;
  /** Default 60 seconds for a request. */
  readonly timeouts?: Timeouts;
  /** See `OnceTools.settleMs`. */
  readonly settleMs?: number;
  /** Encrypt what Temporal keeps. Default: `PAYLOAD_KEYS`. Clients need `dataConverter()` with the same keys. */
  readonly payloadKeys?: readonly PayloadKey[];
  /** Default: none. */
  readonly logger?: Logger;
}

export { dataConverter } from './encryption/data-converter.js';

const ownFile = fileURLToPath(import.meta.url);

const inWorkflows = (name: string) => join(ownFile, '..', 'workflows', name + extname(ownFile));

/** The shipped workflows, as source here and as JavaScript in the package. */
export const workflowsPath = inWorkflows('index');

/** For a bundle of your own that uses `intacct()`: goes into its `workflowInterceptorModules`. */
export const workflowInterceptorModules = [inWorkflows('interceptors')];

/**
 * Gives a worker all Intacct and HubSpot actions and the shipped workflows, beside its own, and registers the search
 * attributes that they use:
 *
 * ```ts
 * const worker = await Worker.create({ taskQueue, workflowsPath, plugins: [new IntacctPlugin()] });
 * ```
 *
 * A worker with a `workflowBundle` of its own gets the activities only; its bundle may re-export our workflows.
 */
export class IntacctPlugin extends SimplePlugin {
  readonly #connections: Connections;
  readonly #store: LazyStore;
  readonly #payloadKeys: readonly PayloadKey[];

  constructor({ credentials, store, limits, payloadKeys = environmentKeys(), ...options }: IntacctPluginOptions = {}) {
    const lazyStore = new LazyStore(store ?? environmentStore());
    const connections = new Connections({
      ...options,
      credentials: credentials ?? credentialsFrom(process.env, options.logger),
      store: () => lazyStore.open(),
      limits: limits ?? environmentLimits,
    });
    super({
      name: 'temporal-intacct',
      activities: { ...intacctActivities(connections), ...hubspotActivities(connections), ...checks },
      workflowsPath: (theirs) => withOurWorkflows(theirs),
      dataConverter: (theirs) => dataConverter(payloadKeys, theirs),
      workerInterceptors: { workflowModules: workflowInterceptorModules },
    });
    this.#connections = connections;
    this.#store = lazyStore;
    this.#payloadKeys = payloadKeys;
  }

  override configureWorker(options: WorkerOptions): WorkerOptions {
    const { workflowsPath: combined, ...configured } = super.configureWorker(options);
    const convertsFailures =
      this.#payloadKeys.length === 0 || options.dataConverter?.failureConverterPath !== undefined;
    if (options.workflowBundle && !convertsFailures) checkBundle(options.workflowBundle);
    return options.workflowBundle || combined === undefined ? configured : { ...configured, workflowsPath: combined };
  }

  override configureBundler(options: BundleOptions): BundleOptions {
    return { ...failureConverterFor(this.#payloadKeys), ...super.configureBundler(options) };
  }

  override async runWorker(worker: Worker, next: (worker: Worker) => Promise<void>): Promise<void> {
    try {
      // Before the first task: a store that cannot be opened is a fault of the set-up, not of a workflow.
      await this.#store.open();
      if (worker.connection) await ensureSearchAttributes(worker.connection, worker.options.namespace);
      await super.runWorker(worker, next);
    } finally {
      await this.#connections.close();
      await this.#store.close();
    }
  }
}

/** Opened by the first who needs it; one that was open already is not ours to close. */
class LazyStore {
  #opening: Promise<Store> | undefined;

  constructor(private readonly given: StoreOptions | Store) {}

  open(): Promise<Store> {
    if ('ledger' in this.given) return Promise.resolve(this.given);
    this.#opening ??= openStore(this.given);
    return this.#opening;
  }

  async close(): Promise<void> {
    const opening = this.#opening;
    this.#opening = undefined;
    await (await opening?.catch(() => undefined))?.close();
  }
}

function environmentStore({ DATABASE_URL, STORE_FOLDER } = process.env): StoreOptions {
  return DATABASE_URL ? { url: DATABASE_URL } : { folder: STORE_FOLDER || '.store' };
}

const combinedPaths = new Set<string>([workflowsPath]);

/** One file for the bundler that exports their workflows and ours. */
function withOurWorkflows(theirs: string | undefined): string {
  if (theirs === undefined) return workflowsPath;
  if (combinedPaths.has(theirs)) return theirs;
  const folder = mkdtempSync(join(cacheFolderFor(theirs), 'workflows-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const combined = join(folder, 'index.cjs');
  const modules = [theirs, workflowsPath].map((path) => `...require(${JSON.stringify(path)})`);
  writeFileSync(combined, `module.exports = { ${modules.join(', ')} };\n`);
  combinedPaths.add(combined);
  return combined;
}

/** Below their `node_modules`, as the bundler looks for the SDK from there upwards. */
function cacheFolderFor(theirs: string): string {
  for (let folder = dirname(theirs); ; folder = dirname(folder)) {
    const modules = join(folder, 'node_modules');
    if (existsSync(join(modules, '@temporalio'))) {
      const cache = join(modules, '.cache', 'temporal-intacct');
      mkdirSync(cache, { recursive: true });
      return cache;
    }
    if (folder === dirname(folder)) throw new Error(`No node_modules with @temporalio found above ${theirs}`);
  }
}
