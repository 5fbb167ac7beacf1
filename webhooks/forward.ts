import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { HubSpotClient } from '../connectors/hubspot/client.js';
import type { Inbox } from '../store/inbox.js';
import { dispatcher, type StartedByEvent } from './dispatcher.js';
import { Forwarder, type ForwarderOptions } from './forwarder.js';
import { systemsOf } from './systems.js';
import type { AnyTrigger } from './trigger.js';

export interface ForwardingOptions extends Pick<ForwarderOptions, 'keepMs' | 'pollMs' | 'firstWaitMs'> {
  readonly inbox: Inbox;
  readonly client: Client;
  readonly taskQueue: string;
  readonly triggers: readonly AnyTrigger[];
  /** Of a connection; triggers read with it. */
  readonly hubspot: (connection: string) => Promise<HubSpotClient>;
  readonly logger?: Pick<Logger, 'error' | 'warn'> | undefined;
  readonly onStarted?: ((run: StartedByEvent) => void) | undefined;
}

/** The forwarder that does what the triggers say. */
export function forwarderOf({
  client,
  taskQueue,
  triggers,
  hubspot,
  onStarted,
  ...rest
}: ForwardingOptions): Forwarder {
  const systems = systemsOf({ client, taskQueue, hubspot });
  return new Forwarder({ ...rest, handle: dispatcher({ client, taskQueue, triggers, systems, onStarted }) });
}
