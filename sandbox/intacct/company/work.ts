import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Company } from './company.js';

/** A record that a function wrote, as the ledger of commits lists it. */
export interface Written {
  readonly object: string;
  readonly recordno: string;
}

/** One function at work: who asks, from which entity, and what it has written so far. */
export class Work {
  readonly written: Written[] = [];

  constructor(
    readonly company: Company,
    readonly userId: string,
    /** Location ID of the entity the caller is signed in to; empty at top level. */
    readonly entity: string,
  ) {}

  /** Inserts with audit fields and owner. */
  insert(object: string, fields: Readonly<Record<string, string>>): StoredRecord {
    const { books, clock, objects, settings } = this.company;
    const now = clock.timestamp();
    const createdAt = objects.get(object)?.fields.AUWHENCREATED ? 'AUWHENCREATED' : 'WHENCREATED';
    return books.insert(object, {
      MEGAENTITYID: this.entity,
      ...fields,
      [createdAt]: now,
      WHENMODIFIED: settings.whenModifiedOnCreate ? now : '',
      CREATEDBY: this.userId,
      MODIFIEDBY: this.userId,
    });
  }

  /** Changes and moves WHENMODIFIED. */
  change(object: string, recordno: string, changes: Readonly<Record<string, string>>): StoredRecord {
    const { books, clock } = this.company;
    return books.change(object, recordno, {
      ...changes,
      WHENMODIFIED: clock.timestamp(),
      MODIFIEDBY: this.userId,
    });
  }

  /** Notes a record as the outcome of this function: one entry per document, not per line or ledger entry. */
  wrote(object: string, record: StoredRecord): StoredRecord {
    this.written.push({ object, recordno: fieldOf(record, 'RECORDNO') });
    return record;
  }
}
