import { fieldOf, type StoredRecord } from './record.js';

export interface TableLayout {
  readonly name: string;
  /** The user-facing key, e.g. CUSTOMERID. */
  readonly key: string;
  /** Further fields by which records are looked up often. */
  readonly indexes?: readonly string[];
  /** Tables that name the same numbering share their record numbers. Default: numbers of its own. */
  readonly numbering?: string;
  /** The records are those of another table, shown in another way. */
  readonly view?: { readonly of: string };
}

/** Record numbers are never given twice, not even after a rollback. */
export class RecordNumbers {
  #last = 0;

  next(): string {
    this.#last += 1;
    return String(this.#last);
  }
}

/** Records of one value: alone, a few in a list, or many in a set. Most values have one or two; a set takes far more memory. */
type Entry = StoredRecord | StoredRecord[] | Set<StoredRecord>;

const MOST_IN_LIST = 8;

/** All records of one object, by RECORDNO, with indexes. Knows nothing of rules or transactions. */
export class Table {
  readonly #records = new Map<string, StoredRecord>();
  readonly #indexes = new Map<string, Map<string, Entry>>();

  constructor(
    readonly layout: TableLayout,
    private readonly numbers: RecordNumbers = new RecordNumbers(),
  ) {
    for (const field of [layout.key, ...(layout.indexes ?? [])]) {
      if (field !== 'RECORDNO') this.#indexes.set(field, new Map());
    }
  }

  get size(): number {
    return this.#records.size;
  }

  nextRecordNo(): string {
    return this.numbers.next();
  }

  get(recordno: string): StoredRecord | undefined {
    return this.#records.get(recordno);
  }

  values(): Iterable<StoredRecord> {
    return this.#records.values();
  }

  hasIndex(field: string): boolean {
    return field === 'RECORDNO' || this.#indexes.has(field);
  }

  /** Records whose indexed field has exactly this value. Fields without index are searched one by one. */
  where(field: string, value: string): StoredRecord[] {
    if (field === 'RECORDNO') return asList(this.#records.get(value));
    const index = this.#indexes.get(field);
    if (index) return asList(index.get(value));
    return [...this.#records.values()].filter((record) => fieldOf(record, field) === value);
  }

  /** Takes `before` out and puts `after` in; either may be absent. The only way to change a table, and its own inverse. */
  swap(before: StoredRecord | undefined, after: StoredRecord | undefined): void {
    for (const [field, index] of this.#indexes) {
      if (before) removeEntry(index, fieldOf(before, field), before);
      if (after) addEntry(index, fieldOf(after, field), after);
    }
    if (after) this.#records.set(fieldOf(after, 'RECORDNO'), after);
    else if (before) this.#records.delete(fieldOf(before, 'RECORDNO'));
  }
}

function asList(entry: Entry | undefined): StoredRecord[] {
  if (!entry) return [];
  return entry instanceof Set || Array.isArray(entry) ? [...entry] : [entry];
}

function addEntry(index: Map<string, Entry>, value: string, record: StoredRecord): void {
  const entry = index.get(value);
  if (entry instanceof Set) entry.add(record);
  else if (!entry) index.set(value, record);
  else if (!Array.isArray(entry)) index.set(value, [entry, record]);
  else if (entry.length < MOST_IN_LIST) entry.push(record);
  else index.set(value, new Set([...entry, record]));
}

function removeEntry(index: Map<string, Entry>, value: string, record: StoredRecord): void {
  const entry = index.get(value);
  if (entry === record) index.delete(value);
  if (entry instanceof Set) {
    entry.delete(record);
    if (entry.size === 0) index.delete(value);
  } else if (Array.isArray(entry)) {
    const left = entry.filter((each) => each !== record);
    if (left.length === 0) index.delete(value);
    else index.set(value, left);
  }
}
