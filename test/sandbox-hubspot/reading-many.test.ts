import { describe, expect, test } from '@jest/globals';
import type { HubSpotSandbox } from '../../sandbox/hubspot/index.js';
import { call, harborLabs, sandbox } from './helpers/sandbox.js';

async function withDeals(count: number, options?: Parameters<typeof sandbox>[0]): Promise<HubSpotSandbox> {
  const hubspot = await sandbox(options);
  for (let number = 1; number <= count; number += 1) {
    await hubspot.createDeal({ name: `Deal ${number}`, amount: number * 9 });
  }
  return hubspot;
}

const ids = (answer: { body: { results: { id: string }[] } }) => answer.body.results.map((record) => record.id);

describe('a list', () => {
  test('is read page by page until there is no next one', async () => {
    const hubspot = await withDeals(5);
    const first = await call(hubspot, 'GET /crm/v3/objects/deals?limit=3');
    const second = await call(hubspot, `GET /crm/v3/objects/deals?limit=3&after=${first.body.paging.next.after}`);

    expect([ids(first), ids(second)]).toEqual([
      ['5001', '5002', '5003'],
      ['5004', '5005'],
    ]);
    expect(first.body.paging.next.link).toMatch(/limit=3&after=5003$/);
    expect(second.body.paging).toBeUndefined();
  });

  test('has at most a hundred records a page', async () => {
    const hubspot = await sandbox();
    expect((await call(hubspot, 'GET /crm/v3/objects/deals?limit=101')).status).toBe(400);
  });
});

describe('a batch', () => {
  test('read tells the records it found and, with 207, the ids it did not', async () => {
    const hubspot = await withDeals(2);
    const answer = await call(hubspot, 'POST /crm/v3/objects/deals/batch/read', {
      body: { properties: ['dealname'], inputs: [{ id: '5002' }, { id: '999' }, { id: '5002' }] },
    });
    expect(answer.status).toBe(207);
    expect(ids(answer)).toEqual(['5002']);
    expect(answer.body).toMatchObject({ status: 'COMPLETE', numErrors: 1 });
    expect(answer.body.errors).toEqual([
      expect.objectContaining({ category: 'OBJECT_NOT_FOUND', context: { ids: ['999'] } }),
    ]);
  });

  test('read finds contacts by e-mail', async () => {
    const hubspot = await sandbox();
    await hubspot.createDeal(harborLabs);
    const body = { idProperty: 'email', inputs: [{ id: 'ines@harborlabs.example' }] };
    const batch = await call(hubspot, 'POST /crm/v3/objects/contacts/batch/read', { body });
    const single = await call(hubspot, 'GET /crm/v3/objects/contacts/ines@harborlabs.example?idProperty=email');
    expect([ids(batch), single.body.id]).toEqual([['8001'], '8001']);
  });

  test('has at most a hundred inputs', async () => {
    const hubspot = await sandbox();
    const inputs = Array.from({ length: 101 }, (_, index) => ({ id: String(index) }));
    const { status } = await call(hubspot, 'POST /crm/v3/objects/deals/batch/read', { body: { inputs } });
    expect(status).toBe(400);
  });

  test('create with a wrong input writes nothing, unless trace ids tell which one it was', async () => {
    const hubspot = await sandbox();
    const inputs = [
      { objectWriteTraceId: 'a', properties: { dealname: 'Good' } },
      { objectWriteTraceId: 'b', properties: { dealname: 'Bad', amount: 'x' } },
    ];
    const untraced = inputs.map(({ properties }) => ({ properties }));

    const refused = await call(hubspot, 'POST /crm/v3/objects/deals/batch/create', { body: { inputs: untraced } });
    expect([refused.status, hubspot.list('deals').length]).toEqual([400, 0]);

    const partial = await call(hubspot, 'POST /crm/v3/objects/deals/batch/create', { body: { inputs } });
    expect([partial.status, hubspot.list('deals').length]).toEqual([207, 1]);
    expect(partial.body.errors[0].context.objectWriteTraceId).toEqual(['b']);
  });

  test('updates, upserts by a unique property, and archives', async () => {
    const hubspot = await withDeals(1);
    const contacts = '/crm/objects/2026-09/contacts/batch';
    const upsert = () =>
      call(hubspot, `POST ${contacts}/upsert`, {
        body: { inputs: [{ id: 'ines@x.example', idProperty: 'email', properties: { firstname: 'Ines' } }] },
      });

    const updated = await call(hubspot, 'POST /crm/v3/objects/deals/batch/update', {
      body: { inputs: [{ id: '5001', properties: { amount: '77' } }] },
    });
    const [made, found] = [await upsert(), await upsert()];
    const archived = await call(hubspot, `POST ${contacts}/archive`, { body: { inputs: [{ id: '8001' }] } });

    expect(updated.body.results[0].properties.amount).toBe('77');
    expect([made.body.results[0].new, found.body.results[0].new]).toEqual([true, false]);
    expect([archived.status, hubspot.list('contacts')]).toEqual([204, []]);
  });
});

