import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { ConnectorError } from '../errors.js';
import type { GatewayFunction } from './gateway/envelope.js';
import type { ExecuteOptions, Gateway } from './gateway/gateway.js';
import { notedBefore } from './gateway/outcomes.js';
import type { IntacctRecord, ResultData } from './gateway/reply.js';
import type { LedgerEntry } from './ledger.js';
import { type LedgerDesk, type WriteEntry, writtenRecord } from './ledger-journal.js';
import type { CompanyMemory } from './memory.js';

/** How a write is found again when its outcome is not known. */
export type Recognition =
  /** By a number or ID that Intacct keeps unique. `find` checks the values as well: a foreign record is never taken for ours. */
  | { readonly by: 'number'; readonly object: string; find(): Promise<readonly IntacctRecord[]> }
  /** By the values that were sent; equal writes share them, so the ledger keeps them apart. */
  | { readonly by: 'values'; readonly object: string; find(since: Date): Promise<readonly IntacctRecord[]> }
  /** An update or deletion: whether it has taken effect, since the first attempt where an equal one may be older. */
  | { readonly by: 'effect'; find(since: Date): Promise<readonly IntacctRecord[]> };

/** The record that a write has left, now or in an earlier attempt. */
export interface Written {
  /** RECORDNO and, where Intacct returned them, further fields; empty for updates and deletions. */
  readonly record: IntacctRecord;
  readonly adopted: boolean;
}

export interface WriteCall {
  readonly requestKey: string;
  readonly action: string;
  readonly workflow?: string;
  /** Whether an earlier attempt may have reached Intacct. */
  readonly repeated: boolean;
  /** Only finish what an earlier attempt has begun: a write that never left fails as `not_sent`. */
  readonly settle?: boolean;
}

/** What doing a write once takes. Without a ledger an equal record means that a person must decide. */
export interface OnceTools {
  readonly gateway: Gateway;
  readonly ledger?: LedgerDesk;
  /** Questions under way, by their text. */
  readonly sharedQueries: Map<string, Promise<ResultData>>;
  readonly memory: CompanyMemory;
  /**
   * How long after sending "no such record" is not yet believed, in milliseconds: the gateway goes on with a request whose
   * client is gone. Only for writes that Intacct itself would not refuse a second time.
   */
  readonly settleMs: number;
}

/** Waits before looking again: reads lag behind writes (facts/intacct-xml.md §10). */
const looksMs = { number: [0, 500], values: [0, 500, 2_000], effect: [0, 500, 2_000] } as const;

/**
 * Writes once. What an earlier attempt has left is found in the ledger, or looked for in Intacct before anything is sent
 * again; so is the outcome of this attempt when no answer comes.
 *
 * Throws `unknown_outcome`, to be repeated, while the record may still appear, and not to be repeated
 * (`outcome_needs_decision`) when equal records exist and nothing tells which is this one.
 */
export async function writeOnce(
  tools: OnceTools,
  call: WriteCall,
  write: GatewayFunction,
  recognition: Recognition,
  options: Omit<ExecuteOptions, 'controlId' | 'entry'>,
): Promise<Written> {
  // A first attempt asks the ledger by noting the write: one question less, and the careful way if it knows the key.
  const noted = call.repeated || call.settle ? await tools.ledger?.find(call.requestKey) : undefined;
  const known = await unlessUndone(tools, call, noted, recognition, options.signal);
  const earlier = await fromEarlierAttempt(tools, call, known, recognition, options.signal);
  if (earlier) return earlier;
  if (call.settle) throw settledAs(known, tools.settleMs);

  const entry = entryOf(call, known, write, recognition);
  const startedAt = known?.firstSentAt ?? new Date();
  try {
    const controlId = entry.controlId;
    const result = await tools.gateway.execute(write, { ...options, controlId, ...(tools.ledger ? { entry } : {}) });
    return { record: writtenRecord(result), adopted: false };
  } catch (error) {
    if (!mayHaveHappened(error, recognition)) throw error;
    if (error.code === notedBefore && !call.repeated) {
      return writeOnce(tools, { ...call, repeated: true }, write, recognition, options);
    }
    const found = await lookFor(tools, call, recognition, startedAt, looksMs[recognition.by], options.signal);
    if (found) return found;
    if (error.kind === 'duplicate' || isSpent(error)) await tools.ledger?.refused(call.requestKey, entry.attempt);
    throw error;
  }
}

/**
 * What the ledger knows, except of an update or deletion whose effect is gone: what it was done to has been undone since, by
 * a run that was given up and then begun again. It may happen anew.
 */
async function unlessUndone(
  { ledger }: OnceTools,
  { requestKey, settle }: WriteCall,
  known: LedgerEntry | undefined,
  recognition: Recognition,
  signal: AbortSignal | undefined,
): Promise<LedgerEntry | undefined> {
  if (!ledger || settle || known?.state !== 'done' || recognition.by !== 'effect') return known;
  for (const waitMs of looksMs.effect) {
    await pause(waitMs, signal);
    if ((await recognition.find(known.firstSentAt)).length > 0) return known;
  }
  await ledger.undone(requestKey);
  return { ...known, state: 'refused' };
}

