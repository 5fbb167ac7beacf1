import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { environmentCredentials } from '../../connectors/credentials/environment.js';
import { defaultDispatching } from '../../connectors/intacct/gateway/dispatcher.js';
import { defaultLimits } from '../../connectors/intacct/gateway/limit-store.js';
import { IntacctPlugin } from '../../plugin.js';
import { intacctEnvironment } from '../../scripts/demo/sandbox-environment.js';
import { Parts } from '../../scripts/demo/stoppable.js';
import { startTemporal } from '../../scripts/temporal/server.js';
import { openStore } from '../../store/open.js';
import { sandboxProcess } from '../sandbox-process.js';

/** A Temporal server, a worker and a company to measure workflows on. */
export interface Setting extends AsyncDisposable {
  readonly client: Client;
  readonly taskQueue: string;
}

// Far above what is reached: the figure is about the workflow engine, not about the company's limits.
const limits = { ...defaultLimits, requestsPerMinute: 100_000, concurrentRequests: 20 };

export async function startSetting(): Promise<Setting> {
  const parts = new Parts();
  try {
    return await startParts(parts);
  } catch (error) {
    await parts.stop();
    throw error;
  }
}

async function startParts(parts: Parts): Promise<Setting> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const sandbox = await parts.start(sandboxProcess('instant', ...limitFlags()), async (one) =>
    one[Symbol.asyncDispose](),
  );
  const temporal = await parts.start(startTemporal({ ui: false, usualPorts: false }), (server) => server.stop());
  const { address, namespace } = temporal;
  const store = await parts.start(openStore(), (opened) => opened.close());
  const native = await parts.start(NativeConnection.connect({ address }), (open) => open.close());
  const connection = await parts.start(Connection.connect({ address }), (open) => open.close());
  const taskQueue = `bench-${randomUUID()}`;
  const credentials = environmentCredentials(intacctEnvironment(sandbox));
  const worker = await Worker.create({
    connection: native,
    namespace,
    taskQueue,
    workflowsPath: join(import.meta.dirname, 'index.ts'),
    activities: { nothing: async () => {} },
    // As our own worker has it.
    maxConcurrentActivityTaskExecutions: 500,
    plugins: [new IntacctPlugin({ credentials, store, limits: () => ({ limits, dispatching: defaultDispatching }) })],
  });
  const running = worker.run();
  await parts.start(Promise.resolve(worker), async () => {
    worker.shutdown();
    await running;
  });
  const client = new Client({ connection, namespace });
  return { client, taskQueue, [Symbol.asyncDispose]: () => parts.stop() };
}

function limitFlags(): string[] {
  const { requestsPerMinute, concurrentRequests } = limits;
  return Object.entries({ requestsPerMinute, concurrentRequests }).flatMap(([name, value]) => [
    '--setting',
    `${name}=${value}`,
  ]);
}
