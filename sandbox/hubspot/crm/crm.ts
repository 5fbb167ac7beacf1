import Big from 'big.js';
import { invalid, notFound } from '../errors.js';
import type { AccountSettings } from '../settings.js';
import type { AssociationType } from './association-types.js';
import { calculatedValues } from './calculated.js';
import { type CrmChange, recalculation, type Source } from './changes.js';
import { type Link, type LinkChange, Links, type RecordRef } from './links.js';
import type { ObjectType } from './object-types.js';
import { dealPipelines } from './pipelines.js';
import { PropertyCatalogue } from './property-catalogue.js';
import { checkedWrite, type SentProperties } from './property-writes.js';
import { Records, type StoredRecord } from './records.js';
import { SearchIndex } from './search-index.js';
import { UniqueIndex } from './unique-index.js';

/** The account's truth. Every write goes through here, is checked, and is announced to the listeners. */
export class Crm {
  readonly records = new Records();
  readonly links = new Links();
  readonly pipelines = dealPipelines();
  readonly unique = new UniqueIndex();
  readonly properties: PropertyCatalogue;
  readonly searchIndex: SearchIndex;
  readonly #listeners: ((change: CrmChange) => void)[] = [];
  /** What an archived record was linked to. */
  readonly #formerLinks = new Map<StoredRecord, Link[]>();
  /** The record that took the place of a merged one. */
  readonly #successors = new Map<StoredRecord, StoredRecord>();

  constructor(readonly settings: AccountSettings) {
    this.properties = new PropertyCatalogue(settings);
    this.searchIndex = new SearchIndex(settings);
  }

  onChange(listener: (change: CrmChange) => void): void {
    this.#listeners.push(listener);
  }

  create(type: ObjectType, sent: SentProperties, source: Source): StoredRecord {
    const values = this.check(type, sent);
    const record = this.records.insert(type, this.settings.now());
    this.#announce({ kind: 'created', record: refOf(record) }, source);
    this.#apply(record, values, source);
    return record;
  }

  update(type: ObjectType, id: string, sent: SentProperties, source: Source): StoredRecord {
    const record = this.require(type, id);
    const values = this.check(type, sent, record);
    this.searchIndex.remember(record, this.valuesOf(record));
    this.#apply(record, values, source);
    if (type === 'line_items') this.#refreshParentAmounts(record);
    return record;
  }

  /** The values a write would store; throws what the write would throw. `existing` is absent on create. */
  check(type: ObjectType, sent: SentProperties, existing?: StoredRecord): Map<string, string> {
    const complete = existing === undefined ? { ...this.#defaults(type), ...sent } : sent;
    return checkedWrite(type, complete, existing, this);
  }

  /** Does nothing when there is no such record, so that it can be repeated. */
  archive(type: ObjectType, id: string, source: Source): void {
    const record = this.find(type, id);
    if (record === undefined) return;
    const parents = this.links.of(refOf(record), 'deals').map((link) => link.to);
    this.#retire(record);
    this.#announce({ kind: 'archived', record: refOf(record) }, source);
    if (type === 'line_items') for (const deal of parents) this.#refreshAmount(deal.id);
  }

  /** Brings an archived record back, linked to what is left of its surroundings. */
  restore(type: ObjectType, id: string, source: Source): StoredRecord {
    const record = this.records.find(type, id);
    if (record?.archivedAt === undefined || this.#successors.has(record)) throw notFound();
    record.archivedAt = undefined;
    record.updatedAt = this.settings.now();
    for (const [name, value] of record.values) this.#takeUnique(record, name, value);
    this.#relink(refOf(record), this.#formerLinks.get(record) ?? []);
    this.#announce({ kind: 'restored', record: refOf(record) }, source);
    return record;
  }

  /**
   * Makes one record of two: a new one with the values and links of both, those of `primaryId` first. The two are archived
   * for good.
   */
  merge(type: ObjectType, primaryId: string, mergedId: string, source: Source): StoredRecord {
    const [primary, other] = [this.require(type, primaryId), this.require(type, mergedId)];
    if (primary === other) throw invalid('A record cannot be merged with itself.');
    const moved = [...other.values].filter(([name]) => !primary.values.has(name));
    for (const record of [other, primary]) this.#retire(record);
    const successor = this.records.insert(type, this.settings.now());
    for (const [name, value] of [...moved, ...primary.values]) this.#store(successor, name, value);
    for (const record of [other, primary]) {
      this.#relink(refOf(successor), this.#formerLinks.get(record) ?? []);
      this.#successors.set(record, successor);
    }
    const change = {
      kind: 'merged',
      record: refOf(successor),
      primaryId,
      mergedId,
      propertiesMoved: moved.length,
    } as const;
    this.#announce(change, source);
    return successor;
  }

  /** What a merged record has become; undefined for all others. */
  successorOf(record: StoredRecord): StoredRecord | undefined {
    const successor = this.#successors.get(record);
    return successor && (this.successorOf(successor) ?? successor);
  }

  link(from: RecordRef, to: RecordRef, type: AssociationType, source: Source): void {
    this.require(from.type, from.id);
    this.require(to.type, to.id);
    this.#linkChanged(this.links.add(from, to, type), source);
  }

  unlink(from: RecordRef, to: RecordRef, source: Source): void {
    this.#linkChanged(this.links.remove(from, to), source);
  }

  /** A record that is not archived. */
  find(type: ObjectType, id: string): StoredRecord | undefined {
    const record = this.records.find(type, id);
    return record === undefined || record.archivedAt !== undefined ? undefined : record;
  }

  require(type: ObjectType, id: string): StoredRecord {
    const record = this.find(type, id);
    if (record === undefined) throw notFound();
    return record;
  }

  /** Written and computed values together; absent = null. */
  valuesOf(record: StoredRecord): Record<string, string> {
    return { ...Object.fromEntries(record.values), ...calculatedValues(record, this) };
  }

  #defaults(type: ObjectType): SentProperties {
    if (type !== 'deals') return {};
    const currency = this.settings.multiCurrency ? { deal_currency_code: this.settings.accountCurrency } : {};
    return { pipeline: 'default', ...currency };
  }

  #apply(record: StoredRecord, values: Map<string, string>, source: Source): void {
    const at = this.settings.now();
    record.updatedAt = at;
    for (const [name, value] of values) {
      if ((record.values.get(name) ?? '') === value) continue;
      this.#store(record, name, value);
      const history = record.history.get(name) ?? [];
      history.push({ value, at, sourceType: source.changeSource, sourceId: source.sourceId });
      record.history.set(name, history);
      this.#announce({ kind: 'property', record: refOf(record), name, value }, source);
    }
  }

