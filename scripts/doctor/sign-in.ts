import type { IntacctCredentials } from '../../connectors/credentials/provider.js';
import { ConnectorError } from '../../connectors/errors.js';
import type { IntacctClient } from '../../connectors/intacct/client.js';
import { entitiesOf } from '../../connectors/intacct/objects/metadata-connection.js';
import type { Reached } from './endpoint.js';
import { type Cause, causeOf } from './finding.js';

/** Opens a company to ask it something, and closes it again. */
export type WithCompany = <Result>(
  credentials: IntacctCredentials,
  ask: (intacct: IntacctClient) => Promise<Result>,
) => Promise<Result>;

/** Needs a session and no permission. Undefined when the sign-in works. */
export async function signInFailure(intacct: IntacctClient): Promise<ConnectorError | undefined> {
  try {
    await intacct.execute({ name: 'lookup', body: { object: 'CUSTOMER' } });
    return undefined;
  } catch (error) {
    if (error instanceof ConnectorError) return error;
    throw error;
  }
}

/** Why a sign-in fails, as closely as can be found out: Intacct gives one reason for several causes. */
export async function signInCause(
  failure: ConnectorError,
  credentials: IntacctCredentials,
  reached: Reached,
  withCompany: WithCompany,
): Promise<Cause> {
  if (failure.kind === 'unavailable') return unavailable(failure, credentials.endpoint, reached);
  if (failure.code !== 'sign_in_refused') return causeOf(failure);
  const { entityId } = credentials;
  if (entityId === undefined) return refused(failure);
  return (await entityRefused(entityId, credentials, withCompany)) ?? refused(failure);
}

function unavailable(failure: ConnectorError, endpoint: string, reached: Reached): Cause {
  const why = 'Nothing can be read or written without the gateway.';
  if ('problem' in reached) {
    return {
      code: 'endpoint_unreachable',
      what: `Nobody answers at ${endpoint} (${reached.problem}).`,
      why,
      fix: 'Check INTACCT_ENDPOINT (unset, it is Intacct’s own), then the network: outgoing https to api.intacct.com and *.intacct.com must be allowed.',
    };
  }
  const { httpStatus } = failure.details;
  if (typeof httpStatus === 'number' && httpStatus >= 500) return causeOf(failure);
  return {
    code: 'endpoint_wrong',
    what: `What answers at ${endpoint} is not Intacct’s gateway (${failure.message.replace(/^Intacct: /, '')}).`,
    why,
    fix: 'Remove INTACCT_ENDPOINT to use https://api.intacct.com/ia/xml/xmlgw.phtml. If it is not set, a proxy on the way answers in Intacct’s place.',
  };
}

/** With the other four alone the sign-in may work: then it is the entity. */
async function entityRefused(
  entityId: string,
  // A provider that renews them would give the entity back.
  { entityId: _, renew: __, ...credentials }: IntacctCredentials,
  withCompany: WithCompany,
): Promise<Cause | undefined> {
  return withCompany(credentials, async (intacct) => {
    if (await signInFailure(intacct)) return undefined;
    const entities = await entitiesOf(intacct).catch(() => []);
    const allowed = entities.length > 0 ? ` It may use ${entities.map(({ id }) => id).join(', ')}.` : '';
    return {
      code: 'entity_refused',
      what: `The user signs in at the top level, and not in the entity "${entityId}".`,
      why: 'There is no such entity, or the user may not work in it.',
      fix: `Compare the ID with Company > Setup > Entities; entities of the user: Company > Admin > Web Services users > Entities.${allowed}`,
    };
  });
}

function refused(failure: ConnectorError): Cause {
  const cause = causeOf(failure);
  const fromTheFront = failure.details.vendorCode === 'XMLGW_JPP0002';
  const more = [
    'Intacct does not say which of them.',
    fromTheFront && 'This answer also comes for a wrong sender ID or sender password.',
    'A user that may not work at the top level needs INTACCT_ENTITY_ID.',
  ];
  return { ...cause, fix: [cause.fix, ...more].filter(Boolean).join(' ') };
}
