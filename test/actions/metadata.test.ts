import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { intacctCatalogue } from '../../connectors/intacct/catalogue.js';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { type Connection, callIntacct, connectTo } from '../support/actions.js';

const { describeObject, getUserPermissions, listDeleted, listObjects, testConnection } = intacctCatalogue;
const { createCustomer, deleteCustomer, createVendor, deleteVendor } = intacctCatalogue;

let sandbox: IntacctSandbox;
let connection: Connection;
beforeAll(async () => {
  sandbox = await startSandbox({ settings: { auditObjectKeys: { VENDOR: 'id', CUSTOMER: 'recordno--rec' } } });
  connection = await connectTo(sandbox);
});
afterAll(async () => {
  await connection[Symbol.asyncDispose]();
  await sandbox.close();
});
beforeEach(() => {
  sandbox.faults.clear();
  sandbox.settings.userRights = {};
});

describe('describeObject', () => {
  test('tells fields, their words and relationships, and asks once in ten minutes', async () => {
    const first = await connection.call('describeObject', describeObject, { object: 'CUSTOMER' });
    const asked = sandbox.requests.length;
    await connection.call('describeObject', describeObject, { object: 'customer' });

    expect(sandbox.requests).toHaveLength(asked);
    expect(first.fields).toContainEqual({
      id: 'STATUS',
      label: 'STATUS',
      type: 'enum',
      required: false,
      readOnly: false,
      custom: false,
      choices: ['active', 'inactive'],
    });
    expect(first.fields.find(({ id }) => id === 'NAME')).toMatchObject({ required: true, type: 'text', choices: [] });
    expect(first.relationships).toContainEqual(expect.objectContaining({ path: 'PARENT', object: 'CUSTOMER' }));
  });

  test('fails for an object that the company lacks', async () => {
    const call = connection.call('describeObject', describeObject, { object: 'CUSTOMR' });

    await expect(call).rejects.toMatchObject({ code: 'object_unknown' });
  });
});

test('listObjects names every object', async () => {
  const { objects } = await connection.call('listObjects', listObjects, {});

  expect(objects).toContainEqual({ object: 'ARINVOICE', label: 'Invoice' });
});

test('getUserPermissions tells what the connection’s own user may do', async () => {
  sandbox.settings.userRights = { Customers: ['List', 'View'] };

  const { userId, permissions } = await connection.call('getUserPermissions', getUserPermissions, {});

  expect(userId).toBe(sandbox.credentials.userId);
  expect(permissions).toContainEqual({
    application: 'Accounts Receivable',
    policy: 'Customers',
    rights: ['List', 'View'],
  });
});

describe('listDeleted', () => {
  const since = '2026-01-01T00:00:00Z';

  test('pages through deletions in their order, none twice and none left out', async () => {
    const ids = ['C-X1', 'C-X2', 'C-X3'];
    for (const id of ids) await connection.call('createCustomer', createCustomer, { id, name: id });
    const keys = ids.map((id) => sandbox.books.list('CUSTOMER').find(({ CUSTOMERID }) => CUSTOMERID === id)?.RECORDNO);
    for (const id of ids) await connection.call('deleteCustomer', deleteCustomer, { id });

    const seen: string[] = [];
    let after: string | null | undefined;
    do {
      const asked = { object: 'CUSTOMER', since, limit: 1, ...(after ? { after } : {}) };
      const page = await connection.call('listDeleted', listDeleted, asked);
      seen.push(...page.records.map(({ key }) => key));
      after = page.next;
    } while (after);

    expect(seen).toEqual(keys);
  });

  test('tells who, when and how, and the ID where Intacct notes that', async () => {
    await connection.call('createVendor', createVendor, { id: 'V-X1', name: 'V-X1' });
    await connection.call('deleteVendor', deleteVendor, { id: 'V-X1' });

    const { records } = await connection.call('listDeleted', listDeleted, { object: 'VENDOR', since });

    expect(records).toMatchObject([{ object: 'VENDOR', key: 'V-X1', userId: 'sandbox_user', source: 'api' }]);
    expect(Date.parse(records[0]?.deletedAt ?? '')).toBeGreaterThan(Date.parse(since));
  });

  test('says which permission is missing', async () => {
    sandbox.settings.auditHistoryAllowed = false;
    const call = connection.call('listDeleted', listDeleted, { since });

    await expect(call).rejects.toMatchObject({ code: 'permission_missing' });
    sandbox.settings.auditHistoryAllowed = true;
  });
});

describe('testConnection', () => {
  const tried = (environment: Record<string, string> = {}) =>
    callIntacct(sandbox, 'testConnection', testConnection, {}, { environment });

  test('says who the connection is and that all is well', async () => {
    const { companyId, userId } = sandbox.credentials;

    await expect(tried()).resolves.toMatchObject({
      ok: true,
      companyId,
      userId,
      entityId: null,
      endpoint: sandbox.endpoint,
      checks: [
        { name: 'sign-in', ok: true, advice: null },
        { name: 'entities', ok: true, why: expect.stringContaining('E100') },
        { name: 'dates', ok: true },
      ],
    });
  });

  test.each([
    ['user password', { INTACCT_USER_PASSWORD: 'wrong' }],
    ['sender password', { INTACCT_SENDER_PASSWORD: 'wrong' }],
    ['company', { INTACCT_COMPANY_ID: 'nobody' }],
    ['entity', { INTACCT_ENTITY_ID: 'E999' }],
  ])('reports a wrong %s instead of failing', async (_, environment) => {
    const report = await tried(environment);

    expect(report).toMatchObject({ ok: false, endpoint: null, checks: [{ name: 'sign-in', ok: false }] });
    expect(report.checks[0]?.advice).toBeTruthy();
    expect(JSON.stringify(report)).not.toContain(sandbox.credentials.userPassword);
  });

  test('reports a gateway that does not answer', async () => {
    const report = await tried({ INTACCT_ENDPOINT: 'http://127.0.0.1:9/ia/xml/xmlgw.phtml' });

    expect(report).toMatchObject({ ok: false, checks: [{ name: 'sign-in', ok: false, why: expect.any(String) }] });
  });

  test('warns of a user whose dates the connector would misread', async () => {
    const formatting = sandbox.settings.userFormatting;
    sandbox.settings.userFormatting = { ...formatting, gmtoffset: '-8', clock: '12' };
    const report = await tried();
    sandbox.settings.userFormatting = formatting;

    expect(report).toMatchObject({ ok: false, checks: [{ ok: true }, { ok: true }, { name: 'dates', ok: false }] });
    expect(report.checks[2]?.why).toContain('time zone, clock');
  });
});
