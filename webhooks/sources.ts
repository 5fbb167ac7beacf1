import type { Secret } from '../connectors/credentials/secret.js';
import { genericSource } from './generic.js';
import { type HubSpotWebhook, hubspotSource } from './hubspot.js';
import { type IntacctWebhook, intacctSource } from './intacct.js';
import { nangoSource } from './nango.js';
import type { Source } from './source.js';

/** Whom we listen to, and how each proves itself. What is not named here is refused. */
export interface SourceSettings {
  readonly hubspot?: HubSpotWebhook;
  readonly intacct?: readonly IntacctWebhook[];
  readonly nango?: { readonly signingKey: Secret };
  /** Secrets (`whsec_…`) by the name in the path. */
  readonly generic?: Readonly<Record<string, Secret>>;
}

/** `publicUrl` is how the outside calls us, without a slash at the end. */
export function sourcesFrom({ hubspot, intacct, nango, generic }: SourceSettings, publicUrl: () => string): Source[] {
  return [
    ...(hubspot ? [hubspotSource(hubspot, publicUrl)] : []),
    ...(intacct?.length ? [intacctSource(intacct)] : []),
    ...(nango ? [nangoSource(nango.signingKey)] : []),
    ...(generic ? [genericSource(generic)] : []),
  ];
}
