import type { AssociationType } from '../crm/association-types.js';
import type { CrmChange } from '../crm/changes.js';
import { objectTypeFacts } from '../crm/object-types.js';
import type { AccountSettings } from '../settings.js';
import { numberedSubscriptions, type Subscription } from './subscriptions.js';

/** One entry of a webhook body, in HubSpot's order of keys; `attemptNumber` is set when it is sent. */
export type WebhookEvent = Record<string, unknown> & { eventId: number; objectId?: number; attemptNumber: number };

const firstEventId = 101;

/** Turns changes into the events the account's subscriptions ask for. */
export class EventSource {
  #nextEventId = firstEventId;

  constructor(
    readonly settings: AccountSettings,
    readonly form: () => 'classic' | 'generic',
  ) {
    // A wrong subscription should fail at the start, not at the first change.
    numberedSubscriptions(settings.subscriptions);
  }

  eventsFor(change: CrmChange): WebhookEvent[] {
    return numberedSubscriptions(this.settings.subscriptions)
      .filter((subscription) => concerns(subscription, change))
      .map((subscription) => this.#event(subscription, change));
  }

  #event(subscription: Subscription, change: CrmChange): WebhookEvent {
    const eventId = this.#nextEventId;
    this.#nextEventId += 1;
    return {
      eventId,
      subscriptionId: subscription.id,
      portalId: this.settings.portalId,
      appId: this.settings.appId,
      occurredAt: change.at,
      ...this.#type(subscription, change),
      attemptNumber: 0,
      ...details(change),
      ...change.source,
    };
  }

  #type({ subscriptionType }: Subscription, change: CrmChange): Record<string, string> {
    if (this.form() === 'classic') return { subscriptionType };
    const { id } = objectTypeFacts[subject(change).type];
    return { subscriptionType: `object.${subscriptionType.split('.')[1] ?? ''}`, objectTypeId: id };
  }
}

const eventNames = {
  created: 'creation',
  archived: 'deletion',
  restored: 'restore',
  merged: 'merge',
  property: 'propertyChange',
  linked: 'associationChange',
};

function concerns(subscription: Subscription, change: CrmChange): boolean {
  const type = `${objectTypeFacts[subject(change).type].singular}.${eventNames[change.kind]}`;
  if (subscription.subscriptionType !== type) return false;
  return change.kind !== 'property' || change.name === subscription.propertyName;
}

function subject(change: CrmChange) {
  return change.kind === 'linked' ? change.from : change.record;
}

function details(change: CrmChange): Record<string, unknown> {
  switch (change.kind) {
    case 'created':
      return { objectId: Number(change.record.id), changeFlag: 'NEW' };
    case 'archived':
      return { objectId: Number(change.record.id), changeFlag: 'DELETED' };
    case 'restored':
      return { objectId: Number(change.record.id), changeFlag: 'RESTORED' };
    case 'merged':
      return {
        objectId: Number(change.record.id),
        primaryObjectId: Number(change.primaryId),
        mergedObjectIds: [Number(change.mergedId)],
        newObjectId: Number(change.record.id),
        numberOfPropertiesMoved: change.propertiesMoved,
      };
    case 'property':
      return { objectId: Number(change.record.id), propertyName: change.name, propertyValue: change.value };
    case 'linked':
      return {
        associationType: associationName(change.type),
        fromObjectId: Number(change.from.id),
        toObjectId: Number(change.to.id),
        associationRemoved: change.removed,
        isPrimaryAssociation: change.type.label === 'Primary',
      };
  }
}

/** `DEAL_TO_COMPANY`, for labelled and unlabelled links alike. */
function associationName({ from, to }: AssociationType): string {
  return `${objectTypeFacts[from].singular}_to_${objectTypeFacts[to].singular}`.toUpperCase();
}
