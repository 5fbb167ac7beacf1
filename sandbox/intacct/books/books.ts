import { fieldOf, type StoredRecord } from './record.js';
import { RecordNumbers, Table, type TableLayout } from './table.js';

/** One record put in another's place; either may be absent. */
export interface Change {
  readonly table: Table;
  readonly before: StoredRecord | undefined;
  readonly after: StoredRecord | undefined;
}

/** Every table of a company, with an undo log: `mark()` before work, then `keep()` or `rollback(mark)`. */
export class Books {
  readonly #tables = new Map<string, Table>();
  #log: Change[] = [];

  /** `now` is the time that postings bear. */
  constructor(
    layouts: Iterable<TableLayout>,
    readonly now: () => string,
  ) {
    const numberings = new Map<string, RecordNumbers>();
    const [tables, views] = partition(layouts);
    for (const layout of tables) {
      const numbering = layout.numbering ?? layout.name;
      const numbers = numberings.get(numbering) ?? new RecordNumbers();
      numberings.set(numbering, numbers);
      this.#tables.set(layout.name, new Table(layout, numbers));
    }
    for (const { name, view } of views) this.#tables.set(name, this.table(view?.of ?? ''));
  }

  /** Adds a table while the company is at work; `false` when it exists. */
  add(layout: TableLayout): boolean {
    if (this.#tables.has(layout.name)) return false;
    this.#tables.set(layout.name, new Table(layout));
    return true;
  }

  table(name: string): Table {
    const table = this.#tables.get(name);
    if (!table) throw new Error(`The sandbox has no table ${name}`);
    return table;
  }

  names(): string[] {
    return [...this.#tables.keys()];
  }

  get(name: string, recordno: string): StoredRecord | undefined {
    return this.table(name).get(recordno);
  }

  /** By the user-facing key. */
  find(name: string, key: string): StoredRecord | undefined {
    const table = this.table(name);
    return key === '' ? undefined : table.where(table.layout.key, key)[0];
  }

  where(name: string, field: string, value: string): StoredRecord[] {
    return this.table(name).where(field, value);
  }

  /** Stores a new record under the next number of its table; empty values are left out. */
  insert(name: string, fields: Readonly<Record<string, string>>): StoredRecord {
    const table = this.table(name);
    const record = withoutEmpty({ RECORDNO: table.nextRecordNo(), ...fields });
    this.#apply({ table, before: undefined, after: record });
    return record;
  }

  /** Stores a complete record for good, past the undo log: for filling books of any size before anybody uses them. */
  load(table: Table, record: StoredRecord): void {
    table.swap(undefined, record);
  }

  /** Replaces the given fields; an empty value clears. */
  change(name: string, recordno: string, changes: Readonly<Record<string, string>>): StoredRecord {
    const table = this.table(name);
    const before = table.get(recordno);
    if (!before) throw new Error(`No ${name} ${recordno} to change`);
    const after = withoutEmpty({ ...before, ...changes });
    this.#apply({ table, before, after });
    return after;
  }

  remove(name: string, recordno: string): void {
    const table = this.table(name);
    this.#apply({ table, before: table.get(recordno), after: undefined });
  }

  changesSince(mark: number): readonly Change[] {
    return this.#log.slice(mark);
  }

  mark(): number {
    return this.#log.length;
  }

  rollback(mark: number): void {
    for (const { table, before, after } of this.#log.splice(mark).reverse()) table.swap(after, before);
  }

  /** What was done so far can no longer be undone; returns it, in order. */
  keep(): readonly Change[] {
    const kept = this.#log;
    this.#log = [];
    return kept;
  }

  #apply(change: Change): void {
    change.table.swap(change.before, change.after);
    this.#log.push(change);
  }
}

function partition(layouts: Iterable<TableLayout>): [tables: TableLayout[], views: TableLayout[]] {
  const all = [...layouts];
  return [all.filter(({ view }) => !view), all.filter(({ view }) => view)];
}

function withoutEmpty(fields: Readonly<Record<string, string>>): StoredRecord {
  const record: Record<string, string> = {};
  for (const field of Object.keys(fields)) {
    const value = fieldOf(fields, field);
    if (value !== '') record[field] = value;
  }
  return record;
}
