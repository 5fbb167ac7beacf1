import { Big } from 'big.js';
import { ConnectorError } from '../../errors.js';
import type { IntacctClient } from '../client.js';
import { allOf, equal, type Filter } from '../gateway/query.js';
import type { IntacctRecord } from '../gateway/reply.js';
import type { Recognition } from '../once.js';
import type { CheckedValues, WireValue } from './any-record-values.js';
import { text } from './fields.js';
import type { FieldDescription } from './metadata-lookup.js';
import { createdSince, findAll } from './recognition.js';

/** By the unique field where the caller names one that is given, else by the values and the time of creation. */
export function recognitionOf(
  intacct: IntacctClient,
  object: string,
  values: CheckedValues,
  unique?: string,
): Recognition {
  // As Intacct spells it: the ledger keeps owners of records by object.
  const owned = values.description.object || object;
  const identity = unique && values.plain.find(({ field }) => field.id.toUpperCase() === unique.toUpperCase());
  if (identity) return { by: 'number', object: owned, find: () => findUnique(intacct, object, identity, values) };
  return { by: 'values', object: owned, find: (since) => findLike(intacct, object, values, since) };
}

/** Whether the record has the values. `unseen`: whether a field counts that reading does not show. */
export function holds(record: IntacctRecord, { plain }: CheckedValues, { unseen }: { unseen: boolean }): boolean {
  return plain.every(({ field, text: sent }) => {
    const read = valueAt(record, field.id.split('.'));
    return read === undefined ? unseen : same(field, sent, read);
  });
}

/** For writes that nothing recognises: an unknown outcome is a person's to decide. */
export function mustBeDecided(why: string, cause?: unknown): ConnectorError {
  return new ConnectorError({
    kind: 'unknown_outcome',
    code: 'outcome_needs_decision',
    message: `Intacct: whether this write happened is not known, and ${why}.`,
    advice: 'Look in Intacct. If it happened, go on; if it did not, repeat the step under a new key.',
    cause,
  });
}

/** A record of this ID with other values is somebody else's. */
async function findUnique(intacct: IntacctClient, object: string, identity: WireValue, values: CheckedValues) {
  const found = await findAll(intacct, object, ['RECORDNO', identity.field.id], matching(identity));
  const records = await Promise.all(found.slice(0, 1).map((each) => intacct.read(object, text(each, 'RECORDNO'))));
  return found.filter((_, index) => records[index] && holds(records[index], values, { unseen: true }));
}

async function findLike(intacct: IntacctClient, object: string, { description, plain }: CheckedValues, since: Date) {
  const stamp = stampOf(description.fields);
  const telling = plain.filter(isTelling);
  if (!stamp || telling.length === 0) throw mustBeDecided('nothing that was sent tells its record from others');
  try {
    const filter = allOf(createdSince(since, stamp), ...telling.map(matching));
    return await findAll(intacct, object, ['RECORDNO'], filter);
  } catch (error) {
    // Not every field that `lookup` lists can be asked for (facts/intacct-xml.md §4.3).
    if (error instanceof ConnectorError && error.kind === 'rejected') {
      throw mustBeDecided('its values cannot be searched for', error);
    }
    throw error;
  }
}

const matching = ({ field, text: value }: WireValue): Filter => equal(field.id, value);

/** Unset flags are null rather than false, and long texts do not compare. */
function isTelling({ field, text: value }: WireValue): boolean {
  return value !== '' && value.length <= 200 && field.type !== 'boolean';
}

/** Masters keep the time of creation in WHENCREATED, which is the document's date on transactions. */
function stampOf(fields: readonly FieldDescription[]): 'AUWHENCREATED' | 'WHENCREATED' | undefined {
  if (fields.some(({ id }) => id === 'AUWHENCREATED')) return 'AUWHENCREATED';
  return fields.some(({ id, type }) => id === 'WHENCREATED' && type === 'timestamp') ? 'WHENCREATED' : undefined;
}

/** Undefined when the record does not show the field. */
function valueAt(record: IntacctRecord, [name = '', ...rest]: readonly string[]): string | undefined {
  const value = record[name];
  if (typeof value === 'string') return rest.length === 0 ? value : undefined;
  return value === undefined || Array.isArray(value) ? undefined : valueAt(value as IntacctRecord, rest);
}

const numbers: readonly string[] = ['integer', 'decimal', 'currency', 'percent'];

function same({ type }: FieldDescription, sent: string, read: string): boolean {
  if (sent === '' || read === '') return sent === read;
  if (numbers.includes(type) && /^-?\d+(\.\d+)?$/.test(read)) return new Big(sent).eq(read);
  return sent.trim() === read.trim();
}
