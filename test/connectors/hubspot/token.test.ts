import { expect, test } from '@jest/globals';
import { Secret } from '../../../connectors/credentials/secret.js';
import type { HubSpotCredentialSource } from '../../../connectors/hubspot/client.js';
import type { HubSpotSandbox } from '../../../sandbox/hubspot/index.js';
import { harborLabs } from '../../sandbox-hubspot/helpers/sandbox.js';
import { account, callOn, clientOf, fixedToken } from './connect.js';

/** Keeps one token and gets the next one when it is told that the first was refused. */
function renewable({ url }: HubSpotSandbox, tokens: string[]) {
  let renewals = 0;
  const source: HubSpotCredentialSource = async (refused) => {
    if (refused?.reveal() === tokens[0]) {
      renewals += 1;
      tokens.shift();
    }
    return { accessToken: new Secret(tokens[0] ?? 'none'), baseUrl: url };
  };
  return { source, renewals: () => renewals };
}

const stageOf5001 = ['getDealStage', { id: '5001' }] as const;

test('a token is asked for before every request, so that none is used beyond its time', async () => {
  const hubspot = await account();
  await hubspot.createDeal(harborLabs);
  let current = hubspot.accessToken;
  const client = clientOf(async () => ({ accessToken: new Secret(current), baseUrl: hubspot.url }));
  await callOn(client, ...stageOf5001);

  current = 'the next one';
  hubspot.settings.tokens[current] = ['crm.objects.deals.read'];
  await callOn(client, ...stageOf5001);

  expect(hubspot.requests.map(({ status }) => status)).toEqual([200, 200]);
});

test('a refused token is renewed once, for all whose call it was, and nobody notices', async () => {
  const hubspot = await account();
  await hubspot.createDeal(harborLabs);
  const { source, renewals } = renewable(hubspot, ['expired', hubspot.accessToken]);
  const client = clientOf(source);

  const deals = await Promise.all([callOn(client, ...stageOf5001), callOn(client, 'getCompany', { id: '7001' })]);

  expect(deals).toHaveLength(2);
  expect(renewals()).toBe(1);
  expect(hubspot.requests.map(({ status }) => status).sort()).toEqual([200, 200, 401, 401]);
});

test('a renewed token that is refused as well is a failure of credentials, not to be repeated', async () => {
  const hubspot = await account();
  const { source, renewals } = renewable(hubspot, ['expired', 'revoked', 'never asked for']);

  await expect(callOn(clientOf(source), ...stageOf5001)).rejects.toMatchObject({
    kind: 'credentials',
    code: 'token_refused',
    retry: 'no',
    advice: expect.stringContaining('connection'),
  });
  expect(renewals()).toBe(1);
  expect(hubspot.requests).toHaveLength(2);
});

test('a token that cannot be renewed is not sent a second time, and stands in no message', async () => {
  const hubspot = await account();
  const client = clientOf(fixedToken({ url: hubspot.url, accessToken: 'pat-na1-wrong' }));

  const error = await callOn(client, ...stageOf5001).catch((thrown: unknown) => thrown);

  expect(error).toMatchObject({ code: 'token_refused' });
  expect(hubspot.requests).toHaveLength(1);
  expect(JSON.stringify({ ...(error as Error), text: String(error) })).not.toContain('pat-na1-wrong');
});

test('a missing scope is named', async () => {
  const hubspot = await account({ settings: { tokens: { narrow: [] } } });
  const client = clientOf(fixedToken({ url: hubspot.url, accessToken: 'narrow' }));

  await expect(callOn(client, ...stageOf5001)).rejects.toMatchObject({
    kind: 'permission',
    code: 'scope_missing',
    advice: 'Give the app or service key the scope crm.objects.deals.read.',
  });
});
