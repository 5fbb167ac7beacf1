import { describe, expect, test } from '@jest/globals';
import { call, harborLabs, sandbox } from './helpers/sandbox.js';

const properties = '/crm/properties/2026-09/deals';
const group = { name: 'sage_intacct', label: 'Sage Intacct', displayOrder: -1 };
const invoiceNumber = {
  groupName: 'sage_intacct',
  name: 'intacct_invoice_number',
  label: 'Intacct invoice number',
  type: 'string',
  fieldType: 'text',
  formField: false,
};

describe('a property', () => {
  test('can be created in a group of its own and then be written', async () => {
    const hubspot = await sandbox();
    await hubspot.createDeal(harborLabs);

    expect((await call(hubspot, `GET ${properties}/intacct_invoice_number`)).status).toBe(404);
    expect((await call(hubspot, `POST ${properties}`, { body: invoiceNumber })).status).toBe(400);
    expect((await call(hubspot, `POST ${properties}/groups`, { body: group })).status).toBe(201);
    expect((await call(hubspot, `POST ${properties}`, { body: invoiceNumber })).status).toBe(201);
    expect((await call(hubspot, `POST ${properties}`, { body: invoiceNumber })).status).toBe(409);
    expect((await call(hubspot, `POST ${properties}/groups`, { body: group })).status).toBe(409);

    await call(hubspot, 'PATCH /crm/v3/objects/deals/5001', {
      body: { properties: { intacct_invoice_number: 'INV-1042' } },
    });
    expect(hubspot.get('deals', '5001')?.properties.intacct_invoice_number).toBe('INV-1042');
  });

  test('is refused when its name or its pair of types is wrong', async () => {
    const hubspot = await sandbox();
    await call(hubspot, `POST ${properties}/groups`, { body: group });
    const refused = [
      { ...invoiceNumber, name: 'Invoice Number' },
      { ...invoiceNumber, type: 'date', fieldType: 'text' },
      { ...invoiceNumber, type: 'enumeration', fieldType: 'select' },
      { ...invoiceNumber, type: 'bool', fieldType: 'booleancheckbox' },
      { ...invoiceNumber, label: undefined },
    ];
    for (const body of refused) expect((await call(hubspot, `POST ${properties}`, { body })).status).toBe(400);
  });

  test('that is unique finds its deal', async () => {
    const hubspot = await sandbox();
    await hubspot.createDeal(harborLabs);
    await call(hubspot, 'POST /crm/v3/properties/deals', {
      body: { ...invoiceNumber, groupName: 'dealinformation', hasUniqueValue: true },
    });
    await hubspot.update('deals', '5001', { intacct_invoice_number: 'INV-7' });

    const { body } = await call(hubspot, 'GET /crm/v3/objects/deals/INV-7?idProperty=intacct_invoice_number');

    expect(body.id).toBe('5001');
  });

  test('says whether it can be written', async () => {
    const hubspot = await sandbox();
    const { body } = await call(hubspot, `GET ${properties}`);
    const named = (name: string) => body.results.find((each: { name: string }) => each.name === name);
    expect(named('hs_is_closed_won')).toMatchObject({
      calculated: true,
      modificationMetadata: { readOnlyValue: true },
    });
    expect(named('amount')).toMatchObject({ calculated: false, currencyPropertyName: 'deal_currency_code' });
  });
});

describe('the account', () => {
  test('has pipelines whose stages tell in text whether they are won', async () => {
    const hubspot = await sandbox();
    const { body } = await call(hubspot, 'GET /crm/pipelines/2026-09/deals');
    const stages = body.results.flatMap((pipeline: { stages: unknown[] }) => pipeline.stages);
    const won = stages.filter(
      (stage: { metadata: { isClosed: string; probability: string } }) =>
        stage.metadata.isClosed === 'true' && stage.metadata.probability === '1.0',
    );
    expect(won.map((stage: { id: string }) => stage.id)).toEqual(['closedwon', '77120014']);
  });

  test('has owners whose id is not their user id', async () => {
    const hubspot = await sandbox();
    const byId = await call(hubspot, 'GET /crm/v3/owners/1201');
    const byUser = await call(hubspot, 'GET /crm/owners/2026-09/12?idProperty=userId');
    const archived = await call(hubspot, 'GET /crm/v3/owners/?archived=true');
    expect(byId.body).toMatchObject({ id: '1201', userId: 12, email: 'dana.reyes@example.test' });
    expect(byUser.body.id).toBe('1201');
    expect(archived.body.results).toHaveLength(1);
  });

  test('tells its portal and currencies', async () => {
    const hubspot = await sandbox({ settings: { multiCurrency: false, accountCurrency: 'GBP' } });
    const { body } = await call(hubspot, 'GET /account-info/v3/details');
    expect(body).toMatchObject({ portalId: 424242, companyCurrency: 'GBP', additionalCurrencies: [] });
  });
});
