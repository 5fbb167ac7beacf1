import type { StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import type { Fields } from './field.js';
import type { Input } from './input.js';

/** A many-to-one link that dot paths can follow: `from` on this record holds `to` of the other (default: its key). */
export interface Relation {
  readonly object: string;
  readonly from: string;
  readonly to?: string;
}

/** Lines that belong to a record: `read` shows them inside it, under the element `element`. */
export interface OwnedLines {
  readonly element: string;
  readonly object: string;
  /** Field of the line that holds the parent's RECORDNO. */
  readonly parent: string;
}

/**
 * Everything the gateway has to know of one object. Without `create`, `update` or `remove` the generic function
 * of that name is refused for it.
 */
export interface ObjectDefinition {
  readonly name: string;
  /** As the company's terminology calls it, used in errors. */
  readonly label: string;
  /** The user-facing key that readByName and references use. */
  readonly key: string;
  readonly fields: Fields;
  readonly indexes?: readonly string[];
  /** Objects of the same numbering share record numbers, as where one key may name a document of several kinds. */
  readonly numbering?: string;
  /** The records are some of another object's. */
  readonly view?: { readonly of: string; readonly shows: (record: StoredRecord) => boolean };
  readonly relations?: Readonly<Record<string, Relation>>;
  /** Relations whose fields appear as this record's own, nested by `read`, dotted by `readByQuery`, e.g. DISPLAYCONTACT. */
  readonly embedded?: readonly string[];
  readonly lines?: OwnedLines;
  readonly create?: (input: Input, work: Work) => StoredRecord;
  readonly update?: (record: StoredRecord, input: Input, work: Work) => StoredRecord;
  readonly remove?: (record: StoredRecord, work: Work) => void;
  /** Fields that a generic create returns. Default: RECORDNO and the key. */
  readonly createdKeys?: readonly string[];
}

/** Whether the record belongs to the object; only views leave some out. */
export function isPart({ view }: ObjectDefinition, record: StoredRecord): boolean {
  return view === undefined || view.shows(record);
}

/** Says which fields a path leads to; the object registry as the rest of the sandbox sees it. */
export type ObjectRegistry = ReadonlyMap<string, ObjectDefinition>;
