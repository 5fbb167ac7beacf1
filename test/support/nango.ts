import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';

/** A `getConnection` as it arrives at Nango. */
export interface NangoRead {
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly string[])[];
  readonly headers: IncomingMessage['headers'];
  readonly id: string;
  readonly force: boolean;
}

export interface NangoAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** `silence`: the request is left without an answer. */
export type NangoBehaviour = (read: NangoRead) => NangoAnswer | 'silence' | Promise<NangoAnswer | 'silence'>;

export interface NangoStandIn extends AsyncDisposable {
  readonly url: string;
  readonly reads: readonly NangoRead[];
  /** May be changed while it runs. */
  behaviour: NangoBehaviour;
}

/** A Nango server on this machine that answers reads of connections as it is told. */
export async function startNango(behaviour: NangoBehaviour): Promise<NangoStandIn> {
  const reads: NangoRead[] = [];
  const server = createServer(async (request, response) => {
    const read = readOf(request);
    reads.push(read);
    const answer = await standIn.behaviour(read);
    if (answer === 'silence') return;
    response.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8', ...answer.headers });
    response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const standIn: NangoStandIn = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    reads,
    behaviour,
    [Symbol.asyncDispose]: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return standIn;
}

function readOf({ method = '', url = '', headers }: IncomingMessage): NangoRead {
  const { pathname, searchParams } = new URL(url, 'http://nango');
  return {
    method,
    path: pathname,
    query: [...searchParams],
    headers,
    id: pathname.split('/').at(-1) ?? '',
    force: searchParams.get('force_refresh') === 'true',
  };
}

/** One answer after the other; the last one stays. */
export function inTurn(...answers: readonly (NangoAnswer | 'silence')[]): NangoBehaviour {
  let next = 0;
  return () => {
    const answer = answers[Math.min(next, answers.length - 1)];
    next += 1;
    if (!answer) throw new Error('No answer was given');
    return answer;
  };
}

const Recording = z.object({
  cases: z.array(
    z.object({
      name: z.string(),
      request: z.object({
        method: z.string(),
        path: z.string(),
        query: z.array(z.array(z.string())),
        headers: z.record(z.string(), z.string()),
      }),
      response: z.object({ status: z.number(), headers: z.record(z.string(), z.string()), body: z.unknown() }),
    }),
  ),
});
export type RecordedExchange = z.output<typeof Recording>['cases'][number];

/** The exchanges of one file, as they were recorded between Nango's client and server. */
export function recordedExchanges(file: string): readonly RecordedExchange[] {
  const path = join(import.meta.dirname, '../fixtures/nango', `${file}.json`);
  return Recording.parse(JSON.parse(readFileSync(path, 'utf8'))).cases;
}

export function recordedAnswer(file: string, name: string): NangoAnswer {
  const found = recordedExchanges(file).find((exchange) => exchange.name === name);
  if (!found) throw new Error(`${file} has no exchange "${name}"`);
  return found.response;
}
