import { readdir, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cachedBinary, installInto } from './cache.js';
import { Excerpt } from './excerpt.js';
import { type GuardedProcess, spawnGuarded } from './guarded-process.js';
import type { Search } from './places.js';
import { withProgress } from './progress.js';

const DOWNLOADER = join(import.meta.dirname, 'downloader.mjs');
/** A download that gets nothing for so long is given up; one that is only slow is not. */
const STALLED_MS = 20_000;
const WATCHED_EVERY_MS = 500;

/** Name of the folder in our cache. The SDK chooses the server's version, so its own version tells downloads apart. */
export const SDK_DOWNLOAD = `sdk-${sdkVersion() ?? 'none'}`;

let failedBefore: Error | undefined;

/** Has the SDK download the server it recommends. A failure is remembered: this process does not try again. */
export async function downloadWithSdk({ env, onProgress }: Search): Promise<string> {
  if (failedBefore) throw failedBefore;
  if (!sdkVersion()) throw new Error('@temporalio/testing is not installed');
  try {
    return await withProgress('Downloading the Temporal server', onProgress, () =>
      installInto(cachedBinary(SDK_DOWNLOAD, env), (folder) => download(folder, env)),
    );
  } catch (error) {
    failedBefore = error instanceof Error ? error : new Error(String(error));
    throw failedBefore;
  }
}

async function download(folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  const said = new Excerpt(3);
  const downloader = await spawnGuarded(process.execPath, [DOWNLOADER, folder], {
    env,
    output: (line) => said.add(line),
  });
  const stalled = await stopWhenStalled(downloader, folder);
  const downloaded = await finishedFile(folder);
  // The file counts, not whether the server started: we find out ourselves whether it runs.
  if (downloaded) return downloaded;
  throw new Error(stalled ? `nothing arrived for ${STALLED_MS / 1000} s` : said.text());
}

/** Waits for the downloader to end. Returns true if it had to be stopped because no bytes came any more. */
async function stopWhenStalled(downloader: GuardedProcess, folder: string): Promise<boolean> {
  let size = 0;
  let grownAt = Date.now();
  let stalled = false;
  const watch = setInterval(async () => {
    const sizeNow = await folderSize(folder);
    if (sizeNow !== size) grownAt = Date.now();
    size = sizeNow;
    stalled = Date.now() - grownAt > STALLED_MS;
    if (stalled) void downloader.stop();
  }, WATCHED_EVERY_MS);
  await downloader.ended;
  clearInterval(watch);
  return stalled;
}

async function folderSize(folder: string): Promise<number> {
  const files = await readdir(folder).catch(() => []);
  const sizes = await Promise.all(
    files.map((file) =>
      stat(join(folder, file)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function finishedFile(folder: string): Promise<string | undefined> {
  const files = await readdir(folder);
  const finished = files.find((file) => file.startsWith('temporal-') && !file.endsWith('.downloading'));
  return finished && join(folder, finished);
}

function sdkVersion(): string | undefined {
  try {
    const { version } = createRequire(import.meta.url)('@temporalio/testing/package.json') as { version: string };
    return version;
  } catch {
    return undefined;
  }
}
