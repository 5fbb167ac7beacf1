import { describe, expect, test } from '@jest/globals';
import { signatureV1, signatureV3 } from '../../sandbox/hubspot/webhooks/signatures.js';
import { eventsOf } from './helpers/receiver.js';
import { call, harborLabs, receiver, sandbox } from './helpers/sandbox.js';

const withEverything = 'associations=companies,contacts&associations=line_items';

describe('a deal', () => {
  test('comes with its company twice, as primary and unlabelled, and its lines under "line items"', async () => {
    const hubspot = await sandbox();
    const { dealId } = await hubspot.createDeal(harborLabs);

    const { status, body } = await call(hubspot, `GET /crm/objects/2026-09/deals/${dealId}?${withEverything}`);

    expect(status).toBe(200);
    expect(body.associations).toEqual({
      companies: {
        results: [
          { id: '7001', type: 'deal_to_company' },
          { id: '7001', type: 'deal_to_company_unlabeled' },
        ],
      },
      contacts: { results: [{ id: '8001', type: 'deal_to_contact' }] },
      'line items': {
        results: [
          { id: '9001', type: 'deal_to_line_item' },
          { id: '9002', type: 'deal_to_line_item' },
        ],
      },
    });
  });

  test('shows every property as text or null, drops unknown names and sorts the rest', async () => {
    const hubspot = await sandbox();
    await hubspot.createDeal(harborLabs);

    const { body } = await call(
      hubspot,
      'GET /crm/v3/objects/deals/5001?properties=dealname,amount,hubspot_owner_id&properties=no_such_thing',
    );

    expect(Object.keys(body.properties)).toEqual([
      'amount',
      'createdate',
      'dealname',
      'hs_lastmodifieddate',
      'hs_object_id',
      'hubspot_owner_id',
    ]);
    expect(body.properties).toMatchObject({ amount: '2376.48', hubspot_owner_id: null, hs_object_id: '5001' });
    expect(body.associations).toBeUndefined();
  });

  test('tells the line totals after a percentage is taken off the line, not off the unit', async () => {
    const hubspot = await sandbox();
    const { lineItemIds } = await hubspot.createDeal(harborLabs);
    const properties = ['name', 'amount', 'hs_pre_discount_amount', 'hs_total_discount', 'hs_sku'];

    const { status, body } = await call(hubspot, 'POST /crm/objects/2026-09/line_items/batch/read', {
      body: { properties, propertiesWithHistory: [], inputs: lineItemIds.map((id) => ({ id })) },
    });

    expect(status).toBe(200);
    expect(body.results[1].properties).toMatchObject({
      name: 'Seats',
      amount: '1876.48',
      hs_pre_discount_amount: '2345.60',
      hs_total_discount: '469.12',
      hs_sku: 'SEAT',
    });
  });

  test('is won when its stage is certain, in a pipeline of the account as well', async () => {
    const hubspot = await sandbox();
    const { dealId } = await hubspot.createDeal(harborLabs);
    await hubspot.moveDealToStage(dealId, '77120014');

    const { body } = await call(hubspot, `GET /crm/v3/objects/0-3/${dealId}?properties=hs_is_closed_won,pipeline`);

    expect(body.properties).toMatchObject({ hs_is_closed_won: 'true', pipeline: '7712001' });
  });

  test('takes a write-back, and the empty string clears', async () => {
    const hubspot = await sandbox();
    const { dealId } = await hubspot.createDeal(harborLabs);

    const patched = await call(hubspot, `PATCH /crm/objects/2026-09/deals/${dealId}`, {
      body: { properties: { description: 'Invoice INV-1042', hs_next_step: '' } },
    });

    expect(patched.status).toBe(200);
    expect(Object.keys(patched.body.properties)).toEqual([
      'createdate',
      'description',
      'hs_lastmodifieddate',
      'hs_next_step',
      'hs_object_id',
    ]);
    expect(hubspot.get('deals', dealId)?.properties.description).toBe('Invoice INV-1042');
  });
});

describe('moving a deal to a stage', () => {
  test('sends a signed event of the stage change', async () => {
    const listener = await receiver(200);
    const hubspot = await sandbox({ webhook: { targetUrl: listener.url, clientSecret: 'sim-client-secret-0001' } });
    const { dealId } = await hubspot.createDeal(harborLabs);
    await hubspot.webhooks.settled();
    await hubspot.moveDealToStage(dealId, 'closedwon');
    await hubspot.webhooks.settled();

    const last = listener.received.at(-1);
    if (last === undefined) throw new Error('nothing was received');
    const timestamp = last.headers['x-hubspot-request-timestamp'] ?? '';
    expect(eventsOf(last)).toEqual([
      expect.objectContaining({
        subscriptionType: 'deal.propertyChange',
        objectId: 5001,
        propertyName: 'dealstage',
        propertyValue: 'closedwon',
        portalId: 424242,
        attemptNumber: 0,
        changeSource: 'CRM_UI',
      }),
    ]);
    expect(timestamp).toMatch(/^\d{13}$/);
    expect(last.headers['x-hubspot-signature-v3']).toBe(
      signatureV3('sim-client-secret-0001', 'POST', listener.url, last.body, timestamp),
    );
    expect(last.headers['x-hubspot-signature']).toBe(signatureV1('sim-client-secret-0001', last.body));
    expect(hubspot.webhooks.deliveries.map((delivery) => delivery.status)).toEqual([200, 200]);
  });
});
