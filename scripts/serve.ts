/** The webhook server as a program of its own; see `config.ts` for what it needs in the environment. */
import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { pino } from 'pino';
import { loadEnvironment, serverConfig } from '../config.js';
import { environmentCredentials } from '../connectors/credentials/environment.js';
import { HubSpotClient } from '../connectors/hubspot/client.js';
import { createServer } from '../server.js';
import { hubspotWebhookPath } from '../webhooks/hubspot.js';

const config = serverConfig(loadEnvironment());
const logger = pino({ level: config.logLevel });
// HubSpot waits 5 seconds for an answer.
const hubspot = new HubSpotClient(await environmentCredentials().hubspot('default'), { timeoutMs: 3_000 });

const { connectionOptions, namespace } = loadClientConnectConfig();
const connection = await Connection.connect(connectionOptions ?? {});
const client = new Client({ connection, namespace: namespace ?? 'default' });

const server = createServer({
  hubspot: { publicUrl: config.publicUrl, clientSecret: config.hubspotClientSecret },
  deals: { client, hubspot, taskQueue: config.taskQueue, mapping: config.mapping },
  logger,
});
await server.listen({ host: config.host, port: config.port });
logger.info(`HubSpot's target URL is ${config.publicUrl}${hubspotWebhookPath}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await server.close();
    await Promise.all([hubspot.close(), connection.close()]);
  });
}
