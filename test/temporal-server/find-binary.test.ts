import { mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { cachedBinary } from '../../scripts/temporal/cache.js';
import { findTemporal, type TemporalBinary } from '../../scripts/temporal/find-binary.js';
import { GO_VERSION } from '../../scripts/temporal/go-install.js';
import { OFFLINE_PLACES } from '../../scripts/temporal/places.js';
import type { Progress } from '../../scripts/temporal/progress.js';
import { SDK_DOWNLOAD } from '../../scripts/temporal/sdk-download.js';
import { fakeTemporal, program, temporaryFolder } from './helpers.js';

let folder: string;
let env: NodeJS.ProcessEnv;
let notes: string[];
let progress: Progress[];

beforeEach(async () => {
  folder = await temporaryFolder();
  const bin = join(folder, 'bin');
  await mkdir(bin);
  env = { PATH: bin, HOME: folder, XDG_CACHE_HOME: join(folder, 'cache'), LOCALAPPDATA: join(folder, 'cache') };
  notes = [];
  progress = [];
});

const onPath = (name: string) => join(folder, 'bin', name);

function find(): Promise<TemporalBinary> {
  const log = (line: string) => notes.push(line);
  const onProgress = (news: Progress) => progress.push(news);
  return findTemporal({ env, log, onProgress, places: OFFLINE_PLACES });
}

async function inCache(version: string): Promise<string> {
  const path = cachedBinary(version, env);
  await mkdir(dirname(path), { recursive: true });
  return fakeTemporal(path);
}

/** A `go` that installs a fake Temporal CLI and notes each time it was asked to. */
function fakeGo(...before: string[]): Promise<string> {
  return program(
    onPath('go'),
    `echo "$@" >> "${folder}/go-calls"`,
    ...before,
    `printf '#!/bin/sh\\necho temporal version 1.5.1\\n' > "$GOBIN/temporal"`,
    'chmod +x "$GOBIN/temporal"',
  );
}

describe('the search order', () => {
  test('takes TEMPORAL_CLI_PATH before everything else', async () => {
    await fakeTemporal(onPath('temporal'));
    env.TEMPORAL_CLI_PATH = await fakeTemporal(join(folder, 'my-temporal'), '1.2.3');

    const found = await find();

    expect(found.path).toBe(env.TEMPORAL_CLI_PATH);
    expect(found.source).toContain('TEMPORAL_CLI_PATH, temporal version 1.2.3');
  });

  test('takes temporal on PATH before the cache', async () => {
    await inCache(GO_VERSION);
    await fakeTemporal(onPath('temporal'));

    await expect(find()).resolves.toMatchObject({ path: onPath('temporal') });
  });

  test('takes an earlier download from the cache before an earlier build', async () => {
    await inCache(GO_VERSION);
    const downloaded = await inCache(SDK_DOWNLOAD);

    await expect(find()).resolves.toMatchObject({ path: downloaded });
  });

  test('takes an earlier build from the cache without asking Go', async () => {
    await fakeGo();
    const built = await inCache(GO_VERSION);

    await expect(find()).resolves.toMatchObject({ path: built });
    await expect(readdir(folder)).resolves.not.toContain('go-calls');
  });
});

describe('a binary that does not run', () => {
  test('is skipped with a note that says why', async () => {
    env.TEMPORAL_CLI_PATH = await program(join(folder, 'broken'), 'echo "wrong libc" >&2', 'exit 3');
    await fakeTemporal(onPath('temporal'));

    await expect(find()).resolves.toMatchObject({ path: onPath('temporal') });
    expect(notes).toEqual([expect.stringMatching(/TEMPORAL_CLI_PATH: .*broken.*exit code 3: wrong libc/)]);
  });

  test('is skipped when TEMPORAL_CLI_PATH names a file that does not exist', async () => {
    env.TEMPORAL_CLI_PATH = join(folder, 'nothing-here');
    await fakeTemporal(onPath('temporal'));

    await expect(find()).resolves.toMatchObject({ path: onPath('temporal') });
    expect(notes).toEqual([expect.stringMatching(/nothing-here.*ENOENT/)]);
  });

  test('is skipped when it is another program of the same name', async () => {
    await program(onPath('temporal'), 'echo "a clock, version 7"');
    const built = await inCache(GO_VERSION);

    await expect(find()).resolves.toMatchObject({ path: built });
    expect(notes).toEqual([expect.stringMatching(/PATH: .*not the Temporal CLI.*a clock, version 7/)]);
  });
});

describe('building with Go', () => {
  test('puts the binary into the cache and leaves nothing else there', async () => {
    await fakeGo();

    const found = await find();

    expect(found.path).toBe(cachedBinary(GO_VERSION, env));
    await expect(readFile(join(folder, 'go-calls'), 'utf8')).resolves.toMatch(/^install .*cmd\/temporal@v1\.5\.1\n$/);
    await expect(readdir(dirname(dirname(found.path)))).resolves.toEqual([GO_VERSION]);
  });

  test('tells that it is working and how long it takes', async () => {
    await fakeGo('sleep 1.2');

    await find();

    const states = progress.map(({ state }) => state);
    expect(states.slice(0, 2)).toEqual(['running', 'running']);
    expect(states.at(-1)).toBe('done');
    expect(progress[0]?.task).toMatch(/go install.*about 2½ minutes/);
  });

  test('happens once when two want it at the same moment', async () => {
    await fakeGo('sleep 0.5');

    const [one, other] = await Promise.all([find(), find()]);

    expect(one.path).toBe(other.path);
    await expect(readFile(join(folder, 'go-calls'), 'utf8')).resolves.toMatch(/^install [^\n]*\n$/);
  });

  test('leaves the cache as it was when it fails', async () => {
    await program(onPath('go'), 'echo "no such module" >&2', 'exit 1');

    await expect(find()).rejects.toThrow(/go install.*exit code 1.*no such module/s);
    await expect(readdir(join(folder, 'cache', 'temporal-intacct', 'temporal-cli'))).resolves.toEqual([]);
  });
});

test('names three ways out, and what was tried, when nothing works', async () => {
  env.TEMPORAL_CLI_PATH = join(folder, 'nothing-here');

  const message = await find().catch((error: Error) => error.message);

  for (const wayOut of ['TEMPORAL_ADDRESS', 'TEMPORAL_CLI_PATH', 'Install Go']) expect(message).toContain(wayOut);
  expect(message).toMatch(/- TEMPORAL_CLI_PATH: .*nothing-here.*ENOENT/);
  expect(message).toMatch(/- PATH: none/);
  expect(message).toMatch(/- go install: Go is not installed/);
});
