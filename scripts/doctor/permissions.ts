import { ConnectorError } from '../../connectors/errors.js';
import { intacctCatalogue } from '../../connectors/intacct/catalogue.js';
import type { IntacctClient } from '../../connectors/intacct/client.js';
import type { LeastPrivilege } from '../../connectors/permissions.js';
import { type Finding, findingsOf } from './finding.js';
import { objectOf } from './probed-objects.js';

const { ok, warn, wrong } = findingsOf('intacct');

/** One kind of record of one application, and what must be allowed on it. */
interface Needed {
  readonly application: string;
  readonly policy: string;
  readonly rights: readonly string[];
}

interface Seen extends Needed {
  readonly missing: readonly string[];
  /** Neither Intacct's list nor a query has told. */
  readonly unconfirmed: readonly string[];
}

/** What Intacct lists of a policy, by application and name in lower case; undefined when the list cannot be had. */
type Listed = ReadonlyMap<string, readonly string[]> | undefined;

/** These, Intacct's list gives for every policy. Others, such as "Post", stand for more than the list tells. */
const told = ['List', 'View', 'Add', 'Edit', 'Delete'];

/**
 * Which of the rights the user lacks: by Intacct's list of them, and by a query of one record of each kind, which is
 * believed where both tell something.
 */
export async function permissionFindings(intacct: IntacctClient, needed: LeastPrivilege): Promise<Finding[]> {
  const all = Object.entries(needed.intacct).flatMap(([application, policies]) =>
    Object.entries(policies).map(([policy, rights]): Needed => ({ application, policy, rights })),
  );
  const listed = await listedRights(intacct);
  const seen = await Promise.all(all.map((each) => look(intacct, each, listed)));
  const lacking = seen.filter(({ missing }) => missing.length > 0).map(missingFinding);
  const confirmed =
    lacking.length === 0
      ? [ok('permissions', `The role allows what was looked at: ${all.length} kinds of records.`)]
      : [];
  return [...(listed ? [] : [notListed()]), ...lacking, ...confirmed, ...unconfirmedFindings(seen)];
}

async function listedRights(intacct: IntacctClient): Promise<Listed> {
  try {
    const { permissions } = await intacctCatalogue.getUserPermissions.run({}, intacct);
    return new Map(permissions.map(({ application, policy, rights }) => [nameOf(application, policy), rights]));
  } catch (error) {
    if (error instanceof ConnectorError && error.kind !== 'throttled') return undefined;
    throw error;
  }
}

const nameOf = (application: string, policy: string) => `${application} / ${policy}`.toLowerCase();

async function look(intacct: IntacctClient, needed: Needed, listed: Listed): Promise<Seen> {
  const { application, policy, rights } = needed;
  const granted = listed?.get(nameOf(application, policy));
  const mayList = await canList(intacct, objectOf(application, policy));
  const has = (right: string): boolean | undefined => {
    if (right === 'List' && mayList !== undefined) return mayList;
    if (granted?.includes(right)) return true;
    return granted && told.includes(right) ? false : undefined;
  };
  return {
    ...needed,
    missing: rights.filter((right) => has(right) === false),
    unconfirmed: rights.filter((right) => has(right) === undefined),
  };
}

/** Reads at most one record. Undefined where this tells nothing. */
async function canList(intacct: IntacctClient, object: string | undefined): Promise<boolean | undefined> {
  if (object === undefined) return undefined;
  try {
    await intacct.query({ object, fields: ['RECORDNO'], pageSize: 1 });
    return true;
  } catch (error) {
    if (error instanceof ConnectorError && error.kind === 'permission') return false;
    if (error instanceof ConnectorError && error.kind !== 'throttled') return undefined;
    throw error;
  }
}

const rolePath = (application: string, policy: string) =>
  `Company > Admin > Roles > (the role of the user) > Subscriptions > ${application} > Permissions > ${policy}`;

function missingFinding({ application, policy, missing }: Seen): Finding {
  return wrong('permissions', {
    code: 'permission_missing',
    what: `${application} / ${policy}: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not allowed.`,
    why: 'The chosen actions are refused when they get there, and wait for somebody.',
    fix: `Tick ${missing.join(', ')} under ${rolePath(application, policy)}. The application must be subscribed. Actions that you do not use are left out with --actions.`,
  });
}

function unconfirmedFindings(seen: readonly Seen[]): Finding[] {
  const open = seen.filter(({ unconfirmed }) => unconfirmed.length > 0);
  if (open.length === 0) return [];
  const lines = open.map(
    ({ application, policy, unconfirmed }) => `${application} / ${policy}: ${unconfirmed.join(', ')}`,
  );
  return [
    warn('permissions', {
      code: 'permission_unconfirmed',
      what: `Not to be seen from outside: ${lines.join('; ')}.`,
      why: 'Intacct’s list of permissions does not name these, so only their use would show whether they are there.',
      fix: 'Compare them once with the role: Company > Admin > Roles > Subscriptions > Permissions.',
    }),
  ];
}

function notListed(): Finding {
  return warn('permissions', {
    code: 'permissions_not_listed',
    what: 'The user may not read its own permissions.',
    why: 'Only whether records can be listed was tried; rights to view, add, change and delete were not seen.',
    fix: `Tick View under ${rolePath('Company', 'Users')} while you set up, and run this again.`,
  });
}
