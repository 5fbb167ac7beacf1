import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type HubSpotSandbox, startHubSpotSandbox } from '../../sandbox/hubspot/index.js';
import { type CompanySettings, type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { hubspotEnvironment, intacctEnvironment } from '../../scripts/demo/sandbox-environment.js';
import { type Examination, examine } from '../../scripts/doctor/examine.js';
import type { Finding } from '../../scripts/doctor/finding.js';
import { findingsText } from '../../scripts/doctor/text.js';
import { nobodyAt } from '../support/doctor.js';
import { startNango } from '../support/nango.js';
import { nangoLogins } from '../support/nango-companies.js';
import { sharedTemporal } from '../support/temporal.js';

let sandbox: IntacctSandbox;
let hubspot: HubSpotSandbox;
let healthy: Readonly<Record<string, string>>;
let nobody: string;
beforeAll(async () => {
  [sandbox, hubspot, nobody] = await Promise.all([startSandbox(), startHubSpotSandbox(), nobodyAt()]);
  const { address, namespace } = sharedTemporal();
  healthy = {
    ...intacctEnvironment(sandbox),
    ...hubspotEnvironment(hubspot),
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
  };
});
afterAll(() => Promise.all([sandbox.close(), hubspot.close()]));

interface WrongSetUp extends Partial<Omit<Examination, 'environment'>> {
  readonly environment?: () => Readonly<Record<string, string>>;
  readonly settings?: Partial<CompanySettings>;
  readonly clockMs?: number;
  readonly tokenScopes?: readonly string[];
  /** The codes of all findings that are not well. */
  readonly codes: readonly string[];
  /** Words that tell the person what to look at. */
  readonly names: RegExp;
}

const variables = (environment: Readonly<Record<string, string>>) => () => environment;
const invoicing = { actions: ['createInvoice', 'postInvoice', 'createCustomer', 'getCustomer'] };
const dates = { locale: 'en_US.UTF-8', dateformat: '/mdY', gmtoffset: '0', clock: '24' } as const;
const intacct = { only: ['intacct'], ...invoicing } as const;
const onlyHubSpot = { only: ['hubspot'], actions: ['getDeal', 'updateDeal'] } as const;
const onlyTemporal = { only: ['temporal'] } as const;

const wrongSetUps: Readonly<Record<string, WrongSetUp>> = {
  'a variable is missing': {
    ...intacct,
    environment: variables({ INTACCT_USER_PASSWORD: '' }),
    codes: ['credentials_incomplete'],
    names: /INTACCT_USER_PASSWORD is missing/,
  },
  'the connection is not set up at all': {
    ...intacct,
    connection: 'acme',
    codes: ['credentials_incomplete'],
    names: /INTACCT_ACME_COMPANY_ID is missing/,
  },
  'the sender ID is wrong': {
    ...intacct,
    environment: variables({ INTACCT_SENDER_ID: 'Sandbox_Sender' }),
    codes: ['sender_refused'],
    names: /sender ID and the sender password/,
  },
  'the sender password is wrong': {
    ...intacct,
    environment: variables({ INTACCT_SENDER_PASSWORD: 'wrong' }),
    codes: ['sender_refused'],
    names: /sender ID and the sender password/,
  },
  'the company has not authorised the sender': {
    ...intacct,
    settings: { senderAuthorised: false },
    codes: ['sender_not_authorized'],
    names: /Web Services authorizations/,
  },
  'the company ID is wrong': {
    ...intacct,
    environment: variables({ INTACCT_COMPANY_ID: 'SANDBOX-IMP' }),
    codes: ['sign_in_refused'],
    names: /company ID/i,
  },
  'the user ID is wrong': {
    ...intacct,
    environment: variables({ INTACCT_USER_ID: 'nobody' }),
    codes: ['sign_in_refused'],
    names: /active Web Services user/,
  },
  'the user password is wrong': {
    ...intacct,
    environment: variables({ INTACCT_USER_PASSWORD: 'wrong' }),
    codes: ['sign_in_refused'],
    names: /password is the one from the e-mail/,
  },
  'the user password was copied with a blank': {
    ...intacct,
    environment: () => ({ INTACCT_USER_PASSWORD: `${sandbox.credentials.userPassword} ` }),
    codes: ['credential_blank'],
    names: /user password begins or ends with a blank/,
  },
  'the gateway in front refuses a wrong sender in its own words': {
    ...intacct,
    environment: variables({ INTACCT_SENDER_PASSWORD: 'wrong' }),
    settings: { credentialFailures: 'gateway' },
    codes: ['sign_in_refused'],
    names: /also comes for a wrong sender ID or sender password/,
  },
  'the company’s trial has ended': {
    ...intacct,
    settings: { companyExpired: true },
    codes: ['company_expired'],
    names: /Connect another company/,
  },
  'the entity does not exist': {
    ...intacct,
    connection: 'default/E999',
    codes: ['entity_refused'],
    names: /not in the entity "E999".*E100/s,
  },
  'no connection can have the name': {
    ...intacct,
    connection: '../acme',
    codes: ['connection_name_invalid'],
    names: /"acme\/E100"/,
  },
  'the user may not work in the entity': {
    ...intacct,
    environment: variables({ INTACCT_ENTITY_ID: 'E200' }),
    settings: { userEntities: ['E100'] },
    codes: ['entity_refused'],
    names: /It may use E100\./,
  },
  'the user may not work at the top level': {
    ...intacct,
    settings: { topLevelAccess: false },
    codes: ['sign_in_refused'],
    names: /needs INTACCT_ENTITY_ID/,
  },
  'the address of the gateway is malformed': {
    ...intacct,
    environment: variables({ INTACCT_ENDPOINT: 'http://api.intacct.com/ia/xml/xmlgw.phtml' }),
    codes: ['credentials_incomplete'],
    names: /INTACCT_ENDPOINT must be https/,
  },
  'something else answers at the address of the gateway': {
    ...intacct,
    environment: () => ({ INTACCT_ENDPOINT: hubspot.url }),
    codes: ['endpoint_wrong'],
    names: /is not Intacct’s gateway/,
  },
  'nobody answers at the address of the gateway': {
    ...intacct,
    environment: () => ({ INTACCT_ENDPOINT: `${nobody}/ia/xml/xmlgw.phtml` }),
    codes: ['endpoint_unreachable'],
    names: /ECONNREFUSED/,
  },
  'the clocks are apart': { ...intacct, clockMs: 20 * 60_000, codes: ['clock_skew'], names: /1200 seconds behind/ },
  'the user’s time zone is not GMT': {
    ...intacct,
    settings: { userFormatting: { ...dates, gmtoffset: '-8' } },
    codes: ['user_time_zone'],
    names: /to GMT/,
  },
  'the user writes the day before the month': {
    ...intacct,
    settings: { userFormatting: { ...dates, dateformat: '/dmY' } },
    codes: ['user_date_format'],
    names: /date format/,
  },
  'customers may not be listed': {
    ...intacct,
    settings: { userRights: { Customers: ['View', 'Add', 'Edit', 'Delete'] } },
    codes: ['permission_missing'],
    names: /Accounts Receivable \/ Customers: List is not allowed/,
  },
  'invoices may not be added': {
    ...intacct,
    settings: { userRights: { Invoices: ['List', 'View', 'Edit'] } },
    codes: ['permission_missing'],
    names: /Accounts Receivable \/ Invoices: Add is not allowed/,
  },
  'a query is refused although the role lists the right': {
    ...intacct,
    settings: { deniedOperations: ['QUERY ARINVOICE'] },
    codes: ['permission_missing'],
    names: /Accounts Receivable \/ Invoices: List is not allowed/,
  },
  'several kinds of records are closed': {
    only: ['intacct'],
    actions: ['createBill', 'createJournalEntry'],
    settings: { userRights: { Bills: [], 'Journal entries': ['List'] } },
    codes: ['permission_missing', 'permission_missing'],
    names: /Accounts Payable \/ Bills.*General Ledger \/ Journal entries: .*Add/s,
  },
  'the user may not read its own permissions and preferences': {
    ...intacct,
    settings: { userRights: { Users: [] }, deniedOperations: ['GETUSERPERMISSIONS'] },
    codes: ['permission_missing', 'permissions_not_listed', 'permission_unconfirmed'],
    names: /Company > Permissions > Users/,
  },
  'a limit is no number': {
    ...intacct,
    environment: variables({ INTACCT_REQUESTS_PER_MINUTE: 'many' }),
    codes: ['limits_malformed'],
    names: /INTACCT_REQUESTS_PER_MINUTE/,
  },
  'Nango’s key is malformed': {
    ...intacct,
    environment: variables({ NANGO_SECRET_KEY: 'secret' }),
    codes: ['credentials_incomplete'],
    names: /NANGO_SECRET_KEY/,
  },
  'HubSpot’s token is wrong': {
    ...onlyHubSpot,
    environment: variables({ HUBSPOT_ACCESS_TOKEN: 'pat-na1-wrong' }),
    codes: ['token_refused'],
    names: /Put a valid token/,
  },
  'HubSpot’s token lacks a scope': {
    ...onlyHubSpot,
    environment: variables({ HUBSPOT_ACCESS_TOKEN: 'pat-na1-narrow' }),
    tokenScopes: ['crm.objects.deals.read'],
    codes: ['scope_missing', 'property_missing'],
    names: /lacks .*crm\.objects\.line_items\.read/,
  },
  'HubSpot is needed and not set up': {
    ...onlyHubSpot,
    environment: variables({ HUBSPOT_ACCESS_TOKEN: '' }),
    codes: ['credentials_incomplete'],
    names: /HUBSPOT_ACCESS_TOKEN is missing/,
  },
  'HubSpot’s deals lack our properties': {
    ...onlyHubSpot,
    codes: ['property_missing'],
    names: /intacct_invoice_number/,
  },
  'Temporal cannot be reached': {
    ...onlyTemporal,
    environment: () => ({ TEMPORAL_ADDRESS: new URL(nobody).host }),
    temporalConnectMs: 500,
    codes: ['temporal_unreachable'],
    names: /TEMPORAL_ADDRESS/,
  },
  'Temporal has no such namespace': {
    ...onlyTemporal,
    environment: variables({ TEMPORAL_NAMESPACE: 'nowhere' }),
    codes: ['temporal_namespace_missing'],
    names: /namespace "nowhere"/,
  },
};

async function examined({ environment, settings, clockMs = 0, tokenScopes, codes: _, names: __, ...how }: WrongSetUp) {
  const before = structuredClone(sandbox.settings);
  Object.assign(sandbox.settings, settings);
  sandbox.clock.advance(clockMs);
  if (tokenScopes) hubspot.settings.tokens = { 'pat-na1-narrow': tokenScopes };
  try {
    return await examine({ ...how, environment: { ...healthy, ...environment?.() } });
  } finally {
    Object.assign(sandbox.settings, before);
    sandbox.clock.advance(-clockMs);
  }
}

const notWell = (findings: readonly Finding[]) => findings.filter(({ state }) => state !== 'ok');

describe('doctor names the cause when', () => {
  test.each(Object.entries(wrongSetUps))('%s', async (_, setUp) => {
    const findings = await examined(setUp);

    expect(notWell(findings).map(({ code }) => code)).toEqual(setUp.codes);
    expect(findingsText(findings)).toMatch(setUp.names);
    for (const { why, fix } of notWell(findings)) expect([why, fix]).toEqual([expect.any(String), expect.any(String)]);
  });
});

test('a set-up that works has nothing wrong, and nothing is written', async () => {
  const findings = await examined({ ...invoicing, codes: [], names: /./ });

  expect(notWell(findings)).toEqual([]);
  expect(findings.map(({ area }) => area)).toEqual(expect.arrayContaining(['intacct', 'temporal']));
  expect(sandbox.commits).toEqual([]);
});

test('without chosen actions, those of the shipped workflows are looked at, and HubSpot may be absent', async () => {
  const findings = await examined({ environment: variables({ HUBSPOT_ACCESS_TOKEN: '' }), codes: [], names: /./ });

  expect(findings.filter(({ state }) => state === 'wrong')).toEqual([]);
  expect(notWell(findings).map(({ code }) => code)).toContain('hubspot_missing');
});

test('credentials from Nango are looked at the same way', async () => {
  const { endpoint, credentials } = sandbox;
  const company = { endpoint, ...credentials };
  await using nango = await startNango(nangoLogins({ acme: company, wrong: { ...company, userPassword: 'no' } }));
  const environment = variables({
    NANGO_SECRET_KEY: '3f0a0a52-3f1c-4f0e-9d5c-0a6a4a1f2b3c',
    NANGO_HOST: nango.url,
  });

  const well = await examined({ ...intacct, connection: 'acme', environment, codes: [], names: /./ });
  const refused = await examined({ ...intacct, connection: 'wrong', environment, codes: [], names: /./ });
  const entity = await examined({ ...intacct, connection: 'acme/E999', environment, codes: [], names: /./ });
  const unknown = await examined({ ...intacct, connection: 'other', environment, codes: [], names: /./ });

  expect(notWell(well)).toEqual([]);
  expect(notWell(refused).map(({ code }) => code)).toEqual(['nango_sign_in_refused']);
  expect(notWell(entity).map(({ code }) => code)).toEqual(['entity_refused']);
  expect(notWell(unknown).map(({ code }) => code)).toEqual(['nango_connection_unknown']);
});

test('no finding holds a secret', async () => {
  const secrets = [sandbox.credentials.senderPassword, sandbox.credentials.userPassword, hubspot.accessToken];
  for (const setUp of [wrongSetUps['the user ID is wrong'], wrongSetUps['HubSpot’s token lacks a scope'], invoicing]) {
    const told = JSON.stringify(await examined({ codes: [], names: /./, ...setUp }));
    for (const secret of secrets) expect(told).not.toContain(secret);
  }
});
