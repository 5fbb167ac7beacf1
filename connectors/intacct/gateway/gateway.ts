import { randomUUID } from 'node:crypto';
import { type Logger, pino } from 'pino';
import { parseConnection } from '../../credentials/connection.js';
import type { IntacctCredentials } from '../../credentials/provider.js';
import {
  type Call,
  Dispatcher,
  type DispatcherSettings,
  type DispatcherUsage,
  defaultDispatching,
  type Journal,
} from './dispatcher.js';
import { functionXml, type GatewayFunction, requestXml, type XmlElement } from './envelope.js';
import { errorFrom, IntacctError, transportError } from './errors.js';
import { defaultLimits, type Lane, type LimitSettings, type LimitStore } from './limit-store.js';
import { Limiter, type Slot } from './limiter.js';
import { outcomesOf } from './outcomes.js';
import type { FunctionResult, GatewayReply } from './reply.js';
import { type Session, SessionKeeper, type SignedIn, type SignIn } from './session.js';
import { defaultTimeouts, type Timeouts, Transport } from './transport.js';

export interface GatewayOptions {
  /** Names the connection in logs and in the store. */
  readonly connection: string;
  readonly credentials: IntacctCredentials;
  /** Where the limits are kept; shared by all workers of the company. */
  readonly limitStore: LimitStore;
  readonly limits?: LimitSettings;
  readonly dispatching?: DispatcherSettings;
  readonly timeouts?: Timeouts;
  /** Notes writes around each request. Default: notes nothing. */
  readonly journal?: Journal;
  readonly logger?: Logger;
}

export interface ExecuteOptions {
  /** Identifies a write: the gateway refuses a second execution. Reads need none. */
  readonly controlId?: string;
  /** Default `interactive`. */
  readonly lane?: Lane;
  /** Latest moment to leave, epoch milliseconds. Default in five minutes. */
  readonly leaveBy?: number;
  /** Takes the call back while it waits; one that has left is waited for. */
  readonly signal?: AbortSignal;
  /** For the journal. */
  readonly entry?: unknown;
}

/** Who the connection is to Intacct. */
export interface Account {
  readonly companyId: string;
  readonly userId: string;
  /** None: the top level. */
  readonly entityId?: string;
}

const longestWaitMs = 300_000;
const silent: Journal = { sending: async (calls) => new Set(calls), settled: async (outcomes) => outcomes };

/** The XML gateway of one company and entity: one session, shared requests, one answer or explained error per function. */
export class Gateway {
  readonly #sessions: SessionKeeper;
  readonly #transport: Transport;
  readonly #dispatcher: Dispatcher;
  readonly #log: Logger;
  #closing: Promise<void> | undefined;

