import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { nangoCredentials } from '../../../connectors/credentials/nango.js';
import type { CredentialProvider } from '../../../connectors/credentials/provider.js';
import { Secret } from '../../../connectors/credentials/secret.js';
import { ConnectorError } from '../../../connectors/errors.js';
import {
  inTurn,
  type NangoAnswer,
  type NangoStandIn,
  recordedAnswer,
  recordedExchanges,
  startNango,
} from '../../support/nango.js';

/** When the recordings were made: the sessions in them live. */
const recordedAt = Date.parse('2026-11-21T09:13:00Z');
const key = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa';
const intacctId = '11111111-1111-4111-8111-111111111111';

let nango: NangoStandIn;
beforeEach(async () => {
  nango = await startNango(inTurn());
});
afterEach(async () => {
  await nango[Symbol.asyncDispose]();
});

interface ProviderOptions {
  readonly secretKey?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

function provider({ secretKey = key, environment = {} }: ProviderOptions = {}): CredentialProvider {
  return nangoCredentials({
    host: nango.url,
    secretKey: new Secret(secretKey),
    environment,
    pauseMs: 1,
    now: () => recordedAt,
  });
}

async function failure(failing: Promise<unknown>): Promise<ConnectorError> {
  const error = await failing.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ConnectorError)) throw new Error(`Expected a ConnectorError, got ${inspect(error)}`);
  return error;
}

const good = () => recordedAnswer('connection-two-step', 'getConnection(key, id)');

const intacctReads: [string, string, Record<string, unknown>, string][] = [
  ['connection-two-step', 'getConnection(key, id)', { companyId: 'dummyCompany', userId: 'dummyUser' }, 'Session1'],
  ['connection-two-step', 'getConnection(key, id, false, true)', { companyId: 'dummyCompany' }, 'Session1'],
  ['connection-two-step', 'getConnection(key, id, true, false)', { senderId: 'dummySender' }, 'Session2'],
  ['connection-two-step', 'getToken(key, id)', { companyId: 'dummyCompany' }, 'Session2'],
  ['connection-two-step', 'getRawTokenResponse(key, id)', { companyId: 'dummyCompany' }, 'Session2'],
  ['connection-two-step', 'getMetadata(key, id)', { companyId: 'dummyCompany' }, 'Session2'],
  [
    'connection-two-step',
    'getConnection after a reconnect with userId "007" and companyId "12345"',
    { companyId: '12345', userId: '007' },
    'Session10',
  ],
  ['refresh-failures', 'forced refresh after exhaustion, gateway accepts again', { userId: 'dummyUser' }, 'Session7'],
];

const hubspotReads: [string, string, string, string][] = [
  ['connection-oauth2', 'getConnection hubspot', 'hubspot', 'hubspot-conn-1'],
  ['connection-oauth2', 'getConnection hubspot with refresh token', 'hubspot', 'hubspot-conn-1'],
  ['connection-oauth2', 'getConnection hubspot, forced refresh, with refresh token', 'hubspot', 'hubspot-conn-1'],
  ['connection-oauth2', 'getToken hubspot', 'hubspot', 'hubspot-conn-1'],
  ['connection-api-key', 'getConnection', 'private-api-bearer', 'priv-1'],
  ['connection-api-key', 'getToken', 'private-api-bearer', 'priv-1'],
];

const refusals: [string, string, string, string][] = [
  ['errors', 'getConnection unknown connection', 'nango_connection_unknown', 'INTACCT_NANGO_CONNECTION_ID'],
  ['errors', 'getConnection unknown integration', 'nango_integration_unknown', 'INTACCT_NANGO_INTEGRATION'],
  ['errors', 'GET /connections/{id} without provider_config_key', 'nango_answer_unexpected', 'NANGO_HOST'],
  ['errors', 'API key well-formed, unknown', 'nango_key_refused', 'NANGO_SECRET_KEY'],
  ['errors', 'API key not a UUID v4', 'nango_key_refused', 'NANGO_SECRET_KEY'],
  ['errors', 'missing auth header', 'nango_key_refused', 'NANGO_SECRET_KEY'],
  ['errors', 'API key without read_credentials asks for forced refresh', 'nango_scope_missing', 'read_credentials'],
  ['errors', 'API key without connect_sessions:write', 'nango_scope_missing', 'scope'],
  ['errors', 'rate limit exceeded (default 200 requests a minute)', 'nango_rate_limited', 'repeated by itself'],
  [
    'connection-two-step',
    'getConnection with an API key that lacks read_credentials',
    'nango_scope_missing',
    'environment:connections:read_credentials',
  ],
  [
    'refresh-failures',
    'session has 10 minutes left, gateway refuses the re-login (HTTP 200 with status failure)',
    'nango_sign_in_refused',
    'all five|user password',
  ],
  ['refresh-failures', 'second call within 30 seconds of the failure', 'nango_refresh_paused', 'repeated by itself'],
  [
    'refresh-failures',
    'refresh_exhausted set (normally after failures on 4 days)',
    'nango_refresh_exhausted',
    'forced',
  ],
  ['refresh-failures', 'forced refresh, gateway refuses the login', 'nango_sign_in_refused', 'Connect again'],
  ['refresh-failures', 'forced refresh, gateway refuses the sender', 'nango_sign_in_refused', 'Connect again'],
  ['refresh-failures', 'forced refresh, gateway answers HTTP 500', 'nango_sign_in_refused', 'status page'],
  ['refresh-failures', 'proxy call during the cooldown', 'nango_refresh_paused', 'repeated by itself'],
];

