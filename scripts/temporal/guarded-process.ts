import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export type OnLine = (line: string, stream: 'stdout' | 'stderr') => void;

export interface GuardedProcessOptions {
  cwd?: string;
  /** Default: our own environment. */
  env?: NodeJS.ProcessEnv;
  /** Where the command's output goes: to our own, nowhere (default), or to a function, line by line. */
  output?: 'inherit' | 'ignore' | OnLine;
  /** How long the command may take to end after SIGTERM before it is killed, in milliseconds. Default 5000. */
  killAfterMs?: number;
  /** Files and folders that are removed once the command has ended, even if we are gone by then. */
  removeAfterwards?: readonly string[];
}

export interface GuardedProcess {
  /** Of the command itself, not of its guard. */
  pid: number;
  /** Settles when the command has ended and everything in `removeAfterwards` is gone. Never rejects. */
  ended: Promise<Ending>;
  signal(signal: NodeJS.Signals): void;
  /** SIGTERM, then SIGKILL after `killAfterMs`. Calling it again, or after the end, is harmless. */
  stop(): Promise<Ending>;
}

type News = { started: number } | { failed: string } | { ended: Ending };

const GUARD = join(import.meta.dirname, 'guard.mjs');
/** Somebody may hold the command's output open after its end; we do not wait for them longer than this. */
const DRAIN_MS = 1000;

/**
 * Runs a command that cannot outlive us: when this process ends, in whatever way, the command and the processes it started
 * end as well. Resolves when the command runs; rejects when it cannot be started. Ctrl-C in the terminal does not reach the
 * command: we decide when it stops.
 */
export async function spawnGuarded(
  command: string,
  args: readonly string[],
  options: GuardedProcessOptions = {},
): Promise<GuardedProcess> {
  const guard = startGuard(command, args, options);
  if (typeof options.output === 'function') readLines(guard, options.output);

  const { started, ended } = follow(guard, command);
  const pid = await started;
  const send = (order: object) => guard.connected && guard.send(order);
  return {
    pid,
    ended,
    signal: (signal) => void send({ signal }),
    stop: () => {
      send({ stop: true });
      return ended;
    },
  };
}

function startGuard(command: string, args: readonly string[], options: GuardedProcessOptions): ChildProcess {
  const { cwd, env = process.env, output = 'ignore', killAfterMs = 5000, removeAfterwards = [] } = options;
  const out = typeof output === 'function' ? 'pipe' : output;
  return spawn(process.execPath, [GUARD, JSON.stringify({ command, args, killAfterMs, removeAfterwards })], {
    ...(cwd === undefined ? {} : { cwd }),
    env,
    stdio: ['ignore', out, out, 'ipc'],
    // A session of its own: signals that the terminal sends to us do not reach it.
    detached: true,
    windowsHide: true,
  });
}

function readLines(guard: ChildProcess, onLine: OnLine): void {
  const read = (input: Readable | null, stream: 'stdout' | 'stderr') =>
    input && createInterface({ input }).on('line', (line) => onLine(line, stream));
  read(guard.stdout, 'stdout');
  read(guard.stderr, 'stderr');
}

function follow(guard: ChildProcess, command: string): { started: Promise<number>; ended: Promise<Ending> } {
  let pid: number | undefined;
  let ending: Ending | undefined;

  const started = new Promise<number>((resolve, reject) => {
    const fail = (reason: string) => reject(new Error(`Cannot run ${command}: ${reason}`));
    guard.on('message', (news: News) => {
      if ('started' in news) {
        pid = news.started;
        resolve(pid);
      }
      if ('failed' in news) fail(news.failed);
      if ('ended' in news) ending = news.ended;
    });
    guard.once('error', (error) => fail(error.message));
    guard.once('exit', (code, signal) => fail(`its guard ended early (${signal ?? `exit code ${code}`})`));
  });

  const closed = once(guard, 'close').catch(() => {});
  const ended = new Promise<Ending>((resolve) => {
    guard.once('exit', async () => {
      // A guard that was killed itself has no last words; then its work is ours.
      if (!ending && pid !== undefined) killGroup(pid);
      await Promise.race([closed, unreferencedDelay(DRAIN_MS)]);
      resolve(ending ?? { code: null, signal: 'SIGKILL' });
    });
  });
  return { started, ended };
}

function killGroup(pid: number): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}

function unreferencedDelay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
