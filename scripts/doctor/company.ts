import { ConnectorError } from '../../connectors/errors.js';
import type { IntacctClient } from '../../connectors/intacct/client.js';
import { text } from '../../connectors/intacct/objects/fields.js';
import { checksOf, entitiesOf } from '../../connectors/intacct/objects/metadata-connection.js';
import { type Finding, findingsOf } from './finding.js';

const { ok, warn, wrong } = findingsOf('intacct');

/** What an author or an administrator must know of a company that signs in. */
export async function companyFindings(intacct: IntacctClient): Promise<Finding[]> {
  const findings = [preferences(intacct), userKind(intacct), entities(intacct), currencies(intacct), labels(intacct)];
  return [...(await Promise.all(findings)).flat(), summaries];
}

/** The checks of `testConnection` beyond the sign-in. */
async function preferences(intacct: IntacctClient): Promise<Finding[]> {
  const checks = (await checksOf(intacct)).filter(({ name }) => name !== 'sign-in');
  return checks.map(({ name, ok: well, code, why, advice }) => {
    if (well) return ok(name, why);
    const cause = { code, what: why, why: reasons[code ?? ''] ?? null, fix: advice };
    return (code === 'user_date_format' ? wrong : warn)(name, cause);
  });
}

const reasons: Readonly<Record<string, string>> = {
  user_date_format: 'Intacct writes dates as the user prefers them, and 03/04 would be read as the third of April.',
  user_time_zone:
    'Intacct writes times in the user’s zone. Records that a lost answer left behind are looked for by time in GMT, and may be missed.',
  permission_missing:
    'The connector works without, but nobody sees beforehand whether dates and entities are as they should be.',
};

async function userKind(intacct: IntacctClient): Promise<Finding[]> {
  const user = await unless(() => intacct.readByName('USERINFO', intacct.account.userId));
  if (!user) return [];
  const webServices = text(user, 'USERTYPE') === 'web services user' || text(user, 'LOGINDISABLED') === 'true';
  if (webServices) return [ok('user', 'The user is a Web Services user.')];
  return [
    warn('user', {
      code: 'user_not_web_services',
      what: `${intacct.account.userId} is a user that people sign in with.`,
      why: 'Its password expires and may ask for a second factor, and then the connector stops.',
      fix: 'Make a user of its own under Company > Admin > Web Services users, give it the role, and use that.',
    }),
  ];
}

async function entities(intacct: IntacctClient): Promise<Finding[]> {
  const found = await unless(() => entitiesOf(intacct));
  if (!found) return [];
  if (found.length === 0) return [ok('company', 'One entity.')];
  const top = intacct.account.entityId === undefined ? ' At the top level, name locationId on every line.' : '';
  return [ok('company', `Multi-entity company: ${found.length} entities.${top}`)];
}

async function currencies(intacct: IntacctClient): Promise<Finding[]> {
  const count = await countOf(intacct, 'TRXCURRENCIES');
  if (count === undefined) return [];
  return [ok('company', count > 1 ? `Multi-currency: ${count} transaction currencies.` : 'One currency.')];
}

async function labels(intacct: IntacctClient): Promise<Finding[]> {
  const count = await countOf(intacct, 'ARACCOUNTLABEL');
  if (!count) return [];
  const what = `${count} AR account labels. Where Accounts Receivable > Setup > Configuration demands them, give accountLabel on lines instead of accountNumber.`;
  return [ok('company', what)];
}

/** No function of the gateway tells how a company has set this. */
const summaries = ok(
  'company',
  'To look up once, as it cannot be read from outside: the summary frequency (Accounts Receivable and Accounts Payable > Setup > Configuration) should be daily or monthly; "user-specified" refuses documents that name no summary.',
);

async function countOf(intacct: IntacctClient, object: string): Promise<number | undefined> {
  const page = await unless(() => intacct.query({ object, fields: ['RECORDNO'], pageSize: 1 }));
  return page?.totalCount;
}

/** What cannot be seen is no finding here: missing permissions are told for themselves. */
async function unless<Seen>(look: () => Promise<Seen>): Promise<Seen | undefined> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof ConnectorError) return undefined;
    throw error;
  }
}
