import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cancelledAtEveryMoment } from '../support/cancelled-scenes.js';
import { startTestDemo, type TestDemo } from '../support/demo.js';

let demo: TestDemo;
beforeAll(async () => {
  demo = await startTestDemo({ settleMs: 200 });
});
afterAll(() => demo.stop());

// The other workflows: cancel.long.ts.
test.each([
  ['', undefined],
  [', while the answer is lost', 'drop'],
] as const)(
  'createInvoice, cancelled at any moment%s, leaves the whole or nothing, and says which',
  async (_, answer) => {
    const { runs, halfMade } = await cancelledAtEveryMoment(demo, 'createInvoice', answer);

    expect(halfMade).toEqual({});
    expect(runs).toBeGreaterThan(10);
  },
);
