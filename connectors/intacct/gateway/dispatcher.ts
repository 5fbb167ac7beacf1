import type { ConnectorError } from '../../errors.js';
import { Durations } from './durations.js';
import { errorFrom, transportError } from './errors.js';
import type { LimitUsage } from './limit-store.js';
import type { Limiter, Slot } from './limiter.js';
import {
  asConnectorError,
  comeAgain,
  noResult,
  type Outcome,
  outcomesOf,
  sentByAnother,
  unreachable,
} from './outcomes.js';
import type { FunctionResult, GatewayReply } from './reply.js';
import { type Queued, WaitingCalls } from './waiting.js';

/** A function that is ready to leave. `xml` is the whole `<function>` element. */
export interface Call extends Queued {
  readonly xml: string;
  /** Whether the gateway must refuse a second execution of this control ID. */
  readonly unique: boolean;
  /** Latest moment to leave, epoch milliseconds; then the caller is asked to come again. */
  readonly leaveBy: number;
  readonly signal?: AbortSignal;
  /** Whatever the journal needs; only writes have one. */
  readonly entry?: unknown;
}

/** Told of requests before they leave and when they are over. The write ledger is one. */
export interface Journal {
  /** Which of the calls may leave. Throws when it cannot note them: then none does. */
  sending(calls: readonly Call[]): Promise<ReadonlySet<Call>>;
  /** May turn an outcome into another one, such as when the record belongs to another write. */
  settled(outcomes: ReadonlyMap<Call, Outcome>): Promise<ReadonlyMap<Call, Outcome>>;
}

export interface DispatcherSettings {
  /** Functions per request. Default 100. */
  readonly functionsPerRequest: number;
  /** Size of a request in bytes. Default 500_000. */
  readonly bytesPerRequest: number;
  /** How long a request may take by what was measured, in milliseconds. Default 20_000: long ones end as unknown outcomes. */
  readonly targetDurationMs: number;
}

export const defaultDispatching: DispatcherSettings = {
  functionsPerRequest: 100,
  bytesPerRequest: 500_000,
  targetDurationMs: 20_000,
};

export interface DispatcherUsage extends LimitUsage {
  readonly waiting: number;
  readonly requests: number;
  readonly functions: number;
  /** Average over all requests so far. */
  readonly functionsPerRequest: number;
}

interface Waiting extends Call {
  settle(outcome: Outcome): void;
}

/** Sends one request with these calls; throws `IntacctError` when there is no reply to read. */
export type Send = (calls: readonly Call[], slot: Slot) => Promise<GatewayReply>;

/**
 * Puts functions into requests. Idle: a function leaves at once, alone. Busy: those that wait for a slot share the next
 * request. Each caller gets its own result; one's failure never touches another's.
 */
export class Dispatcher {
  readonly #durations = new Durations();
  readonly #waiting = new WaitingCalls<Waiting>(this.#durations);
  readonly #inFlight = new Set<Promise<void>>();
  #functionsPerRequest: number;
  #acquiring = false;
  #requests = 0;
  #functions = 0;

  constructor(
    private readonly limiter: Limiter,
    private readonly send: Send,
    private readonly journal: Journal,
    private readonly settings: DispatcherSettings = defaultDispatching,
  ) {
    this.#functionsPerRequest = settings.functionsPerRequest;
  }

  /**
   * The function's own result. Throws `IntacctError`; `throttled` when it could not leave in time; the signal's reason when
   * it was cancelled while waiting. A call that has left is not cancelled: its outcome is waited for.
   */
  async submit(call: Call): Promise<FunctionResult> {
    call.signal?.throwIfAborted();
    const outcome = await new Promise<Outcome>((settle) => {
      const waiting: Waiting = { ...call, settle };
      const leave = (reason: () => Outcome) => this.#waiting.remove(waiting) && waiting.settle(reason());
      const cancelled = () => leave(() => ({ error: call.signal?.reason }));
      const timer = setTimeout(() => leave(() => ({ error: comeAgain() })), Math.max(call.leaveBy - Date.now(), 0));
      call.signal?.addEventListener('abort', cancelled, { once: true });
      waiting.settle = (outcome) => {
        clearTimeout(timer);
        call.signal?.removeEventListener('abort', cancelled);
        settle(outcome);
      };
      this.#waiting.add(waiting);
      void this.#pump();
    });
    if ('error' in outcome) throw outcome.error;
    return outcome.result;
  }

