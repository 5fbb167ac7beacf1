import type { NangoAnswer, NangoBehaviour } from './nango.js';

/** What somebody entered at Nango for one company, and where its gateway is. */
export interface CompanyAtNango {
  readonly endpoint: string;
  readonly senderId: string;
  readonly senderPassword: string;
  readonly companyId: string;
  readonly userId: string;
  readonly userPassword: string;
}

interface Session {
  readonly token: string;
  readonly endpoint: string;
}

/**
 * Signs in to gateways as Nango does: once, then only when forced. A login that fails is `invalid_credentials` without a
 * reason. Builds its XML itself, as it shares no code with what is tested.
 */
export function nangoLogins(companies: Readonly<Record<string, CompanyAtNango>>): NangoBehaviour {
  const sessions = new Map<string, Session>();
  return async ({ id, force }) => {
    const company = companies[id];
    if (!company) return { status: 404, body: { error: { code: 'not_found', message: 'Failed to find connection' } } };
    const session = (force ? undefined : sessions.get(id)) ?? (await signIn(company).catch(() => undefined));
    if (!session) return { status: 400, body: { error: { code: 'invalid_credentials', message: 'Error fetching' } } };
    sessions.set(id, session);
    return connection(id, company, session);
  };
}

async function signIn(company: CompanyAtNango): Promise<Session | undefined> {
  const body = `<request><control><senderid>${company.senderId}</senderid><password>${company.senderPassword}</password>
<controlid>nango</controlid><uniqueid>false</uniqueid><dtdversion>3.0</dtdversion></control><operation><authentication>
<login><userid>${company.userId}</userid><companyid>${company.companyId}</companyid>
<password>${company.userPassword}</password></login></authentication><content>
<function controlid="{{$guid}}"><getAPISession></getAPISession></function></content></operation></request>`;
  const headers = { 'content-type': 'application/xml' };
  const text = await (await fetch(company.endpoint, { method: 'POST', headers, body })).text();
  const token = /<sessionid>(.+?)<\/sessionid>/.exec(text)?.[1];
  const endpoint = /<endpoint>(.+?)<\/endpoint>/.exec(text)?.[1];
  return token && endpoint ? { token, endpoint } : undefined;
}

/** The shape of the recordings. */
function connection(id: string, company: CompanyAtNango, { token, endpoint }: Session): NangoAnswer {
  const { endpoint: _, ...fields } = company;
  const credentials = {
    type: 'TWO_STEP',
    token,
    expires_at: new Date(Date.now() + 3_600_000).toISOString(),
    raw: { response: { operation: { result: { data: { api: { sessionid: token, endpoint } } } } } },
    ...fields,
  };
  const about = { connection_id: id, provider_config_key: 'sage-intacct', provider: 'sage-intacct' };
  return { status: 200, body: { ...about, credentials } };
}
