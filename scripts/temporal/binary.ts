import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** The binary has 250 MB; the first start from a cold disk takes its time. */
const VERSION_WITHIN_MS = 30_000;

export const TEMPORAL_FILE = executableName('temporal');

export function executableName(name: string): string {
  return process.platform === 'win32' ? `${name}.exe` : name;
}

/** Full path of a program on PATH, or undefined. */
export async function findOnPath(name: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  for (const folder of (env.PATH ?? env.Path ?? '').split(delimiter)) {
    const path = join(folder, executableName(name));
    if (folder && (await isExecutable(path))) return path;
  }
  return undefined;
}

export async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** What `temporal --version` says. Throws with a short reason if it does not run or is something else. */
export async function versionOf(path: string): Promise<string> {
  let said: string;
  try {
    said = (await run(path, ['--version'], { timeout: VERSION_WITHIN_MS, windowsHide: true })).stdout.trim();
  } catch (error) {
    throw new Error(`${path} --version does not run (${shortReason(error)})`, { cause: error });
  }
  if (!/^temporal\b/i.test(said))
    throw new Error(`${path} is not the Temporal CLI (--version says "${firstLine(said)}")`);
  return firstLine(said);
}

function shortReason(error: unknown): string {
  const { code, killed, stderr = '' } = error as { code?: string | number; killed?: boolean; stderr?: string };
  if (killed) return `no answer within ${VERSION_WITHIN_MS / 1000} s`;
  const ending = typeof code === 'number' ? `exit code ${code}` : (code ?? 'killed');
  return [ending, firstLine(stderr)].filter(Boolean).join(': ');
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
