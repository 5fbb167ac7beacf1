import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type GuardedProcess, spawnGuarded } from '../../scripts/temporal/guarded-process.js';
import { until } from '../../temporal/until.js';
import { atEnd, firstLine, isRunning, program, runScript, temporaryFolder, untilGone } from './helpers.js';

const SLEEPS = ['-e', 'setInterval(() => {}, 1000)'];
const IGNORES_SIGTERM = ['-e', "process.on('SIGTERM', () => {}); console.log('ready'); setInterval(() => {}, 1000)"];

async function guarded(args: string[], options: Parameters<typeof spawnGuarded>[2] = {}): Promise<GuardedProcess> {
  const process_ = await spawnGuarded(process.execPath, args, options);
  atEnd(() => process_.stop());
  return process_;
}

describe('when its owner is killed with SIGKILL', () => {
  async function killOwnerOf(...command: string[]): Promise<{ pid: number; folder: string }> {
    const folder = join(await temporaryFolder(), 'data');
    await mkdir(folder);
    const owner = runScript('test/temporal-server/owner.ts', [folder, ...command]);
    const pid = Number(await firstLine(owner));
    expect(isRunning(pid)).toBe(true);
    owner.kill('SIGKILL');
    return { pid, folder };
  }

  test('ends the command and removes its files', async () => {
    const { pid, folder } = await killOwnerOf(process.execPath, ...SLEEPS);

    await untilGone(pid);
    await until(async () => !existsSync(folder), { what: 'the folder to be removed', timeoutMs: 5000 });
  });

  test('ends a command that ignores SIGTERM', async () => {
    const { pid } = await killOwnerOf(process.execPath, ...IGNORES_SIGTERM);

    await untilGone(pid);
  });
});

describe('stop', () => {
  test('asks the command to end, and reports how it ended', async () => {
    const command = await guarded(SLEEPS);

    await expect(command.stop()).resolves.toEqual({ code: null, signal: 'SIGTERM' });
    expect(isRunning(command.pid)).toBe(false);
  });

  test('kills a command that does not listen', async () => {
    let ready = () => {};
    const listening = new Promise<void>((resolve) => {
      ready = resolve;
    });
    const command = await guarded(IGNORES_SIGTERM, { killAfterMs: 200, output: () => ready() });
    await listening;

    await expect(command.stop()).resolves.toEqual({ code: null, signal: 'SIGKILL' });
  });

  test('ends what the command has started as well', async () => {
    const script = await program(join(await temporaryFolder(), 'starter'), 'sleep 1000 &', 'echo $!', 'wait');
    let grandchild = 0;
    const starter = await spawnGuarded(script, [], { output: (line) => (grandchild = Number(line)) });
    await until(async () => grandchild > 0, { what: 'the second process', timeoutMs: 5000, intervalMs: 10 });

    await starter.stop();

    await untilGone(grandchild);
  });

  test('is harmless when called twice, and after the end', async () => {
    const command = await guarded(SLEEPS);

    await Promise.all([command.stop(), command.stop()]);
    await expect(command.stop()).resolves.toMatchObject({ signal: 'SIGTERM' });
  });
});

test('ends the command even when the guard itself is killed', async () => {
  const command = await guarded(['-e', 'console.log(process.ppid); setInterval(() => {}, 1000)'], {
    output: (line) => process.kill(Number(line), 'SIGKILL'),
  });

  await expect(command.ended).resolves.toEqual({ code: null, signal: 'SIGKILL' });
  await untilGone(command.pid);
});

test('passes on what the command says, line by line, and its exit code', async () => {
  const lines: string[] = [];
  const command = await guarded(['-e', "console.log('one'); console.error('two'); process.exit(7)"], {
    output: (line, stream) => lines.push(`${stream}: ${line}`),
  });

  await expect(command.ended).resolves.toEqual({ code: 7, signal: null });
  expect(lines.sort()).toEqual(['stderr: two', 'stdout: one']);
});

test('says which command cannot be started, and why', async () => {
  await expect(spawnGuarded('/nowhere/temporal', [])).rejects.toThrow(/Cannot run \/nowhere\/temporal: .*ENOENT/);
});
