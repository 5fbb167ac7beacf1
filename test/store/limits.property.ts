import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type LimitStore, leaseMs } from '../../connectors/intacct/gateway/limit-store.js';
import type { TestClock } from './limits.contract.js';

type Step =
  | { readonly does: 'acquire' | 'another' | 'release' | 'renew'; readonly lease: number }
  | { readonly does: 'wait'; readonly ms: number }
  | { readonly does: 'slowDown' };

/** The gateway may see a request at any time from `from`, when it was granted, to `to`, when its slot came back. */
interface Seen {
  readonly lease: number;
  readonly from: number;
  to: number;
}

const settings = { requestsPerMinute: 6, concurrentRequests: 3, reservedForInteractive: 0.2 };

/** Few and round, so that sums often hit the very moment at which a slot or the window ends. */
const waits = [1, 5_000, 9_999, 10_000, 20_000, 30_000];

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.record({
      does: fc.constantFrom('acquire' as const, 'another' as const, 'release' as const, 'renew' as const),
      lease: fc.nat(5),
    }),
  },
  { weight: 10, arbitrary: fc.record({ does: fc.constant('wait' as const), ms: fc.constantFrom(...waits) }) },
  { weight: 1, arbitrary: fc.constant({ does: 'slowDown' as const }) },
);

/** Random workers, the worst timing on the way to the gateway: what it sees stays within the limits. */
export function describeLimitsAtRandom(limitsOf: () => LimitStore, clock: TestClock, numRuns: number): void {
  test('no sequence of calls lets the gateway see more than is allowed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 80 }), async (steps) => {
        const seen = await play(limitsOf(), clock, steps);
        expect(mostInAnyMinute(seen)).toBeLessThanOrEqual(settings.requestsPerMinute);
        expect(mostSlots(seen)).toBeLessThanOrEqual(settings.concurrentRequests);
      }),
      { numRuns },
    );
  });
}

async function play(limits: LimitStore, clock: TestClock, steps: readonly Step[]): Promise<Seen[]> {
  const connection = randomUUID();
  const seen: Seen[] = [];
  const open = (lease: number) => seen.filter((request) => request.lease === lease && request.to > clock.now);

  for (const step of steps) {
    if (step.does === 'wait') clock.advance(step.ms);
    else if (step.does === 'slowDown') await limits.slowDown(connection, 1_000);
    else if (step.does === 'renew') {
      await limits.renew(connection, [String(step.lease)]);
      for (const request of open(step.lease)) request.to = clock.now + leaseMs;
    } else if (step.does === 'release') {
      await limits.release(connection, String(step.lease));
      for (const request of open(step.lease)) request.to = clock.now;
    } else {
      const { granted } = await limits[step.does](connection, settings, 'interactive', String(step.lease));
      const to = open(step.lease)[0]?.to ?? clock.now + leaseMs;
      if (granted) seen.push({ lease: step.lease, from: clock.now, to });
    }
  }
  clock.advance(200_000);
  return seen;
}

/** A minute is 60,000 milliseconds, its first and last among them. The fullest one starts or ends with a request. */
function mostInAnyMinute(seen: readonly Seen[]): number {
  const starts = seen.flatMap(({ from, to }) => [from - 59_999, to]);
  const within = (start: number) => seen.filter(({ from, to }) => from <= start + 59_999 && to >= start).length;
  return Math.max(0, ...starts.map(within));
}

function mostSlots(seen: readonly Seen[]): number {
  const inUse = (at: number) =>
    new Set(seen.filter(({ from, to }) => from <= at && to > at).map(({ lease }) => lease)).size;
  return Math.max(0, ...seen.map(({ from }) => inUse(from)));
}
