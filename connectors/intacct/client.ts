import { randomUUID } from 'node:crypto';
import { ConnectorError } from '../errors.js';
import type { GatewayFunction } from './gateway/envelope.js';
import type { Account, ExecuteOptions } from './gateway/gateway.js';
import type { Lane } from './gateway/limit-store.js';
import { equal, type Query, queryFunction } from './gateway/query.js';
import type { FunctionResult, IntacctRecord, ResultData } from './gateway/reply.js';
import { type OnceTools, type Recognition, type WriteCall, type Written, writeOnce } from './once.js';

/** What the client must know of the call it works for. */
export interface CallContext extends WriteCall {
  /** Names the write: the same for every attempt of the same step. Random when the caller gives none. */
  readonly requestKey: string;
  readonly lane?: Lane;
  /** Latest moment to leave, epoch milliseconds. */
  readonly leaveBy?: number;
  readonly signal?: AbortSignal;
  /** Told how far a long call has come. */
  readonly onProgress?: (progress: Progress) => void;
}

/** How far work on many records has come. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** What an Intacct action's `run` is handed: one connected company, one call. */
export class IntacctClient {
  constructor(
    private readonly tools: OnceTools,
    private readonly call: CallContext = { requestKey: randomUUID(), action: 'unnamed', repeated: false },
  ) {}

  /** Executes a function that changes nothing. */
  async execute(call: GatewayFunction): Promise<FunctionResult> {
    try {
      return await this.tools.gateway.execute(call, this.#options());
    } catch (error) {
      throw isUnknown(error) ? readFailed(error) : error;
    }
  }

  /** One page of a query. */
  async query(query: Query): Promise<ResultData> {
    return (await this.execute(queryFunction(query))).data;
  }

  /**
   * The same as `query`, but callers that ask the same thing while one is asking share the answer: many writes of one lost
   * request look for their records at the same moment.
   */
  async queryTogether(query: Query): Promise<ResultData> {
    const { sharedQueries } = this.tools;
    const question = JSON.stringify(query);
    const asking = sharedQueries.get(question) ?? this.query(query).finally(() => sharedQueries.delete(question));
    sharedQueries.set(question, asking);
    return asking;
  }

  /** One record with its lines, by record number; undefined when there is none. */
  async read(object: string, key: string): Promise<IntacctRecord | undefined> {
    return this.#readWith('read', object, key);
  }

  /**
   * One record by the ID that people use (CUSTOMERID, DOCID, …); undefined when there is none.
   *
   * @param idPath The ID's field. Intacct takes a comma for the end of one ID and the start of the next, so a record with a
   * comma in its ID is found only where this is known.
   */
  async readByName(object: string, id: string, idPath?: string): Promise<IntacctRecord | undefined> {
    if (!id.includes(',')) return this.#readWith('readByName', object, id);
    if (idPath === undefined) return undefined;
    const { records } = await this.query({ object, fields: ['RECORDNO'], filter: equal(idPath, id), pageSize: 1 });
    const key = records[0]?.RECORDNO;
    return typeof key === 'string' ? this.read(object, key) : undefined;
  }

  /** Writes once; see `writeOnce`. */
  async write(write: GatewayFunction, recognition: Recognition): Promise<Written> {
    return writeOnce(this.tools, this.call, write, recognition, this.#options());
  }

  /**
   * Whether an earlier attempt of this very write may have left its record: what is there already may then be its own,
   * and is not to be refused as another's.
   */
  async mayHaveWritten(): Promise<boolean> {
    const { ledger } = this.tools;
    if (!ledger) return this.call.repeated;
    const known = await ledger.find(this.call.requestKey);
    return known !== undefined && known.state !== 'refused';
  }

  /** The same client for one part of a call that writes several records, or one after the other: a key of its own. */
  part(name: string): IntacctClient {
    return new IntacctClient(this.tools, { ...this.call, requestKey: `${this.call.requestKey}/${name}` });
  }

  /** The same client in the lane of bulk work, unless the caller has chosen one. */
  inBulk(): IntacctClient {
    return new IntacctClient(this.tools, { ...this.call, lane: this.call.lane ?? 'bulk' });
  }

  /** See `CompanyMemory.recall`; shared by all calls of the company in this process. */
  recall<Value>(name: string, forMs: number, load: () => Promise<Value>): Promise<Value> {
    return this.tools.memory.recall(name, forMs, load);
  }

  /** Asks anew next time what `recall` has kept. */
  forget(name: string): void {
    this.tools.memory.forget(name);
  }

  get account(): Account {
    return this.tools.gateway.account;
  }

  /** Where requests go since the sign-in; undefined before the first one. */
  sessionEndpoint(): Promise<string | undefined> {
    return this.tools.gateway.sessionEndpoint();
  }

  /** Tells whoever watches how far the call has come. */
  progress(progress: Progress): void {
    this.call.onProgress?.(progress);
  }

  /** Deletes a record; `deleted` is false when it was gone already. `by` and `exists` where there is no generic way. */
  async deleteRecord(
    object: string,
    key: string,
    by: GatewayFunction = { name: 'delete', body: { object, keys: key } },
    exists = async () => (await this.read(object, key)) !== undefined,
  ): Promise<{ deleted: boolean }> {
    const gone = async () => ((await exists()) ? [] : [{}]);
    try {
      await this.write(by, { by: 'effect', find: gone });
      await this.tools.ledger?.deleted(object, key);
      return { deleted: true };
    } catch (error) {
      if (error instanceof ConnectorError && error.kind === 'not_found') return { deleted: false };
      throw error;
    }
  }

  async #readWith(name: 'read' | 'readByName', object: string, key: string): Promise<IntacctRecord | undefined> {
    const { data } = await this.execute({ name, body: { object, keys: key, fields: '*' } });
    return data.records[0];
  }

  #options(): Omit<ExecuteOptions, 'controlId' | 'entry'> {
    const { lane, leaveBy, signal } = this.call;
    return {
      ...(lane === undefined ? {} : { lane }),
      ...(leaveBy === undefined ? {} : { leaveBy }),
      ...(signal === undefined ? {} : { signal }),
    };
  }
}

function isUnknown(error: unknown): error is ConnectorError {
  return error instanceof ConnectorError && error.kind === 'unknown_outcome';
}

/** A read without an answer did nothing, so it may simply be repeated. */
function readFailed(error: ConnectorError): ConnectorError {
  return new ConnectorError({
    kind: 'unavailable',
    code: 'gateway_unavailable',
    message: error.message,
    advice:
      'Nothing was changed. The call is repeated by itself; if it lasts, check the network and Intacct’s status page.',
    retry: 'soon',
    details: error.details,
    cause: error,
  });
}
