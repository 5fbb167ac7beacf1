import { type IntacctCalls, intacctCatalogue } from '../connectors/intacct/catalogue.js';
import type { Connections } from './connections.js';
import { type ActionActivities, activitiesFrom } from './from-catalogue.js';

/** Every Intacct action as a workflow calls it. */
export type Intacct = IntacctCalls;

export function intacctActivities(connections: Connections): ActionActivities {
  return activitiesFrom('intacct', intacctCatalogue, async (connection, attempt) =>
    (await connections.intacct(connection)).client(attempt),
  );
}
