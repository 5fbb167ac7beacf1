import type { Change } from '../books/books.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Clock } from './clock.js';

interface Recent extends Change {
  readonly at: number;
}

/**
 * Lets reads through the gateway lag behind commits, as on a replica: records appear, change and vanish late. Only what is
 * committed while a lag is set is late. Lines inside a `read` and derived fields follow the books at once.
 */
export class ReadLag {
  /** Lag of an object in milliseconds. */
  msFor: (object: string) => number = () => 0;
  readonly #recent = new Map<string, Recent[]>();

  constructor(private readonly clock: Clock) {}

  /** To be told of everything that is kept. */
  note(changes: readonly Change[]): void {
    const at = this.clock.now();
    for (const change of changes) {
      const { name } = change.table.layout;
      if (this.msFor(name) <= 0) continue;
      const recent = this.#recent.get(name);
      if (recent) recent.push({ ...change, at });
      else this.#recent.set(name, [{ ...change, at }]);
    }
  }

  /**
   * These records as a reader finds them now, plus the former states of all that changed a moment ago:
   * whoever asks for certain records must look again which of them fit.
   */
  asRead(object: string, records: Iterable<StoredRecord>): Iterable<StoredRecord> {
    const hidden = this.#formerStates(object);
    if (hidden.size === 0) return records;
    const settled = [...records].filter((record) => !hidden.has(fieldOf(record, 'RECORDNO')));
    return [...settled, ...[...hidden.values()].filter((former) => former !== undefined)];
  }

  /** By RECORDNO; `undefined` for a record that did not exist yet. */
  #formerStates(object: string): Map<string, StoredRecord | undefined> {
    const former = new Map<string, StoredRecord | undefined>();
    const recent = this.#recent.get(object);
    if (!recent) return former;
    const since = this.clock.now() - this.msFor(object);
    const late = recent.filter(({ at }) => at > since);
    if (late.length === 0) this.#recent.delete(object);
    else this.#recent.set(object, late);
    for (const { before, after } of late) {
      const recordno = fieldOf(before ?? after ?? {}, 'RECORDNO');
      if (!former.has(recordno)) former.set(recordno, before);
    }
    return former;
  }
}
