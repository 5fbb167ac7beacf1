import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestDemo, type TestDemo } from '../support/demo.js';
import { bookedIn } from '../support/receivables.js';
import { resultsOfResets } from '../support/resets.js';
import { shippedScenes } from '../support/shipped-scenes.js';

let demo: TestDemo;
beforeAll(async () => {
  demo = await startTestDemo();
});
afterAll(() => demo.stop());

// A payment is not among them: its plan is made of what is due, which the payment has changed.
test.each(['createInvoice', 'hubspotDealToInvoice'] as const)(
  '%s, reset to any earlier point, ends as it did and writes nothing again',
  async (name) => {
    const scene = await shippedScenes[name](demo);
    const run = await demo.client.workflow.start(scene.workflow, {
      workflowId: `${name}-${randomUUID()}`,
      taskQueue: demo.taskQueue,
      args: [scene.input],
    });
    const result = await run.result();
    const booked = bookedIn(demo);

    const results = await resultsOfResets(demo, run);

    expect(results.length).toBeGreaterThan(3);
    expect(new Set(results.map((again) => JSON.stringify(again)))).toEqual(new Set([JSON.stringify(result)]));
    expect(bookedIn(demo)).toEqual(booked);
    expect(scene.booked()).toBe('the whole, once');
  },
);
