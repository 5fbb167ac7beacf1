import { test } from '@jest/globals';
import { startTestDemo } from '../support/demo.js';
import { proveManyDeals } from '../support/many-deals-proof.js';

test('of 500 deals at once the 450 sound ones are posted, 50 wait for their six reasons, and mended all are posted once', async () => {
  const demo = await startTestDemo();
  try {
    const { untilPostedMs, untilMendedMs } = await proveManyDeals(demo, {
      deals: 500,
      defective: 50,
      timeoutMs: 400_000,
    });
    process.stdout.write(
      `500 deals: 450 posted and 50 parked after ${inSeconds(untilPostedMs)}; the 50 mended and posted in ${inSeconds(untilMendedMs)}\n`,
    );
  } finally {
    await demo.stop();
  }
}, 900_000);

const inSeconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
