import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { PortTakenError, startDevServer } from '../../scripts/temporal/dev-server.js';
import { findTemporal } from '../../scripts/temporal/find-binary.js';
import { startTemporal, type TemporalOptions, type TemporalServer } from '../../scripts/temporal/server.js';
import { SEARCH_ATTRIBUTES } from '../../temporal/search-attributes.js';
import { until } from '../../temporal/until.js';
import { accepts, atEnd, firstLine, occupyPort, program, runScript, temporaryFolder, untilRefused } from './helpers.js';

let binary: string;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  binary = (await findTemporal()).path;
  const { TEMPORAL_ADDRESS: _, TEMPORAL_NAMESPACE: __, ...rest } = process.env;
  env = { ...rest, TEMPORAL_CLI_PATH: binary };
});

async function start(options: TemporalOptions = {}): Promise<TemporalServer> {
  const server = await startTemporal({ env, ui: false, usualPorts: false, ...options });
  atEnd(() => server.stop());
  return server;
}

async function client({ address, namespace }: TemporalServer): Promise<Client> {
  const connection = await Connection.connect({ address });
  atEnd(() => connection.close());
  return new Client({ connection, namespace });
}

test('a server comes up on which runs are found by all five search attributes', async () => {
  const { workflow } = await client(await start());
  const attributes = Object.entries(SEARCH_ATTRIBUTES).map(([name, type]) =>
    type === 'Bool'
      ? { key: defineSearchAttributeKey(name, SearchAttributeType.BOOL), value: true }
      : { key: defineSearchAttributeKey(name, SearchAttributeType.KEYWORD), value: 'deal-1' },
  );

  await workflow.start('anything', { taskQueue: 'nobody', workflowId: 'one', typedSearchAttributes: attributes });

  const names = Object.entries(SEARCH_ATTRIBUTES).map(([name, type]) => `${name} = ${type === 'Bool' || "'deal-1'"}`);
  const found = async () => (await workflow.count(names.join(' AND '))).count === 1;
  await until(found, { what: 'the run to be found', timeoutMs: 10_000 });
});

test('stop ends the server, and may be called twice', async () => {
  const server = await start();

  await Promise.all([server.stop(), server.stop()]);

  await expect(accepts(server.address)).resolves.toBe(false);
});

test('a database file that is given keeps workflows from one start to the next', async () => {
  const databaseFile = join(await temporaryFolder(), 'kept', 'temporal.db');
  const first = await start({ databaseFile });
  await (await client(first)).workflow.start('anything', { taskQueue: 'nobody', workflowId: 'kept' });
  await first.stop();

  const { workflow } = await client(await start({ databaseFile }));

  await expect(workflow.getHandle('kept').describe()).resolves.toMatchObject({ type: 'anything' });
});

test('two that start at the same moment, both wanting the usual ports, do not collide', async () => {
  const [one, other] = await Promise.all([
    start({ usualPorts: true, ui: true }),
    start({ usualPorts: true, ui: true }),
  ]);

  expect(one.address).not.toBe(other.address);
  expect(one.uiUrl).not.toBe(other.uiUrl);
  const answers = await Promise.all([one, other].map(({ uiUrl }) => fetch(`${uiUrl}/`).then(({ status }) => status)));
  expect(answers).toEqual([200, 200]);
});

describe('ports that are taken', () => {
  test('are left to whoever has them', async () => {
    await Promise.all([occupyPort(7233), occupyPort(8233)]);

    const server = await start({ usualPorts: true, ui: true });

    expect(server.address).not.toMatch(/:7233$/);
    expect(server.uiUrl).not.toMatch(/:8233$/);
  });

  test('are noticed when they were free a moment before', async () => {
    const taken = await occupyPort();
    const databaseFile = join(await temporaryFolder(), 'temporal.db');
    const options = { binary, namespace: 'default', databaseFile, ui: false, removeAfterwards: [] };

    await expect(startDevServer({ ...options, ports: { server: taken, ui: 0 } })).rejects.toThrow(PortTakenError);
  });

  test('lead to another attempt with others', async () => {
    const folder = await temporaryFolder();
    const unlucky = await program(
      join(folder, 'temporal'),
      `if [ "$1" = server ] && [ ! -e "${folder}/tried" ]; then`,
      `  touch "${folder}/tried"; echo "bind: address already in use" >&2; exit 1`,
      'fi',
      `exec "${binary}" "$@"`,
    );

    const server = await start({ env: { ...env, TEMPORAL_CLI_PATH: unlucky } });

    await expect(readdir(folder)).resolves.toContain('tried');
    await expect(accepts(server.address)).resolves.toBe(true);
  });
});

test('a server that fails to start is reported with its last words', async () => {
  const TEMPORAL_CLI_PATH = await program(
    join(await temporaryFolder(), 'temporal'),
    'if [ "$1" = --version ]; then echo "temporal version 9.9.9"; exit; fi',
    'echo "the disk is full" >&2',
    'exit 1',
  );

  await expect(start({ env: { ...env, TEMPORAL_CLI_PATH } })).rejects.toThrow(/did not start.*the disk is full/s);
});

describe('the command', () => {
  let command: ChildProcess;
  let address: string;
  let temporary: string;

  beforeEach(async () => {
    temporary = await temporaryFolder();
    command = runScript('scripts/temporal.ts', ['--json', '--no-ui'], { ...env, TMPDIR: temporary });
    address = (JSON.parse(await firstLine(command)) as TemporalServer).address;
    expect(await databases()).toHaveLength(1);
  });

  const databases = async () => (await readdir(temporary)).filter((name) => name.startsWith('temporal-intacct-'));

  test('ends its server at Ctrl-C and removes its files, with exit code 0', async () => {
    command.kill('SIGINT');

    await expect(once(command, 'exit')).resolves.toEqual([0, null]);
    await expect(accepts(address)).resolves.toBe(false);
    await expect(databases()).resolves.toEqual([]);
  });

  test('leaves neither server nor files behind when it is killed with SIGKILL', async () => {
    command.kill('SIGKILL');

    await untilRefused(address);
    await until(async () => (await databases()).length === 0, { what: 'the files to be removed', timeoutMs: 15_000 });
  });
});
