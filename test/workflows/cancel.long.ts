import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cancelledAtEveryMoment } from '../support/cancelled-scenes.js';
import { startTestDemo, type TestDemo } from '../support/demo.js';
import { sceneNames } from '../support/shipped-scenes.js';

let demo: TestDemo;
beforeAll(async () => {
  demo = await startTestDemo({ settleMs: 200 });
});
afterAll(() => demo.stop());

describe.each(sceneNames)('%s, cancelled at any moment', (name) => {
  test.each([
    ['', undefined],
    [', while the answer is lost', 'drop'],
  ] as const)('leaves the whole or nothing, and says which%s', async (_, answer) => {
    const begun = Date.now();

    const { runs, halfMade } = await cancelledAtEveryMoment(demo, name, answer);

    console.log(`${name}${_}: ${runs} runs cancelled in ${((Date.now() - begun) / 1000).toFixed(1)} s`);
    expect(halfMade).toEqual({});
    expect(runs).toBeGreaterThan(3);
  });
});
