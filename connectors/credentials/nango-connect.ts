import { z } from 'zod';
import { parseConnection } from './connection.js';
import { nangoSettings } from './nango.js';
import { NangoClient } from './nango-client.js';
import { NangoError } from './nango-errors.js';
import { type Environment, readProfile, Text, variableName } from './variables.js';

/** Where a company is connected by whoever knows its credentials. */
export interface NangoConnectSession {
  /** Opens for whoever has it: goes to the company's administrator and nowhere else. */
  readonly link: string;
  /** ISO timestamp. */
  readonly expiresAt: string;
  /** To hold the ID that Nango gives the connection. */
  readonly variable: string;
}

const Session = z.looseObject({
  data: z.looseObject({ connect_link: z.url({ protocol: /^https?$/ }), expires_at: z.string() }),
});

/**
 * Opens a page at Nango that takes the five credentials of a company. The connection there will bear the tag
 * `connection`, with the name given here. Throws `credentials_incomplete` and `NangoError`.
 */
export async function nangoConnectSession(connection: string, environment: Environment): Promise<NangoConnectSession> {
  const { profile } = parseConnection(connection);
  const { NANGO_INTEGRATION: integration } = readProfile(
    z.object({ NANGO_INTEGRATION: Text.default('sage-intacct') }),
    environment,
    'INTACCT',
    profile,
  );
  const answer = await new NangoClient(nangoSettings(environment)).connectSession(integration, { connection: profile });
  const { data } = Session.safeParse(answer);
  if (!data) throw new NangoError('nango_answer_unexpected', 'The answer holds no link to connect at.');
  const { connect_link: link, expires_at: expiresAt } = data.data;
  return { link, expiresAt, variable: variableName('INTACCT', profile, 'NANGO_CONNECTION_ID') };
}
