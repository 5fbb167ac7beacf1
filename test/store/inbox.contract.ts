import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Inbox, NewEvent } from '../../store/inbox.js';

const leaseMs = 60_000;

/** What every inbox promises. Tests keep apart by handling all they add. */
export function describeInbox(opened: () => Inbox): void {
  const event = (record: string, more: Partial<NewEvent> = {}): NewEvent => ({
    source: 'test',
    eventId: randomUUID(),
    record,
    event: { record },
    ...more,
  });
  const claim = (lease = 'one', most = 100) => opened().claim({ lease, leaseMs, most });
  const settle = (ids: readonly number[], lease = 'one') =>
    opened().settle(
      lease,
      ids.map((id) => ({ id, state: 'forwarded', outcome: 'done' })),
    );

  describe('the inbox', () => {
    test('hands out what was written, once, until it is handled', async () => {
      const [id = 0] = await opened().add([event('a', { event: { deep: { list: [1, 'two'] } } })]);

      expect(await claim()).toMatchObject([
        { id, state: 'received', attempts: 1, event: { deep: { list: [1, 'two'] } } },
      ]);
      expect(await claim('two')).toEqual([]);
      await settle([id]);
      expect(await claim()).toEqual([]);
      expect(await opened().find(id)).toMatchObject({
        state: 'forwarded',
        outcome: 'done',
        handledAt: expect.any(Date),
      });
    });

    test('takes an event that comes again only once, also within a batch', async () => {
      const twice = event('again');
      const ids = await opened().add([twice, twice]);

      expect(ids).toHaveLength(1);
      expect(await opened().add([twice])).toEqual([]);
      await claim();
      await settle(ids);
    });

    test('writes a batch whole or not at all', async () => {
      const before = await opened().counts();
      const broken = { ...event('batch'), eventId: null } as unknown as NewEvent;

      await expect(opened().add([event('batch'), broken])).rejects.toThrow();
      expect(await opened().counts()).toEqual(before);
    });

    test('keeps the order of a record, also while its first event waits to be tried again', async () => {
      const [first = 0, second = 0, other = 0] = await opened().add([event('order'), event('order'), event('else')]);

      expect((await claim()).map(({ id }) => id)).toEqual([first, other]);
      await opened().retry('one', first, 'not now', 60_000);
      await settle([other]);
      expect(await claim()).toEqual([]);

      await opened().replay(other);
      expect((await claim()).map(({ id }) => id)).toEqual([other]);
      await settle([other]);
      expect(await opened().find(first)).toMatchObject({ state: 'received', outcome: 'not now' });
      await opened().claim({ lease: 'one', leaseMs, most: 100 });
      await settle([first, second]);
      expect(await opened().find(second)).toMatchObject({ state: 'received' });
    });

    test('hands out an event again when its lease has ended, and ignores who held it', async () => {
      const [id = 0] = await opened().add([event('lease')]);
      expect(await opened().claim({ lease: 'dead', leaseMs: 0, most: 100 })).toHaveLength(1);

      expect(await claim('heir')).toMatchObject([{ id, attempts: 2 }]);
      await settle([id], 'dead');
      expect(await opened().find(id)).toMatchObject({ state: 'received' });
      await settle([id], 'heir');
      expect(await opened().find(id)).toMatchObject({ state: 'forwarded' });
    });

    test('gives two who ask at the same moment different events', async () => {
      const ids = await opened().add(Array.from({ length: 40 }, (_, place) => event(`both ${place}`)));

      const [one, two] = await Promise.all([claim('one', 20), claim('two', 20)]);
      const handed = [...one, ...two].map(({ id }) => id);
      expect(new Set(handed).size).toBe(handed.length);
      const rest = await claim('one', 40);
      expect(new Set([...handed, ...rest.map(({ id }) => id)])).toEqual(new Set(ids));
      await settle(ids, 'one');
      await settle(ids, 'two');
    });

    test('keeps an event that is renewed', async () => {
      const [id = 0] = await opened().add([event('renewed')]);
      await opened().claim({ lease: 'slow', leaseMs: 0, most: 1 });
      await opened().renew({ lease: 'slow', leaseMs }, [id]);

      expect(await claim()).toEqual([]);
      await settle([id], 'slow');
    });

    test('stores texts that PostgreSQL cannot, with what is wrong in them replaced', async () => {
      const text = 'nul \0, half \ud800, whole 😀, backslash \\u0000';
      const [id = 0] = await opened().add([event('text', { event: { [text]: text } })]);

      const kept = 'nul \ufffd, half \ufffd, whole 😀, backslash \\u0000';
      expect((await opened().find(id))?.event).toEqual({ [kept]: kept });
      await claim();
      await opened().settle('one', [{ id, state: 'failed', outcome: text }]);
      expect(await opened().find(id)).toMatchObject({ state: 'failed', outcome: kept });
    });

    test('removes what was handled long ago, never what waits or has failed', async () => {
      const [done = 0, failed = 0, waits = 0] = await opened().add([event('p1'), event('p2'), event('p3')]);
      await claim();
      await opened().settle('one', [
        { id: done, state: 'ignored', outcome: '' },
        { id: failed, state: 'failed', outcome: 'why' },
      ]);

      expect(await opened().prune(60_000)).toBe(0);
      expect(await opened().prune(-1000)).toBeGreaterThan(0);
      expect(await opened().find(done)).toBeUndefined();
      expect(await opened().find(failed)).toBeDefined();
      expect(await opened().find(waits)).toMatchObject({ state: 'received' });
      expect((await opened().list({ state: 'failed', most: 1 }))[0]?.id).toBe(failed);
      expect(await opened().replay(waits)).toBe(false);
      await settle([waits]);
    });
  });
}