  #store(record: StoredRecord, name: string, value: string): void {
    const isUnique = this.properties.find(record.type, name)?.hasUniqueValue === true;
    if (isUnique) this.unique.free(record.type, name, record.values.get(name) ?? '');
    if (value === '') record.values.delete(name);
    else record.values.set(name, value);
    this.#takeUnique(record, name, value);
  }

  #takeUnique({ type, id }: StoredRecord, name: string, value: string): void {
    const isUnique = this.properties.find(type, name)?.hasUniqueValue === true;
    if (isUnique && value !== '') this.unique.take(type, name, value, id);
  }

  #retire(record: StoredRecord): void {
    record.archivedAt = this.settings.now();
    this.#formerLinks.set(record, this.links.of(refOf(record)));
    this.links.removeAll(refOf(record));
    for (const [name, value] of record.values) this.unique.free(record.type, name, value);
  }

  #relink(from: RecordRef, former: readonly Link[]): void {
    for (const { to, types } of former.filter((link) => this.find(link.to.type, link.to.id))) {
      for (const type of types) this.links.add(from, to, type);
    }
  }

  #linkChanged(changes: LinkChange[], source: Source): void {
    for (const change of changes) this.#announce({ kind: 'linked', ...change }, source);
    for (const { from, to } of changes) {
      if (from.type === 'deals' && to.type === 'line_items') this.#refreshAmount(from.id);
      if (from.type === 'line_items' && to.type === 'deals') this.#refreshAmount(to.id);
    }
  }

  #refreshParentAmounts(line: StoredRecord): void {
    for (const deal of this.links.of(refOf(line), 'deals')) this.#refreshAmount(deal.to.id);
  }

  #refreshAmount(dealId: string): void {
    if (this.settings.dealAmountFromLines)
      this.update('deals', dealId, { amount: this.sumOfLines(dealId) }, recalculation);
  }

  /** What the line items of a deal add up to, e.g. `"1876.48"`; `"0.00"` without any. */
  sumOfLines(dealId: string): string {
    const lines = this.links.of({ type: 'deals', id: dealId }, 'line_items');
    const amounts = lines.map((line) => this.valuesOf(this.require('line_items', line.to.id)).amount ?? '0');
    return amounts.reduce((sum, amount) => sum.plus(amount), new Big(0)).toFixed(2);
  }

  #announce(change: WithoutFacts<CrmChange>, source: Source): void {
    for (const listener of this.#listeners) listener({ ...change, at: this.settings.now(), source });
  }
}

type WithoutFacts<Change> = Change extends unknown ? Omit<Change, 'at' | 'source'> : never;

export function refOf(record: StoredRecord): RecordRef {
  return { type: record.type, id: record.id };
}
