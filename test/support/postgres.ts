import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { type GuardedProcess, spawnGuarded } from '../../scripts/temporal/guarded-process.js';

const run = promisify(execFile);

export interface TestPostgres {
  /** Address of an empty database that nobody else uses. */
  readonly url: string;
  /** Ends the server, or drops the database of a server that was there already. */
  stop(): Promise<void>;
}

interface Server {
  /** Address of its database `postgres`. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * A database for one test file: on the server at TEST_DATABASE_URL, else on one of our own, which dies with this process
 * however that ends. Throws, and says how to get PostgreSQL, when there is none.
 */
export async function startPostgres(): Promise<TestPostgres> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? { url: given, stop: async () => {} } : await startServer();
  const name = `test_${randomBytes(6).toString('hex')}`;
  try {
    await query(server.url, `create database ${name}`);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    url: withDatabase(server.url, name),
    async stop() {
      if (given) await query(server.url, `drop database ${name} with (force)`);
      await server.stop();
    },
  };
}

/** It listens on a socket in its own folder only, so that there is no port to collide on. */
async function startServer(): Promise<Server> {
  const bin = await findBinaries();
  const owner = await ownerOfServer();
  const folder = await mkdtemp(join(tmpdir(), 'intacct-postgres-'));
  try {
    if (owner) await chown(folder, owner.uid, owner.gid);
    const data = join(folder, 'data');
    const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'];
    await run(join(bin, 'initdb'), initdb, { cwd: folder, ...owner });
    const server = await startReady(join(bin, 'postgres'), data, folder, owner);
    const url = `postgres://postgres@localhost:5432/postgres?host=${encodeURIComponent(folder)}`;
    return { url, stop: () => stopFast(server) };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Resolves when the server takes connections; rejects with what it said when it ends instead. */
function startReady(postgres: string, data: string, folder: string, owner?: Owner): Promise<GuardedProcess> {
  const settings = ['listen_addresses=', `unix_socket_directories=${folder}`, 'port=5432', 'fsync=off'];
  const command = [postgres, '-D', data, ...settings.flatMap((setting) => ['-c', setting])];
  const [program = '', ...args] = owner ? [...asOwner(owner), ...command] : command;

  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const server = spawnGuarded(program, args, {
      cwd: folder,
      env: { ...process.env, LC_ALL: 'C' },
      output(line) {
        said.push(line);
        if (line.includes('ready to accept connections')) resolve(server);
      },
      killAfterMs: 1000,
      removeAfterwards: [folder],
    });
    server
      .then(({ ended }) => ended)
      .then(() => reject(new Error(['PostgreSQL has ended:', ...said].join('\n'))), reject);
  });
}

/** SIGTERM would wait until the last client has gone. */
async function stopFast(server: GuardedProcess): Promise<void> {
  server.signal('SIGINT');
  await server.ended;
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root; then another user has to own it. */
async function ownerOfServer(): Promise<Owner | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const user = await run('id', ['-u', 'postgres']).then(
    () => 'postgres',
    () => 'nobody',
  );
  const id = async (which: string) => Number((await run('id', [which, user])).stdout);
  return { uid: await id('-u'), gid: await id('-g') };
}

function asOwner({ uid, gid }: Owner): string[] {
  return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
}

/** The folder with `postgres` and `initdb`: Debian's newest, or where the search path leads. */
async function findBinaries(): Promise<string> {
  const debian = '/usr/lib/postgresql';
  const versions = await readdir(debian).catch(() => []);
  const newestFirst = versions.sort((one, other) => Number(other) - Number(one));
  const onPath = (process.env.PATH ?? '').split(delimiter);
  for (const folder of [...newestFirst.map((version) => join(debian, version, 'bin')), ...onPath]) {
    // Links lead to the folder where the rest of the installation is.
    const found = await Promise.all(['postgres', 'initdb'].map((name) => realpath(join(folder, name)).catch(() => '')));
    const [postgres, initdb] = found.map((file) => file && dirname(file));
    if (postgres && postgres === initdb) return postgres;
  }
  throw new Error(
    'These tests need PostgreSQL, and there is none. Install it (Debian, Ubuntu: apt-get install postgresql), or set ' +
      'TEST_DATABASE_URL to a server on which its role may create databases.',
  );
}

function withDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

async function query(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
