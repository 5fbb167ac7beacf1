import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { harborLabs } from '../../sandbox-hubspot/helpers/sandbox.js';
import { account, callOn, clientOf, fixedToken, pathsOf } from './connect.js';

const batchOfDeals = 'POST /objects/deals/batch/read';

describe('reads of one moment', () => {
  test('of 150 deals take two calls of at most 100, and each caller gets its own', async () => {
    const hubspot = await account();
    for (let index = 0; index < 150; index += 1) await hubspot.createDeal({ name: `Deal ${index}` });
    const client = clientOf(fixedToken(hubspot));
    const ids = Array.from({ length: 150 }, (_, index) => String(5001 + index));

    const deals = await Promise.all(ids.map((id) => callOn(client, 'getDealStage', { id })));

    expect(deals.map(({ id }) => id)).toEqual(ids);
    expect(pathsOf(hubspot)).toEqual([batchOfDeals, batchOfDeals]);
    const sizes = hubspot.requests.map(({ body }) => (body as { inputs: unknown[] }).inputs.length);
    expect(sizes).toEqual([100, 50]);
  });

  test('send an ID once that several ask for, and tell apart who asks for other properties', async () => {
    const hubspot = await account();
    await hubspot.createDeal(harborLabs);
    const client = clientOf(fixedToken(hubspot));

    await Promise.all([
      callOn(client, 'getCompany', { id: '7001' }),
      callOn(client, 'getCompany', { id: '7001' }),
      callOn(client, 'getCompany', { id: '7001', properties: ['industry'] }),
    ]);

    expect(hubspot.requests.map(({ body }) => (body as { inputs: unknown[] }).inputs)).toEqual([
      [{ id: '7001' }],
      [{ id: '7001' }],
    ]);
  });

  test('give the callers of deals that exist theirs, and only the others `record_not_found`', async () => {
    const hubspot = await account();
    await hubspot.createDeal(harborLabs);
    const client = clientOf(fixedToken(hubspot));

    const [found, missing] = await Promise.allSettled([
      callOn(client, 'getDealStage', { id: '5001' }),
      callOn(client, 'getDealStage', { id: '999' }),
    ]);

    expect(found).toMatchObject({ status: 'fulfilled', value: { id: '5001' } });
    expect(missing).toMatchObject({ reason: { kind: 'not_found', code: 'record_not_found', retry: 'no' } });
  });

  test('find a deal by the ID that it had before it was merged into another', async () => {
    const hubspot = await account();
    await hubspot.createDeal(harborLabs);
    await hubspot.createDeal({ name: 'Twin' });
    await hubspot.merge('deals', '5001', '5002');
    const client = clientOf(fixedToken(hubspot));

    expect(await callOn(client, 'getDeal', { id: '5002' })).toMatchObject({
      id: '5003',
      name: harborLabs.name,
      company: { id: '7001' },
    });
    hubspot.settings.mergedIdsLeadOn = false;
    await expect(callOn(client, 'getDeal', { id: '5002' })).rejects.toMatchObject({ code: 'record_not_found' });
  });

  test('of 30 deals with all around them take as many calls as one deal does', async () => {
    const hubspot = await account();
    for (let index = 0; index < 30; index += 1) {
      const contacts = [{ email: `buyer${index}@example.test` }];
      await hubspot.createDeal({ ...harborLabs, name: `Deal ${index}`, contacts });
    }
    const client = clientOf(fixedToken(hubspot));
    await callOn(client, 'getDeal', { id: '5001' });
    const forOne = hubspot.requests.length;

    const ids = Array.from({ length: 30 }, (_, index) => String(5001 + index));
    const deals = await Promise.all(ids.map((id) => callOn(client, 'getDeal', { id })));

    expect(forOne).toBe(7);
    expect(hubspot.requests.length - forOne).toBeLessThanOrEqual(forOne);
    expect(deals.map(({ name }) => name)).toEqual(ids.map((_, index) => `Deal ${index}`));
  });
});

test('an answer of 207 is a failure for the record that HubSpot could not read, and for no other', async () => {
  const body = {
    status: 'COMPLETE',
    results: [{ id: '1', properties: { dealstage: 'closedwon', hs_is_closed_won: 'true' } }],
    numErrors: 1,
    errors: [{ category: 'INTERNAL_ERROR', message: 'shard is away', context: { ids: ['2'] } }],
  };
  const server = createServer((_, response) => response.writeHead(207).end(JSON.stringify(body)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = clientOf(fixedToken({ url: `http://127.0.0.1:${port}`, accessToken: 'any' }));

  const [read, failed] = await Promise.allSettled([
    callOn(client, 'getDealStage', { id: '1' }),
    callOn(client, 'getDealStage', { id: '2' }),
  ]);

  expect(read).toMatchObject({ value: { id: '1', isClosedWon: true } });
  expect(failed).toMatchObject({ reason: { code: 'unavailable', retry: 'soon', message: 'HubSpot: shard is away' } });
  server.closeAllConnections();
  server.close();
});

describe('a deal with more associations than a page holds', () => {
  test('is read whole, whatever the number of line items', async () => {
    const hubspot = await account({ settings: { linksPerPage: 50, burstLimit: 1_000 } });
    const lineItems = Array.from({ length: 230 }, (_, index) => ({
      name: `Item ${index}`,
      quantity: 1,
      price: '1.10',
    }));
    await hubspot.createDeal({ ...harborLabs, lineItems });
    const client = clientOf(fixedToken(hubspot));

    const deal = await callOn(client, 'getDeal', { id: '5001' });
    const listed = await callOn(client, 'listLineItems', { dealId: '5001' });

    const names = (items: unknown) => (items as { name: string }[]).map(({ name }) => name);
    expect(names(deal.lineItems)).toEqual(lineItems.map(({ name }) => name));
    expect(names(listed.lineItems)).toEqual(lineItems.map(({ name }) => name));
  });

  test('has them all listed, with their types', async () => {
    const hubspot = await account({ settings: { linksPerPage: 1 } });
    await hubspot.createDeal(harborLabs);
    await hubspot.addToDeal('5001', { contacts: [{ email: 'second@harborlabs.example' }] });
    const client = clientOf(fixedToken(hubspot));
    const ofDeal = (to: string) => callOn(client, 'listAssociations', { from: '0-3', id: '5001', to });

    expect(await ofDeal('contacts')).toMatchObject({ associations: [{ id: '8001' }, { id: '8002' }] });
    expect(await ofDeal('companies')).toMatchObject({
      associations: [
        {
          id: '7001',
          types: [
            { typeId: 5, label: 'Primary' },
            { typeId: 341, label: null },
          ],
        },
      ],
    });
    expect(await ofDeal('notes')).toEqual({ associations: [] });
  });
});
