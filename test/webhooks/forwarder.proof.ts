import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ConnectorError } from '../../connectors/errors.js';
import type { Inbox } from '../../store/inbox.js';
import { openStore, type Store } from '../../store/open.js';
import { until } from '../../temporal/until.js';
import { rowOf, type TriggerEvent } from '../../webhooks/event.js';
import { Forwarder, type ForwarderOptions } from '../../webhooks/forwarder.js';
import { runChild } from '../store/children/run-child.js';

let store: Store;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store?.close());

const incoming = (recordId: string, eventId: string) => ({
  eventId,
  event: { source: 'generic', account: 'test', object: 'thing', change: '', recordId, payload: { eventId } } as const,
});

function forwarder(handle: ForwarderOptions['handle'], inbox: Inbox = store.inbox): Forwarder {
  const started = new Forwarder({ inbox, handle, pollMs: 20, firstWaitMs: 10, leaseMs: 5000 });
  started.start();
  return started;
}

const allHandled = async (inbox: Inbox) => (await inbox.counts()).received === 0;
const handled = (inbox = store.inbox) =>
  until(() => allHandled(inbox), { what: 'all events', timeoutMs: 20_000, intervalMs: 20 });
const done = { state: 'forwarded', outcome: 'done' } as const;
const idOf = ({ payload }: TriggerEvent) => String(payload.eventId);

describe('the forwarder', () => {
  test('hands each event on once, those of one record in order, however often they were delivered', async () => {
    const seen: string[] = [];
    const busy = new Set<string>();
    const forwards = forwarder(async (event) => {
      expect(busy.has(event.recordId)).toBe(false);
      busy.add(event.recordId);
      await new Promise(setImmediate);
      seen.push(idOf(event));
      busy.delete(event.recordId);
      return done;
    });
    const events = Array.from({ length: 200 }, (_, place) => incoming(`r${place % 40}`, `once-${place}`));
    for (let start = 0; start < events.length; start += 20) {
      const batch = events.slice(start, start + 20);
      const late = events
        .slice(0, start)
        .filter((_, place) => place % 3 === 0)
        .reverse();
      await store.inbox.add([...batch, ...late].map(rowOf));
      forwards.wake();
    }
    await handled();
    await forwards.close();

    expect(seen.toSorted()).toEqual(events.map(({ eventId }) => eventId).toSorted());
    for (let record = 0; record < 40; record++) {
      const ours = seen.filter((id) => Number(id.split('-')[1]) % 40 === record).map((id) => Number(id.split('-')[1]));
      expect(ours).toEqual(ours.toSorted((one, other) => one - other));
    }
  });

  test('waits for what is away and then hands all on, in order, without losing any', async () => {
    let away = true;
    const seen: string[] = [];
    const forwards = forwarder(async (event) => {
      if (away) throw new ConnectorError({ kind: 'unavailable', message: 'away', advice: 'wait', retry: 'soon' });
      seen.push(idOf(event));
      return done;
    });
    await store.inbox.add(['a1', 'a2', 'a3'].map((id) => rowOf(incoming('away', id))));
    forwards.wake();
    const first = async () => (await store.inbox.list({ state: 'received', most: 3 })).at(-1);
    await until(async () => ((await first())?.attempts ?? 0) > 2, {
      what: 'attempts',
      timeoutMs: 10_000,
      intervalMs: 10,
    });
    expect(await first()).toMatchObject({ state: 'received', outcome: 'ConnectorError: away' });
    away = false;
    await handled();
    await forwards.close();
    expect(seen).toEqual(['a1', 'a2', 'a3']);
  });

  test('gives up what can never work, goes on with the next, and takes it up again when it is replayed', async () => {
    let works = false;
    const forwards = forwarder(async (event) => {
      if (works || idOf(event) !== 'bad') return done;
      throw new ConnectorError({ kind: 'not_found', message: 'no such deal', advice: 'none', retry: 'no' });
    });
    const [bad = 0, good = 0] = await store.inbox.add(['bad', 'good'].map((id) => rowOf(incoming('never', id))));
    forwards.wake();
    await handled();
    expect(await store.inbox.find(bad)).toMatchObject({ state: 'failed', outcome: 'ConnectorError: no such deal' });
    expect(await store.inbox.find(good)).toMatchObject({ state: 'forwarded' });

    works = true;
    await store.inbox.replay(bad);
    await handled();
    await forwards.close();
    expect(await store.inbox.find(bad)).toMatchObject({ state: 'forwarded' });
  });

  test('two forwarders share the events; none is handed on by both', async () => {
    const seen: string[] = [];
    const handle = async (event: TriggerEvent) => {
      seen.push(idOf(event));
      return done;
    };
    const both = [forwarder(handle), forwarder(handle)];
    const ids = Array.from({ length: 100 }, (_, place) => `both-${place}`);
    await store.inbox.add(ids.map((id) => rowOf(incoming(id, id))));
    for (const one of both) one.wake();
    await handled();
    await Promise.all(both.map((one) => one.close()));
    expect(seen.toSorted()).toEqual(ids.toSorted());
  });

  test('a server killed after it took events loses none: the next one hands them on', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'inbox-'));
    const child = await runChild('../../webhooks/children/killed-server.ts', folder);
    await child.printed(1);
    child.process.signal('SIGKILL');
    await child.process.ended;

    const after = await openStore({ folder });
    const seen: string[] = [];
    const forwards = forwarder(async (event) => {
      seen.push(idOf(event));
      return done;
    }, after.inbox);
    await handled(after.inbox);
    await forwards.close();
    await after.close();
    await rm(folder, { recursive: true, force: true });
    expect(seen.toSorted()).toEqual(Array.from({ length: 30 }, (_, place) => `k${place}`).toSorted());
  });
});
