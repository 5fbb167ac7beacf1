import { Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { ensureSearchAttributes } from '../../temporal/search-attributes.js';

const CONNECT_WITHIN_MS = 5000;

/**
 * Checks the server that TEMPORAL_ADDRESS names: that it answers, has the namespace, and our search attributes (which are
 * registered if missing). TEMPORAL_API_KEY, TEMPORAL_TLS… and a profile of the Temporal CLI are honoured.
 */
export async function checkRunningServer(address: string, namespace: string, env: NodeJS.ProcessEnv): Promise<void> {
  const connection = await connect(address, env);
  try {
    await ensureSearchAttributes(connection, namespace);
  } finally {
    await connection.close();
  }
}

async function connect(address: string, env: NodeJS.ProcessEnv): Promise<Connection> {
  const { tls, apiKey, metadata } = loadClientConnectConfig({ overrideEnvVars: defined(env) }).connectionOptions;
  const connection = Connection.lazy({
    address,
    connectTimeout: CONNECT_WITHIN_MS,
    ...(tls === undefined ? {} : { tls }),
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(metadata === undefined ? {} : { metadata }),
  });
  try {
    await connection.ensureConnected();
    return connection;
  } catch (cause) {
    // It would go on trying, and keep the process alive.
    await connection.close();
    const reason = cause instanceof Error ? cause.message : String(cause);
    const advice = 'Start it, correct TEMPORAL_ADDRESS, or unset it to have a server started for you.';
    throw new Error(`No Temporal server answers at TEMPORAL_ADDRESS=${address} (${reason}). ${advice}`, { cause });
  }
}

function defined(env: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}
