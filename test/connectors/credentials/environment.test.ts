import { describe, expect, test } from '@jest/globals';
import { credentialsFrom } from '../../../connectors/credentials/choose.js';
import { environmentCredentials } from '../../../connectors/credentials/environment.js';

const sender = { INTACCT_SENDER_ID: 'partner', INTACCT_SENDER_PASSWORD: 'sender-secret' };
const user = (profile: string) => ({
  [`INTACCT_${profile}COMPANY_ID`]: `${profile}company`,
  [`INTACCT_${profile}USER_ID`]: `${profile}user`,
  [`INTACCT_${profile}USER_PASSWORD`]: `${profile}secret`,
});
const key = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa';

describe('profiles in the environment', () => {
  const environment = { ...sender, ...user('ACME_'), ...user('ACME_TEST_'), INTACCT_ACME_TEST_ENTITY_ID: 'E200' };
  const connections = environmentCredentials(environment);

  test('share the sender and nothing of the company', async () => {
    expect(await connections.intacct('acme')).toMatchObject({ senderId: 'partner', companyId: 'ACME_company' });
    expect(await connections.intacct('acme-test')).toMatchObject({
      senderId: 'partner',
      companyId: 'ACME_TEST_company',
    });
    await expect(connections.intacct('default')).rejects.toMatchObject({
      message: expect.stringMatching(/INTACCT_COMPANY_ID is missing, INTACCT_USER_ID is missing/),
    });
  });

  test('have entities after a slash, with the same credentials', async () => {
    const { entityId, userId } = await connections.intacct('acme/E100');
    expect({ entityId, userId }).toEqual({ entityId: 'E100', userId: 'ACME_user' });
    expect((await connections.intacct('acme')).entityId).toBeUndefined();
  });

  test('may name a usual entity, and another one goes before it', async () => {
    expect(await connections.intacct('acme-test')).toMatchObject({ entityId: 'E200' });
    expect(await connections.intacct('acme-test/E100')).toMatchObject({ entityId: 'E100' });
  });
});

describe('at the start', () => {
  test('one that lacks a value is named, with every variable, and without any value', () => {
    const environment = { ...sender, ...user('ACME_'), INTACCT_BETA_USER_PASSWORD: 'beta-secret' };
    const start = () =>
      credentialsFrom({ ...environment, HUBSPOT_ACCESS_TOKEN: 'x', HUBSPOT_BASE_URL: 'http://far.example' });
    expect(start).toThrow(/"beta": INTACCT_BETA_COMPANY_ID is missing, INTACCT_BETA_USER_ID is missing/);
    expect(start).toThrow(/HUBSPOT_BASE_URL must be https/);
    expect(start).not.toThrow(/secret|acme/);
  });

  test('it is said that there is none at all', () => {
    expect(() => credentialsFrom({})).toThrow(/INTACCT_SENDER_ID is missing.*INTACCT_USER_PASSWORD is missing/);
  });

  test('complete ones pass', () => {
    expect(() => credentialsFrom({ ...sender, ...user(''), ...user('ACME_') })).not.toThrow();
    expect(() => credentialsFrom({ HUBSPOT_ACCESS_TOKEN: 'x' })).not.toThrow();
  });

  test('Nango is used as soon as its key is set, and the key and host are checked', () => {
    expect(() => credentialsFrom({ NANGO_SECRET_KEY: key })).not.toThrow();
    expect(() => credentialsFrom({ NANGO_SECRET_KEY: key, NANGO_HOST: 'http://nango-server:3003' })).not.toThrow();
    expect(() => credentialsFrom({ NANGO_SECRET_KEY: 'not-a-uuid' })).toThrow(/NANGO_SECRET_KEY/);
    expect(() => credentialsFrom({ NANGO_SECRET_KEY: key, NANGO_HOST: 'http://nango.example' })).toThrow(/NANGO_HOST/);
  });
});
