import { createServer, type IncomingMessage, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { GATEWAY_PATH } from '../../sandbox/intacct/gateway/http.js';
import type { IntacctSandbox } from '../../sandbox/intacct/index.js';

export interface WatchedGateway extends AsyncDisposable {
  readonly endpoint: string;
  /** Requests that came with a session of this company. */
  readonly own: number;
  /** Sessions that arrived here and that this company has never opened. */
  readonly strays: readonly string[];
}

/** Stands before a sandbox and notes whose sessions arrive. Requests and replies pass unchanged, broken ones broken. */
export async function watchGateway(sandbox: IntacctSandbox): Promise<WatchedGateway> {
  const opened = new Set<string>();
  const strays: string[] = [];
  let own = 0;
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const session = sessionIn(body);
    if (session && opened.has(session)) own += 1;
    else if (session) strays.push(session);
    try {
      const reply = await forward(sandbox.endpoint, request, body);
      const text = await buffer(reply);
      const answered = sessionIn(text);
      if (answered) opened.add(answered);
      response.writeHead(reply.statusCode ?? 502, reply.headers).end(text);
    } catch {
      response.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}${GATEWAY_PATH}`,
    strays,
    get own() {
      return own;
    },
    [Symbol.asyncDispose]: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function sessionIn(xml: Buffer): string | undefined {
  return /<sessionid>(.+?)<\/sessionid>/.exec(xml.toString())?.[1];
}

/** With the caller's `host`, so that the sandbox names this address as its endpoint. */
function forward(endpoint: string, { method, headers }: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    send(endpoint, { method, headers }, resolve).on('error', reject).end(body);
  });
}
