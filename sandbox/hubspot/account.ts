import type { Api } from './api/api.js';
import { fullAccessToken } from './api/authentication.js';
import { crmUser } from './crm/changes.js';
import type { Crm } from './crm/crm.js';
import type { StoredRecord } from './crm/records.js';
import { addToDeal, createSampleDeal, moveToStage } from './sample-deal.js';
import type { HubSpotAccount, RecordTruth } from './sandbox.js';
import type { WebhookSender } from './webhooks/sender.js';

/** The account as its users see it; every change counts as made in HubSpot's pages. */
export function accountOver(crm: Crm, api: Api, webhooks: WebhookSender): HubSpotAccount {
  const truth = (record: StoredRecord): RecordTruth => ({ id: record.id, properties: crm.valuesOf(record) });
  return {
    accessToken: fullAccessToken,
    clientSecret: webhooks.clientSecret,
    portalId: crm.settings.portalId,
    settings: crm.settings,
    requests: api.requests,
    faults: api.faults,
    webhooks,
    setWebhookTarget(url) {
      webhooks.targetUrl = url;
    },
    createDeal: async (deal) => createSampleDeal(crm, deal),
    addToDeal: async (dealId, additions) => addToDeal(crm, dealId, additions),
    moveDealToStage: async (dealId, stage) => moveToStage(crm, dealId, stage),
    async update(type, id, properties) {
      crm.update(type, id, properties, crmUser);
    },
    archive: async (type, id) => crm.archive(type, id, crmUser),
    async restore(type, id) {
      crm.restore(type, id, crmUser);
    },
    merge: async (type, primaryId, otherId) => truth(crm.merge(type, primaryId, otherId, crmUser)),
    get(type, id) {
      const record = crm.find(type, id);
      return record === undefined ? undefined : truth(record);
    },
    list: (type) =>
      crm.records
        .all(type)
        .filter((record) => record.archivedAt === undefined)
        .map(truth),
  };
}