describe('a connection to Intacct', () => {
  test.each(intacctReads)(
    '%s, %s: gives the fields as entered, the session and its endpoint',
    async (file, name, fields, token) => {
      nango.behaviour = inTurn(recordedAnswer(file, name));
      const credentials = await provider().intacct(intacctId);

      expect(credentials).toMatchObject({
        ...fields,
        session: { endpoint: 'https://api.intacct.com/ia/xml/xmlgw.phtml' },
      });
      expect(credentials.session?.id.reveal()).toBe(`dummy${token}..`);
    },
  );

  test('has the passwords of the fields, special characters included', async () => {
    nango.behaviour = inTurn(
      recordedAnswer('connection-two-step', 'getConnection after a reconnect with userId "007" and companyId "12345"'),
    );
    const { senderPassword, userPassword } = await provider().intacct(intacctId);

    expect([senderPassword.reveal(), userPassword.reveal()]).toEqual(['p&<w>', 'dummyUserPw2']);
  });

  test.each([false, true])('is asked for exactly as in the recording, forced: %s', async (forced) => {
    nango.behaviour = inTurn(good());
    const credentials = await provider().intacct(intacctId);
    if (forced) await credentials.renew?.(true);

    const name = forced ? 'getConnection(key, id, true, false)' : 'getConnection(key, id)';
    const recorded = recordedExchanges('connection-two-step').find((exchange) => exchange.name === name)?.request;
    const { 'user-agent': _, ...headers } = recorded?.headers ?? {};
    expect(nango.reads.at(-1)).toMatchObject({ ...recorded, headers });
  });
});

describe('a connection to HubSpot', () => {
  test.each(hubspotReads)('%s, %s: gives its token', async (file, name, integration, id) => {
    const answer = recordedAnswer(file, name);
    nango.behaviour = inTurn(answer);
    const environment = { HUBSPOT_NANGO_CONNECTION_ID: id, HUBSPOT_NANGO_INTEGRATION: integration };
    const { accessToken, baseUrl } = await provider({ environment }).hubspot('default');

    expect(JSON.stringify(answer.body)).toContain(JSON.stringify(accessToken.reveal()));
    expect(accessToken.reveal()).toMatch(/^dummy/i);
    expect(baseUrl).toBe('https://api.hubapi.com');
    expect(nango.reads[0]?.path).toBe(`/connections/${id}`);
  });

  test('whose token was refused gets another by a forced refresh', async () => {
    nango.behaviour = inTurn(
      recordedAnswer('connection-oauth2', 'getConnection hubspot'),
      recordedAnswer('connection-oauth2', 'getConnection hubspot, forced refresh, with refresh token'),
    );
    const connections = provider();
    const { accessToken: refused } = await connections.hubspot('hubspot-conn-1');
    const { accessToken } = await connections.hubspot('hubspot-conn-1', refused);

    expect(accessToken.reveal()).not.toBe(refused.reveal());
    expect(nango.reads.map(({ force }) => force)).toEqual([false, true]);
  });

  test('that cannot be renewed says so, and that it must be connected again', async () => {
    nango.behaviour = inTurn(
      recordedAnswer('connection-oauth2', 'getConnection hubspot'),
      recordedAnswer('refresh-failures', 'OAUTH2 forced refresh refused with invalid_grant'),
    );
    const connections = provider();
    const { accessToken } = await connections.hubspot('hubspot-conn-1');

    expect(await failure(connections.hubspot('hubspot-conn-1', accessToken))).toMatchObject({
      code: 'nango_sign_in_refused',
      advice: expect.stringContaining('Connect again in Nango'),
    });
  });
});

