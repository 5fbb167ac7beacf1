import { type AnyAction, callAction } from '../../../connectors/action.js';
import { Secret } from '../../../connectors/credentials/secret.js';
import { hubspotCatalogue } from '../../../connectors/hubspot/catalogue.js';
import { HubSpotClient, type HubSpotCredentialSource } from '../../../connectors/hubspot/client.js';
import {
  type HubSpotSandbox,
  type HubSpotSandboxOptions,
  startHubSpotSandbox,
} from '../../../sandbox/hubspot/index.js';
import { opened } from '../../support/opened.js';

/** A sandbox account that is closed after the test. */
export async function account(options?: HubSpotSandboxOptions): Promise<HubSpotSandbox> {
  return opened(await startHubSpotSandbox(options));
}

/** Always the same token. */
export function fixedToken({ url, accessToken }: Pick<HubSpotSandbox, 'url' | 'accessToken'>): HubSpotCredentialSource {
  return async () => ({ accessToken: new Secret(accessToken), baseUrl: url });
}

/** A client that is closed after the test. */
export function clientOf(credentials: HubSpotCredentialSource, timeoutMs = 5_000): HubSpotClient {
  return opened(new HubSpotClient(credentials, { timeoutMs }));
}

/** Calls an action by name, as an activity would. */
export function callOn(client: HubSpotClient, name: string, input: unknown): Promise<Record<string, unknown>> {
  const action = (hubspotCatalogue as Readonly<Record<string, AnyAction<HubSpotClient>>>)[name];
  if (!action) throw new Error(`There is no action ${name}.`);
  return callAction(name, action, input, client) as Promise<Record<string, unknown>>;
}

/** Paths of the requests so far, without the API release. */
export function pathsOf({ requests }: HubSpotSandbox): string[] {
  return requests.map(({ method, path }) => `${method} ${path.replace(/\/crm\/(\w+)\/2026-09/, '/$1')}`);
}
