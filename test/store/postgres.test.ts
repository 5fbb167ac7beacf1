import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openStore, type Store } from '../../store/open.js';
import { startPostgres, type TestPostgres } from '../support/postgres.js';
import { describeLedger } from './ledger.contract.js';
import { describeLimits, TestClock } from './limits.contract.js';
import { describeLimitsAtRandom } from './limits.property.js';
import { write } from './write.js';

const clock = new TestClock();
let postgres: TestPostgres;
let store: Store;

beforeAll(async () => {
  postgres = await startPostgres();
  store = await openStore({ url: postgres.url, timing: { clock: clock.read } });
});

afterAll(async () => {
  await store?.close();
  await postgres?.stop();
});

describeLedger(() => store.ledger);
describeLimits(() => store.limits, clock);
describeLimitsAtRandom(() => store.limits, clock, 20);

describe('the store in PostgreSQL', () => {
  test('keeps what was noted when it is closed and opened again', async () => {
    const first = await openStore({ url: postgres.url });
    await first.ledger.sending('reopened', [write('a')]);
    await first.close();

    const second = await openStore({ url: postgres.url });
    expect((await second.ledger.find('reopened', ['a'])).get('a')).toMatchObject({ state: 'sent' });
    await second.close();
  });

  test('says where it looked when there is no server, without the password', async () => {
    const opening = openStore({ url: 'postgres://worker:secret@localhost:1/books?host=/nowhere' });

    const error = await opening.then(
      () => undefined,
      (reason: Error) => reason,
    );
    expect(error?.message).toMatch(/Cannot open the store in PostgreSQL at localhost:1\/books: .*Check DATABASE_URL/);
    expect(error?.message).not.toContain('secret');
  });

  test('uses the time of the database when no other clock is given', async () => {
    const real = await openStore({ url: postgres.url });
    const settings = { requestsPerMinute: 1, concurrentRequests: 1, reservedForInteractive: 0 };
    await real.limits.acquire('clock', settings, 'bulk', 'a');
    await real.limits.release('clock', 'a');

    const answer = await real.limits.acquire('clock', settings, 'bulk', 'b');
    expect(answer).toMatchObject({ granted: false, reason: 'rate' });
    const { waitMs } = answer as { waitMs: number };
    expect(waitMs).toBeGreaterThan(50_000);
    expect(waitMs).toBeLessThanOrEqual(60_000);
    await real.close();
  });
});
