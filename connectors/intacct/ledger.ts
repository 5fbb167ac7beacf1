import type { IntacctRecord } from './gateway/reply.js';

/**
 * What is known of one write.
 *
 * - `sent`: it has left, or was about to; whether it happened is not known.
 * - `done`: it happened; `record` is what it left.
 * - `refused`: Intacct answered no. The next attempt is another generation, so that no cached refusal is replayed.
 */
export interface LedgerEntry {
  readonly requestKey: string;
  readonly state: 'sent' | 'done' | 'refused';
  /** How often it was sent so far, 1 or more. Guards against two attempts that send at the same moment. */
  readonly attempt: number;
  /** Part of the control ID; higher after a refusal or when the record has been deleted since. Starts at 1. */
  readonly generation: number;
  readonly firstSentAt: Date;
  readonly lastSentAt: Date;
  /** Key fields of the record, such as RECORDNO and CUSTOMERID; only when `done`. */
  readonly record?: IntacctRecord;
}

/** A write that is about to leave. */
export interface Sending {
  readonly requestKey: string;
  readonly controlId: string;
  /** Name of the action, such as `createInvoice`; for the audit trail. */
  readonly action: string;
  readonly generation: number;
  /** Attempts known so far; 0 for a write that the ledger has not seen. */
  readonly attempt: number;
  /** Which workflow wants it, such as `hubspot-deal/1/5001`; for the audit trail. */
  readonly workflow?: string;
}

/** A write that happened. `object` is set for records that a write owns: those it created. */
export interface Done {
  readonly requestKey: string;
  readonly object?: string;
  readonly record: IntacctRecord;
}

export interface Refused {
  readonly requestKey: string;
  /** Which attempt was refused; others are not touched. */
  readonly attempt: number;
}

/**
 * One row per write of a connection: the memory that keeps a write from happening twice, that keeps two equal records
 * apart (a record has one owner at most), and the audit trail. All methods take many writes at once, as requests do.
 */
export interface WriteLedger {
  find(connection: string, requestKeys: readonly string[]): Promise<ReadonlyMap<string, LedgerEntry>>;
  /** Notes writes before they leave. Returns the keys that may leave: not those that another attempt has sent meanwhile. */
  sending(connection: string, writes: readonly Sending[]): Promise<ReadonlySet<string>>;
  /** Notes what happened. Returns the keys noted: not those whose record another write has claimed meanwhile. */
  done(connection: string, writes: readonly Done[]): Promise<ReadonlySet<string>>;
  /** Notes definite refusals. A late refusal of an earlier attempt says nothing of a later one that is under way. */
  refused(connection: string, refusals: readonly Refused[]): Promise<void>;
  /**
   * Gives each of these equal writes a record of its own: the first of the candidates that nobody owns, and makes it
   * `done`. Writes for which none is left are not in the answer; one that is done already keeps its record. Candidates
   * carry RECORDNO.
   */
  claim(
    connection: string,
    object: string,
    requestKeys: readonly string[],
    candidates: readonly IntacctRecord[],
  ): Promise<ReadonlyMap<string, IntacctRecord>>;
  /** Updates and deletions that were done and whose effect is gone: they count as refused, so that they may happen anew. */
  undone(connection: string, requestKeys: readonly string[]): Promise<void>;
  /** The record was deleted: its write counts as refused, so that the same write may happen anew. */
  deleted(connection: string, object: string, recordNumber: string): Promise<void>;
}
