import type { CredentialProvider, IntacctCredentials } from '../../connectors/credentials/provider.js';
import type { Environment } from '../../connectors/credentials/variables.js';
import { IntacctCompany } from '../../connectors/intacct/company.js';
import { type CompanyLimits, environmentLimits } from '../../connectors/intacct/environment-limits.js';
import type { LeastPrivilege } from '../../connectors/permissions.js';
import { MemoryLimits } from '../../store/memory-limits.js';
import { companyFindings } from './company.js';
import { clockFinding, reach } from './endpoint.js';
import { causeOf, type Finding, findingsOf } from './finding.js';
import { permissionFindings } from './permissions.js';
import { signInCause, signInFailure, type WithCompany } from './sign-in.js';

const { ok, warn, wrong } = findingsOf('intacct');

export interface IntacctCase {
  readonly connection: string;
  readonly environment: Environment;
  readonly provider: () => CredentialProvider;
  readonly needed: LeastPrivilege;
}

/** From the outside in: what fails hides what comes after it, so the first wrong thing is the cause. */
export async function examineIntacct({ connection, environment, provider, needed }: IntacctCase): Promise<Finding[]> {
  let credentials: IntacctCredentials;
  try {
    credentials = await provider().intacct(connection);
  } catch (error) {
    return [wrong('credentials', causeOf(error))];
  }
  const limits = limitsOf(connection, environment);
  if ('finding' in limits) return [limits.finding];
  const withCompany = companies(connection, limits);
  return [
    ...credentialFindings(credentials),
    ...(await signedIn(credentials, withCompany, needed)),
    limitsFinding(limits),
  ];
}

/** Whether the credentials sign in, and why not. */
export async function examineSignIn(connection: string, credentials: IntacctCredentials): Promise<Finding[]> {
  const withCompany = companies(connection, environmentLimits(connection, {}));
  return [...credentialFindings(credentials), ...(await signedIn(credentials, withCompany))];
}

/** What is true of a company that can be reached. Without `needed` only whether it can. */
async function signedIn(
  credentials: IntacctCredentials,
  withCompany: WithCompany,
  needed?: LeastPrivilege,
): Promise<Finding[]> {
  const reached = await reach(credentials.endpoint);
  const clock = clockFinding(reached);
  const findings = await withCompany(credentials, async (intacct) => {
    const failure = await signInFailure(intacct);
    if (failure) return [wrong('sign-in', await signInCause(failure, credentials, reached, withCompany))];
    const { companyId, userId, entityId } = credentials;
    const well = ok('sign-in', `${userId} signs in to ${companyId}${entityId ? `, entity ${entityId}` : ''}.`);
    const more = needed
      ? await Promise.all([companyFindings(intacct), permissionFindings(intacct, needed)])
      : [await companyFindings(intacct)];
    return [well, ...more.flat()];
  });
  return [...(clock ? [clock] : []), ...findings];
}

function companies(connection: string, limits: CompanyLimits): WithCompany {
  return async (credentials, ask) => {
    const company = new IntacctCompany({ ...limits, connection, credentials, limitStore: new MemoryLimits() });
    try {
      return await ask(company.client());
    } finally {
      await company.close();
    }
  };
}

/** Blanks come with copying. They are sent as they are, as a password may have them. */
function credentialFindings(credentials: IntacctCredentials): Finding[] {
  const { senderId, companyId, userId } = credentials;
  const values = {
    'sender ID': senderId,
    'sender password': credentials.senderPassword.reveal(),
    'company ID': companyId,
    'user ID': userId,
    'user password': credentials.userPassword.reveal(),
  };
  const blank = Object.entries(values).filter(([, value]) => value !== value.trim());
  const found = ok('credentials', `Sender ${senderId}, company ${companyId}, user ${userId}.`);
  if (blank.length === 0) return [found];
  return [
    warn('credentials', {
      code: 'credential_blank',
      what: `The ${blank.map(([name]) => name).join(' and the ')} begins or ends with a blank.`,
      why: 'It is sent with the value, and the sign-in may be refused for it.',
      fix: 'Copy it again without the blank.',
    }),
  ];
}

function limitsOf(connection: string, environment: Environment): CompanyLimits | { readonly finding: Finding } {
  try {
    return environmentLimits(connection, environment);
  } catch (error) {
    return {
      finding: wrong('limits', {
        code: 'limits_malformed',
        what: error instanceof Error ? error.message : String(error),
        why: 'No worker can start a connection without its limits.',
        fix: 'Give a number, or remove the variable to have the default.',
      }),
    };
  }
}

function limitsFinding({ limits }: CompanyLimits): Finding {
  const { requestsPerMinute, concurrentRequests, requestsPerDay } = limits;
  const daily = requestsPerDay === undefined ? '' : `, ${requestsPerDay} a day`;
  return ok('limits', `${requestsPerMinute} requests a minute, ${concurrentRequests} at once${daily}.`);
}
