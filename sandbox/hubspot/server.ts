import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RawRequest } from './api/api.js';
import type { Outcome } from './api/fault-replies.js';
import { type Reply, readText } from './api/http.js';

/** Answers one request; the path decides whether that is the API or the control interface. */
export type Answer = (request: RawRequest) => Promise<Outcome>;

export interface RunningServer {
  url: string;
  /** Drops open connections, hanging ones included. */
  close(): Promise<void>;
}

export async function serve(port: number, answer: Answer): Promise<RunningServer> {
  const server = createServer((request, response) => {
    respond(request, response, answer).catch(() => response.destroy());
  });
  await listening(server, port);
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${actual}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

async function respond(request: IncomingMessage, response: ServerResponse, answer: Answer): Promise<void> {
  const text = await readText(request);
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? '127.0.0.1'}`);
  const outcome = await answer({
    method: request.method ?? 'GET',
    url,
    authorization: request.headers.authorization,
    text,
  });
  if (outcome === 'hang') return;
  if (outcome === 'reset') {
    request.socket.destroy();
    return;
  }
  send(response, outcome);
}

function send(response: ServerResponse, { status, body, text, headers }: Reply): void {
  const json = { 'content-type': 'application/json;charset=utf-8' };
  const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
  response.writeHead(status, { ...(content === undefined ? {} : json), ...headers });
  response.end(content);
}
