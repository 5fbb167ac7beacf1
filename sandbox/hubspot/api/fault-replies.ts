import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError } from '../errors.js';
import type { Fault } from '../faults.js';
import { unauthenticated } from './authentication.js';
import type { Reply } from './http.js';
import { limitReached } from './limits.js';

/** `hang`: leave the connection open without an answer. `reset`: destroy it. */
export type Outcome = Reply | 'hang' | 'reset';

/** Answers with the fault; `perform` is the request done properly, for faults that come after it. */
export async function faultOutcome(fault: Fault, perform: () => Reply): Promise<Outcome> {
  switch (fault.kind) {
    case 'hang':
    case 'reset':
      return fault.kind;
    case 'commit_then_timeout':
      perform();
      return 'reset';
    case 'commit_then_hang':
      perform();
      return 'hang';
    case 'malformed_json':
      return halved(perform());
    case 'slow':
      await sleep(fault.delayMs ?? 1_000, undefined, { ref: false });
      return perform();
    case 'bad_gateway_html':
      return htmlPage(502, 'Bad Gateway');
    case 'not_found_html':
      return htmlPage(404, 'Not Found');
    default:
      throw refusalOf(fault);
  }
}

function refusalOf({ kind, retryAfterSeconds, property = 'description' }: Fault): ApiError {
  const retryAfter = retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) };
  switch (kind) {
    case 'locked':
      return new ApiError(423, { message: 'The record is locked by another operation. Try again in a moment.' });
    case 'migrating':
      return new ApiError(
        477,
        { message: 'The account is being migrated to another data centre.', category: 'MIGRATION_IN_PROGRESS' },
        { 'Retry-After': '3600', ...retryAfter },
      );
    case 'ten_secondly_limit':
      return limitReached('TEN_SECONDLY_ROLLING', retryAfter);
    case 'secondly_limit':
      return limitReached('SECONDLY', retryAfter);
    case 'daily_limit':
      return limitReached('DAILY', retryAfter);
    case 'unauthorized':
      return unauthenticated();
    case 'unavailable':
      return new ApiError(503, { message: 'Service unavailable' });
    case 'gateway_timeout':
      return new ApiError(504, { message: 'Gateway timeout' });
    case 'admin_rule':
      return brokenAdminRule(property);
    default:
      return new ApiError(500, { message: 'internal error', category: 'INTERNAL_ERROR' });
  }
}

/** The account's own rule about some other property than the one being written. */
function brokenAdminRule(property: string): ApiError {
  const message = `Property "${property}" is required by a rule of this account.`;
  const errors = [{ message, code: 'REQUIRED_PROPERTY', context: { propertyName: [property] } }];
  return new ApiError(400, { message, category: 'VALIDATION_ERROR', errors, context: { propertyName: [property] } });
}

function halved(reply: Reply): Reply {
  const json = JSON.stringify(reply.body ?? {});
  return {
    status: reply.status,
    text: json.slice(0, Math.ceil(json.length / 2)),
    headers: { 'content-type': 'application/json;charset=utf-8' },
  };
}

export function htmlPage(status: number, title: string): Reply {
  const text = `<!DOCTYPE html>\n<html><head><title>${status} ${title}</title></head><body><h1>${title}</h1></body></html>\n`;
  return { status, text, headers: { 'content-type': 'text/html;charset=utf-8' } };
}
