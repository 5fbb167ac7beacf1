import { describe, expect, test } from '@jest/globals';
import type { HubSpotClient } from '../../../connectors/hubspot/client.js';
import { account, callOn, clientOf, fixedToken } from './connect.js';

interface Found {
  readonly id: string;
  readonly modifiedAt: string;
}

/** All pages, and how large they were. */
async function everyPage(client: HubSpotClient, input: object): Promise<{ ids: string[]; sizes: number[] }> {
  const ids: string[] = [];
  const sizes: number[] = [];
  let after: unknown;
  do {
    const page = await callOn(client, 'searchDeals', { ...input, ...(after ? { after } : {}) });
    const records = page.records as Found[];
    ids.push(...records.map(({ id }) => id));
    sizes.push(records.length);
    after = page.next;
  } while (after);
  return { ids, sizes };
}

/** Deals of which each group was changed in one moment, a second after the group before. */
async function dealsChangedTogether(...groups: number[]) {
  let now = Date.parse('2026-11-20T10:00:00Z');
  const hubspot = await account({ settings: { now: () => now, searchPerSecond: 1_000 } });
  for (const size of groups) {
    now += 1_000;
    for (let index = 0; index < size; index += 1) await hubspot.createDeal({ name: 'Deal' });
  }
  return { hubspot, client: clientOf(fixedToken(hubspot)) };
}

const idsFrom = (first: number, count: number) => Array.from({ length: count }, (_, index) => String(first + index));

describe('searching deals', () => {
  test('goes beyond the 10,000 results that HubSpot counts', async () => {
    const hubspot = await account();
    for (let index = 0; index < 10_250; index += 1) await hubspot.createDeal({ name: 'Deal' });
    const client = clientOf(fixedToken(hubspot));

    const page = await callOn(client, 'searchDeals', { limit: 200, after: '15001' });

    expect((page.records as Found[]).map(({ id }) => id)).toEqual(idsFrom(15_002, 200));
    expect(page.next).toBe('15201');
  });

  test.each(['key', 'modified'])('by %s finds each deal once, whatever the size of a page', async (order) => {
    const { client } = await dealsChangedTogether(1, 3, 2, 1);
    for (const limit of [2, 3, 7]) {
      const { ids, sizes } = await everyPage(client, { order, limit });
      expect(ids).toEqual(idsFrom(5001, 7));
      expect(Math.max(...sizes)).toBeLessThanOrEqual(limit);
    }
  });

  test('by time reads a moment in which more deals changed than a page holds', async () => {
    const { client } = await dealsChangedTogether(1, 9, 1);
    expect((await everyPage(client, { order: 'modified', limit: 4 })).ids).toEqual(idsFrom(5001, 11));
  });

  test('by time shows a deal again that changes between two pages, and misses none', async () => {
    const { hubspot, client } = await dealsChangedTogether(1, 1, 1, 1);
    const first = await callOn(client, 'searchDeals', { order: 'modified', limit: 2 });
    hubspot.settings.now = () => Date.parse('2026-11-20T11:00:00Z');
    await hubspot.update('deals', '5001', { description: 'changed meanwhile' });

    const rest = await everyPage(client, { order: 'modified', limit: 10, after: first.next });

    expect([...(first.records as Found[]).map(({ id }) => id), ...rest.ids].sort()).toEqual([
      '5001',
      '5001',
      '5002',
      '5003',
      '5004',
    ]);
  });

  test('takes conditions, a time, and further properties', async () => {
    const { hubspot, client } = await dealsChangedTogether(2, 2);
    await hubspot.update('deals', '5003', { description: 'wanted' });
    await hubspot.update('deals', '5001', { description: 'too early, had it not been changed now' });

    const page = await callOn(client, 'searchDeals', {
      filters: [{ property: 'description', operator: 'HAS_PROPERTY' }],
      modifiedSince: '2026-11-20T10:00:02Z',
      properties: ['description'],
    });

    expect(page).toMatchObject({ records: [{ id: '5001' }, { id: '5003', properties: { description: 'wanted' } }] });
  });

  test('sees a change only when the search index has noticed it', async () => {
    let now = Date.parse('2026-11-20T10:00:00Z');
    const hubspot = await account({ settings: { now: () => now, searchDelayMs: 30_000 } });
    await hubspot.createDeal({ name: 'Deal' });
    const client = clientOf(fixedToken(hubspot));
    const modifiedSince = new Date(now - 1_000).toISOString();

    expect(await callOn(client, 'searchDeals', { modifiedSince })).toMatchObject({ records: [] });
    now += 31_000;
    expect(await callOn(client, 'searchDeals', { modifiedSince })).toMatchObject({ records: [{ id: '5001' }] });
  });

  test('refuses a cursor of the other order before anything is sent', async () => {
    const { hubspot, client } = await dealsChangedTogether(1);
    await expect(callOn(client, 'searchDeals', { order: 'modified', after: '5001' })).rejects.toMatchObject({
      kind: 'invalid_input',
      details: { field: 'after' },
    });
    expect(hubspot.requests).toEqual([]);
  });

  test('names a property that does not exist', async () => {
    const { client } = await dealsChangedTogether(1);
    const filters = [{ property: 'no_such', operator: 'EQ', value: '1' }];
    await expect(callOn(client, 'searchDeals', { filters })).rejects.toMatchObject({ code: 'property_missing' });
  });
});
