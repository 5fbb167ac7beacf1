import type { Call, Journal } from './gateway/dispatcher.js';
import { transportError } from './gateway/errors.js';
import type { Outcome } from './gateway/outcomes.js';
import type { FunctionResult, IntacctRecord } from './gateway/reply.js';
import type { Done, LedgerEntry, Sending, WriteLedger } from './ledger.js';

/** A write as the journal follows it through its requests. */
export interface WriteEntry extends Omit<Sending, 'attempt'> {
  /** Grows each time it is sent. */
  attempt: number;
  /** Object of the record that this write creates and then owns; undefined for updates and deletions. */
  readonly object?: string;
}

/** Kinds of error that say for certain that nothing was written. */
const definite: ReadonlySet<string> = new Set(['rejected', 'invalid_input', 'not_found', 'permission', 'credentials']);

/** Notes the writes of each request in the ledger: one statement before it leaves, one or two when it is over. */
export function ledgerJournal(ledger: WriteLedger, connection: string): Journal {
  return {
    async sending(calls) {
      const writes = calls.filter(isWrite);
      if (writes.length === 0) return new Set(calls);
      const allowed = await ledger.sending(
        connection,
        writes.map(({ entry }) => entry),
      );
      for (const { entry } of writes) if (allowed.has(entry.requestKey)) entry.attempt += 1;
      return new Set(calls.filter((call) => !isWrite(call) || allowed.has(call.entry.requestKey)));
    },

    async settled(outcomes) {
      const writes = [...outcomes].filter((pair): pair is [Write, Outcome] => isWrite(pair[0]));
      const done = writes.flatMap(([call, outcome]) => ('result' in outcome ? doneOf(call, outcome.result) : []));
      const refused = writes.filter(([, outcome]) => 'error' in outcome && definite.has(outcome.error.kind));
      const [noted] = await Promise.all([
        done.length > 0 ? ledger.done(connection, done) : new Set<string>(),
        refused.length > 0
          ? ledger.refused(
              connection,
              refused.map(([{ entry }]) => entry),
            )
          : undefined,
      ]);
      const lost = done.filter(({ requestKey }) => !noted.has(requestKey)).map(({ requestKey }) => requestKey);
      return new Map([...outcomes].map(([call, outcome]) => [call, isLost(call, lost) ? claimedByAnother() : outcome]));
    },
  };
}

/** Key fields of what a function has written: all that the ledger keeps of it. */
export function writtenRecord(result: FunctionResult): IntacctRecord {
  return result.key === undefined ? (result.data.records[0] ?? {}) : { RECORDNO: result.key };
}

/** The ledger as writes use it one by one; questions and claims of one moment share a statement. */
export class LedgerDesk {
  #asked: Together<string, LedgerEntry> | undefined;
  readonly #claims = new Map<readonly IntacctRecord[], Together<string, IntacctRecord>>();

  constructor(
    private readonly writes: WriteLedger,
    private readonly connection: string,
  ) {}

  async find(requestKey: string): Promise<LedgerEntry | undefined> {
    this.#asked ??= new Together((keys) => {
      this.#asked = undefined;
      return this.writes.find(this.connection, keys);
    });
    return this.#asked.get(requestKey);
  }

  /** The candidate that this write now owns; undefined when all belong to others. */
  async claim(
    object: string,
    requestKey: string,
    candidates: readonly IntacctRecord[],
  ): Promise<IntacctRecord | undefined> {
    const claims =
      this.#claims.get(candidates) ??
      new Together<string, IntacctRecord>((keys) => {
        this.#claims.delete(candidates);
        return this.writes.claim(this.connection, object, keys, candidates);
      });
    this.#claims.set(candidates, claims);
    return claims.get(requestKey);
  }

  /** A write that left no record of its own, found by its effect or under a number. */
  async done(requestKey: string, record: IntacctRecord): Promise<void> {
    await this.writes.done(this.connection, [{ requestKey, record }]);
  }

  async refused(requestKey: string, attempt: number): Promise<void> {
    await this.writes.refused(this.connection, [{ requestKey, attempt }]);
  }

  async undone(requestKey: string): Promise<void> {
    await this.writes.undone(this.connection, [requestKey]);
  }

  async deleted(object: string, recordNumber: string): Promise<void> {
    await this.writes.deleted(this.connection, object, recordNumber);
  }
}

/** Collects keys until the event loop turns, then asks for all at once. */
class Together<Key, Value> {
  readonly #keys: Key[] = [];
  readonly #answer: Promise<ReadonlyMap<Key, Value>>;

  constructor(ask: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>) {
    this.#answer = new Promise((resolve) => setImmediate(resolve)).then(() => ask(this.#keys));
  }

  async get(key: Key): Promise<Value | undefined> {
    this.#keys.push(key);
    return (await this.#answer).get(key);
  }
}

type Write = Call & { readonly entry: WriteEntry };

function isWrite(call: Call): call is Write {
  return call.entry !== undefined;
}

function doneOf({ entry }: Write, result: FunctionResult): Done {
  const { requestKey, object } = entry;
  return { requestKey, record: writtenRecord(result), ...(object === undefined ? {} : { object }) };
}

function isLost(call: Call, lost: readonly string[]): boolean {
  return isWrite(call) && lost.includes(call.entry.requestKey);
}

/** An equal write took this record for its own, so this one is to take another, or to be written anew. */
function claimedByAnother(): Outcome {
  return { error: transportError('an equal write has claimed the record', 'unknown_outcome') };
}
