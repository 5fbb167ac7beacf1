import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { loadEnvironment } from '../../config.js';
import { dataConverter, environmentKeys } from '../../encryption/data-converter.js';

/** The Temporal server whose runs the commands look at. */
export interface Server {
  readonly client: Client;
  /** Address of its Web UI without a slash at the end, where it is known. */
  readonly uiUrl: string | undefined;
  close(): Promise<void>;
}

/**
 * Connects as TEMPORAL_ADDRESS and its like say, or the profile of the Temporal CLI. TEMPORAL_UI_URL names the Web UI of
 * servers other than the development server and Temporal Cloud.
 */
export async function connect(): Promise<Server> {
  const { connectionOptions = {}, namespace = 'default' } = loadClientConnectConfig();
  const address = connectionOptions.address ?? 'localhost:7233';
  const connection = await connected({ ...connectionOptions, address });
  const keys = environmentKeys(loadEnvironment());
  const client = new Client({ connection, namespace, dataConverter: dataConverter(keys) });
  return { client, uiUrl: uiUrlOf(address, process.env.TEMPORAL_UI_URL), close: () => connection.close() };
}

async function connected(options: { readonly address: string }): Promise<Connection> {
  try {
    return await Connection.connect(options);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const advice = 'Start it, or set TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE to the one you mean.';
    throw new Error(`No Temporal server answers at ${options.address} (${reason}). ${advice}`, { cause });
  }
}

export function uiUrlOf(address: string, named: string | undefined): string | undefined {
  if (named) return named.replace(/\/+$/, '');
  if (/\.tmprl\.cloud(:\d+)?$/.test(address) || /\.api\.temporal\.io(:\d+)?$/.test(address)) {
    return 'https://cloud.temporal.io';
  }
  // Where `temporal server start-dev` serves it.
  const [, port] = /^(?:localhost|127\.0\.0\.1|\[::1\]):(\d+)$/.exec(address) ?? [];
  return port ? `http://localhost:${Number(port) + 1000}` : undefined;
}

/** Page of a run in the Web UI; undefined where no UI is known. */
export function pageOf({ client, uiUrl }: Server, workflowId: string, runId: string): string | undefined {
  const { namespace } = client.options;
  return uiUrl && `${uiUrl}/namespaces/${namespace}/workflows/${encodeURIComponent(workflowId)}/${runId}/history`;
}
