import { describe, expect, test } from '@jest/globals';
import { Slots } from '../../sandbox/hubspot/webhooks/slots.js';
import { eventsOf } from './helpers/receiver.js';
import { call, harborLabs, receiver, sandbox } from './helpers/sandbox.js';

const stageOnly = [{ subscriptionType: 'deal.propertyChange', propertyName: 'dealstage' }];

describe('webhooks', () => {
  test('tell creation, stage and deletion of a deal, by default', async () => {
    const listener = await receiver(200);
    const hubspot = await sandbox({ webhook: { targetUrl: listener.url } });
    await hubspot.createDeal(harborLabs);
    await hubspot.archive('deals', '5001');
    await hubspot.webhooks.settled();

    const events = listener.received.flatMap(eventsOf);
    expect(events.map((event) => event.subscriptionType)).toEqual([
      'deal.creation',
      'deal.propertyChange',
      'deal.deletion',
    ]);
    expect(new Set(events.map((event) => event.eventId)).size).toBe(3);
  });

  test('of changes through the API name the app, and an equal value is no change', async () => {
    const listener = await receiver(200);
    const hubspot = await sandbox();
    await hubspot.createDeal(harborLabs);
    hubspot.setWebhookTarget(listener.url);
    const body = { properties: { dealstage: 'closedwon' } };
    await call(hubspot, 'PATCH /crm/v3/objects/deals/5001', { body });
    await call(hubspot, 'PATCH /crm/v3/objects/deals/5001', { body });
    await hubspot.webhooks.settled();

    expect(listener.received.flatMap(eventsOf)).toEqual([
      expect.objectContaining({ changeSource: 'INTEGRATION', sourceId: '9001' }),
    ]);
  });

  test('are repeated with a higher attempt number and a fresh signature until they are accepted', async () => {
    let now = 1_790_000_000_000;
    const listener = await receiver(500, 401, 204);
    const hubspot = await sandbox({
      webhook: { targetUrl: listener.url },
      settings: { subscriptions: stageOnly, retryDelaysMs: [1, 1, 1], now: () => (now += 1) },
    });
    await hubspot.createDeal(harborLabs);
    await hubspot.webhooks.settled();

    expect(hubspot.webhooks.deliveries.map(({ attempt, status }) => [attempt, status])).toEqual([
      [0, 500],
      [1, 401],
      [2, 204],
    ]);
    expect(listener.received.flatMap(eventsOf).map((event) => event.attemptNumber)).toEqual([0, 1, 2]);
    expect(new Set(listener.received.map(({ headers }) => headers['x-hubspot-request-timestamp'])).size).toBe(3);
    expect(new Set(listener.received.flatMap(eventsOf).map((event) => event.eventId)).size).toBe(1);
  });

  test('are given up after the last retry', async () => {
    const listener = await receiver(503);
    const hubspot = await sandbox({ webhook: { targetUrl: listener.url }, settings: { retryDelaysMs: [1, 1] } });
    await hubspot.createDeal(harborLabs);
    await hubspot.webhooks.settled();
    expect(listener.received).toHaveLength(3);
  });

  test('count a receiver that does not answer in time as a failure', async () => {
    const listener = await receiver('never', 200);
    const hubspot = await sandbox({
      webhook: { targetUrl: listener.url },
      // Long enough for a busy machine to answer the second one.
      settings: { webhookTimeoutMs: 1_000, retryDelaysMs: [1] },
    });
    await hubspot.createDeal(harborLabs);
    await hubspot.webhooks.settled();
    expect(hubspot.webhooks.deliveries.map((delivery) => delivery.status)).toEqual([0, 200]);
  });

  test('put at most a hundred events into a request', async () => {
    const listener = await receiver(200);
    const hubspot = await sandbox({ webhook: { targetUrl: listener.url }, settings: { subscriptions: stageOnly } });
    await Promise.all(Array.from({ length: 101 }, (_, index) => hubspot.createDeal({ name: `Deal ${index}` })));
    await hubspot.webhooks.settled();
    const sizes = listener.received.map((request) => eventsOf(request).length);
    expect(sizes.sort()).toEqual([1, 100]);
  });

  test('keep to the number of requests in flight', async () => {
    const slots = new Slots(() => 2);
    const order: string[] = [];
    await slots.take();
    await slots.take();
    const third = slots.take().then(() => order.push('third starts'));
    await new Promise(setImmediate);
    order.push('first ends');
    slots.release();
    await third;
    expect(order).toEqual(['first ends', 'third starts']);
  });

  test('can come twice, newest first, generic, or not at all', async () => {
    const listener = await receiver(200);
    const hubspot = await sandbox({ webhook: { targetUrl: listener.url }, settings: { subscriptions: stageOnly } });
    const { switches } = hubspot.webhooks;
    Object.assign(switches, { duplicate: true, reorder: true, form: 'generic' });
    await hubspot.createDeal({ name: 'First' });
    await hubspot.createDeal({ name: 'Second' });
    await hubspot.webhooks.settled();
    switches.drop = true;
    await hubspot.createDeal({ name: 'Lost' });
    await hubspot.webhooks.settled();

    const [original, copy, ...rest] = listener.received;
    expect([original?.body, rest]).toEqual([copy?.body, []]);
    expect(original === undefined ? [] : eventsOf(original)).toEqual([
      expect.objectContaining({ objectId: 5002, subscriptionType: 'object.propertyChange', objectTypeId: '0-3' }),
      expect.objectContaining({ objectId: 5001 }),
    ]);
  });

  test('tell a primary link together with the unlabelled one', async () => {
    const listener = await receiver(200);
    const subscriptions = [{ subscriptionType: 'deal.associationChange' }];
    const hubspot = await sandbox({ webhook: { targetUrl: listener.url }, settings: { subscriptions } });
    await hubspot.createDeal({ name: 'Linked', company: { name: 'Harbor Labs' } });
    await hubspot.webhooks.settled();
    expect(listener.received.flatMap(eventsOf)).toEqual([
      expect.objectContaining({ associationType: 'DEAL_TO_COMPANY', toObjectId: 7001, isPrimaryAssociation: true }),
      expect.objectContaining({ associationType: 'DEAL_TO_COMPANY', toObjectId: 7001, isPrimaryAssociation: false }),
    ]);
  });

  test('can be delivered again, many times at once', async () => {
    const listener = await receiver(200);
    const hubspot = await sandbox({ webhook: { targetUrl: listener.url } });
    await hubspot.createDeal(harborLabs);
    await hubspot.webhooks.settled();

    const statuses = await hubspot.webhooks.redeliver(0, { times: 5, concurrently: true });

    expect(statuses).toEqual([200, 200, 200, 200, 200]);
    expect(new Set(listener.received.map((request) => request.body)).size).toBe(1);
    expect(listener.received).toHaveLength(6);
  });

  test('cannot watch the date of the last change', async () => {
    const subscriptions = [{ subscriptionType: 'deal.propertyChange', propertyName: 'hs_lastmodifieddate' }];
    await expect(sandbox({ settings: { subscriptions } })).rejects.toThrow('hs_lastmodifieddate');
  });
});
