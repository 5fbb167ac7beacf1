import { parseConnection } from '../../connectors/credentials/connection.js';
import type { CredentialProvider } from '../../connectors/credentials/provider.js';
import { type Environment, variableName } from '../../connectors/credentials/variables.js';
import { ConnectorError } from '../../connectors/errors.js';
import { HubSpotClient } from '../../connectors/hubspot/client.js';
import { ourProperties } from '../../connectors/hubspot/objects/our-properties.js';
import type { ObjectType } from '../../connectors/hubspot/paths.js';
import type { LeastPrivilege } from '../../connectors/permissions.js';
import { causeOf, type Finding, findingsOf } from './finding.js';

const { ok, warn, wrong } = findingsOf('hubspot');

export interface HubSpotCase {
  readonly connection: string;
  readonly environment: Environment;
  readonly provider: () => CredentialProvider;
  readonly needed: LeastPrivilege;
  /** Whether somebody has chosen actions of HubSpot. Without, an account that is not set up is no fault. */
  readonly chosen: boolean;
}

export async function examineHubSpot({ connection, needed, ...rest }: HubSpotCase): Promise<Finding[]> {
  if (needed.hubspot.length === 0) return [];
  if (!rest.chosen && isAbsent(connection, rest.environment)) return [absent()];
  let client: HubSpotClient;
  try {
    const provider = rest.provider();
    await provider.hubspot(connection);
    client = new HubSpotClient((refused) => provider.hubspot(connection, refused));
  } catch (error) {
    return [!rest.chosen && isUnknownAtNango(error) ? absent() : wrong('credentials', causeOf(error))];
  }
  try {
    return await accountFindings(client, needed.hubspot);
  } finally {
    await client.close();
  }
}

function isAbsent(connection: string, environment: Environment): boolean {
  if (environment.NANGO_SECRET_KEY) return false;
  return !environment[variableName('HUBSPOT', parseConnection(connection).profile, 'ACCESS_TOKEN')];
}

const isUnknownAtNango = (error: unknown) =>
  error instanceof ConnectorError && /^nango_(connection|integration)_unknown$/.test(error.code);

function absent(): Finding {
  return warn('credentials', {
    code: 'hubspot_missing',
    what: 'HubSpot is not set up for this connection.',
    why: 'Workflows that begin with a deal fail; all others do without.',
    fix: 'Set HUBSPOT_ACCESS_TOKEN to the token of a private app or service key (HubSpot: Settings > Integrations), connect it at Nango, or leave it.',
  });
}

const readScope = /^crm\.objects\.(deals|companies|contacts|line_items)\.read$/;

/** A refused token hides everything else. */
async function accountFindings(client: HubSpotClient, scopes: readonly string[]): Promise<Finding[]> {
  const properties = await tried(() => client.propertyNames('deals', 'property'));
  if (properties instanceof ConnectorError && properties.code !== 'scope_missing') {
    return [wrong('token', causeOf(properties))];
  }
  const others = scopes.filter((scope) => !readScope.test(scope));
  const useOnly = `To look up once, as only their use shows them: ${others.join(', ')}.`;
  return [
    ok('token', 'HubSpot accepts the token.'),
    ...(await readFindings(client, scopes)),
    ...(others.length > 0 ? [ok('scopes', useOnly)] : []),
    propertyFinding(properties),
  ];
}

/** One record of each kind is searched for. */
async function readFindings(client: HubSpotClient, scopes: readonly string[]): Promise<Finding[]> {
  const types = scopes.flatMap((scope) => readScope.exec(scope)?.[1] ?? []) as ObjectType[];
  const answers = await Promise.all(types.map((type) => tried(() => search(client, type))));
  const errors = answers.filter((answer) => answer instanceof ConnectorError);
  const lacking = types.filter((_, index) => isScopeMissing(answers[index]));
  return [
    ...errors.filter((error) => !isScopeMissing(error)).map((error) => wrong('scopes', causeOf(error))),
    ...(lacking.length > 0 ? [scopesMissing(lacking)] : []),
    ...(errors.length === 0 && types.length > 0 ? [ok('scopes', `The token reads ${types.join(', ')}.`)] : []),
  ];
}

const isScopeMissing = (answer: unknown) => answer instanceof ConnectorError && answer.code === 'scope_missing';

const search = (client: HubSpotClient, type: ObjectType) =>
  client.search(type, { filters: [], sort: 'hs_object_id', properties: [], limit: 1 });

async function tried<Answer>(look: () => Promise<Answer>): Promise<Answer | ConnectorError> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof ConnectorError) return error;
    throw error;
  }
}

function scopesMissing(types: readonly string[]): Finding {
  const scopes = types.map((type) => `crm.objects.${type}.read`).join(', ');
  return wrong('scopes', {
    code: 'scope_missing',
    what: `The token lacks ${scopes}.`,
    why: 'The chosen actions are refused when they get there, and wait for somebody.',
    fix: `In HubSpot under Settings > Integrations > Private apps (or Service keys) > the app > Scopes, add ${scopes}.`,
  });
}

function propertyFinding(existing: ReadonlySet<string> | ConnectorError): Finding {
  if (existing instanceof ConnectorError) return warn('properties', causeOf(existing));
  const missing = ourProperties.deals.map(({ name }) => name).filter((name) => !existing.has(name));
  if (missing.length === 0) return ok('properties', 'Deals have the properties that are written.');
  return warn('properties', {
    code: 'property_missing',
    what: `Deals lack ${missing.join(', ')}.`,
    why: 'Invoice number, link and status are written to these. The first deal creates them, if the token has the scopes crm.schemas.deals.read and .write.',
    fix: 'Give it these scopes, or create the properties in HubSpot under Settings > Properties > Deals.',
  });
}
