import { Connection } from '@temporalio/client';
import { ensureSearchAttributes, SEARCH_ATTRIBUTES } from '../../temporal/search-attributes.js';
import { until } from '../../temporal/until.js';
import { Excerpt } from './excerpt.js';
import { type GuardedProcess, spawnGuarded } from './guarded-process.js';
import type { Ports } from './ports.js';

export interface DevServerOptions {
  binary: string;
  namespace: string;
  databaseFile: string;
  ports: Ports;
  ui: boolean;
  /** A temporary folder that goes with the server. */
  removeAfterwards: readonly string[];
}

/** Somebody else was faster. Other ports will do. */
export class PortTakenError extends Error {}

const HOST = '127.0.0.1';
const PORT_TAKEN = /address already in use|Only one usage of each socket address/i;
const READY_WITHIN_MS = 60_000;
const ANNOUNCED_WITHIN_MS = 10_000;
const HEALTHY = 1;

/** Starts `temporal server start-dev` and waits until workflows can be started and searched. */
export async function startDevServer(options: DevServerOptions): Promise<GuardedProcess> {
  const log = new Excerpt(10);
  let announce = () => {};
  const announced = new Promise<void>((resolve) => (announce = resolve));

  const server = await spawnGuarded(options.binary, commandLine(options), {
    removeAfterwards: options.removeAfterwards,
    output: (line, stream) => {
      log.add(line);
      if (stream === 'stdout' && line.includes(`:${options.ports.server}`)) announce();
    },
  });
  const ended = new AbortController();
  void server.ended.then(() => ended.abort(new Error('The Temporal server ended before it was ready')));
  try {
    await untilAnnounced(announced, ended.signal);
    await untilReady(options, ended.signal);
    return server;
  } catch (error) {
    await server.stop();
    throw failure(error, log);
  }
}

function commandLine({ namespace, databaseFile, ports, ui }: DevServerOptions): string[] {
  const searchAttributes = Object.entries(SEARCH_ATTRIBUTES).map(
    ([name, type]) => `--search-attribute=${name}=${type}`,
  );
  return [
    ...['server', 'start-dev', '--ip', HOST, '--port', String(ports.server), '--namespace', namespace],
    ...(ui ? ['--ui-port', String(ports.ui)] : ['--headless']),
    ...['--db-filename', databaseFile],
    // Twice as many workflows per second, at the price of the last moments before a power cut.
    ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'],
    ...searchAttributes,
    // The default is ten searches per second; tests and benches that wait for a run to be found are slowed down by it.
    ...['--dynamic-config-value', 'frontend.namespaceRPS.visibility=1000'],
    ...['--log-level', 'error'],
  ];
}

/**
 * The server prints its address once the port is its own. Asking the port earlier could reach another server that has just
 * taken it. A server that prints something else is asked all the same, a little later.
 */
async function untilAnnounced(announced: Promise<void>, ended: AbortSignal): Promise<void> {
  let happened = false;
  void announced.then(() => (happened = true));
  const deadline = Date.now() + ANNOUNCED_WITHIN_MS;
  await until(async () => happened || Date.now() > deadline, {
    what: 'the Temporal server to start',
    timeoutMs: READY_WITHIN_MS,
    intervalMs: 20,
    signal: ended,
  });
}

async function untilReady({ ports, namespace }: DevServerOptions, ended: AbortSignal): Promise<void> {
  const connection = Connection.lazy({ address: `${HOST}:${ports.server}` });
  try {
    await until(() => isHealthy(connection, namespace), {
      what: 'the Temporal server to become healthy',
      timeoutMs: READY_WITHIN_MS,
      signal: ended,
    });
    await ensureSearchAttributes(connection, namespace);
  } finally {
    await connection.close();
  }
}

async function isHealthy(connection: Connection, namespace: string): Promise<boolean> {
  return connection.withDeadline(Date.now() + 5000, async () => {
    const service = 'temporal.api.workflowservice.v1.WorkflowService';
    const { status } = await connection.healthService.check({ service });
    await connection.workflowService.describeNamespace({ namespace });
    return status === HEALTHY;
  });
}

function failure(cause: unknown, log: Excerpt): Error {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const message = `The Temporal server did not start: ${reason}. It said:\n${log.text('      ')}`;
  return log.matches(PORT_TAKEN) ? new PortTakenError(message, { cause }) : new Error(message, { cause });
}
