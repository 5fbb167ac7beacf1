import { describe, expect, test } from '@jest/globals';
import { call, harborLabs, sandbox } from './helpers/sandbox.js';

const readOnly = { tokens: { reader: ['crm.objects.deals.read'] } };
const noLines = { body: { filterGroups: [], limit: 1 } };

describe('access', () => {
  test('is refused with 401 to an unknown token, and nothing is counted against the limit', async () => {
    const hubspot = await sandbox();

    const refused = await call(hubspot, 'GET /crm/v3/objects/deals', { token: 'pat-na1-wrong' });

    expect(refused).toMatchObject({ status: 401, body: { status: 'error', category: 'INVALID_AUTHENTICATION' } });
    expect(refused.headers.get('x-hubspot-correlation-id')).toBe(refused.body.correlationId);
    expect(refused.headers.get('x-hubspot-ratelimit-max')).toBeNull();
  });

  test('is refused with 403 and the missing scope to a token that may only read', async () => {
    const hubspot = await sandbox({ settings: readOnly });
    await hubspot.createDeal(harborLabs);

    const read = await call(hubspot, 'GET /crm/v3/objects/deals/5001', { token: 'reader' });
    const write = await call(hubspot, 'PATCH /crm/objects/2026-09/deals/5001', {
      token: 'reader',
      body: { properties: { description: 'x' } },
    });

    expect(read.status).toBe(200);
    expect(write).toMatchObject({ status: 403, body: { category: 'MISSING_SCOPES' } });
    expect(write.body.errors[0].context.requiredGranularScopes).toEqual(['crm.objects.deals.write']);
    expect(hubspot.get('deals', '5001')?.properties.description).toBeUndefined();
  });

  test('under an unknown path is a 404 with an HTML page', async () => {
    const hubspot = await sandbox();
    const { status, headers, body } = await call(hubspot, 'GET /crm/v9/objects/deals');
    expect(status).toBe(404);
    expect(headers.get('content-type')).toMatch('text/html');
    expect(body).toMatch('<html>');
  });

  test('keeps a list of what was asked and answered', async () => {
    const hubspot = await sandbox();
    await call(hubspot, 'GET /crm/v3/objects/deals/404?properties=dealname');
    expect(hubspot.requests).toEqual([
      expect.objectContaining({
        method: 'GET',
        path: '/crm/v3/objects/deals/404',
        query: '?properties=dealname',
        status: 404,
      }),
    ]);
  });
});

describe('the limit', () => {
  test('of the ten-second window is told in headers and enforced with 429', async () => {
    const hubspot = await sandbox({ settings: { burstLimit: 2 } });

    const first = await call(hubspot, 'GET /crm/v3/objects/deals');
    await call(hubspot, 'GET /crm/v3/objects/deals');
    const third = await call(hubspot, 'GET /crm/v3/objects/deals');

    expect(first.headers.get('x-hubspot-ratelimit-remaining')).toBe('1');
    expect(first.headers.get('x-hubspot-ratelimit-interval-milliseconds')).toBe('10000');
    expect(first.headers.get('x-hubspot-ratelimit-daily-remaining')).toBe('249999');
    expect(third.status).toBe(429);
    expect(third.body).toMatchObject({
      status: 'error',
      message: 'You have reached your ten_secondly_rolling limit.',
      errorType: 'RATE_LIMIT',
      policyName: 'TEN_SECONDLY_ROLLING',
    });
  });

  test('frees itself as the window rolls on', async () => {
    let now = 1_790_000_000_000;
    const hubspot = await sandbox({ settings: { burstLimit: 1, now: () => now } });
    const statuses: number[] = [];
    for (const pause of [0, 9_999, 1]) {
      now += pause;
      statuses.push((await call(hubspot, 'GET /crm/v3/objects/deals')).status);
    }
    expect(statuses).toEqual([200, 429, 200]);
  });

  test('of search is five a second, apart from the other calls and without headers', async () => {
    const hubspot = await sandbox({ settings: { burstLimit: 1, now: () => 1_790_000_000_000 } });
    const searches = await Promise.all(
      Array.from({ length: 6 }, () => call(hubspot, 'POST /crm/v3/objects/deals/search', noLines)),
    );

    expect(searches.map((answer) => answer.status).sort()).toEqual([200, 200, 200, 200, 200, 429]);
    expect(searches.at(0)?.headers.get('x-hubspot-ratelimit-max')).toBeNull();
    expect(searches.find((answer) => answer.status === 429)?.body.message).toBe(
      'You have reached your secondly limit.',
    );
    expect((await call(hubspot, 'GET /crm/v3/objects/deals')).status).toBe(200);
  });

  test('of the day stops everything', async () => {
    const hubspot = await sandbox({ settings: { dailyLimit: 1 } });
    await call(hubspot, 'GET /crm/v3/owners');
    const { status, body } = await call(hubspot, 'GET /crm/v3/owners');
    expect(status).toBe(429);
    expect(body).toMatchObject({ policyName: 'DAILY', message: 'You have reached your daily limit.' });
  });
});
