import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { type Catalogue, callAction } from '../connectors/action.js';
import { type HubSpotCalls, hubspotCatalogue } from '../connectors/hubspot/catalogue.js';
import type { HubSpotClient } from '../connectors/hubspot/client.js';
import { type IntacctCalls, intacctCatalogue } from '../connectors/intacct/catalogue.js';
import type { Systems } from './trigger.js';

export interface SystemsOptions {
  readonly client: Client;
  readonly taskQueue: string;
  /** Of the connection; asked for when a trigger first needs it. */
  readonly hubspot: (connection: string) => Promise<HubSpotClient>;
}

type Call = (input: unknown) => Promise<unknown>;

/** HubSpot is asked from here. Intacct's limits belong to the workers, so its actions run there, each as a workflow. */
export function systemsOf({ client, taskQueue, hubspot }: SystemsOptions): Systems {
  return {
    hubspot: (connection = 'default') =>
      callsOf<HubSpotCalls>(hubspotCatalogue, async (name, input) => {
        const catalogue: Catalogue<HubSpotClient> = hubspotCatalogue;
        const action = catalogue[name];
        if (!action) throw new TypeError(`There is no action hubspot.${name}`);
        return callAction(name, action, input, await hubspot(connection));
      }),
    intacct: (connection = 'default') =>
      callsOf<IntacctCalls>(intacctCatalogue, (name, input) =>
        client.workflow.execute('runAction', {
          workflowId: `trigger-reads/${name}/${randomUUID()}`,
          taskQueue,
          args: [{ connection, action: `intacct.${name}`, input, onRefusal: 'fail' }],
          workflowExecutionTimeout: '1 minute',
        }),
      ),
  };
}

function callsOf<Calls>(catalogue: object, call: (name: string, input: unknown) => Promise<unknown>): Calls {
  const names = Object.keys(catalogue);
  return Object.fromEntries(names.map((name): [string, Call] => [name, (input) => call(name, input)])) as Calls;
}
