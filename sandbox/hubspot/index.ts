import { accountOver } from './account.js';
import { Api, type RawRequest } from './api/api.js';
import { control, controlPrefix } from './control/control.js';
import { Crm } from './crm/crm.js';
import { Faults } from './faults.js';
import type { HubSpotSandbox, HubSpotSandboxOptions } from './sandbox.js';
import { serve } from './server.js';
import { defaultSettings } from './settings.js';
import { WebhookSender } from './webhooks/sender.js';

export type { SeenRequest } from './api/seen-requests.js';
export { customPipeline } from './crm/pipelines.js';
export type { Fault, FaultKind } from './faults.js';
export type { CreatedDeal, SampleCompany, SampleContact, SampleDeal, SampleLineItem } from './sample-deal.js';
export type { HubSpotAccount, HubSpotSandbox, HubSpotSandboxOptions, RecordTruth } from './sandbox.js';
export type { AccountSettings } from './settings.js';
export type { Delivery, Redelivery, WebhookSwitches } from './webhooks/sender.js';

const defaultClientSecret = 'hubspot-sandbox-client-secret';

/** Starts a HubSpot account on this machine: its API, its webhook sender, and a handle to act as its users. */
export async function startHubSpotSandbox(options: HubSpotSandboxOptions = {}): Promise<HubSpotSandbox> {
  const { port = 0, settings, webhook } = options;
  const crm = new Crm({ ...defaultSettings, ...settings });
  const api = new Api(crm, new Faults());
  const webhooks = new WebhookSender(crm.settings, webhook?.clientSecret ?? defaultClientSecret, webhook?.targetUrl);
  crm.onChange((change) => webhooks.notice(change));
  const account = accountOver(crm, api, webhooks);

  const isControl = ({ url }: RawRequest) => url.pathname.startsWith(controlPrefix);
  const server = await serve(port, (request) => (isControl(request) ? control(account, request) : api.answer(request)));
  const close = async () => {
    await webhooks.close();
    await server.close();
  };
  return { ...account, url: server.url, close };
}
