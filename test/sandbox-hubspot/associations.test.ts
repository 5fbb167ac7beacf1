import { describe, expect, test } from '@jest/globals';
import { call, harborLabs, sandbox } from './helpers/sandbox.js';

const batchRead = 'POST /crm/associations/2026-09/deals/companies/batch/read';

describe('associations', () => {
  test('read in a batch have the from-id as text and the to-id as a number', async () => {
    const hubspot = await sandbox();
    await hubspot.createDeal(harborLabs);

    const { status, body } = await call(hubspot, batchRead, { body: { inputs: [{ id: '5001' }] } });

    expect(status).toBe(200);
    expect(body.results).toEqual([
      {
        from: { id: '5001' },
        to: [
          {
            toObjectId: 7001,
            associationTypes: [
              { category: 'HUBSPOT_DEFINED', typeId: 5, label: 'Primary' },
              { category: 'HUBSPOT_DEFINED', typeId: 341, label: null },
            ],
          },
        ],
      },
    ]);
  });

  test('of a deal without a company are a 207 with an error', async () => {
    const hubspot = await sandbox();
    await hubspot.createDeal({ name: 'Nobody yet' });

    const { status, body } = await call(hubspot, 'POST /crm/v4/associations/deals/companies/batch/read', {
      body: { inputs: [{ id: '5001' }] },
    });

    expect(status).toBe(207);
    expect(body.results).toEqual([]);
    expect(body.errors[0]).toMatchObject({
      category: 'OBJECT_NOT_FOUND',
      subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
      context: { fromObjectId: ['5001'], fromObjectType: ['deal'], toObjectType: ['company'] },
    });
  });

  test('of one record are listed under v4 and not under the date version', async () => {
    const hubspot = await sandbox();
    await hubspot.createDeal(harborLabs);
    const old = await call(hubspot, 'GET /crm/v4/objects/deals/5001/associations/line_items');
    const current = await call(hubspot, 'GET /crm/objects/2026-09/deals/5001/associations/line_items');
    expect(old.body.results.map((row: { toObjectId: number }) => row.toObjectId)).toEqual([9001, 9002]);
    expect(current.status).toBe(404);
  });

  test('put without a label make a second, not primary company', async () => {
    const hubspot = await sandbox();
    await hubspot.createDeal(harborLabs);
    await hubspot.createDeal({ name: 'Other', company: { name: 'Other Ltd' } });

    const put = await call(hubspot, 'PUT /crm/objects/2026-09/deals/5001/associations/default/companies/7002');
    const { body } = await call(hubspot, 'GET /crm/v3/objects/deals/5001?associations=companies');

    expect(put.status).toBe(200);
    expect(body.associations.companies.results).toContainEqual({ id: '7002', type: 'deal_to_company_unlabeled' });
    expect(body.associations.companies.results).toHaveLength(3);
  });

  test('put as primary take the place of the former primary company, and can be removed', async () => {
    const hubspot = await sandbox();
    await hubspot.createDeal(harborLabs);
    await hubspot.createDeal({ name: 'Other', company: { name: 'Other Ltd' } });
    const line = '/crm/v4/objects/deals/5001/associations/companies/7002';

    const put = await call(hubspot, `PUT ${line}`, {
      body: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 5 }],
    });
    const { body } = await call(hubspot, 'GET /crm/v3/objects/deals/5001?associations=companies');
    const removed = await call(hubspot, `DELETE ${line}`);
    const afterwards = await call(hubspot, 'GET /crm/v3/objects/deals/5001?associations=companies');

    expect(put).toMatchObject({ status: 201, body: { labels: ['Primary'] } });
    expect(body.associations.companies.results).toEqual([
      { id: '7001', type: 'deal_to_company_unlabeled' },
      { id: '7002', type: 'deal_to_company' },
      { id: '7002', type: 'deal_to_company_unlabeled' },
    ]);
    expect(removed.status).toBe(204);
    expect(afterwards.body.associations.companies.results).toHaveLength(1);
  });

  test('can carry a label of the account’s own, which adds a row', async () => {
    const hubspot = await sandbox();
    await hubspot.createDeal(harborLabs);
    const labels = '/crm/associations/2026-09/deals/companies/labels';
    const made = await call(hubspot, `POST ${labels}`, { body: { name: 'bill_to', label: 'Bill to' } });
    const { category, typeId } = made.body.results[0];

    await call(hubspot, 'PUT /crm/v4/objects/deals/5001/associations/companies/7001', {
      body: [{ associationCategory: category, associationTypeId: typeId }],
    });

    const { body } = await call(hubspot, 'GET /crm/v3/objects/deals/5001?associations=companies');
    expect(body.associations.companies.results).toHaveLength(3);
    expect((await call(hubspot, `GET ${labels}`)).body.results).toContainEqual({
      category: 'USER_DEFINED',
      typeId,
      label: 'Bill to',
    });
  });

  test('with a type of the wrong direction are refused', async () => {
    const hubspot = await sandbox();
    await hubspot.createDeal(harborLabs);
    const { status } = await call(hubspot, 'PUT /crm/v4/objects/deals/5001/associations/companies/7001', {
      body: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 6 }],
    });
    expect(status).toBe(400);
  });

  test('of many records come in pages of their own', async () => {
    const hubspot = await sandbox({ settings: { linksPerPage: 1 } });
    await hubspot.createDeal(harborLabs);
    const read = 'POST /crm/associations/2026-09/deals/line_items/batch/read';

    const first = await call(hubspot, read, { body: { inputs: [{ id: '5001' }] } });
    const { after } = first.body.results[0].paging.next;
    const second = await call(hubspot, read, { body: { inputs: [{ id: '5001', after }] } });

    expect(first.body.results[0].to.map((row: { toObjectId: number }) => row.toObjectId)).toEqual([9001]);
    expect(second.body.results[0].to.map((row: { toObjectId: number }) => row.toObjectId)).toEqual([9002]);
    expect(second.body.results[0].paging).toBeUndefined();
  });

  test('are made and removed in batches', async () => {
    const hubspot = await sandbox();
    await hubspot.createDeal(harborLabs);
    await hubspot.createDeal({ name: 'Other', company: { name: 'Other Ltd' } });
    const change = (what: string, body: object) =>
      call(hubspot, `POST /crm/associations/2026-09/deals/companies/batch/${what}`, { body });
    const companiesOf = async (id: string) =>
      (await call(hubspot, batchRead, { body: { inputs: [{ id }] } })).body.results[0]?.to.map(
        (row: { toObjectId: number }) => row.toObjectId,
      );
    const primary = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 5 }];

    const created = await change('create', { inputs: [{ from: { id: '5001' }, to: { id: '7002' }, types: primary }] });
    const byDefault = await change('associate/default', { inputs: [{ from: { id: '5002' }, to: { id: '7001' } }] });
    expect([created.status, byDefault.status]).toEqual([201, 200]);
    expect([await companiesOf('5001'), await companiesOf('5002')]).toEqual([
      [7001, 7002],
      [7001, 7002],
    ]);

    const archived = await change('archive', { inputs: [{ from: { id: '5001' }, to: [{ id: '7001' }] }] });
    expect(archived.status).toBe(204);
    expect(await companiesOf('5001')).toEqual([7002]);
  });
});
