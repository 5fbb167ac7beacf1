import { expect, test } from '@jest/globals';
import { startTestDemo } from '../support/demo.js';
import { proveManyDeals } from '../support/many-deals-proof.js';

// `many-deals.long.ts` does the same with 500.
test('of 50 deals at once the 44 sound ones are posted, 6 wait for their six reasons, and mended all are posted once', async () => {
  const demo = await startTestDemo();
  try {
    const { untilPostedMs } = await proveManyDeals(demo, { deals: 50, defective: 6, timeoutMs: 50_000 });
    expect(untilPostedMs).toBeGreaterThan(0);
  } finally {
    await demo.stop();
  }
});
