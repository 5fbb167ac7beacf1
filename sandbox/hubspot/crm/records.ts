import { type ObjectType, objectTypeFacts, objectTypes } from './object-types.js';

export interface HistoryEntry {
  value: string;
  at: number;
  sourceType: string;
  sourceId: string | undefined;
}

/** A record as stored: written values only. What HubSpot computes is added when it is looked at. */
export interface StoredRecord {
  type: ObjectType;
  id: string;
  values: Map<string, string>;
  /** Oldest first. */
  history: Map<string, HistoryEntry[]>;
  createdAt: number;
  updatedAt: number;
  archivedAt: number | undefined;
}

export class Records {
  readonly #records = new Map<ObjectType, Map<string, StoredRecord>>(objectTypes.map((type) => [type, new Map()]));

  /** IDs count up from the first one of the type, so a test can know them beforehand. */
  insert(type: ObjectType, at: number): StoredRecord {
    const ofType = this.#of(type);
    const id = String(objectTypeFacts[type].firstRecordId + ofType.size);
    const record: StoredRecord = {
      type,
      id,
      values: new Map(),
      history: new Map(),
      createdAt: at,
      updatedAt: at,
      archivedAt: undefined,
    };
    ofType.set(id, record);
    return record;
  }

  /** Finds archived records too. */
  find(type: ObjectType, id: string): StoredRecord | undefined {
    return this.#of(type).get(id);
  }

  /** In the order of their IDs, archived ones included. */
  all(type: ObjectType): StoredRecord[] {
    return [...this.#of(type).values()];
  }

  #of(type: ObjectType): Map<string, StoredRecord> {
    const records = this.#records.get(type);
    if (records === undefined) throw new Error(`No store for ${type}.`);
    return records;
  }
}