describe('a search', () => {
  const search = (hubspot: HubSpotSandbox, body: unknown) =>
    call(hubspot, 'POST /crm/objects/2026-09/deals/search', { body });
  const where = (...filters: unknown[]) => ({ filterGroups: [{ filters }] });

  test('joins filters with AND and groups with OR, compares numbers as numbers, and sorts', async () => {
    const hubspot = await withDeals(12);
    const answer = await search(hubspot, {
      filterGroups: [
        {
          filters: [
            { propertyName: 'amount', operator: 'GTE', value: '99' },
            { propertyName: 'dealname', operator: 'CONTAINS_TOKEN', value: 'deal' },
          ],
        },
        { filters: [{ propertyName: 'dealname', operator: 'EQ', value: 'Deal 2' }] },
      ],
      sorts: [{ propertyName: 'amount', direction: 'DESCENDING' }],
      properties: ['amount'],
    });
    expect(answer.body).toMatchObject({ total: 3 });
    expect(ids(answer)).toEqual(['5012', '5011', '5002']);
  });

  test('finds won deals changed since a moment, page by page', async () => {
    let now = 1_763_600_000_000;
    const hubspot = await withDeals(4, { settings: { now: () => now } });
    now += 1;
    for (const id of ['5002', '5003', '5004']) await hubspot.moveDealToStage(id, 'closedwon');
    const query = {
      ...where(
        { propertyName: 'hs_is_closed_won', operator: 'EQ', value: 'true' },
        { propertyName: 'hs_lastmodifieddate', operator: 'GTE', value: '1763600000001' },
      ),
      limit: 2,
    };

    const first = await search(hubspot, query);
    const second = await search(hubspot, { ...query, after: first.body.paging.next.after });

    expect([ids(first), ids(second), second.body.paging]).toEqual([['5002', '5003'], ['5004'], undefined]);
  });

  test('finds the deals of a company', async () => {
    const hubspot = await withDeals(1);
    await hubspot.createDeal(harborLabs);
    const answer = await search(
      hubspot,
      where({ propertyName: 'associations.company', operator: 'EQ', value: '7001' }),
    );
    expect(ids(answer)).toEqual(['5002']);
  });

  test('needs lower case in lists of text, and knows which properties are empty', async () => {
    const hubspot = await withDeals(2);
    const found = async (filter: unknown) => ids(await search(hubspot, where(filter)));

    expect(await found({ propertyName: 'dealname', operator: 'IN', values: ['Deal 1'] })).toEqual([]);
    expect(await found({ propertyName: 'dealname', operator: 'IN', values: ['deal 1'] })).toEqual(['5001']);
    expect(await found({ propertyName: 'amount', operator: 'BETWEEN', value: '10', highValue: '20' })).toEqual([
      '5002',
    ]);
    expect(await found({ propertyName: 'closedate', operator: 'HAS_PROPERTY' })).toEqual([]);
    expect(await found({ propertyName: 'closedate', operator: 'NOT_HAS_PROPERTY' })).toEqual(['5001', '5002']);
  });

  test('refuses too many filters, a second sort, an unknown property and the results past 10,000', async () => {
    const hubspot = await sandbox({ settings: { searchPerSecond: 100 } });
    const filter = { propertyName: 'amount', operator: 'HAS_PROPERTY' };
    const sort = { propertyName: 'amount', direction: 'ASCENDING' };
    const refused = [
      where(...Array(7).fill(filter)),
      { filterGroups: Array(6).fill({ filters: [filter] }) },
      { filterGroups: Array(4).fill({ filters: Array(5).fill(filter) }) },
      { sorts: [sort, sort] },
      where({ ...filter, propertyName: 'nope' }),
      { after: '9900', limit: 101 },
      { limit: 201 },
      { query: 'x'.repeat(3_000) },
    ];
    for (const query of refused) expect((await search(hubspot, query)).status).toBe(400);
  });

  test('lags behind by the delay of the account, while a read by id does not', async () => {
    let now = 1_763_600_000_000;
    const hubspot = await withDeals(1, { settings: { searchDelayMs: 2_000, now: () => now } });
    const won = where({ propertyName: 'hs_is_closed_won', operator: 'EQ', value: 'true' });
    const total = async (query: unknown) => (await search(hubspot, query)).body.total;

    expect(await total({})).toBe(0);
    now += 2_000;
    await hubspot.moveDealToStage('5001', 'closedwon');
    expect([await total({}), await total(won)]).toEqual([1, 0]);
    expect(hubspot.get('deals', '5001')?.properties.hs_is_closed_won).toBe('true');
    now += 2_000;
    expect(await total(won)).toBe(1);
  });
});
