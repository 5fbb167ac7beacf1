import dns from 'node:dns';
import http from 'node:http';
import type { LookupFunction } from 'node:net';
import {
  ClientConfig,
  type Functions,
  OnlineClient,
  RequestConfig,
  SessionProvider,
  type Xml,
} from '@intacct/intacct-sdk';
import type { IntacctSandbox } from '../../sandbox/intacct/index.js';

/**
 * The vendor's SDK, unmodified, against a sandbox. It accepts only hosts under intacct.com, so such names lead to this
 * machine while a test runs; everything else is real HTTP.
 */

type Result = Xml.Response.Result;
/** What the SDK executes; its own query builder is typed without the control ID that it has. */
type Callable = Pick<Functions.IFunction, 'writeXml'>;
export type Row = Readonly<Record<string, unknown>>;

const NAME = 'sandbox.intacct.com';

const lookup: LookupFunction = (hostname, options, callback) => {
  if (hostname !== NAME) return dns.lookup(hostname, options, callback);
  if (options.all) callback(null, [{ address: '127.0.0.1', family: 4 }]);
  else callback(null, '127.0.0.1', 4);
};

/** Lets the name lead to this machine; returns what undoes it. */
export function mapName(): () => void {
  const usual = http.globalAgent;
  const mapped = new http.Agent({ lookup });
  http.globalAgent = mapped;
  return () => {
    http.globalAgent = usual;
    mapped.destroy();
  };
}

/** The address of the sandbox as the SDK accepts it. */
export function mappedEndpoint(sandbox: IntacctSandbox): string {
  const endpoint = new URL(sandbox.endpoint);
  endpoint.hostname = NAME;
  return endpoint.href;
}

export function loginConfig(sandbox: IntacctSandbox, changes: Partial<ClientConfig> = {}): ClientConfig {
  const { senderId, senderPassword, companyId, userId, userPassword } = sandbox.credentials;
  const endpointUrl = mappedEndpoint(sandbox);
  return Object.assign(
    new ClientConfig(),
    { endpointUrl, senderId, senderPassword, companyId, userId, userPassword },
    changes,
  );
}

/** A client with a session of its own, as the SDK's documentation recommends. */
export class SdkClient {
  private constructor(
    readonly config: ClientConfig,
    private readonly client: OnlineClient,
  ) {}

  static async signIn(sandbox: IntacctSandbox, changes: Partial<ClientConfig> = {}): Promise<SdkClient> {
    const config = await SessionProvider.factory(loginConfig(sandbox, changes));
    return new SdkClient(config, new OnlineClient(config));
  }

  /** One function in a request of its own; throws what the SDK throws. */
  async call(apiFunction: Callable): Promise<Result> {
    return (await this.client.execute(apiFunction as Functions.IFunction)).getResult();
  }

  async rows(apiFunction: Callable): Promise<Row[]> {
    return (await this.call(apiFunction)).data;
  }

  async row(apiFunction: Callable): Promise<Row> {
    const [row] = await this.rows(apiFunction);
    if (row === undefined) throw new Error('The reply holds no record');
    return row;
  }

  /** Key of what a legacy function wrote, or RECORDNO of what a generic one wrote. */
  async key(apiFunction: Callable): Promise<number> {
    const { key, data } = await this.call(apiFunction);
    return Number(key ?? data[0]?.RECORDNO);
  }

  async batch(apiFunctions: Functions.IFunction[], transaction: boolean): Promise<Result[]> {
    const requestConfig = Object.assign(new RequestConfig(), { transaction });
    return (await this.client.executeBatch(apiFunctions, requestConfig)).results;
  }
}

/** A new object of the SDK with these members set. */
export function made<T extends object>(type: new () => T, members: Partial<T>): T {
  return Object.assign(new type(), members);
}

/** What a refused call throws. */
export async function rejection(act: Promise<unknown>): Promise<unknown> {
  return act.then(
    () => Promise.reject(new Error('A success where a refusal was expected')),
    (error: unknown) => error,
  );
}
