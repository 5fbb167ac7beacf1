import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import {
  defaultLimits,
  type Lane,
  type LimitSettings,
  type LimitStore,
} from '../../connectors/intacct/gateway/limit-store.js';

/** A clock that stands still until it is told to go on. */
export class TestClock {
  /** Noon, so that no day ends by accident. */
  now = Date.UTC(2026, 0, 15, 12);

  readonly read = () => this.now;

  advance(ms: number): void {
    this.now += ms;
  }

  get untilMidnight(): number {
    return 86_400_000 - (this.now % 86_400_000);
  }
}

/** What every limit store promises. Each test has a connection of its own, so that all may share one store. */
export function describeLimits(limitsOf: () => LimitStore, clock: TestClock): void {
  describe('slots', () => {
    test('are granted up to the allowed number, then when one is given back', async () => {
      const { acquire, release } = fresh({ concurrentRequests: 2 });
      expect(await acquire('a')).toEqual({ granted: true });
      expect(await acquire('b')).toEqual({ granted: true });

      expect(await acquire('c')).toEqual({ granted: false, reason: 'slots', waitMs: 250 });

      await release('a');
      expect(await acquire('c')).toEqual({ granted: true });
      expect(await acquire('d')).toMatchObject({ reason: 'slots' });
    });

    test('come back 30 seconds after their holder was last heard of', async () => {
      const { acquire, renew, usage } = fresh({ concurrentRequests: 2 });
      await acquire('dead');
      await acquire('alive');
      clock.advance(20_000);
      await renew('alive', 'unknown');

      clock.advance(9_900);
      expect(await acquire('c')).toEqual({ granted: false, reason: 'slots', waitMs: 100 });
      clock.advance(100);
      expect((await usage()).slotsInUse).toBe(1);
      expect(await acquire('c')).toEqual({ granted: true });
      expect(await acquire('d')).toMatchObject({ reason: 'slots' });
    });

    test('are not renewed once they have run out', async () => {
      const { acquire, renew, usage } = fresh({ concurrentRequests: 1 });
      await acquire('late');
      clock.advance(30_000);
      await acquire('next');
      await renew('late');

      expect((await usage()).slotsInUse).toBe(1);
    });

    test('are given back once, however often their holder says so', async () => {
      const { acquire, release, usage } = fresh({ concurrentRequests: 2 });
      await acquire('a');
      await acquire('b');
      await release('a');
      await release('a');
      await release('unknown');

      expect((await usage()).slotsInUse).toBe(1);
    });

    test('of other connections do not matter', async () => {
      await fresh({ concurrentRequests: 1 }).acquire('a');

      expect(await fresh({ concurrentRequests: 1 }).acquire('a')).toEqual({ granted: true });
    });

    test('are never given to two who ask at the same moment', async () => {
      const { acquire } = fresh({ concurrentRequests: 3 });
      const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => acquire(`lease-${index}`)));

      expect(answers.filter(({ granted }) => granted)).toHaveLength(3);
    });
  });

  describe('the minute', () => {
    test('counts a request until 60 seconds after its slot was given back', async () => {
      const { acquire, release } = fresh({ requestsPerMinute: 1 });
      await acquire('a');
      clock.advance(10_000);
      await release('a');

      expect(await acquire('b')).toEqual({ granted: false, reason: 'rate', waitMs: 60_000 });
      clock.advance(59_999);
      expect(await acquire('b')).toEqual({ granted: false, reason: 'rate', waitMs: 1 });
      clock.advance(1);
      expect(await acquire('b')).toEqual({ granted: true });
    });

    test('is asked about again soon while the requests that fill it go on', async () => {
      const { acquire } = fresh({ requestsPerMinute: 1 });
      await acquire('a');

      expect(await acquire('b')).toEqual({ granted: false, reason: 'rate', waitMs: 250 });
    });

    test('counts a request of a dead holder until 60 seconds after its slot ran out', async () => {
      const { acquire } = fresh({ requestsPerMinute: 1 });
      await acquire('dead');
      clock.advance(30_000);

      expect(await acquire('b')).toEqual({ granted: false, reason: 'rate', waitMs: 60_000 });
    });

    test('counts a request whose holder comes back late from the moment it does', async () => {
      const { acquire, release } = fresh({ requestsPerMinute: 1 });
      await acquire('late');
      clock.advance(50_000);
      await release('late');

      expect(await acquire('b')).toEqual({ granted: false, reason: 'rate', waitMs: 60_000 });
    });

    test('counts further requests under a slot, which need no slot of their own', async () => {
      const { acquire, another, release, usage } = fresh({ requestsPerMinute: 2, concurrentRequests: 1 });
      await acquire('a');
      expect(await another('a')).toEqual({ granted: true });
      expect(await usage()).toMatchObject({ minute: 2, day: 2, slotsInUse: 1 });
      expect(await another('a')).toMatchObject({ reason: 'rate' });

      clock.advance(5_000);
      await release('a');
      expect(await acquire('b')).toEqual({ granted: false, reason: 'rate', waitMs: 60_000 });
      clock.advance(60_000);
      expect(await usage()).toMatchObject({ minute: 0, slotsInUse: 0 });
    });

    test('waits for as many requests to leave as are too many at a lower pace', async () => {
      const { acquire, release, slowDown } = fresh({ requestsPerMinute: 4 });
      for (const lease of ['a', 'b', 'c']) {
        await acquire(lease);
        await release(lease);
        clock.advance(1_000);
      }
      await slowDown(0);

      // Two are allowed and three count: the second of them has to leave, in 58 seconds.
      expect(await acquire('d')).toEqual({ granted: false, reason: 'rate', waitMs: 58_000 });
    });
  });

  describe('a further request', () => {
    test('takes a slot anew when that of its lease has run out', async () => {
      const { acquire, another, usage } = fresh({ concurrentRequests: 1 });
      await acquire('a');
      clock.advance(30_000);

      expect(await another('a')).toEqual({ granted: true });
      expect((await usage()).slotsInUse).toBe(1);
      clock.advance(30_000);
      await acquire('b');
      expect(await another('a')).toMatchObject({ granted: false, reason: 'slots' });
    });
  });

  describe('the pace', () => {
    test('is halved when the gateway asks to slow down, once per pause, and nothing goes during the pause', async () => {
      const { acquire, slowDown, usage } = fresh({ requestsPerMinute: 300 });
      await slowDown(2_000);
      clock.advance(500);
      await slowDown(1_000);

      expect(await usage()).toMatchObject({ pace: 0.5, pausedUntil: clock.now + 1_500 });
      expect(await acquire('a')).toEqual({ granted: false, reason: 'pause', waitMs: 1_500 });
      clock.advance(1_500);
      expect(await acquire('a')).toEqual({ granted: true });
      expect((await usage()).pausedUntil).toBe(0);
    });

    test('prolongs a pause when the gateway asks for a longer one', async () => {
      const { slowDown, usage } = fresh();
      await slowDown(1_000);
      await slowDown(5_000);

      expect(await usage()).toMatchObject({ pace: 0.5, pausedUntil: clock.now + 5_000 });
    });

    test('rises by a twentieth with each success, to 1 at most', async () => {
      const { slowDown, speedUp, usage } = fresh();
      await speedUp();
      expect((await usage()).pace).toBe(1);

      await slowDown(1);
      await speedUp();
      expect((await usage()).pace).toBeCloseTo(0.55);
      for (let success = 0; success < 60; success++) await speedUp();
      expect((await usage()).pace).toBeCloseTo(1);
    });

    test('never falls below a twentieth, and one request a minute is always allowed', async () => {
      const { acquire, slowDown, usage } = fresh({ requestsPerMinute: 10 });
      for (let times = 0; times < 8; times++) {
        await slowDown(1_000);
        clock.advance(1_000);
      }

      expect((await usage()).pace).toBe(0.05);
      expect(await acquire('a')).toEqual({ granted: true });
      expect(await acquire('b')).toMatchObject({ reason: 'rate' });
    });

    test('allows the share of the rate that it says', async () => {
      const { acquire, slowDown, speedUp } = fresh({ requestsPerMinute: 100, concurrentRequests: 100 });
      await slowDown(0);
      for (let success = 0; success < 7; success++) await speedUp();

      let granted = 0;
      while ((await acquire(`lease-${granted}`)).granted) granted++;
      expect(granted).toBe(85);
    });
  });

  describe('the daily budget', () => {
    test('leaves a reserve to interactive calls', async () => {
      const { acquire } = fresh({ requestsPerDay: 5, reservedForInteractive: 0.4 });
      for (const lease of ['a', 'b', 'c']) expect(await acquire(lease, 'bulk')).toEqual({ granted: true });

      expect(await acquire('d', 'bulk')).toEqual({ granted: false, reason: 'day', waitMs: clock.untilMidnight });
      expect(await acquire('d')).toEqual({ granted: true });
      expect(await acquire('e')).toEqual({ granted: true });
      expect(await acquire('f')).toMatchObject({ reason: 'day' });
    });

    test('is spent on further requests too', async () => {
      const { acquire, another } = fresh({ requestsPerDay: 2 });
      await acquire('a');
      await another('a');

      expect(await another('a')).toMatchObject({ granted: false, reason: 'day' });
    });

    test('begins anew at midnight UTC', async () => {
      const { acquire, usage } = fresh({ requestsPerDay: 1 });
      await acquire('a');
      expect((await usage()).day).toBe(1);
      clock.advance(clock.untilMidnight - 1);
      expect(await acquire('b')).toEqual({ granted: false, reason: 'day', waitMs: 1 });

      clock.advance(1);
      expect((await usage()).day).toBe(0);
      expect(await acquire('b')).toEqual({ granted: true });
      expect((await usage()).day).toBe(1);
      clock.advance(12 * 3_600_000);
    });
  });

  describe('the usage', () => {
    test('of a connection that was never used is nothing', async () => {
      expect(await fresh().usage()).toEqual({ minute: 0, day: 0, slotsInUse: 0, pace: 1, pausedUntil: 0 });
    });
  });

  /** The limits of a connection that no other test uses. */
  function fresh(changes: Partial<LimitSettings> = {}) {
    const connection = randomUUID();
    const settings = { ...defaultLimits, ...changes };
    const limits = limitsOf();
    return {
      acquire: (lease: string, lane: Lane = 'interactive') => limits.acquire(connection, settings, lane, lease),
      another: (lease: string, lane: Lane = 'interactive') => limits.another(connection, settings, lane, lease),
      renew: (...leases: string[]) => limits.renew(connection, leases),
      release: (lease: string) => limits.release(connection, lease),
      slowDown: (pauseMs: number) => limits.slowDown(connection, pauseMs),
      speedUp: () => limits.speedUp(connection),
      usage: () => limits.usage(connection),
    };
  }
}
