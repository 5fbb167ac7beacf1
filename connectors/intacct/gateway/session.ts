import type { IntacctCredentials, LentSession } from '../../credentials/provider.js';
import { ConnectorError } from '../../errors.js';
import type { XmlElement } from './envelope.js';
import type { FunctionResult } from './reply.js';
import { childOf, textOf } from './reply.js';

/** A session belongs to one endpoint and to who signed in; they are only ever used together. */
export interface Session {
  readonly id: string;
  readonly endpoint: string;
  readonly credentials: IntacctCredentials;
}

export interface SignedIn {
  readonly result: FunctionResult;
  /** How long the session lives on without being used, in milliseconds. */
  readonly sessionMs?: number | undefined;
}

/** Signs in with the login credentials: sends `getAPISession`, alone, to their endpoint. */
export type SignIn = (credentials: IntacctCredentials, login: XmlElement) => Promise<SignedIn>;

/** A session is given up this long before it would end, in milliseconds: the request still has to get there. */
const marginMs = 30_000;

/**
 * Holds the one live session of a connection: the one that the provider of the credentials lends, else one of our own,
 * opened single-flight.
 */
export class SessionKeeper {
  #credentials: IntacctCredentials;
  #session: Promise<Session> | undefined;
  #openedFor: IntacctCredentials | undefined;
  #endsAt = Number.POSITIVE_INFINITY;

  constructor(credentials: IntacctCredentials) {
    this.#credentials = credentials;
  }

  /** Those that sign in at present. */
  get credentials(): IntacctCredentials {
    return this.#credentials;
  }

  /** The live session; opened by the first who needs one. Throws `credentials` when the gateway refuses the login. */
  async current(signIn: SignIn): Promise<Session> {
    const { renew } = this.#credentials;
    if (renew) this.#credentials = await renew();
    if (Date.now() > this.#endsAt || this.#openedFor !== this.#credentials) this.#session = undefined;
    this.#session ??= this.#open(signIn);
    return this.#session;
  }

  /** The session there is, or that is being opened. */
  get live(): Promise<Session> | undefined {
    return this.#session;
  }

  /** Each successful use gives the session its whole life again (facts/intacct-xml.md §3.4). */
  used(sessionMs: number | undefined): void {
    this.#endsAt = sessionMs === undefined ? Number.POSITIVE_INFINITY : Date.now() + Math.max(sessionMs - marginMs, 0);
  }

  /** Forgets a session that the gateway refused. Another one opened meanwhile stays. */
  async discard(refused: Session): Promise<void> {
    const { credentials } = refused;
    if (credentials.session) this.#credentials = (await credentials.renew?.(true)) ?? credentials;
    if ((await this.#session) === refused) this.#session = undefined;
  }

  #open(signIn: SignIn): Promise<Session> {
    this.#openedFor = this.#credentials;
    this.#endsAt = Number.POSITIVE_INFINITY;
    const opening = this.#start(this.#credentials, signIn);
    opening.catch(() => {
      if (this.#session === opening) this.#session = undefined;
    });
    return opening;
  }

  async #start(credentials: IntacctCredentials, signIn: SignIn): Promise<Session> {
    if (credentials.session) return lent(credentials, credentials.session);
    try {
      return await this.#login(credentials, signIn);
    } catch (error) {
      const others = await othersAfter(error, credentials);
      if (!others) throw error;
      this.#credentials = others;
      this.#openedFor = others;
      return this.#start(others, signIn);
    }
  }

  async #login(credentials: IntacctCredentials, signIn: SignIn): Promise<Session> {
    const { userId, companyId, userPassword, entityId, endpoint } = credentials;
    const { result, sessionMs } = await signIn(credentials, {
      login: { userid: userId, companyid: companyId, password: userPassword.reveal(), locationid: entityId },
    });
    const api = childOf(result.data.node, 'api');
    const id = textOf(api, 'sessionid');
    if (!id) throw noSession();
    this.used(sessionMs);
    return { id, endpoint: trustedEndpoint(textOf(api, 'endpoint') || endpoint, endpoint), credentials };
  }
}

function lent(credentials: IntacctCredentials, { id, endpoint }: LentSession): Session {
  return { id: id.reveal(), endpoint: trustedEndpoint(endpoint, credentials.endpoint), credentials };
}

/** Someone may have mended a password since the credentials were read. None when there are no others. */
async function othersAfter(error: unknown, refused: IntacctCredentials): Promise<IntacctCredentials | undefined> {
  if (!(error instanceof ConnectorError) || error.kind !== 'credentials') return undefined;
  const others = await refused.renew?.(true);
  return others === refused ? undefined : others;
}

/** Credentials go to Intacct's hosts or to the configured one, never to a host that a reply names freely. */
export function trustedEndpoint(returned: string, configured: string): string {
  if (returned === configured) return returned;
  const url = URL.canParse(returned) ? new URL(returned) : undefined;
  const known = new URL(configured);
  if (url?.protocol === 'https:' && url.hostname.endsWith('.intacct.com')) return returned;
  if (url?.origin === known.origin) return returned;
  throw new ConnectorError({
    kind: 'unexpected_response',
    code: 'endpoint_not_trusted',
    message: `Intacct: the session names an endpoint outside Intacct's domain (${url?.host ?? 'not a URL'}).`,
    advice: 'Nothing was sent there. Check the configured endpoint and whether something sits between you and Intacct.',
  });
}

function noSession(): ConnectorError {
  return new ConnectorError({
    kind: 'unexpected_response',
    message: 'Intacct: the sign-in succeeded but returned no session.',
    advice: 'Repeat the step; if it happens again, report it to Sage.',
    retry: 'soon',
  });
}
