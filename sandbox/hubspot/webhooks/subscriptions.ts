/** What an app asks to be told. `propertyName` belongs to `propertyChange` and is required there. */
export interface SubscriptionRequest {
  /** Classic form: `deal.propertyChange`, `deal.creation`, `company.deletion`, `deal.associationChange`, … */
  subscriptionType: string;
  propertyName?: string;
}

export interface Subscription extends SubscriptionRequest {
  id: number;
}

const firstSubscriptionId = 77;

export function numberedSubscriptions(requests: readonly SubscriptionRequest[]): Subscription[] {
  return requests.map((request, index) => ({ ...checked(request), id: firstSubscriptionId + index }));
}

function checked(request: SubscriptionRequest): SubscriptionRequest {
  if (request.propertyName === 'hs_lastmodifieddate') throw new Error('HubSpot refuses to watch hs_lastmodifieddate.');
  if (request.subscriptionType.endsWith('.propertyChange') && request.propertyName === undefined) {
    throw new Error(`${request.subscriptionType} needs a propertyName.`);
  }
  return request;
}