/** What the ledger or Intacct knows of earlier attempts; undefined when the write is to be sent. */
async function fromEarlierAttempt(
  tools: OnceTools,
  call: WriteCall,
  known: LedgerEntry | undefined,
  recognition: Recognition,
  signal: AbortSignal | undefined,
): Promise<Written | undefined> {
  if (known?.state === 'done') return { record: known.record ?? {}, adopted: true };
  const mayHaveLeft = tools.ledger ? known?.state === 'sent' : call.repeated || call.settle;
  if (!mayHaveLeft) return undefined;
  const since = known?.firstSentAt ?? new Date(0);
  const looks = recognition.by === 'number' ? [0] : looksMs[recognition.by];
  const found = await lookFor(tools, call, recognition, since, looks, signal);
  if (!found && recognition.by === 'values' && known) requireSettled(known, tools.settleMs);
  return found;
}

async function lookFor(
  tools: OnceTools,
  call: WriteCall,
  recognition: Recognition,
  since: Date,
  looks: readonly number[],
  signal: AbortSignal | undefined,
): Promise<Written | undefined> {
  for (const waitMs of looks) {
    await pause(waitMs, signal);
    const candidates = await recognition.find(since);
    const record = candidates.length > 0 ? await adopt(tools, call, recognition, candidates) : undefined;
    if (record) return { record, adopted: true };
  }
  return undefined;
}

async function pause(waitMs: number, signal: AbortSignal | undefined): Promise<void> {
  if (waitMs > 0) await setTimeout(waitMs, undefined, signal ? { signal } : {});
}

/** The candidate that this write takes for its own; undefined when all belong to others. */
async function adopt(
  { ledger }: OnceTools,
  { requestKey }: WriteCall,
  recognition: Recognition,
  candidates: readonly IntacctRecord[],
): Promise<IntacctRecord | undefined> {
  const [first] = candidates;
  if (recognition.by === 'values') {
    if (!ledger) throw needsDecision(candidates.length);
    return ledger.claim(recognition.object, requestKey, candidates);
  }
  // A number stands for one record, whoever wrote it first.
  const record = recognition.by === 'number' && first ? first : {};
  await ledger?.done(requestKey, keyFieldsOf(record));
  return record;
}

function entryOf(
  { requestKey, action, workflow }: WriteCall,
  known: LedgerEntry | undefined,
  write: GatewayFunction,
  recognition: Recognition,
): WriteEntry {
  const generation = (known?.generation ?? 1) + (known?.state === 'refused' ? 1 : 0);
  return {
    requestKey,
    action,
    generation,
    controlId: controlIdOf(requestKey, generation, write),
    attempt: known?.attempt ?? 0,
    ...(recognition.by === 'effect' ? {} : { object: recognition.object }),
    ...(workflow === undefined ? {} : { workflow }),
  };
}

/** The same write always carries the same control ID; another payload never shares it. */
function controlIdOf(requestKey: string, generation: number, write: GatewayFunction): string {
  return createHash('sha256')
    .update(JSON.stringify([requestKey, generation, write]))
    .digest('hex');
}

function keyFieldsOf(record: IntacctRecord): IntacctRecord {
  return Object.fromEntries(Object.entries(record).filter(([name]) => /^(RECORDNO|RECORDID|STATE|.*ID)$/.test(name)));
}

function mayHaveHappened(error: unknown, { by }: Recognition): error is ConnectorError {
  if (!(error instanceof ConnectorError)) return false;
  return error.kind === 'unknown_outcome' || (error.kind === 'duplicate' && by === 'number');
}

/** The control ID was executed, yet no record is there: it was refused or has been deleted since. */
function isSpent(error: ConnectorError): boolean {
  return error.code === 'already_executed';
}

/** No record of a cancelled write is there: it may still appear for a while, and then it never happened. */
function settledAs(known: LedgerEntry | undefined, settleMs: number): ConnectorError {
  if (known?.state === 'sent') requireSettled(known, settleMs);
  return new ConnectorError({
    kind: 'rejected',
    code: 'not_sent',
    message: 'Intacct: this write was cancelled before it happened.',
    advice: 'Nothing is to be done.',
  });
}

function requireSettled({ lastSentAt }: LedgerEntry, settleMs: number): void {
  const afterMs = lastSentAt.getTime() + settleMs - Date.now();
  if (afterMs <= 0) return;
  throw new ConnectorError({
    kind: 'unknown_outcome',
    message: 'Intacct: the record of an earlier attempt is not there yet, and that attempt may still be under way.',
    advice: 'It is looked for again, and only then sent again, by itself.',
    retry: { afterMs },
  });
}

function needsDecision(candidates: number): ConnectorError {
  return new ConnectorError({
    kind: 'unknown_outcome',
    code: 'outcome_needs_decision',
    message: `Intacct: whether this write happened is not known; ${candidates} record(s) with the same values exist.`,
    advice:
      'Compare them in Intacct. If one is this write, go on with it; if none is, repeat the step under a new key.',
    details: { candidates },
  });
}
