import { describe, expect, test } from '@jest/globals';
import type { HubSpotSandbox } from '../../sandbox/hubspot/index.js';
import { call, harborLabs, sandbox } from './helpers/sandbox.js';

const deal = '/crm/objects/2026-09/deals';

async function patch(hubspot: HubSpotSandbox, properties: Record<string, unknown>) {
  return call(hubspot, `PATCH ${deal}/5001`, { body: { properties } });
}

async function refusalCode(hubspot: HubSpotSandbox, properties: Record<string, unknown>): Promise<string> {
  const { status, body } = await patch(hubspot, properties);
  return `${status} ${body.errors?.[0]?.code}`;
}

describe('a write', () => {
  test('with one wrong property changes nothing and names the wrong one in HubSpot’s words', async () => {
    const hubspot = await sandbox();
    await hubspot.createDeal(harborLabs);

    const { status, body } = await patch(hubspot, { description: 'fine', intacct_nope: 'INV-1' });

    expect(status).toBe(400);
    expect(body).toMatchObject({ status: 'error', category: 'VALIDATION_ERROR' });
    expect(body.message).toMatch(/^Property values were not valid: \[\{"isValid":false,/);
    expect(JSON.parse(body.message.slice('Property values were not valid: '.length))).toEqual([
      expect.objectContaining({ error: 'PROPERTY_DOESNT_EXIST', name: 'intacct_nope', portalId: 424242 }),
    ]);
    expect(body.errors).toEqual([
      {
        message: 'Property "intacct_nope" does not exist',
        code: 'PROPERTY_DOESNT_EXIST',
        context: { propertyName: ['intacct_nope'] },
      },
    ]);
    expect(hubspot.get('deals', '5001')?.properties.description).toBeUndefined();
  });

  test('is refused by the type of the property', async () => {
    const hubspot = await sandbox();
    await hubspot.createDeal(harborLabs);

    expect(await refusalCode(hubspot, { hs_is_closed_won: 'true' })).toBe('400 READ_ONLY_VALUE');
    expect(await refusalCode(hubspot, { dealtype: 'barter' })).toBe('400 INVALID_OPTION');
    expect(await refusalCode(hubspot, { dealstage: 'no-such-stage' })).toBe('400 INVALID_OPTION');
    expect(await refusalCode(hubspot, { amount: '1,250.00' })).toBe('400 INVALID_LONG');
    expect(await refusalCode(hubspot, { closedate: '1763600000' })).toBe('400 INVALID_DATE');
    expect(await refusalCode(hubspot, { deal_currency_code: 'XXX' })).toBe('400 INVALID_OPTION');
    expect(await refusalCode(hubspot, { dealstage: '77120014' })).toBe('400 INVALID_OPTION');
  });

  test('takes dates as ISO text or milliseconds and shows fractions only where there are any', async () => {
    const hubspot = await sandbox();
    await hubspot.createDeal(harborLabs);
    const shown = async (closedate: string) => (await patch(hubspot, { closedate })).body.properties.closedate;

    expect(await shown('2026-11-20')).toBe('2026-11-20T00:00:00Z');
    expect(await shown('1763600000123')).toBe('2025-11-20T00:53:20.123Z');
    expect(await shown('2026-11-20T10:00:00+02:00')).toBe('2026-11-20T08:00:00Z');
  });

  test('moves the date of the last change and keeps the history of a property', async () => {
    let now = Date.UTC(2026, 10, 20, 10);
    const hubspot = await sandbox({ settings: { now: () => now } });
    await hubspot.createDeal(harborLabs);
    now += 123;
    await patch(hubspot, { dealstage: 'closedwon' });

    const { body } = await call(hubspot, `GET ${deal}/5001?propertiesWithHistory=dealstage`);

    expect(body.properties.hs_lastmodifieddate).toBe('2026-11-20T10:00:00.123Z');
    expect(body.createdAt).toBe('2026-11-20T10:00:00Z');
    expect(body.propertiesWithHistory.dealstage).toEqual([
      expect.objectContaining({ value: 'closedwon', sourceType: 'INTEGRATION', sourceId: '9001' }),
      expect.objectContaining({ value: 'appointmentscheduled', sourceType: 'CRM_UI', sourceId: 'userId:12' }),
    ]);
  });

  test('needs a name to create a deal', async () => {
    const hubspot = await sandbox();
    const { status, body } = await call(hubspot, `POST ${deal}`, { body: { properties: { amount: '1' } } });
    expect(status).toBe(400);
    expect(body.errors[0].code).toBe('REQUIRED_PROPERTY');
  });

  test('is unknown once the deal is archived, which can be repeated', async () => {
    const hubspot = await sandbox();
    await hubspot.createDeal(harborLabs);

    expect((await call(hubspot, `DELETE ${deal}/5001`)).status).toBe(204);
    expect((await call(hubspot, `DELETE ${deal}/5001`)).status).toBe(204);
    const gone = await patch(hubspot, { description: 'x' });

    expect(gone.status).toBe(404);
    expect(gone.body).toMatchObject({ status: 'error', message: 'resource not found' });
    expect(gone.body.category).toBeUndefined();
    expect((await call(hubspot, `GET ${deal}/5001?archived=true`)).body.archived).toBe(true);
  });

  test('with the same e-mail as another contact is a conflict that names it', async () => {
    const hubspot = await sandbox();
    await hubspot.createDeal(harborLabs);
    const body = { properties: { email: 'INES@harborlabs.example' } };
    const answer = await call(hubspot, 'POST /crm/v3/objects/contacts', { body });
    expect(answer).toMatchObject({ status: 409, body: { message: 'Contact already exists. Existing ID: 8001' } });
  });
});

describe('a note', () => {
  test('is attached to its deal when it is made', async () => {
    const hubspot = await sandbox();
    await hubspot.createDeal(harborLabs);
    const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 214 }];

    const { status, body } = await call(hubspot, 'POST /crm/objects/2026-09/notes', {
      body: {
        properties: { hs_timestamp: '2026-11-20T10:05:00Z', hs_note_body: 'Invoice INV-1042 posted' },
        associations: [{ to: { id: '5001' }, types }],
      },
    });
    const { body: shown } = await call(hubspot, `GET ${deal}/5001?associations=notes`);

    expect(status).toBe(201);
    expect(shown.associations.notes.results).toEqual([{ id: body.id, type: 'deal_to_note' }]);
  });

  test('of a deal that does not exist is not left behind', async () => {
    const hubspot = await sandbox();
    const { status } = await call(hubspot, 'POST /crm/v3/objects/notes', {
      body: {
        properties: { hs_timestamp: '2026-11-20T10:05:00Z' },
        associations: [{ to: { id: '5001' }, types: [{ associationTypeId: 214 }] }],
      },
    });
    expect(status).toBe(404);
    expect(hubspot.list('notes')).toEqual([]);
  });
});

