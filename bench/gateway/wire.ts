import { randomUUID } from 'node:crypto';
import { Agent, request } from 'undici';
import {
  functionXml,
  type GatewayFunction,
  requestXml,
  type XmlElement,
} from '../../connectors/intacct/gateway/envelope.js';
import { element, type RunningSandbox } from '../../scripts/load/company.js';

/** Posts requests with nothing around them: the least that any client can take. */
export class Wire implements AsyncDisposable {
  readonly #agent = new Agent();
  #authentication: XmlElement = {};

  constructor(private readonly sandbox: RunningSandbox) {}

  async signIn(): Promise<void> {
    const { companyId, userId, userPassword } = this.sandbox.credentials;
    this.#authentication = { login: { userid: userId, companyid: companyId, password: userPassword } };
    const reply = await this.post(this.requestFor({ name: 'getAPISession', body: {} }));
    this.#authentication = { sessionid: element(reply, 'sessionid') };
  }

  /** The same bytes as our gateway sends for a function that is alone, but for its IDs. */
  requestFor(call: GatewayFunction, unique = false): string {
    // A write's control ID is a hash in hexadecimal.
    const controlId = unique ? (randomUUID() + randomUUID()).replaceAll('-', '') : randomUUID();
    return requestXml({
      senderId: this.sandbox.credentials.senderId,
      senderPassword: this.sandbox.credentials.senderPassword,
      requestId: randomUUID(),
      unique,
      authentication: this.#authentication,
      functions: [functionXml(controlId, call)],
    });
  }

  async post(xml: string): Promise<string> {
    const { body } = await request(this.sandbox.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/xml' },
      body: xml,
      dispatcher: this.#agent,
    });
    return body.text();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#agent.close();
  }
}
