import { intacctAliases } from '../connectors/intacct/aliases.js';
import { type IntacctCalls, intacctCatalogue } from '../connectors/intacct/catalogue.js';
import type { Connections } from './connections.js';
import { type ActionActivities, activitiesFrom } from './from-catalogue.js';

/** Every Intacct action as a workflow calls it. */
export type Intacct = IntacctCalls;

export function intacctActivities(connections: Connections): ActionActivities {
  return activitiesFrom('intacct', { ...formerNames(), ...intacctCatalogue }, async (connection, attempt) =>
    (await connections.intacct(connection)).client(attempt),
  );
}

/** Workflows that were running when an action got another name go on under the former one. */
function formerNames() {
  return Object.fromEntries(Object.entries(intacctAliases).map(([former, name]) => [former, intacctCatalogue[name]]));
}