  constructor(options: GatewayOptions) {
    const { connection, credentials, limits = defaultLimits, dispatching = defaultDispatching } = options;
    this.#log = (options.logger ?? pino({ level: 'silent' })).child({ connection });
    this.#transport = new Transport(options.timeouts ?? defaultTimeouts);
    this.#sessions = new SessionKeeper(credentials);
    this.#dispatcher = new Dispatcher(
      new Limiter(parseConnection(connection).profile, limits, options.limitStore),
      (calls, slot) => this.#send(calls, slot),
      options.journal ?? silent,
      dispatching,
    );
  }

  /** Executes one function, together with whatever else waits. Throws `IntacctError`. */
  async execute(call: GatewayFunction, options: ExecuteOptions = {}): Promise<FunctionResult> {
    const controlId = options.controlId ?? randomUUID();
    const xml = functionXml(controlId, call);
    return this.#dispatcher.submit({
      name: call.name,
      controlId,
      xml,
      bytes: Buffer.byteLength(xml),
      unique: options.controlId !== undefined,
      lane: options.lane ?? 'interactive',
      leaveBy: options.leaveBy ?? Date.now() + longestWaitMs,
      ...(options.signal ? { signal: options.signal } : {}),
      ...(options.entry === undefined ? {} : { entry: options.entry }),
    });
  }

  get account(): Account {
    const { companyId, userId, entityId } = this.#sessions.credentials;
    return { companyId, userId, ...(entityId === undefined ? {} : { entityId }) };
  }

  /** Where the requests of the live session go; undefined when there is none. */
  async sessionEndpoint(): Promise<string | undefined> {
    return (await this.#sessions.live)?.endpoint;
  }

  /** What this process has sent, and what the connection has used of its limits. */
  usage(): Promise<DispatcherUsage> {
    return this.#dispatcher.usage();
  }

  /** Finishes what is waiting and under way. Calling it again is harmless. */
  close(): Promise<void> {
    this.#closing ??= this.#dispatcher.close().then(() => this.#transport.close());
    return this.#closing;
  }

  /** One request. A session that the gateway refuses is renewed once; nothing was executed then. */
  async #send(calls: readonly Call[], slot: Slot): Promise<GatewayReply> {
    const signIn: SignIn = (credentials, login) => this.#signIn(credentials, login, slot);
    const session = await this.#sessions.current(signIn);
    const reply = await this.#postIn(session, calls);
    if (reply.level === 'function') this.#sessions.used(reply.sessionMs);
    if (!refusesSession(reply)) return reply;

    await this.#sessions.discard(session);
    const renewed = await this.#sessions.current(signIn);
    await slot.another();
    return this.#postIn(renewed, calls);
  }

  #postIn({ endpoint, id, credentials }: Session, calls: readonly Call[]): Promise<GatewayReply> {
    return this.#post({ ...credentials, endpoint }, { sessionid: id }, calls);
  }

  /** `getAPISession` travels alone, under the slot of the request that needs the session. */
  async #signIn(credentials: IntacctCredentials, login: XmlElement, slot: Slot): Promise<SignedIn> {
    await slot.another();
    const controlId = randomUUID();
    const xml = functionXml(controlId, { name: 'getAPISession', body: {} });
    const call = { name: 'getAPISession', controlId, xml, unique: false };
    try {
      const reply = await this.#post(credentials, login, [call]);
      if (reply.level !== 'function') throw errorFrom(reply.level, reply.errors);
      const outcome = outcomesOf([call], reply.results).get(call);
      if (outcome && 'result' in outcome) return { result: outcome.result, sessionMs: reply.sessionMs };
      throw outcome?.error;
    } catch (error) {
      // A sign-in without an answer leaves the business calls unsent, so their outcome is known: they did not happen.
      if (error instanceof IntacctError && error.kind === 'unknown_outcome') {
        throw transportError('the sign-in got no answer', 'unavailable', error);
      }
      throw error;
    }
  }

  async #post(
    { senderId, senderPassword, endpoint }: IntacctCredentials,
    authentication: XmlElement,
    calls: readonly Pick<Call, 'name' | 'controlId' | 'xml' | 'unique'>[],
  ): Promise<GatewayReply> {
    const requestId = randomUUID();
    const xml = requestXml({
      senderId,
      senderPassword: senderPassword.reveal(),
      requestId,
      unique: calls.some(({ unique }) => unique),
      authentication,
      functions: calls.map((call) => call.xml),
    });
    const startedAt = performance.now();
    const about = () => ({
      requestId,
      functions: calls.map(({ name, controlId }) => `${name} ${controlId}`),
      bytes: xml.length,
      durationMs: Math.round(performance.now() - startedAt),
    });
    try {
      const reply = await this.#transport.post(endpoint, xml);
      const failures =
        reply.level === 'function' ? reply.results.filter(({ status }) => status !== 'success').length : calls.length;
      this.#log.info({ ...about(), level: reply.level, failures }, 'Intacct answered');
      return reply;
    } catch (error) {
      this.#log.warn(
        { ...about(), reason: error instanceof Error ? error.message : String(error) },
        'Intacct did not answer',
      );
      throw error;
    }
  }
}

/**
 * Whatever the code, a refused session may just have ended (facts/intacct-xml.md §3.4); a refused sender may have got
 * another password since.
 */
function refusesSession(reply: GatewayReply): boolean {
  if (reply.level === 'authentication') return true;
  return reply.level === 'control' && errorFrom(reply.level, reply.errors).kind === 'credentials';
}
