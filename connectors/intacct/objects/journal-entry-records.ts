import type { IntacctClient } from '../client.js';
import { toGatewayDate } from '../gateway/dates.js';
import type { XmlElement } from '../gateway/envelope.js';
import { allOf, equal, type Filter } from '../gateway/query.js';
import { childrenOf, type IntacctRecord, type XmlNode } from '../gateway/reply.js';
import { money, text } from './fields.js';
import { type NewJournalEntry, toLine } from './journal-entry-request.js';
import { createdSince, findAll } from './recognition.js';

/** The lines of a journal entry that was read, in their order; the gateway writes the element in either case. */
export function linesOf(entry: IntacctRecord): readonly IntacctRecord[] {
  const entries = entry.ENTRIES as XmlNode | undefined;
  const names = typeof entries === 'object' ? Object.keys(entries) : [];
  const name = names.find((each) => each.toUpperCase() === 'GLENTRY') ?? 'GLENTRY';
  const lines = childrenOf(entries, name).map((line): IntacctRecord => (typeof line === 'string' ? {} : line));
  return lines.sort((one, other) => Number(text(one, 'LINE_NO')) - Number(text(other, 'LINE_NO')));
}

/** Entries with the same header and the same lines, created since. Equal entries may be another's. */
export async function entriesLike(
  intacct: IntacctClient,
  entry: NewJournalEntry,
  since: Date,
): Promise<readonly IntacctRecord[]> {
  const sameHeader: Filter | undefined = allOf(
    createdSince(since, 'WHENCREATED'),
    equal('JOURNAL', entry.journal),
    equal('BATCH_DATE', toGatewayDate(entry.postingDate)),
    equal('BATCH_TITLE', entry.description),
    entry.referenceNumber ? equal('REFERENCENO', entry.referenceNumber) : undefined,
  );
  const candidates = await findAll(intacct, 'GLBATCH', ['RECORDNO'], sameHeader);
  const read = await Promise.all(candidates.map((record) => intacct.read('GLBATCH', text(record, 'RECORDNO'))));
  return candidates.filter((_, index) => hasLines(read[index], entry));
}

/** Intacct may add lines of its own, and spreads allocated ones, so those are not looked for. */
function hasLines(record: IntacctRecord | undefined, { lines }: NewJournalEntry): boolean {
  const left = [...linesOf(record ?? {})];
  const wanted = lines.filter(({ allocationId, splits }) => !allocationId && !splits).map(recognisable);
  // Those that say most choose first, so that none takes the line that another alone fits.
  wanted.sort((one, other) => other.length - one.length);
  return wanted.every((line) => {
    const found = left.findIndex((each) => line.every(([name, value]) => readBack(each, name) === value));
    if (found >= 0) left.splice(found, 1);
    return found >= 0;
  });
}

/** What reads back as it was sent. */
function recognisable(line: NewJournalEntry['lines'][number]): readonly (readonly [name: string, value: string])[] {
  const { accountNumber, type, amount, locationId, departmentId } = line;
  const sent: XmlElement = toLine({ accountNumber, type, amount, locationId, departmentId });
  return Object.entries(sent).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []));
}

function readBack(line: IntacctRecord, name: string): string {
  const value = text(line, name);
  return name === 'TRX_AMOUNT' && value !== '' ? money(value) : value;
}