describe('money', () => {
  test('of a line with money off per unit is rounded on the line', async () => {
    const hubspot = await sandbox();
    await hubspot.createDeal({
      name: 'Discounts',
      lineItems: [{ name: 'Hours', quantity: '3', price: '0.125', discount: '0.01', hs_tax_rate: '19' }],
    });
    expect(hubspot.get('line_items', '9001')?.properties).toMatchObject({
      hs_pre_discount_amount: '0.38',
      amount: '0.35',
      hs_total_discount: '0.03',
      hs_tax_amount: '0.07',
      hs_post_tax_amount: '0.42',
    });
  });

  test('of a deal follows its lines only where the account says so', async () => {
    const amountAfterChange = async (dealAmountFromLines: boolean) => {
      const hubspot = await sandbox({ settings: { dealAmountFromLines } });
      await hubspot.createDeal(harborLabs);
      await hubspot.update('line_items', '9001', { price: '600' });
      return hubspot.get('deals', '5001')?.properties.amount;
    };
    expect(await amountAfterChange(true)).toBe('2476.48');
    expect(await amountAfterChange(false)).toBe('2376.48');
  });

  test('has no currency on the deal in a single-currency account', async () => {
    const hubspot = await sandbox({ settings: { multiCurrency: false } });
    const { currency, ...withoutCurrency } = harborLabs;
    await hubspot.createDeal(withoutCurrency);

    const { body } = await call(hubspot, `GET ${deal}/5001?properties=deal_currency_code`);

    expect(body.properties.deal_currency_code).toBeNull();
    expect(await refusalCode(hubspot, { deal_currency_code: currency })).toBe('400 INVALID_OPTION');
  });

  test('in another currency is also shown in the company’s', async () => {
    const hubspot = await sandbox();
    await hubspot.createDeal({ name: 'Paris', currency: 'EUR', amount: '100', stage: 'closedwon' });
    expect(hubspot.get('deals', '5001')?.properties).toMatchObject({
      deal_currency_code: 'EUR',
      amount_in_home_currency: '108.00',
      hs_exchange_rate: '1.08',
      hs_closed_amount: '100',
    });
  });
});
