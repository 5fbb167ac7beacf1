import { ConnectorError } from '../../errors.js';
import type { IntacctClient } from '../client.js';
import { childOf, childrenOf, textOf } from '../gateway/reply.js';
import { text } from './fields.js';

/** What was looked at, and what came of it. */
export interface Check {
  readonly name: 'sign-in' | 'entities' | 'dates';
  readonly ok: boolean;
  /** Name of the cause, such as an error code; null when all is well. */
  readonly code: string | null;
  readonly why: string;
  /** What to do; null when all is well. */
  readonly advice: string | null;
}

type Finding = Omit<Check, 'name'>;
const well = (why: string): Finding => ({ ok: true, code: null, why, advice: null });

/** Without a session nothing else can be asked. */
export async function checksOf(intacct: IntacctClient): Promise<readonly Check[]> {
  const signIn = await checked('sign-in', () => signsIn(intacct));
  if (!signIn.ok) return [signIn];
  const others = [checked('entities', () => mayUseEntities(intacct)), checked('dates', () => writesOurDates(intacct))];
  return [signIn, ...(await Promise.all(others))];
}

/** A refusal is a finding. Only what has to wait for its turn is left to the caller. */
async function checked(name: Check['name'], look: () => Promise<Finding>): Promise<Check> {
  try {
    return { name, ...(await look()) };
  } catch (error) {
    if (!(error instanceof ConnectorError) || error.kind === 'throttled') throw error;
    return { name, ok: false, code: error.code, why: error.message, advice: error.advice };
  }
}

/** `lookup` needs a session and no permission. */
async function signsIn(intacct: IntacctClient): Promise<Finding> {
  await intacct.execute({ name: 'lookup', body: { object: 'CUSTOMER' } });
  const { companyId, userId } = intacct.account;
  return well(`${userId} signs in to ${companyId}.`);
}

/** Entities that the connection's user may work in. */
export async function entitiesOf(intacct: IntacctClient) {
  const { data } = await intacct.execute({ name: 'readEntityDetails', body: {} });
  return childrenOf(data.node, 'entity').map((entity) => ({
    key: textOf(entity, 'recordno'),
    id: textOf(entity, 'id'),
    name: textOf(entity, 'name'),
    currency: textOf(entity, 'currency') || null,
  }));
}

async function mayUseEntities(intacct: IntacctClient): Promise<Finding> {
  const entities = (await entitiesOf(intacct)).map(({ id }) => id);
  const { entityId } = intacct.account;
  const place = entityId === undefined ? 'Works at the top level' : `Works in the entity ${entityId}`;
  return well(entities.length > 0 ? `${place}; the user may use ${entities.join(', ')}.` : `${place}.`);
}

/** Dates and times come in the API user's own format and offset; ours is GMT, month/day/year, 24 hours. */
async function writesOurDates(intacct: IntacctClient): Promise<Finding> {
  const user = await intacct.readByName('USERINFO', intacct.account.userId);
  const key = text(user ?? {}, 'RECORDNO');
  const { data } = await intacct.execute({ name: 'readUserFormatting', body: { key } });
  const formatting = childOf(data.node, 'userformatting');
  const wrong = [
    /^[+-]?0{1,2}(:?00)?$/.test(textOf(formatting, 'gmtoffset')) ? '' : 'time zone',
    textOf(formatting, 'dateformat') === '/mdY' ? '' : 'date format',
    textOf(formatting, 'clock') === '24' ? '' : 'clock',
  ].filter(Boolean);
  if (wrong.length === 0) return well('The user’s dates are in GMT, mm/dd/yyyy and 24 hours.');
  return {
    ok: false,
    // The format first: dates that are read wrongly are worse than times that are compared wrongly.
    code: wrong.length === 1 && wrong[0] === 'time zone' ? 'user_time_zone' : 'user_date_format',
    why: `The user’s ${wrong.join(', ')} would make the connector misread dates and times.`,
    advice:
      'Set the preferences of the Web Services user to GMT, locale English (United States), mm/dd/yyyy and 24 hours.',
  };
}
