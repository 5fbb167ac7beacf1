import type { Secret } from './secret.js';

/** A session that the provider has opened already. */
export interface LentSession {
  readonly id: Secret;
  readonly endpoint: string;
  /** Epoch milliseconds, if nobody uses it. */
  readonly endsAt: number;
}

/** What the XML gateway asks for. Sender and password belong to the partner, the rest to the company. */
export interface IntacctCredentials {
  readonly senderId: string;
  readonly senderPassword: Secret;
  readonly companyId: string;
  readonly userId: string;
  readonly userPassword: Secret;
  /** Entity to work in (`locationid`); none means the top level. */
  readonly entityId?: string;
  /** Where the first login goes. */
  readonly endpoint: string;
  /** Used instead of a login of our own. Never with an entity. */
  readonly session?: LentSession;
  /**
   * The credentials as they are now: these very ones while they are good. Cheap, so ask before each use. `refused` says
   * that Intacct refused these or their session, and makes the provider look for others. Absent: they never change.
   */
  readonly renew?: (refused?: boolean) => Promise<IntacctCredentials>;
}

export interface HubSpotCredentials {
  /** A service key, a private app's token or an OAuth access token. */
  readonly accessToken: Secret;
  readonly baseUrl: string;
}

/**
 * Where credentials come from. A workflow only ever names a connection, such as `default`, `acme` or, for one of its
 * entities, `acme/E100`. Throws `ConnectorError` of kind `credentials` that says what is missing and where to put it.
 */
export interface CredentialProvider {
  intacct(connection: string): Promise<IntacctCredentials>;
  /** Cheap, so ask before each use. `refused` is a token of this provider that HubSpot did not take: another is looked for. */
  hubspot(connection: string, refused?: Secret): Promise<HubSpotCredentials>;
}
