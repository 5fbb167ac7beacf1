import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { pino } from 'pino';
import type { RunName } from '../../api/runs.js';
import { loadEnvironment, type ServerConfig, serverConfig } from '../../config.js';
import { credentialsFrom } from '../../connectors/credentials/choose.js';
import { HubSpotClient } from '../../connectors/hubspot/client.js';
import { dataConverter, environmentKeys } from '../../encryption/data-converter.js';
import { createServer } from '../../server.js';
import { openStore } from '../../store/open.js';
import { triggers } from '../../triggers.js';
import { forwarderOf } from '../../webhooks/forward.js';

/** Takes webhooks and API calls until the process is asked to end. Temporal may be away at the start and come later. */
export async function serve(environment: NodeJS.ProcessEnv = loadEnvironment()): Promise<void> {
  const config = serverConfig(environment);
  const { taskQueue, sources, publicUrl, apiKeys, keepMs, mapping } = config;
  const logger = pino({ level: config.logLevel });
  const credentials = credentialsFrom(environment);
  const hubspot = new HubSpotClient((refused) => credentials.hubspot('default', refused));

  const { connectionOptions, namespace = 'default' } = loadClientConnectConfig();
  const connection = Connection.lazy(connectionOptions ?? {});
  const client = new Client({ connection, namespace, dataConverter: dataConverter(environmentKeys(environment)) });
  const store = await openStore(config.store);
  const forwarder = forwarderOf({
    inbox: store.inbox,
    client,
    taskQueue,
    triggers: triggers({ mapping }),
    hubspot: async () => hubspot,
    keepMs,
    logger,
    onStarted: ({ trigger, workflowId }) => logger.info({ trigger, workflowId }, 'An event has started a workflow'),
  });
  const runUrl = runUrlOf(config, namespace);
  const server = createServer({
    inbox: store.inbox,
    sources,
    publicUrl,
    onReceived: () => forwarder.wake(),
    api: apiKeys.length > 0 ? { client, taskQueue, keys: apiKeys, ...(runUrl ? { runUrl } : {}) } : undefined,
    logger,
  });
  const stop = async () => {
    await server.close();
    await forwarder.close();
    await Promise.all([store.close(), hubspot.close(), connection.close()]);
  };
  try {
    await server.listen({ host: config.host, port: config.port });
  } catch (error) {
    await stop();
    throw error;
  }
  forwarder.start();
  tell(config, publicUrl ?? server.listeningOrigin, (sentence) => logger.info(sentence));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
}

function runUrlOf({ temporalUiUrl }: ServerConfig, namespace: string): ((run: RunName) => string) | undefined {
  if (!temporalUiUrl) return undefined;
  const base = `${temporalUiUrl.replace(/\/+$/, '')}/namespaces/${encodeURIComponent(namespace)}/workflows`;
  return ({ workflowId, runId }) => `${base}/${encodeURIComponent(workflowId)}/${runId}/history`;
}

/** Which addresses take what; none of them holds a secret. */
function tell({ sources, apiKeys }: ServerConfig, url: string, say: (sentence: string) => void): void {
  if (sources.hubspot) say(`HubSpot's target URL is ${url}/webhooks/hubspot`);
  for (const { connection } of sources.intacct ?? [])
    say(`Intacct events of ${connection}: ${url}/webhooks/intacct/<secret>`);
  if (sources.nango) say(`Nango's webhook URL is ${url}/webhooks/nango`);
  for (const name of Object.keys(sources.generic ?? {})) say(`Standard Webhooks: ${url}/webhooks/generic/${name}`);
  say(apiKeys.length > 0 ? `The API is described at ${url}/` : 'API_KEYS is not set: there is no API');
}
