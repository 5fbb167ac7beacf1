import type { Change } from '../books/books.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Commit } from '../company/company.js';
import type { EventName } from './rule.js';

/** A document that was added, changed or deleted for good. */
export interface Occurrence {
  readonly event: EventName;
  readonly object: string;
  /** As it is now; when deleted, as it was. */
  readonly record: StoredRecord;
}

/** What a commit did to the documents it names; lines and ledger entries beneath them are no documents. */
export function occurrencesOf(commits: readonly Commit[], changes: readonly Change[]): Occurrence[] {
  const documents = new Set(commits.map(({ object, recordno }) => `${object} ${recordno}`));
  const spans = new Map<
    string,
    { object: string; before: StoredRecord | undefined; after: StoredRecord | undefined }
  >();
  for (const { table, before, after } of changes) {
    const object = table.layout.name;
    const key = `${object} ${fieldOf(after ?? before ?? {}, 'RECORDNO')}`;
    if (!documents.has(key)) continue;
    const span = spans.get(key);
    if (span) span.after = after;
    else spans.set(key, { object, before, after });
  }
  return [...spans.values()].flatMap(({ object, before, after }) => {
    const record = after ?? before;
    return record ? [{ event: eventOf(before, after), object, record }] : [];
  });
}

function eventOf(before: StoredRecord | undefined, after: StoredRecord | undefined): EventName {
  if (!after) return 'Delete';
  return before ? 'Set' : 'Add';
}
