import type { HubSpotSandbox } from '../../sandbox/hubspot/index.js';
import type { IntacctSandbox } from '../../sandbox/intacct/index.js';

/** The variables with which a worker talks to this sandbox company. */
export function intacctEnvironment({ endpoint, credentials }: Pick<IntacctSandbox, 'endpoint' | 'credentials'>) {
  return {
    INTACCT_ENDPOINT: endpoint,
    INTACCT_SENDER_ID: credentials.senderId,
    INTACCT_SENDER_PASSWORD: credentials.senderPassword,
    INTACCT_COMPANY_ID: credentials.companyId,
    INTACCT_USER_ID: credentials.userId,
    INTACCT_USER_PASSWORD: credentials.userPassword,
  };
}

/** The variables with which a worker talks to this sandbox account. */
export function hubspotEnvironment({ url, accessToken }: Pick<HubSpotSandbox, 'url' | 'accessToken'>) {
  return { HUBSPOT_BASE_URL: url, HUBSPOT_ACCESS_TOKEN: accessToken };
}
