/** The worker: runs workflows and calls Intacct and HubSpot. Any number of them may run side by side. */
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { pino } from 'pino';
import { loadEnvironment, workerConfig } from './config.js';
import { IntacctPlugin } from './plugin.js';

const { taskQueue, logLevel } = workerConfig(loadEnvironment());
Runtime.install({ logger: new DefaultLogger('INFO') });

const { connectionOptions, namespace } = loadClientConnectConfig();
const connection = await NativeConnection.connect(connectionOptions);
const worker = await Worker.create({
  connection,
  namespace: namespace ?? 'default',
  taskQueue,
  plugins: [new IntacctPlugin({ logger: pino({ level: logLevel }) })],
  // Many calls wait side by side: those that wait share a request to Intacct.
  maxConcurrentActivityTaskExecutions: 500,
});

await worker.run();
await connection.close();
