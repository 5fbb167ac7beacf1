import { credentialsFrom } from '../../connectors/credentials/choose.js';
import { environmentCredentials } from '../../connectors/credentials/environment.js';
import type { CredentialProvider } from '../../connectors/credentials/provider.js';
import type { Environment } from '../../connectors/credentials/variables.js';
import { ConnectorError } from '../../connectors/errors.js';
import { permissionsFor } from '../../connectors/permissions.js';
import { type Area, causeOf, type Finding, findingsOf } from './finding.js';
import { examineHubSpot } from './hubspot.js';
import { examineIntacct } from './intacct.js';
import { shippedActions } from './shipped-actions.js';
import { examineTemporal } from './temporal.js';

export const areas: readonly Area[] = ['intacct', 'hubspot', 'temporal'];

export interface Examination {
  readonly environment: Environment;
  /** Default `default`. */
  readonly connection?: string;
  /** What the account must be able to do. Default: what the shipped workflows do. */
  readonly actions?: readonly string[];
  /** Default: all. */
  readonly only?: readonly Area[];
  /** How long to try for a connection to Temporal. Default 10 seconds. */
  readonly temporalConnectMs?: number;
}

/** Looks at a set-up and changes nothing. Throws `UnknownAction`. */
export async function examine({
  environment,
  connection = 'default',
  actions,
  only = areas,
  temporalConnectMs,
}: Examination) {
  const patient = {
    connection,
    environment,
    provider: remembered(() => providerOf(environment)),
    needed: permissionsFor(actions ?? shippedActions),
    chosen: actions !== undefined,
  };
  const looks: Readonly<Record<Area, () => Promise<Finding[]>>> = {
    intacct: () => examineIntacct(patient),
    hubspot: () => examineHubSpot(patient),
    temporal: () => examineTemporal(environment, temporalConnectMs),
  };
  return (await Promise.all(only.map((area) => explained(area, looks[area])))).flat();
}

/** Reads a connection's variables when it is asked for, so that what is missing elsewhere hides nothing. */
function providerOf(environment: Environment): CredentialProvider {
  return environment.NANGO_SECRET_KEY ? credentialsFrom(environment) : environmentCredentials(environment);
}

function remembered<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

async function explained(area: Area, look: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return [findingsOf(area).wrong('examination', causeOf(error))];
  }
}
