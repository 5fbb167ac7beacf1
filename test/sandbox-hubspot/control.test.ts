import { describe, expect, test } from '@jest/globals';
import { call, harborLabs, receiver, sandbox } from './helpers/sandbox.js';

describe('the control interface', () => {
  test('makes a deal, moves it, and shows what was delivered', async () => {
    const listener = await receiver(200);
    const hubspot = await sandbox();

    await call(hubspot, 'PUT /_sandbox/webhook-target', { body: { url: listener.url } });
    const made = await call(hubspot, 'POST /_sandbox/deals', { body: harborLabs });
    const moved = await call(hubspot, `POST /_sandbox/deals/${made.body.dealId}/stage`, {
      body: { stage: 'closedwon' },
    });
    await call(hubspot, 'POST /_sandbox/settle');
    const again = await call(hubspot, 'POST /_sandbox/redeliver', { body: { times: 2 } });
    const deliveries = await call(hubspot, 'GET /_sandbox/deliveries');

    expect(made.body).toEqual({
      dealId: '5001',
      companyId: '7001',
      contactIds: ['8001'],
      lineItemIds: ['9001', '9002'],
    });
    expect(moved.body.properties.hs_is_closed_won).toBe('true');
    expect(again.body.statuses).toEqual([200, 200]);
    expect(deliveries.body).toHaveLength(listener.received.length);
  });

  test('sets faults, which do not hit itself, and shows them until they are used up', async () => {
    const hubspot = await sandbox();
    const fault = { kind: 'server_error', match: { pathPattern: 'owners$' }, times: 'forever' };
    await call(hubspot, 'POST /_sandbox/faults', { body: fault });
    await call(hubspot, 'POST /_sandbox/faults', { body: { kind: 'reset', match: { path: '/_sandbox' } } });

    expect((await call(hubspot, 'GET /crm/v3/owners')).status).toBe(500);
    const { body } = await call(hubspot, 'GET /_sandbox/faults');
    expect(body).toHaveLength(2);
    expect(body[0]).toEqual({ kind: 'server_error', match: { path: '/owners$/' }, times: 'forever' });

    expect((await call(hubspot, 'DELETE /_sandbox/faults')).status).toBe(204);
    expect((await call(hubspot, 'GET /crm/v3/owners')).status).toBe(200);
  });

  test('tells state, counts and the API requests, among which it does not appear itself', async () => {
    const hubspot = await sandbox();
    await call(hubspot, 'POST /_sandbox/deals', { body: { name: 'Plain' } });
    await call(hubspot, 'GET /crm/v3/objects/deals/5001');

    const state = await call(hubspot, 'GET /_sandbox/state');
    const requests = await call(hubspot, 'GET /_sandbox/requests');

    expect(state.body).toMatchObject({
      url: hubspot.url,
      portalId: 424242,
      accessToken: hubspot.accessToken,
      clientSecret: hubspot.clientSecret,
      webhookTarget: null,
      counts: { records: { deals: 1, companies: 0 }, requests: 1, deliveries: 0 },
    });
    expect(requests.body.map((request: { path: string }) => request.path)).toEqual(['/crm/v3/objects/deals/5001']);
  });

  test('reads, changes and archives records as a person would', async () => {
    const hubspot = await sandbox();
    await hubspot.createDeal({ name: 'Late lines' });

    const added = await call(hubspot, 'POST /_sandbox/deals/5001/additions', {
      body: { lineItems: [{ name: 'Seats', quantity: 2, price: '10.00' }] },
    });
    const changed = await call(hubspot, 'PATCH /_sandbox/records/line_items/9001', { body: { quantity: '3' } });
    await call(hubspot, 'DELETE /_sandbox/records/deals/5001');

    expect(added.body.lineItemIds).toEqual(['9001']);
    expect(changed.body.properties.amount).toBe('30.00');
    expect((await call(hubspot, 'GET /_sandbox/records/deals')).body).toEqual([]);
    expect((await call(hubspot, 'GET /_sandbox/records/deals/5001')).status).toBe(404);
  });

  test('changes settings and switches while it runs, and refuses what it does not know', async () => {
    const hubspot = await sandbox();
    await call(hubspot, 'PATCH /_sandbox/settings', { body: { searchDelayMs: 2000, tokens: { reader: [] } } });
    await call(hubspot, 'PATCH /_sandbox/switches', { body: { form: 'generic' } });
    const misspelt = await call(hubspot, 'PATCH /_sandbox/settings', { body: { serchDelayMs: 1 } });
    const unknown = await call(hubspot, 'GET /_sandbox/nothing');

    expect(hubspot.settings.searchDelayMs).toBe(2000);
    expect(hubspot.webhooks.switches.form).toBe('generic');
    expect(misspelt.status).toBe(400);
    expect(unknown.body.controls).toContain('GET /_sandbox/state');
  });
});
