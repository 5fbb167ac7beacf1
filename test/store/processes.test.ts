import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { defaultLimits } from '../../connectors/intacct/gateway/limit-store.js';
import { openStore } from '../../store/open.js';
import { startPostgres, type TestPostgres } from '../support/postgres.js';
import type { Held, LimitedWork } from './children/limited-worker.js';
import { runChild } from './children/run-child.js';

let postgres: TestPostgres;

beforeAll(async () => {
  postgres = await startPostgres();
});

afterAll(() => postgres?.stop());

describe('processes that share a PostgreSQL database', () => {
  test('migrate an empty database once when they start at the same moment', async () => {
    const stores = await Promise.all(Array.from({ length: 6 }, () => openStore({ url: postgres.url })));
    await Promise.all(stores.map((store) => store.close()));

    const database = drizzle(postgres.url);
    const { rows } = await database.execute(sql`select hash from temporal_intacct.migrations`);
    await database.$client.end();
    expect(new Set(rows.map(({ hash }) => hash)).size).toBe(rows.length);
    expect(rows.length).toBeGreaterThan(0);
  });

  test('never hold more slots together than are allowed', async () => {
    const work = { callers: 4, requests: 10, holdMs: 5, settings: { ...defaultLimits, concurrentRequests: 3 } };
    const held = await together(2, { ...work, settings: { ...work.settings, requestsPerMinute: 1_000 } });

    expect(held).toHaveLength(2 * 4 * 10);
    expect(mostAtOnce(held)).toBe(3);
  });

  test('never send more requests in a minute together than are allowed', async () => {
    const settings = { ...defaultLimits, requestsPerMinute: 25 };

    expect(await together(2, { callers: 4, requests: 10, holdMs: 1, settings })).toHaveLength(25);
  });

  test('get the slots of a killed process back when its lease has run out', async () => {
    const connection = randomUUID();
    const leaseMs = 1_500;
    const settings = { ...defaultLimits, concurrentRequests: 2 };
    const doomed = await work({ connection, callers: 2, requests: 1, settings, leaseMs });
    const { limits, close } = await openStore({ url: postgres.url, timing: { leaseMs } });
    await doomed.printed(2);
    const since = Math.max(...doomed.lines.map((line) => inMs(JSON.parse(line).from)));
    doomed.process.signal('SIGKILL');
    await doomed.process.ended;

    for (const lease of ['a', 'b']) {
      for (;;) {
        const answer = await limits.acquire(connection, settings, 'interactive', lease);
        if (answer.granted) break;
        expect(answer.reason).toBe('slots');
        await sleep(answer.waitMs);
      }
    }
    const waited = inMs(process.hrtime.bigint()) - since;
    await close();
    // Both slots are back, neither of them early: the reports were printed a moment after the slots were granted.
    expect(waited).toBeGreaterThan(leaseMs - 500);
    expect(waited).toBeLessThan(leaseMs + 2_000);
  });
});

function work(work: Omit<LimitedWork, 'url'>) {
  return runChild('limited-worker.ts', JSON.stringify({ url: postgres.url, ...work }));
}

/** When the requests of several workers held their slots. */
async function together(workers: number, shared: Omit<LimitedWork, 'url' | 'connection'>): Promise<Held[]> {
  const connection = randomUUID();
  const children = await Promise.all(Array.from({ length: workers }, () => work({ connection, ...shared })));
  const endings = await Promise.all(children.map((child) => child.process.ended));
  expect(endings).toEqual(endings.map(() => ({ code: 0, signal: null })));
  return children.flatMap((child) => child.lines.map((line) => JSON.parse(line) as Held));
}

function mostAtOnce(held: readonly Held[]): number {
  const during = (at: bigint) => held.filter(({ from, to }) => BigInt(from) <= at && at < BigInt(to ?? from)).length;
  return Math.max(0, ...held.map(({ from }) => during(BigInt(from))));
}

function inMs(nanoseconds: bigint | string): number {
  return Number(BigInt(nanoseconds) / 1_000_000n);
}
