import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openStore } from '../../store/open.js';
import { runChild } from './children/run-child.js';
import { write } from './write.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'intacct-store-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the store in a folder', () => {
  test('keeps what was noted when it is closed and opened again', async () => {
    const nested = join(folder, 'not', 'there', 'yet');
    const first = await openStore({ folder: nested });
    await first.ledger.sending('reopened', [write('a')]);
    await first.close();

    const second = await openStore({ folder: nested });
    expect((await second.ledger.find('reopened', ['a'])).get('a')).toMatchObject({ state: 'sent' });
    await second.close();
    expect(await readdir(nested)).toEqual(['pglite']);
  });

  test('tells a second process to use PostgreSQL, and loses nothing when the first is killed', async () => {
    const holder = await runChild('folder-holder.ts', folder);
    await holder.printed(1);

    await expect(openStore({ folder })).rejects.toThrow(
      new RegExp(`in use by process ${holder.process.pid}\\..* set DATABASE_URL`),
    );

    holder.process.signal('SIGKILL');
    await holder.process.ended;
    const { ledger, close } = await openStore({ folder });
    expect((await ledger.find('held', ['a'])).get('a')).toMatchObject({ state: 'sent' });
    await close();
  });
});