  async usage(): Promise<DispatcherUsage> {
    const [requests, functions] = [this.#requests, this.#functions];
    return {
      ...(await this.limiter.usage()),
      waiting: this.#waiting.size,
      requests,
      functions,
      functionsPerRequest: requests === 0 ? 0 : functions / requests,
    };
  }

  /** Waits until nothing is under way. */
  async close(): Promise<void> {
    while (this.#acquiring || this.#inFlight.size > 0 || this.#waiting.size > 0) {
      await Promise.race([...this.#inFlight, new Promise((resolve) => setTimeout(resolve, 20))]);
    }
  }

  /** Asks for one slot at a time; whoever waits when it is granted shares the request. */
  async #pump(): Promise<void> {
    if (this.#acquiring) return;
    this.#acquiring = true;
    try {
      for (let lane = this.#waiting.next; lane !== undefined; lane = this.#waiting.next) {
        const slot = await this.limiter.acquire(lane);
        this.#track(this.#request(slot));
      }
    } catch (error) {
      this.#failAll(unreachable('The shared limits cannot be reached', error));
    } finally {
      this.#acquiring = false;
    }
  }

  #track(request: Promise<void>): void {
    this.#inFlight.add(request);
    void request.finally(() => this.#inFlight.delete(request));
  }

  async #request(slot: Slot): Promise<void> {
    const calls = this.#waiting.take({
      functions: this.#functionsPerRequest,
      bytes: this.settings.bytesPerRequest,
      durationMs: this.settings.targetDurationMs,
    });
    try {
      await this.#deliver(await this.#journalled(calls), slot);
    } catch (error) {
      // Nobody may wait for ever, whatever went wrong on the way.
      for (const call of calls) call.settle({ error: asConnectorError(error) });
    } finally {
      // A slot that cannot be given back ends by itself.
      await slot.release().catch(() => {});
      if (this.#waiting.size > 0) void this.#pump();
    }
  }

  /** The calls that may leave; the others hear that another attempt is sending them. */
  async #journalled(calls: readonly Waiting[]): Promise<readonly Waiting[]> {
    try {
      const allowed = await this.journal.sending(calls);
      for (const call of calls) if (!allowed.has(call)) call.settle({ error: sentByAnother() });
      return calls.filter((call) => allowed.has(call));
    } catch (error) {
      for (const call of calls) call.settle({ error: unreachable('The write ledger cannot be reached', error) });
      return [];
    }
  }

  async #deliver(calls: readonly Waiting[], slot: Slot): Promise<void> {
    if (calls.length === 0) return;
    const startedAt = Date.now();
    this.#requests += 1;
    this.#functions += calls.length;
    try {
      const reply = await this.send(calls, slot);
      if (reply.level !== 'function') return await this.#refused(errorFrom(reply.level, reply.errors), calls, slot);
      this.#durations.learn(
        calls.map(({ name }) => name),
        Date.now() - startedAt,
      );
      await this.#settle(calls, outcomesOf(calls, reply.results));
      await this.limiter.wentWell().catch(() => {});
    } catch (error) {
      await this.#refused(asConnectorError(error), calls, slot);
    }
  }

  /** The request as a whole failed. */
  async #refused(error: ConnectorError, calls: readonly Waiting[], slot: Slot): Promise<void> {
    if (error.kind === 'throttled') return this.#throttled(error, calls);
    if (error.code === 'request_malformed' && calls.length > 1) {
      // One function that breaks the schema makes the gateway refuse all of them: halve until it stands alone.
      for (const half of halves(calls)) {
        await slot.another();
        await this.#deliver(half, slot);
      }
      return;
    }
    if (error.details.httpStatus === 503) await this.limiter.slowDown().catch(() => {});
    await this.#settle(calls, new Map(calls.map((call) => [call, { error }])));
  }

  /** Nothing was executed: the calls wait again, in front, while everybody slows down. */
  async #throttled(error: ConnectorError, calls: readonly Waiting[]): Promise<void> {
    // "Too many operations" for a lone function is about pace, and says nothing of how many fit into a request.
    if (error.details.vendorCode === 'XMLGW_JPP0001' && calls.length > 1) {
      this.#functionsPerRequest = Math.floor(calls.length / 2);
    }
    this.#waitAgain(calls);
    await this.limiter.slowDown().catch(() => {});
  }

  /** In front; whose time is up comes again later. */
  #waitAgain(calls: readonly Waiting[]): void {
    const now = Date.now();
    const late = calls.filter(({ leaveBy, signal }) => leaveBy <= now || signal?.aborted);
    for (const { settle, signal } of late) settle({ error: signal?.aborted ? signal.reason : comeAgain() });
    this.#waiting.putBack(calls.filter((call) => !late.includes(call)));
  }

  async #settle(calls: readonly Waiting[], outcomes: ReadonlyMap<Waiting, Outcome>): Promise<void> {
    const throttled = calls.filter((call) => isThrottled(outcomes.get(call)));
    const over = new Map([...outcomes].filter(([call]) => !throttled.includes(call)));
    const noted = await this.#noted(over);
    for (const call of over.keys()) call.settle(noted.get(call) ?? { error: noResult() });
    if (throttled.length > 0) {
      this.#waitAgain(throttled);
      await this.limiter.slowDown().catch(() => {});
    }
  }

  async #noted(outcomes: ReadonlyMap<Waiting, Outcome>): Promise<ReadonlyMap<Call, Outcome>> {
    try {
      return await this.journal.settled(outcomes);
    } catch (error) {
      // What cannot be noted counts as unknown: the next attempt finds the record.
      const lost = { error: transportError('the write ledger cannot be reached', 'unknown_outcome', error) };
      return new Map([...outcomes].map(([call, outcome]) => [call, call.entry === undefined ? outcome : lost]));
    }
  }

  #failAll(error: ConnectorError): void {
    for (;;) {
      const calls = this.#waiting.take({ functions: 1_000, bytes: Infinity, durationMs: Infinity });
      if (calls.length === 0) return;
      for (const call of calls) call.settle({ error });
    }
  }
}

function halves<C>(calls: readonly C[]): readonly (readonly C[])[] {
  const middle = Math.ceil(calls.length / 2);
  return [calls.slice(0, middle), calls.slice(middle)];
}

function isThrottled(outcome: Outcome | undefined): boolean {
  return outcome !== undefined && 'error' in outcome && outcome.error.kind === 'throttled';
}
