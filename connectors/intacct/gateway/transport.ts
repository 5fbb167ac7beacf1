import { Agent, errors, request } from 'undici';
import { transportError } from './errors.js';
import { type GatewayReply, openReply } from './reply.js';

export interface Timeouts {
  /** Until the connection stands. Default 10_000. */
  readonly connectMs: number;
  /** From sending to the end of the reply. Default 60_000. Must be shorter than the activity's own time. */
  readonly totalMs: number;
}

export const defaultTimeouts: Timeouts = { connectMs: 10_000, totalMs: 60_000 };

/** Longest body that is read, in bytes: 64 MB. The largest page that Intacct returns is a few. */
export const defaultMaxReplyBytes = 64 * 1024 * 1024;

/** What came back; without `reply` it was none, or longer than allowed. */
interface Answer {
  readonly status: number;
  readonly bytes: number;
  readonly reply?: GatewayReply;
}

/** Posts XML and reads the reply. Keeps connections alive; `close` waits for what is in flight. */
export class Transport {
  readonly #agent: Agent;
  readonly #totalMs: number;
  readonly #maxReplyBytes: number;

  constructor({ connectMs, totalMs }: Timeouts = defaultTimeouts, maxReplyBytes = defaultMaxReplyBytes) {
    this.#totalMs = totalMs;
    this.#maxReplyBytes = maxReplyBytes;
    this.#agent = new Agent({ connect: { timeout: connectMs }, headersTimeout: totalMs, bodyTimeout: totalMs });
  }

  /**
   * Throws `throttled` for HTTP 429, `unavailable` when the request cannot have reached the gateway, `unknown_outcome` when it may have: a broken
   * connection, a timeout, a 5xx, or a body that is no reply (facts/intacct-xml.md: HTTP 200 says nothing) or too long.
   */
  async post(endpoint: string, xml: string, signal?: AbortSignal): Promise<GatewayReply> {
    const { status, bytes, reply } = await this.#exchange(endpoint, xml, signal);
    if (reply) return reply;
    if (status === 429) throw transportError('HTTP 429, too many requests', 'throttled');
    const problem =
      bytes > this.#maxReplyBytes
        ? `HTTP ${status} with a reply of more than ${this.#maxReplyBytes} bytes; ask for smaller pages`
        : `HTTP ${status} without a readable reply (${bytes} bytes)`;
    // The gateway in front refuses with 4xx before anything is executed.
    throw transportError(problem, status >= 400 && status < 500 ? 'unavailable' : 'unknown_outcome', undefined, status);
  }

  async #exchange(endpoint: string, xml: string, signal?: AbortSignal): Promise<Answer> {
    const timeout = AbortSignal.timeout(this.#totalMs);
    try {
      const { statusCode, body } = await request(endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/xml', accept: 'text/xml, application/xml' },
        body: xml,
        dispatcher: this.#agent,
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      return { status: statusCode, ...(await readBody(body, this.#maxReplyBytes)) };
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw transportError(describe(error), neverReached(error) ? 'unavailable' : 'unknown_outcome', error);
    }
  }

  async close(): Promise<void> {
    await this.#agent.close();
  }
}

/** Reads while it arrives, so that a page is never held as text. Beyond the limit the connection is dropped. */
async function readBody(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Omit<Answer, 'status'>> {
  const reading = openReply();
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return { bytes };
    reading.write(chunk);
  }
  const reply = reading.end();
  return { bytes, ...(reply ? { reply } : {}) };
}

function neverReached(error: unknown): boolean {
  if (error instanceof errors.ConnectTimeoutError) return true;
  return ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function describe(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'no reply in time';
  return `the connection failed (${codeOf(error) || (error instanceof Error ? error.message : 'unknown reason')})`;
}
