import type { IncomingMessage } from 'node:http';
import type { Source } from '../crm/changes.js';
import type { Crm } from '../crm/crm.js';
import { ApiError } from '../errors.js';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** A request that has been let in and matched to a route. */
export interface ApiRequest {
  params: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
  /** Base for `paging.next.link`. */
  url: URL;
  crm: Crm;
  /** Who a write counts as. */
  source: Source;
}

/** `body` is sent as JSON; `text` is sent as it stands, with its `content-type` among the headers. */
export interface Reply {
  status: number;
  body?: unknown;
  text?: string;
  headers?: Record<string, string>;
}

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const created = (body: unknown): Reply => ({ status: 201, body });
export const noContent: Reply = { status: 204 };

/** A list parameter: comma-joined, repeated, or both. */
export function listParameter(query: URLSearchParams, name: string): string[] {
  return query
    .getAll(name)
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** Undefined for an empty body. */
export function parseJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ApiError(400, { message: `Invalid input JSON: ${(error as Error).message}` });
  }
}
