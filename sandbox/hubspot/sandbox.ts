import type { SeenRequest } from './api/seen-requests.js';
import type { ObjectType } from './crm/object-types.js';
import type { Faults } from './faults.js';
import type { CreatedDeal, DealAdditions, SampleDeal } from './sample-deal.js';
import type { AccountSettings } from './settings.js';
import type { WebhookSender } from './webhooks/sender.js';

export interface HubSpotSandboxOptions {
  /** Default 0: a free one. */
  port?: number;
  settings?: Partial<AccountSettings>;
  webhook?: { targetUrl: string; clientSecret?: string };
}

/** A record as it really is, without HTTP and without search delay. Empty properties are absent. */
export interface RecordTruth {
  id: string;
  properties: Record<string, string | null>;
}

/** An account. Everything done through this handle counts as done by a person in HubSpot's pages. */
export interface HubSpotAccount {
  /** Carries every scope. Tokens with fewer: `settings.tokens`. */
  accessToken: string;
  /** Signs webhooks. */
  clientSecret: string;
  portalId: number;
  /** May be changed while it runs. */
  settings: AccountSettings;
  /** Every API request, oldest first. */
  requests: SeenRequest[];
  faults: Pick<Faults, 'add' | 'clear' | 'pending'>;
  webhooks: Pick<WebhookSender, 'deliveries' | 'settled' | 'redeliver' | 'switches' | 'targetUrl'>;

  setWebhookTarget(url: string): void;
  createDeal(deal: SampleDeal): Promise<CreatedDeal>;
  /** Companies, contacts and line items that a person adds afterwards. */
  addToDeal(dealId: string, additions: DealAdditions): Promise<CreatedDeal>;
  moveDealToStage(dealId: string, stage: string): Promise<void>;
  update(type: ObjectType, id: string, properties: Record<string, string | null>): Promise<void>;
  archive(type: ObjectType, id: string): Promise<void>;
  /** Takes an archived record out of the recycle bin. */
  restore(type: ObjectType, id: string): Promise<void>;
  /** Makes a new record of two, with the values of the first before those of the second. */
  merge(type: ObjectType, primaryId: string, otherId: string): Promise<RecordTruth>;
  get(type: ObjectType, id: string): RecordTruth | undefined;
  list(type: ObjectType): RecordTruth[];
}

/** A running account. */
export interface HubSpotSandbox extends HubSpotAccount {
  /** Base of the API, e.g. `http://127.0.0.1:49152`. */
  url: string;
  /** Drops open connections and forgets queued webhooks. */
  close(): Promise<void>;
}