describe('a refusal', () => {
  test.each(refusals)('%s, %s: is %s', async (file, name, code, advice) => {
    nango.behaviour = inTurn(recordedAnswer(file, name));
    const error = await failure(provider().intacct(intacctId));

    expect(error).toMatchObject({ code, advice: expect.stringMatching(advice) });
    expect(error.cause).toBeUndefined();
  });

  test('for too many requests is repeated when Nango says', async () => {
    nango.behaviour = inTurn(recordedAnswer('errors', 'rate limit exceeded (default 200 requests a minute)'));

    expect(await failure(provider().intacct(intacctId))).toMatchObject({
      kind: 'throttled',
      retry: { afterMs: 59_000 },
    });
  });

  test('names Nango’s own log entry', async () => {
    nango.behaviour = inTurn(recordedAnswer('refresh-failures', 'forced refresh, gateway refuses the sender'));

    expect((await failure(provider().intacct(intacctId))).details.supportId).toBe('1795252257724_YcRcqjGC');
  });
});

describe('what was read before', () => {
  const passing = refusals.filter(([, , code]) => /sign_in|refresh|rate/.test(code));
  const lasting = refusals.filter((refusal) => !passing.includes(refusal));

  test.each(passing)('stays in use when Nango answers as in %s, %s', async (file, name) => {
    nango.behaviour = inTurn(good(), recordedAnswer(file, name));
    const credentials = await provider().intacct(intacctId);
    const renewed = await credentials.renew?.(true);

    expect(renewed).toMatchObject({ companyId: 'dummyCompany', userId: 'dummyUser' });
    expect(renewed).not.toHaveProperty('session'); // for our own login, which shows what Intacct says
  });

  test.each(lasting)('is given up when Nango answers as in %s, %s', async (file, name, code) => {
    nango.behaviour = inTurn(good(), recordedAnswer(file, name));
    const credentials = await provider().intacct(intacctId);

    expect(await failure(Promise.resolve(credentials.renew?.(true)))).toMatchObject({ code });
    expect(await failure(Promise.resolve(credentials.renew?.()))).toMatchObject({ code });
  });
});

describe('a connection of another kind', () => {
  test.each([
    ['an OAuth connection used for the XML gateway', 'getConnection sage-intacct-oauth', 'intacct' as const],
    [
      'an Intacct token used for HubSpot',
      'getConnection sage-intacct-oauth, forced refresh, with refresh token',
      'hubspot' as const,
    ],
    ['a HubSpot connection used for Intacct', 'getConnection hubspot', 'intacct' as const],
  ])('is refused: %s', async (_title, name, system) => {
    const answer = recordedAnswer('connection-oauth2', name);
    nango.behaviour = inTurn(answer);
    const { connection_id: id, provider_config_key: integration } = answer.body as Record<string, string>;
    const environment = { [`${system.toUpperCase()}_NANGO_INTEGRATION`]: integration ?? '' };

    expect(await failure(provider({ environment })[system](id ?? ''))).toMatchObject({
      code: 'nango_provider_wrong',
      advice: expect.stringContaining('private-api-bearer'),
    });
  });

  test('is refused when Nango answers about another one than asked for', async () => {
    nango.behaviour = inTurn(good());
    expect(await failure(provider().intacct('acme'))).toMatchObject({ code: 'nango_answer_unexpected' });
  });

  test('is refused when fields were never given, and they are named', async () => {
    const { body } = good() as { body: { credentials: object } };
    const credentials = { ...body.credentials, userId: '$'.concat('{userId}'), userPassword: '' };
    nango.behaviour = inTurn({ status: 200, body: { ...body, credentials } } satisfies NangoAnswer);

    expect(await failure(provider().intacct(intacctId))).toMatchObject({
      code: 'nango_fields_missing',
      message: expect.stringContaining('userId, userPassword'),
    });
  });
});

test('no recorded read of these files is left out', () => {
  const others = [
    'getConnection sage-intacct-oauth',
    'getConnection sage-intacct-oauth, forced refresh, with refresh token',
    'OAUTH2 forced refresh refused with invalid_grant',
  ];
  const covered = [...intacctReads, ...hubspotReads, ...refusals].map(([, name]) => name).concat(others);
  const files = ['connection-two-step', 'connection-api-key', 'connection-oauth2', 'refresh-failures', 'errors'];
  const reads = files.flatMap(recordedExchanges).filter(({ request }) => request.method === 'GET');

  expect(reads.map(({ name }) => name).filter((name) => !covered.includes(name))).toEqual([]);
});
