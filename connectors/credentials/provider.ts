import type { Secret } from './secret.js';

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
}

export interface HubSpotCredentials {
  /** A service key, a private app's token or an OAuth access token. */
  readonly accessToken: Secret;
  readonly baseUrl: string;
}

/**
 * Where credentials come from. A workflow only ever names a connection, such as `default` or `acme`.
 * Throws `ConnectorError` of kind `credentials` that says what is missing and where to put it.
 */
export interface CredentialProvider {
  intacct(connection: string): Promise<IntacctCredentials>;
  /**
   * Asked before every request: keeps a token for as long as it is valid. `refused` is a token that HubSpot did not take;
   * a provider that can get another one does so, the others return what they have.
   */
  hubspot(connection: string, refused?: Secret): Promise<HubSpotCredentials>;
}
