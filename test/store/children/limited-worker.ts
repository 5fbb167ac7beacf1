// A worker that shares limits with others: node --import tsx limited-worker.ts '{"url":…}'. Prints one JSON line for each
// request that it was granted: from when to when it held the slot, in nanoseconds of the clock that all processes share.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LimitSettings } from '../../../connectors/intacct/gateway/limit-store.js';
import { openStore } from '../../../store/open.js';

export interface LimitedWork {
  readonly url: string;
  readonly connection: string;
  readonly settings: LimitSettings;
  /** Callers that ask at the same time. */
  readonly callers: number;
  /** Requests per caller; it ends earlier when the minute is full. */
  readonly requests: number;
  /** How long a request takes, in milliseconds; undefined: for ever. */
  readonly holdMs?: number;
  readonly leaseMs?: number;
}

export interface Held {
  readonly from: string;
  readonly to?: string;
}

const work: LimitedWork = JSON.parse(process.argv[2] ?? '');
const { limits, close } = await openStore({
  url: work.url,
  timing: work.leaseMs === undefined ? {} : { leaseMs: work.leaseMs },
});
await Promise.all(Array.from({ length: work.callers }, call));
await close();

async function call(): Promise<void> {
  for (let left = work.requests; left > 0; left--) {
    const lease = randomUUID();
    if (!(await granted(lease))) return;
    const from = String(process.hrtime.bigint());
    if (work.holdMs === undefined) {
      report({ from });
      await sleep(600_000);
    }
    await sleep(work.holdMs);
    report({ from, to: String(process.hrtime.bigint()) });
    await limits.release(work.connection, lease);
  }
}

/** False when the minute is full. */
async function granted(lease: string): Promise<boolean> {
  for (;;) {
    const answer = await limits.acquire(work.connection, work.settings, 'interactive', lease);
    if (answer.granted) return true;
    if (answer.reason === 'rate') return false;
    await sleep(Math.min(answer.waitMs, 20));
  }
}

function report(held: Held): void {
  console.log(JSON.stringify(held));
}
