import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { lockFolder } from '../../store/folder-lock.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'intacct-lock-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the lock of a folder', () => {
  test('has one holder, and another one when it was given back', async () => {
    const unlock = await lockFolder(folder);
    await expect(lockFolder(join(folder, '..', basename(folder)))).rejects.toThrow('set DATABASE_URL');

    await unlock();
    expect(await readdir(folder)).toEqual([]);
    await (await lockFolder(folder))();
  });

  test('has one holder of several who ask at the same moment', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 5 }, () => lockFolder(folder)));

    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test.each([
    ['a process that has ended', { pid: 2 ** 30, started: '1' }],
    ['a former process with our process ID', { pid: process.pid, started: '1' }],
    ['a former process whose process ID another one has now', { pid: process.ppid, started: '1' }],
  ])('is taken over from %s', async (_, theirs) => {
    await leave(JSON.stringify(theirs));

    const unlock = await lockFolder(folder);
    expect(await readdir(folder)).toEqual(['lock']);
    await unlock();
  });

  test('is taken over when nobody can read whose it is', async () => {
    await leave('');

    await (await lockFolder(folder))();
    expect(await readdir(folder)).toEqual([]);
  });

  test('is left alone at the end by a holder whose lock was removed and taken by another', async () => {
    const unlock = await lockFolder(folder);
    await leave('another');

    await unlock();
    expect(await readdir(folder)).toEqual(['lock']);
  });
});

function leave(lock: string): Promise<void> {
  return writeFile(join(folder, 'lock'), lock);
}
