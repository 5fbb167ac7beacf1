import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { PortTakenError, startDevServer } from './dev-server.js';
import { type FindOptions, findTemporal } from './find-binary.js';
import type { Ending } from './guarded-process.js';
import { pickPorts, USUAL_PORTS } from './ports.js';
import { checkRunningServer } from './running-server.js';

export interface TemporalOptions extends FindOptions {
  /** Default: TEMPORAL_NAMESPACE, else `default`. */
  namespace?: string;
  /** Whether to serve the Web UI. Default true. */
  ui?: boolean;
  /** Whether to use the ports 7233 and 8233 if they are free. Default true; otherwise any free ones. */
  usualPorts?: boolean;
  /** Where to keep workflows for the next start. Default: a temporary folder that goes with the server. */
  databaseFile?: string;
}

export interface TemporalServer {
  /** `host:port` for clients and workers. */
  address: string;
  namespace: string;
  uiUrl: string | undefined;
  /** TEMPORAL_ADDRESS named a server that runs anyway; it is not ours to stop. */
  external: boolean;
  /** Where the server came from, for people. */
  source: string;
  /** Settles when the server has ended, asked or not. Never for an external one. */
  ended: Promise<Ending>;
  /** Leaves nothing behind: neither the process nor its temporary files. Calling it again is harmless. */
  stop(): Promise<void>;
}

const ATTEMPTS = 5;

/**
 * A Temporal server for this process, ready for workflows that use our search attributes. It is the one TEMPORAL_ADDRESS
 * names, else one of our own, which ends with this process at the latest.
 */
export async function startTemporal(options: TemporalOptions = {}): Promise<TemporalServer> {
  const env = options.env ?? process.env;
  const namespace = options.namespace ?? (env.TEMPORAL_NAMESPACE || 'default');
  if (env.TEMPORAL_ADDRESS) return useRunningServer(env.TEMPORAL_ADDRESS, namespace, env);

  const binary = await findTemporal(options);
  for (let attempt = 1; ; attempt++) {
    const usual = options.usualPorts !== false && attempt === 1;
    try {
      return await startOwnServer(binary, namespace, usual, options);
    } catch (error) {
      if (!(error instanceof PortTakenError) || attempt === ATTEMPTS) throw error;
    }
  }
}

async function useRunningServer(address: string, namespace: string, env: NodeJS.ProcessEnv): Promise<TemporalServer> {
  await checkRunningServer(address, namespace, env);
  return {
    address,
    namespace,
    uiUrl: env.TEMPORAL_UI_URL || undefined,
    external: true,
    source: 'TEMPORAL_ADDRESS',
    ended: new Promise(() => {}),
    stop: async () => {},
  };
}

async function startOwnServer(
  binary: { path: string; source: string },
  namespace: string,
  usualPorts: boolean,
  { ui = true, databaseFile }: TemporalOptions,
): Promise<TemporalServer> {
  const ports = await pickPorts(usualPorts ? USUAL_PORTS : undefined);
  const { file, removeAfterwards } = await databasePlace(databaseFile);
  const server = await startDevServer({
    binary: binary.path,
    namespace,
    databaseFile: file,
    ports,
    ui,
    removeAfterwards,
  });
  return {
    address: `127.0.0.1:${ports.server}`,
    namespace,
    uiUrl: ui ? `http://127.0.0.1:${ports.ui}` : undefined,
    external: false,
    source: binary.source,
    ended: server.ended,
    stop: async () => void (await server.stop()),
  };
}

async function databasePlace(kept: string | undefined): Promise<{ file: string; removeAfterwards: string[] }> {
  if (kept !== undefined) {
    await mkdir(dirname(resolve(kept)), { recursive: true });
    return { file: resolve(kept), removeAfterwards: [] };
  }
  const folder = await mkdtemp(join(tmpdir(), 'temporal-intacct-'));
  return { file: join(folder, 'temporal.db'), removeAfterwards: [folder] };
}
