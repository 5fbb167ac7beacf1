import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { serverConfig } from '../../config.js';
import { credentialsFrom } from '../../connectors/credentials/choose.js';
import { HubSpotClient } from '../../connectors/hubspot/client.js';
import { dataConverter, environmentKeys } from '../../encryption/data-converter.js';
import { triggers } from '../../triggers.js';
import { type Plan, plansFor } from '../../webhooks/dispatcher.js';
import type { TriggerEvent } from '../../webhooks/event.js';
import { systemsOf } from '../../webhooks/systems.js';

export interface Told {
  readonly event: TriggerEvent;
  /** What each trigger that wants it would do. */
  readonly would: readonly string[];
}

/** What events would do. Reads what they are about; starts nothing but the reading itself. */
export async function trial(events: readonly TriggerEvent[], environment: NodeJS.ProcessEnv): Promise<readonly Told[]> {
  const { taskQueue, mapping } = serverConfig(environment);
  const credentials = credentialsFrom(environment);
  const hubspot = new HubSpotClient((refused) => credentials.hubspot('default', refused));
  const { connectionOptions, namespace = 'default' } = loadClientConnectConfig();
  const connection = Connection.lazy(connectionOptions ?? {});
  const client = new Client({ connection, namespace, dataConverter: dataConverter(environmentKeys(environment)) });
  const systems = systemsOf({ client, taskQueue, hubspot: async () => hubspot });
  try {
    return await Promise.all(
      events.map(async (event) => {
        const plans = await plansFor(triggers({ mapping }), systems, event);
        return { event, would: plans.length > 0 ? plans.map(sentence) : ['No trigger wants it.'] };
      }),
    );
  } finally {
    await Promise.all([hubspot.close(), connection.close()]);
  }
}

function sentence({ trigger, holds, workflowId, input, seen }: Plan): string {
  const told = trigger.signal ? ` A run of this ID under way is sent ${trigger.signal}.` : '';
  return holds
    ? `${trigger.name}: starts ${trigger.workflow} as ${workflowId} with ${JSON.stringify(input)}, unless it has run.${told}`
    : `${trigger.name}: starts nothing, as its condition does not hold for ${JSON.stringify(seen)}.${told}`;
}
