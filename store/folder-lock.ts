import { link, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from './error-code.js';

/** Locks of this process. Any other with our process ID is left over from a former life; in a container, all have ID 1. */
const held = new Set<string>();

/**
 * Makes a folder ours until the returned function is called. PGlite allows one process only, and two would destroy the
 * data. Takes over the lock of a process that has died. Throws while another process, or this one, holds it.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(await realpath(folder), 'lock');
  if (held.has(file)) throw inUse(folder, file, process.pid);
  held.add(file);
  try {
    const ours = JSON.stringify({ pid: process.pid, started: await startOf(process.pid) });
    while (!(await created(file, ours))) await removeStale(folder, file);
    return () => unlock(file, ours);
  } catch (error) {
    held.delete(file);
    throw error;
  }
}

async function unlock(file: string, ours: string): Promise<void> {
  // Somebody may have removed our lock by hand, and the one that is there now is theirs.
  if ((await textOf(file)) === ours) await rm(file, { force: true });
  held.delete(file);
}

/** Linking makes the file appear with its content, so that nobody reads an empty one. */
async function created(file: string, content: string): Promise<boolean> {
  const draft = ownName(file);
  await writeFile(draft, content);
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * Removes a lock whose holder has died; throws when it lives. Two processes may find the same stale lock: the one that moves
 * the other's fresh one away puts it back.
 */
async function removeStale(folder: string, file: string): Promise<void> {
  const lock = await textOf(file);
  if (lock === undefined) return;
  const { pid, started } = readLock(lock);
  if (pid !== undefined && (await isAlive(pid, started))) throw inUse(folder, file, pid);

  const moved = ownName(file);
  try {
    await rename(file, moved);
    if ((await textOf(moved)) !== lock) await link(moved, file);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'EEXIST') throw error;
  } finally {
    await rm(moved, { force: true });
  }
}

async function isAlive(pid: number, started: string | undefined): Promise<boolean> {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    if (codeOf(error) !== 'EPERM') return false;
  }
  const itsStart = await startOf(pid);
  return itsStart === '' || itsStart === started;
}

function readLock(text: string): { pid?: number; started?: string } {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** When a process started, in ticks since boot: tells it from a later one with the same ID. Empty where nobody says. */
async function startOf(pid: number): Promise<string> {
  const stat = await textOf(`/proc/${pid}/stat`);
  // The second field is the command in parentheses, which may contain spaces; the start is field 22.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function ownName(file: string): string {
  return `${file}.${process.pid}`;
}

function inUse(folder: string, file: string, pid: number): Error {
  return new Error(
    `The store in ${folder} is in use by process ${pid}. A folder serves one process only: ` +
      `stop that process, or set DATABASE_URL to a PostgreSQL database, which any number of workers share. ` +
      `If that process is something else, remove ${file}.`,
  );
}
