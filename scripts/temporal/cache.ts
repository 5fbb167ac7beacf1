import { mkdir, mkdtemp, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isExecutable, TEMPORAL_FILE } from './binary.js';

const LOCK_TOUCHED_EVERY_MS = 2000;
/** A lock that nobody has touched for so long belongs to a process that is gone. */
const LOCK_STALE_MS = 15_000;
const LOCK_ASKED_EVERY_MS = 250;

/** Where a Temporal CLI of this version is kept for all checkouts of this user. */
export function cachedBinary(version: string, env: NodeJS.ProcessEnv): string {
  return join(userCacheFolder(env), 'temporal-intacct', 'temporal-cli', version, TEMPORAL_FILE);
}

function userCacheFolder(env: NodeJS.ProcessEnv): string {
  const home = env.HOME ?? homedir();
  if (process.platform === 'win32') return env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return join(home, 'Library', 'Caches');
  return env.XDG_CACHE_HOME || join(home, '.cache');
}

/**
 * Puts a binary in its place in the cache. `install` writes into an empty folder and returns the path of the file; it
 * appears in the cache in one step, complete. Of several processes that want the same binary, one installs it and the
 * others wait.
 */
export async function installInto(cached: string, install: (folder: string) => Promise<string>): Promise<string> {
  const versionFolder = dirname(cached);
  await mkdir(dirname(versionFolder), { recursive: true });
  return withLock(`${versionFolder}.lock`, async () => {
    if (await isExecutable(cached)) return cached;
    await removePartialInstalls(versionFolder);
    const partial = await mkdtemp(`${versionFolder}.partial-`);
    try {
      const installed = await install(partial);
      await mkdir(versionFolder, { recursive: true });
      await rename(installed, cached);
      return cached;
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  });
}

/** What installers that were killed have left behind. */
async function removePartialInstalls(versionFolder: string): Promise<void> {
  const parent = dirname(versionFolder);
  const prefix = `${basename(versionFolder)}.partial-`;
  for (const name of await readdir(parent)) {
    if (name.startsWith(prefix)) await rm(join(parent, name), { recursive: true, force: true });
  }
}

/**
 * If two processes take over the same stale lock at the same moment, both go on. For us that means installing twice, which
 * costs time and nothing else.
 */
async function withLock<Result>(lock: string, work: () => Promise<Result>): Promise<Result> {
  while (!(await createLock(lock))) {
    if (await isStale(lock)) await rm(lock, { force: true });
    else await delay(LOCK_ASKED_EVERY_MS);
  }
  const touching = setInterval(() => utimes(lock, new Date(), new Date()).catch(() => {}), LOCK_TOUCHED_EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(touching);
    await rm(lock, { force: true });
  }
}

async function createLock(lock: string): Promise<boolean> {
  try {
    await (await open(lock, 'wx')).close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function isStale(lock: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(lock)).mtimeMs > LOCK_STALE_MS;
  } catch {
    return false;
  }
}
