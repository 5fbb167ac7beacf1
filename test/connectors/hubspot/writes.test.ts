import { describe, expect, test } from '@jest/globals';
import { harborLabs } from '../../sandbox-hubspot/helpers/sandbox.js';
import { account, callOn, clientOf, fixedToken, pathsOf } from './connect.js';

async function withDeal() {
  const hubspot = await account();
  await hubspot.createDeal(harborLabs);
  return { hubspot, client: clientOf(fixedToken(hubspot)) };
}

describe('a note', () => {
  const note = { dealId: '5001', companyId: '7001', text: 'Invoice INV-1 <posted>\nin Intacct', reference: 'INV-1' };

  test('stands on the deal and on the company, as plain text with its reference', async () => {
    const { hubspot, client } = await withDeal();

    expect(await callOn(client, 'createNote', note)).toEqual({ id: '10001', created: true });

    expect(hubspot.list('notes')[0]?.properties.hs_note_body).toBe(
      '<p>Invoice INV-1 &lt;posted&gt;<br>in Intacct</p><p>ref:INV-1</p>',
    );
    for (const [from, id] of [
      ['deals', '5001'],
      ['companies', '7001'],
    ]) {
      const links = await callOn(client, 'listAssociations', { from, id, to: 'notes' });
      expect(links).toMatchObject({ associations: [{ id: '10001' }] });
    }
  });

  test.each(['commit_then_timeout', 'commit_then_hang', 'malformed_json', 'server_error'] as const)(
    'is there once when its answer is lost (%s) and the call is repeated',
    async (kind) => {
      const { hubspot } = await withDeal();
      const client = clientOf(fixedToken(hubspot), 300);
      hubspot.faults.add({ kind, match: { path: '/crm/objects/2026-09/notes', method: 'POST' } });
      // The look-up reads nothing while the deal has no note, so the fault meets the creation.
      const lost = await callOn(client, 'createNote', note).catch((error: unknown) => error);
      expect(lost).toMatchObject({ retry: { afterMs: 30_000 } });

      await callOn(client, 'createNote', note);

      expect(hubspot.list('notes')).toHaveLength(1);
    },
  );

  test('of another reference is another note, also when one reference begins with the other', async () => {
    const { hubspot, client } = await withDeal();
    await callOn(client, 'createNote', { ...note, reference: 'INV-10' });
    expect(await callOn(client, 'createNote', note)).toMatchObject({ created: true });
    expect(await callOn(client, 'createNote', note)).toMatchObject({ created: false });
    expect(hubspot.list('notes')).toHaveLength(2);
  });

  test('without a reference is there once for each text', async () => {
    const { hubspot, client } = await withDeal();
    for (const text of ['One', 'Two', 'One']) await callOn(client, 'createNote', { dealId: '5001', text });
    expect(hubspot.list('notes')).toHaveLength(2);
  });
});

describe('an update', () => {
  test('of values that the deal holds already is not sent', async () => {
    const { hubspot, client } = await withDeal();
    const update = { id: '5001', properties: { description: 'invoiced', hs_next_step: '' } };
    expect(await callOn(client, 'updateDeal', update)).toEqual({ id: '5001', changed: true });
    expect(await callOn(client, 'updateDeal', update)).toEqual({ id: '5001', changed: false });
    expect(pathsOf(hubspot).filter((path) => path.startsWith('PATCH'))).toHaveLength(1);
  });

  test('of a property that does not exist names it, and the cure', async () => {
    const { client } = await withDeal();
    await expect(
      callOn(client, 'updateCompany', { id: '7001', properties: { intacct_customer_id: '' } }),
    ).rejects.toMatchObject({
      code: 'property_missing',
      advice: expect.stringContaining('ensureDealProperties'),
      details: { field: 'intacct_customer_id' },
    });
  });

  test('against a rule of the account names the property that the rule wants', async () => {
    const { hubspot, client } = await withDeal();
    hubspot.faults.add({ kind: 'admin_rule', property: 'hs_next_step', match: { method: 'PATCH' } });
    await expect(callOn(client, 'updateDeal', { id: '5001', properties: { description: 'x' } })).rejects.toMatchObject({
      code: 'property_required',
      retry: 'no',
      details: { field: 'hs_next_step' },
    });
  });
});

describe('our properties', () => {
  test('are created once, for deals and companies, and leave alone what is there', async () => {
    const { hubspot, client } = await withDeal();
    const first = await callOn(client, 'ensureDealProperties', {});
    expect(first.created).toEqual([
      'intacct_customer_id',
      'intacct_invoice_number',
      'intacct_invoice_key',
      'intacct_invoice_url',
      'intacct_sync_status',
      'intacct_sync_error',
      'intacct_synced_at',
    ]);
    expect(first.createdForCompanies).toEqual(['intacct_customer_id']);
    const before = hubspot.requests.length;

    expect(await callOn(client, 'ensureDealProperties', {})).toEqual({ created: [], createdForCompanies: [] });
    expect(pathsOf(hubspot).slice(before)).toEqual(['GET /properties/deals', 'GET /properties/companies']);
  });

  test('of deals alone need no scope for companies', async () => {
    const { hubspot } = await withDeal();
    hubspot.settings.tokens.deals = ['crm.schemas.deals.read', 'crm.schemas.deals.write'];
    const client = clientOf(fixedToken({ url: hubspot.url, accessToken: 'deals' }));
    const { created } = await callOn(client, 'ensureDealProperties', { objects: ['deals'] });
    expect(created).toHaveLength(7);
  });

  test('are created once by two who do it at the same moment', async () => {
    const { client } = await withDeal();
    const results = await Promise.all([1, 2].map(() => callOn(client, 'ensureDealProperties', {})));
    expect(results.flatMap(({ created }) => created)).toHaveLength(7);
  });
});

test('a contact is found by its e-mail address in any case', async () => {
  const { client } = await withDeal();
  expect(await callOn(client, 'getContact', { email: 'Ines@HarborLabs.example' })).toMatchObject({
    id: '8001',
    firstName: 'Ines',
    companyId: '7001',
  });
  await expect(callOn(client, 'getContact', { email: 'nobody@example.test' })).rejects.toMatchObject({
    code: 'record_not_found',
  });
});
