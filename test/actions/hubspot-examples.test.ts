import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AnyAction, callAction, type Example } from '../../connectors/action.js';
import { Secret } from '../../connectors/credentials/secret.js';
import { hubspotCatalogue } from '../../connectors/hubspot/catalogue.js';
import { HubSpotClient } from '../../connectors/hubspot/client.js';
import { type HubSpotSandbox, startHubSpotSandbox } from '../../sandbox/hubspot/index.js';
import { filled, type Results } from '../../workflows/placeholders.js';
import { harborLabs } from '../sandbox-hubspot/helpers/sandbox.js';

type HubSpotAction = AnyAction<HubSpotClient>;

const actions = hubspotCatalogue as Readonly<Record<string, HubSpotAction>>;
/** What makes or removes something changes nothing when it is called again. */
const repeatable = Object.entries(actions).filter(([, { effect }]) => effect !== 'read');

let sandbox: HubSpotSandbox;
let client: HubSpotClient;

beforeAll(async () => {
  sandbox = await startHubSpotSandbox({ settings: { burstLimit: 10_000, searchPerSecond: 1_000 } });
  await sandbox.createDeal(harborLabs);
  client = new HubSpotClient(async () => ({ accessToken: new Secret(sandbox.accessToken), baseUrl: sandbox.url }));
});

afterAll(async () => {
  await client.close();
  await sandbox.close();
});

describe('the example of', () => {
  test.each(Object.entries(actions))('%s works against the sandbox', async (name, { example }) => {
    await expect(call(name, await prepared(example))).resolves.toBeDefined();
  });

  test.each(repeatable)('%s changes nothing a second time', async (name, { example }) => {
    await call(name, await prepared(example));
    const writes = () => sandbox.requests.filter(({ method, path }) => method !== 'GET' && !/read$|search$/.test(path));
    const before = writes().length;

    await call(name, await prepared(example));

    expect(writes().slice(before)).toEqual([]);
  });

  test.each(Object.entries(actions))(
    '%s needs no scope that it does not name',
    async (name, { example, permissions }) => {
      const input = await prepared(example);
      const token = `pat-na1-${name}`;
      sandbox.settings.tokens[token] = permissions.flatMap(scopesIn);
      const narrow = new HubSpotClient(async () => ({ accessToken: new Secret(token), baseUrl: sandbox.url }));

      await expect(callAction(name, actions[name] as HubSpotAction, input, narrow)).resolves.toBeDefined();
      await narrow.close();
    },
  );
});

/** Those that depend on the input are the scopes of all records of the sandbox. */
function scopesIn(permission: string): string[] {
  if (!permission.startsWith('Read scope')) return [permission];
  return ['deals', 'companies', 'contacts', 'line_items'].map((type) => `crm.objects.${type}.read`);
}

async function prepared({ given = [], input }: Example): Promise<unknown> {
  const results: Record<string, unknown> = {};
  for (const step of given) results[step.as] = await call(step.action, filled(step.input, results as Results));
  return filled(input, results as Results);
}

function call(name: string, input: unknown): Promise<unknown> {
  return callAction(name, actions[name] as HubSpotAction, input, client);
}
