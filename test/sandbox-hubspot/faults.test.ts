import { describe, expect, test } from '@jest/globals';
import { type FaultKind, faultKinds } from '../../sandbox/hubspot/faults.js';
import type { HubSpotSandbox } from '../../sandbox/hubspot/index.js';
import { call, harborLabs, sandbox } from './helpers/sandbox.js';

const deal = '/crm/objects/2026-09/deals/5001';

async function withDeal(): Promise<HubSpotSandbox> {
  const hubspot = await sandbox();
  await hubspot.createDeal(harborLabs);
  return hubspot;
}

const write = (hubspot: HubSpotSandbox) =>
  call(hubspot, `PATCH ${deal}`, { body: { properties: { description: 'written' } } });
const isWritten = (hubspot: HubSpotSandbox) => hubspot.get('deals', '5001')?.properties.description === 'written';

const answers: Partial<Record<FaultKind, number>> = {
  locked: 423,
  migrating: 477,
  ten_secondly_limit: 429,
  secondly_limit: 429,
  daily_limit: 429,
  server_error: 500,
  bad_gateway_html: 502,
  unavailable: 503,
  gateway_timeout: 504,
  unauthorized: 401,
  not_found_html: 404,
  admin_rule: 400,
};

describe('a fault', () => {
  test.each(Object.entries(answers) as [FaultKind, number][])(
    '%s answers with %d, writes nothing and is over',
    async (kind, status) => {
      const hubspot = await withDeal();
      hubspot.faults.add({ kind, match: { method: 'PATCH', path: '/crm/objects' } });

      const hit = await write(hubspot);
      expect([hit.status, isWritten(hubspot)]).toEqual([status, false]);
      expect(hubspot.requests.at(-1)).toMatchObject({ fault: kind, status });

      expect((await write(hubspot)).status).toBe(200);
    },
  );

  test.each(['reset', 'commit_then_timeout'] as const)('%s closes the connection', async (kind) => {
    const hubspot = await withDeal();
    hubspot.faults.add({ kind });
    await expect(write(hubspot)).rejects.toThrow('fetch failed');
    expect(isWritten(hubspot)).toBe(kind === 'commit_then_timeout');
  });

  test.each(['hang', 'commit_then_hang'] as const)('%s leaves the caller waiting', async (kind) => {
    const hubspot = await withDeal();
    hubspot.faults.add({ kind });
    const answer = fetch(hubspot.url + deal, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${hubspot.accessToken}` },
      body: JSON.stringify({ properties: { description: 'written' } }),
      signal: AbortSignal.timeout(200),
    });
    await expect(answer).rejects.toThrow('timeout');
    expect(isWritten(hubspot)).toBe(kind === 'commit_then_hang');
  });

  test('malformed_json does the work and cuts the answer', async () => {
    const hubspot = await withDeal();
    hubspot.faults.add({ kind: 'malformed_json' });
    const { status, body } = await write(hubspot);
    expect([status, typeof body, isWritten(hubspot)]).toEqual([200, 'string', true]);
  });

  test('slow answers properly, later', async () => {
    const hubspot = await withDeal();
    hubspot.faults.add({ kind: 'slow', delayMs: 20 });
    const startedAt = performance.now();
    const { status } = await write(hubspot);
    expect(status).toBe(200);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(19);
  });

  test('migrating says how long to wait, and a rule of the account names its property', async () => {
    const hubspot = await withDeal();
    hubspot.faults.add({ kind: 'migrating', retryAfterSeconds: 60 });
    hubspot.faults.add({ kind: 'admin_rule', property: 'hs_next_step' });
    expect((await write(hubspot)).headers.get('retry-after')).toBe('60');
    expect((await write(hubspot)).body).toMatchObject({
      category: 'VALIDATION_ERROR',
      context: { propertyName: ['hs_next_step'] },
    });
  });

  test('hits only what it matches, as often as it says, until it is removed', async () => {
    const hubspot = await withDeal();
    const remove = hubspot.faults.add({ kind: 'locked', match: { path: /deals\/\d+$/g }, times: 3 });
    const statuses = [
      (await call(hubspot, 'GET /crm/v3/owners')).status,
      (await write(hubspot)).status,
      (await write(hubspot)).status,
    ];
    remove();
    expect([...statuses, (await write(hubspot)).status]).toEqual([200, 423, 423, 200]);
    expect(hubspot.faults.pending()).toEqual([]);
  });

  test('of every kind has a test here', () => {
    const others = ['reset', 'commit_then_timeout', 'hang', 'commit_then_hang', 'malformed_json', 'slow'];
    expect([...Object.keys(answers), ...others].sort()).toEqual([...faultKinds].sort());
  });
});
