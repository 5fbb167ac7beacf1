import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import type { Logger } from 'pino';
import { defaultTaskQueue } from '../../config.js';
import { environmentCredentials } from '../../connectors/credentials/environment.js';
import { Secret } from '../../connectors/credentials/secret.js';
import { HubSpotClient } from '../../connectors/hubspot/client.js';
import { dataConverter } from '../../encryption/data-converter.js';
import type { PayloadKey } from '../../encryption/keys.js';
import { IntacctPlugin } from '../../plugin.js';
import { type HubSpotSandbox, startHubSpotSandbox } from '../../sandbox/hubspot/index.js';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { createServer } from '../../server.js';
import { openStore, type Store } from '../../store/open.js';
import { triggers } from '../../triggers.js';
import { forwarderOf } from '../../webhooks/forward.js';
import { hubspotWebhookPath } from '../../webhooks/hubspot.js';
import { startTemporal, type TemporalServer } from '../temporal/server.js';
import { hubspotEnvironment, intacctEnvironment } from './sandbox-environment.js';
import { Parts } from './stoppable.js';

/** A run that a webhook has started. */
export interface StartedRun {
  readonly workflowId: string;
  readonly runId: string;
  readonly dealId: string;
}

/** All that `npm start` runs, and the tests with it, on loopback. Never reads a real company's credentials. */
export interface Demo {
  readonly temporal: TemporalServer;
  readonly client: Client;
  readonly intacct: IntacctSandbox;
  readonly hubspot: HubSpotSandbox;
  /** The variables with which another worker process talks to the sandboxes. */
  readonly environment: Record<string, string>;
  readonly webhookUrl: string;
  /** Resolves once no webhook's event is under way to a workflow. */
  forwarded(): Promise<void>;
  /** Rejects when the worker or the Temporal server ends by itself. */
  readonly broken: Promise<never>;
  stop(): Promise<void>;
}

export interface DemoOptions {
  /** A server to use and to leave alone; by default one is started. */
  readonly temporal?: TemporalServer;
  readonly taskQueue?: string;
  /** Workflows bundled before; by default they are bundled now. */
  readonly workflowBundle?: WorkflowBundleOption;
  /** The write ledger, limits and inbox; by default ones in memory. */
  readonly store?: Store;
  /** False: workers run elsewhere. Default true. */
  readonly worker?: boolean;
  /** Of the worker's plugin; default: its own. */
  readonly settleMs?: number;
  /** Encrypt what Temporal keeps. Default: none, whatever the environment says. */
  readonly payloadKeys?: readonly PayloadKey[];
  /** Of the worker's connectors. Default: none. */
  readonly logger?: Logger;
  readonly onStarted?: (run: StartedRun) => void;
}

/** Starts everything; what was started is stopped again when a later part fails. */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const parts = new Parts();
  try {
    return await startParts(parts, options);
  } catch (error) {
    await parts.stop();
    throw error;
  }
}

async function startParts(parts: Parts, options: DemoOptions): Promise<Demo> {
  const [temporal, intacct, hubspot, store] = await Promise.all([
    options.temporal ?? parts.start(startTemporal(), (server) => server.stop()),
    parts.start(startSandbox(), (sandbox) => sandbox.close()),
    parts.start(startHubSpotSandbox({ settings: { portalId: newPortalId() } }), (sandbox) => sandbox.close()),
    options.store ?? parts.start(openStore(), (opened) => opened.close()),
  ]);
  const environment = { ...intacctEnvironment(intacct), ...hubspotEnvironment(hubspot) };
  const worker =
    options.worker === false ? undefined : await startWorker(parts, temporal, environment, { ...options, store });
  const connection = await parts.start(
    // A machine that starts everything at once may be slow to connect.
    Connection.connect({ address: temporal.address, connectTimeout: '1 minute' }),
    (open) => open.close(),
  );
  const client = new Client({
    connection,
    namespace: temporal.namespace,
    dataConverter: dataConverter(options.payloadKeys ?? []),
  });
  const webhooks = await startWebhooks(parts, environment, hubspot, client, store, options);
  const broken = Promise.race([
    ended('The Temporal server', temporal.ended),
    ...(worker ? [ended('The worker', worker.run)] : []),
  ]);
  broken.catch(() => {});
  return { temporal, client, intacct, hubspot, environment, ...webhooks, broken, stop: () => parts.stop() };
}

async function startWebhooks(
  parts: Parts,
  environment: Record<string, string>,
  hubspot: HubSpotSandbox,
  client: Client,
  { inbox }: Store,
  { taskQueue = defaultTaskQueue, onStarted, logger }: DemoOptions,
): Promise<Pick<Demo, 'webhookUrl' | 'forwarded'>> {
  const crm = new HubSpotClient(() => environmentCredentials(environment).hubspot('default'));
  const forwarder = forwarderOf({
    inbox,
    client,
    taskQueue,
    triggers: triggers({ mapping: {} }),
    hubspot: async () => crm,
    pollMs: 200,
    firstWaitMs: 200,
    logger,
    onStarted: ({ workflowId, runId, event }) => onStarted?.({ workflowId, runId, dealId: event.recordId }),
  });
  const sources = { hubspot: { clientSecret: new Secret(hubspot.clientSecret) } };
  const server = createServer({ inbox, sources, onReceived: () => forwarder.wake(), logger });
  await parts.start(server.listen({ host: '127.0.0.1', port: 0 }), async () => {
    await server.close();
    await forwarder.close();
    await crm.close();
  });
  forwarder.start();
  const webhookUrl = server.listeningOrigin + hubspotWebhookPath;
  hubspot.setWebhookTarget(webhookUrl);
  return { webhookUrl, forwarded: () => forwarder.settled() };
}

/** Resolves when the worker polls; `run` settles when it has ended. */
async function startWorker(
  parts: Parts,
  { address, namespace }: TemporalServer,
  environment: Record<string, string>,
  {
    taskQueue = defaultTaskQueue,
    workflowBundle,
    store,
    settleMs,
    payloadKeys = [],
    logger,
  }: DemoOptions & { readonly store: Store },
): Promise<{ run: Promise<void> }> {
  const connection = await parts.start(NativeConnection.connect({ address }), (open) => open.close());
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue,
    plugins: [
      new IntacctPlugin({
        credentials: environmentCredentials(environment),
        store,
        payloadKeys,
        ...(logger ? { logger } : {}),
        ...(settleMs === undefined ? {} : { settleMs }),
      }),
    ],
    ...(workflowBundle ? { workflowBundle } : {}),
  });
  const run = worker.run();
  return parts.start(Promise.resolve({ run }), async () => {
    // A worker that has only just been started cannot be shut down yet, and tells nobody when it can.
    while (worker.getState() === 'INITIALIZED') await setTimeout(10);
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await run;
  });
}

/** A portal of its own for each start: a Temporal server that outlives us knows the deals of earlier ones. */
function newPortalId(): number {
  return randomInt(10_000_000, 100_000_000);
}

async function ended(what: string, end: Promise<unknown>): Promise<never> {
  await end;
  throw new Error(`${what} ended by itself.`);
}
