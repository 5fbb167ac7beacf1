import { Pool } from 'undici';

/** Where a sandbox runs and how to sign in, as `temporal-intacct sandbox --json` prints it. */
export interface RunningSandbox {
  readonly endpoint: string;
  readonly controlUrl: string;
  readonly credentials: {
    readonly senderId: string;
    readonly senderPassword: string;
    readonly companyId: string;
    readonly userId: string;
    readonly userPassword: string;
  };
}

export type Row = Readonly<Record<string, string>>;

/** Many clients of one sandbox: as many connections, each with one request under way at a time. */
export class CompanyUnderLoad {
  readonly #pool: Pool;
  readonly #path: string;
  readonly #head: string;
  readonly #tail = '</content></operation></request>';
  #requests = 0;
  #session = '';

  constructor(
    private readonly sandbox: RunningSandbox,
    clients: number,
  ) {
    const { origin, pathname } = new URL(sandbox.endpoint);
    this.#pool = new Pool(origin, { connections: clients });
    this.#path = pathname;
    const { senderId, senderPassword } = sandbox.credentials;
    this.#head = `<request><control><senderid>${senderId}</senderid><password>${senderPassword}</password>
      <controlid>load</controlid><uniqueid>true</uniqueid><dtdversion>3.0</dtdversion>
      <includewhitespace>false</includewhitespace></control><operation><authentication>`;
  }

  async signIn(): Promise<void> {
    const { userId, companyId, userPassword } = this.sandbox.credentials;
    const login = `<login><userid>${userId}</userid><companyid>${companyId}</companyid><password>${userPassword}</password></login>`;
    const reply = await this.#post(login, '<getAPISession/>');
    this.#session = `<sessionid>${element(reply, 'sessionid')}</sessionid>`;
  }

  /** One function in a request of its own; returns the reply. Throws unless it succeeded. */
  async call(body: string): Promise<string> {
    const reply = await this.#post(this.#session, body);
    if (!reply.includes('<result><status>success</status>')) throw new Error(`Refused: ${body}\n${reply}`);
    return reply;
  }

  /** All records of an object, read past the gateway. */
  async *records(object: string): AsyncGenerator<Row> {
    for (let offset = 0; ; ) {
      const { total, records } = await this.control<{ total: number; records: Row[] }>(
        `/records/${object}?offset=${offset}&limit=10000`,
      );
      yield* records;
      offset += records.length;
      if (offset >= total || records.length === 0) return;
    }
  }

  async control<T>(path: string): Promise<T> {
    const response = await fetch(this.sandbox.controlUrl + path);
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return (await response.json()) as T;
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  async #post(authentication: string, body: string): Promise<string> {
    this.#requests += 1;
    const { body: reply } = await this.#pool.request({
      path: this.#path,
      method: 'POST',
      headers: { 'content-type': 'application/xml' },
      body: `${this.#head}${authentication}</authentication><content><function controlid="load-${this.#requests}">${body}</function>${this.#tail}`,
    });
    return reply.text();
  }
}

/** Content of the first element of that name. */
export function element(text: string, name: string): string {
  const start = text.indexOf(`<${name}>`) + name.length + 2;
  const end = text.indexOf(`</${name}>`, start);
  if (start < name.length + 2 || end === -1) throw new Error(`No <${name}> in ${text}`);
  return text.slice(start, end);
}
