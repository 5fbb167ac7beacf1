import { describe, expect, test } from '@jest/globals';
import { call, harborLabs, receiver, sandbox } from './helpers/sandbox.js';

const subscriptions = ['deal.merge', 'deal.restore'].map((subscriptionType) => ({ subscriptionType }));

async function twoDeals() {
  const webhooks = await receiver();
  const hubspot = await sandbox({ settings: { subscriptions }, webhook: { targetUrl: webhooks.url } });
  await hubspot.createDeal(harborLabs);
  await hubspot.createDeal({ ...harborLabs, name: 'Twin', properties: { description: 'from the twin' } });
  return hubspot;
}

describe('merging two deals', () => {
  test('makes a new one with the values and links of both, those of the first before those of the second', async () => {
    const hubspot = await twoDeals();

    const { status, body } = await call(hubspot, 'POST /crm/objects/2026-09/deals/merge', {
      body: { primaryObjectId: '5001', objectIdToMerge: '5002' },
    });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: '5003',
      properties: { dealname: harborLabs.name, description: 'from the twin' },
    });
    expect(hubspot.list('deals').map(({ id }) => id)).toEqual(['5003']);
    const links = await call(hubspot, 'POST /crm/associations/2026-09/deals/line_items/batch/read', {
      body: { inputs: [{ id: '5003' }] },
    });
    expect(links.body.results[0].to).toHaveLength(4);
  });

  test('lets the former IDs lead to the new deal when read alone, not in a batch', async () => {
    const hubspot = await twoDeals();
    await hubspot.merge('deals', '5001', '5002');

    const alone = await call(hubspot, 'GET /crm/objects/2026-09/deals/5002');
    const batch = await call(hubspot, 'POST /crm/objects/2026-09/deals/batch/read', {
      body: { inputs: [{ id: '5002' }] },
    });
    hubspot.settings.mergedIdsLeadOn = false;
    const gone = await call(hubspot, 'GET /crm/objects/2026-09/deals/5002');

    expect([alone.body.id, batch.status, gone.status]).toEqual(['5003', 207, 404]);
  });

  test('is told by a webhook that names all three', async () => {
    const hubspot = await twoDeals();
    await hubspot.merge('deals', '5001', '5002');
    await hubspot.webhooks.settled();

    const [event] = JSON.parse(hubspot.webhooks.deliveries[0]?.body ?? '[]');
    expect(event).toMatchObject({
      subscriptionType: 'deal.merge',
      primaryObjectId: 5001,
      mergedObjectIds: [5002],
      newObjectId: 5003,
      numberOfPropertiesMoved: 1,
    });
  });
});

test('a restored deal is back with its links, and a webhook tells it', async () => {
  const hubspot = await twoDeals();
  await hubspot.archive('deals', '5001');
  await hubspot.restore('deals', '5001');
  await hubspot.webhooks.settled();

  const links = await call(hubspot, 'POST /crm/associations/2026-09/deals/companies/batch/read', {
    body: { inputs: [{ id: '5001' }] },
  });
  expect(hubspot.get('deals', '5001')?.properties.dealname).toBe(harborLabs.name);
  expect(links.body.results[0].to[0].toObjectId).toBe(7001);
  expect(JSON.parse(hubspot.webhooks.deliveries[0]?.body ?? '[]')[0]).toMatchObject({
    subscriptionType: 'deal.restore',
    objectId: 5001,
  });
});
