import { z } from 'zod';
import { ConnectorError } from '../errors.js';
import { parseConnection } from './connection.js';
import type { CredentialProvider, HubSpotCredentials, IntacctCredentials } from './provider.js';
import { Secret } from './secret.js';
import {
  type ConnectedSystem,
  type Environment,
  HubSpotBaseUrl,
  IntacctEndpoint,
  incomplete,
  readProfile,
  Text,
} from './variables.js';

const IntacctVariables = z.object({
  SENDER_ID: Text,
  SENDER_PASSWORD: Text,
  COMPANY_ID: Text,
  USER_ID: Text,
  USER_PASSWORD: Text,
  ENTITY_ID: Text.optional(),
  ENDPOINT: IntacctEndpoint,
});

const HubSpotVariables = z.object({ ACCESS_TOKEN: Text, BASE_URL: HubSpotBaseUrl });

/**
 * Credentials from environment variables.
 *
 * The connection `default` reads `INTACCT_SENDER_ID`, `INTACCT_SENDER_PASSWORD`, `INTACCT_COMPANY_ID`, `INTACCT_USER_ID`,
 * `INTACCT_USER_PASSWORD`, and, if wanted, `INTACCT_ENTITY_ID` and `INTACCT_ENDPOINT`; for HubSpot
 * `HUBSPOT_ACCESS_TOKEN` and `HUBSPOT_BASE_URL`. A connection `acme` reads `INTACCT_ACME_USER_ID` and so on, and
 * `acme/E100` the same for its entity E100. Only sender and address fall back to the plain name.
 */
export function environmentCredentials(environment: Environment = process.env): CredentialProvider {
  return {
    async intacct(connection): Promise<IntacctCredentials> {
      const { profile, entityId } = parseConnection(connection);
      const found = readProfile(IntacctVariables, environment, 'INTACCT', profile);
      const entity = entityId ?? found.ENTITY_ID;
      return {
        senderId: found.SENDER_ID,
        senderPassword: new Secret(found.SENDER_PASSWORD),
        companyId: found.COMPANY_ID,
        userId: found.USER_ID,
        userPassword: new Secret(found.USER_PASSWORD),
        endpoint: found.ENDPOINT,
        ...(entity === undefined ? {} : { entityId: entity }),
      };
    },
    async hubspot(connection): Promise<HubSpotCredentials> {
      const found = readProfile(HubSpotVariables, environment, 'HUBSPOT', parseConnection(connection).profile);
      return { accessToken: new Secret(found.ACCESS_TOKEN), baseUrl: found.BASE_URL };
    },
  };
}

/**
 * Looks through every connection that the environment begins to describe. Throws `credentials_incomplete` that names
 * what is missing or malformed in any of them, or that there is none.
 */
export function checkEnvironment(environment: Environment): void {
  const intacct = profilesIn(environment, 'INTACCT', 'COMPANY_ID|USER_ID|USER_PASSWORD');
  const hubspot = profilesIn(environment, 'HUBSPOT', 'ACCESS_TOKEN');
  if (intacct.length + hubspot.length === 0) readProfile(IntacctVariables, environment, 'INTACCT', 'default');
  const problems = [
    ...intacct.map((profile) => problemOf(() => readProfile(IntacctVariables, environment, 'INTACCT', profile))),
    ...hubspot.map((profile) => problemOf(() => readProfile(HubSpotVariables, environment, 'HUBSPOT', profile))),
  ].flat();
  if (problems.length > 0) throw incomplete(problems.join(' '));
}

/** `INTACCT_ACME_USER_ID` tells of a connection `acme`; a company's own variables only. */
function profilesIn(environment: Environment, system: ConnectedSystem, names: string): string[] {
  const own = new RegExp(`^${system}_(?:(?<profile>[A-Z0-9_]+)_)?(?:${names})$`);
  const found = Object.entries(environment).flatMap(([variable, value]) => {
    const match = value ? own.exec(variable) : null;
    return match ? [match.groups?.profile?.toLowerCase() ?? 'default'] : [];
  });
  return [...new Set(found)];
}

function problemOf(read: () => unknown): string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof ConnectorError) return [error.message];
    throw error;
  }
}
