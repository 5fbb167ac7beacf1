import { type HubSpotCalls, hubspotCatalogue } from '../connectors/hubspot/catalogue.js';
import type { Connections } from './connections.js';
import { type ActionActivities, activitiesFrom } from './from-catalogue.js';

/** Every HubSpot action as a workflow calls it. */
export type HubSpot = HubSpotCalls;

export function hubspotActivities(connections: Connections): ActionActivities {
  return activitiesFrom('hubspot', hubspotCatalogue, (connection) => connections.hubspot(connection));
}
