import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach } from '@jest/globals';
import { until } from '../../temporal/until.js';

const REPOSITORY = join(import.meta.dirname, '..', '..');
const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** Runs at the end of the current test, however it ends. */
export function atEnd(cleanUp: () => unknown): void {
  cleanUps.push(cleanUp);
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'temporal-test-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A program that is a few lines of shell. */
export async function program(path: string, ...lines: string[]): Promise<string> {
  await writeFile(path, ['#!/bin/sh', 'PATH=/usr/bin:/bin', ...lines, ''].join('\n'));
  await chmod(path, 0o755);
  return path;
}

/** A program that passes for the Temporal CLI as long as one only asks for its version. */
export function fakeTemporal(path: string, version = '9.9.9'): Promise<string> {
  return program(path, `echo "temporal version ${version}"`);
}

/** Runs a script of this repository in a real process of its own. It is killed at the end of the test. */
export function runScript(
  script: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = process.env,
): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', join(REPOSITORY, script), ...args], {
    cwd: REPOSITORY,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  atEnd(() => child.kill('SIGKILL'));
  return child;
}

export async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The output of this process is not read');
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return String(line);
}

export function untilGone(pid: number): Promise<void> {
  return until(async () => !isRunning(pid), { what: `process ${pid} to end`, timeoutMs: 15_000, intervalMs: 20 });
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch {
    return false;
  }
}

/** Ended, but its new parent, the first process of the machine, has not looked yet. Some containers' never does. */
function isZombie(pid: number): boolean {
  return process.platform === 'linux' && /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
}

/** Takes a port, or any if none is named. Somebody else may have taken it already, which serves as well. */
export async function occupyPort(port = 0): Promise<number> {
  const server: Server = createServer((socket) => socket.destroy()).listen(port, '127.0.0.1');
  await Promise.race([once(server, 'listening'), once(server, 'error')]).catch(() => {});
  atEnd(() => server.close());
  const address = server.address();
  return address !== null && typeof address === 'object' ? address.port : port;
}

export function accepts(address: string): Promise<boolean> {
  const [host, port] = address.split(':');
  return new Promise((resolve) => {
    const socket = connect({ host: host ?? '', port: Number(port) });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

export function untilRefused(address: string): Promise<void> {
  const waiting = { what: `${address} to refuse connections`, timeoutMs: 15_000, intervalMs: 50 };
  return until(async () => !(await accepts(address)), waiting);
}
