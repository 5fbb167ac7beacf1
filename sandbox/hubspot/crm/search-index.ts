import type { AccountSettings } from '../settings.js';
import type { StoredRecord } from './records.js';

type Values = Record<string, string>;

interface Snapshot {
  /** Until this moment (epoch ms) the record looked like `values`. */
  until: number;
  values: Values;
}

/** What search believes: the truth as it was `searchDelayMs` ago. Without a delay nothing is remembered. */
export class SearchIndex {
  readonly #past = new Map<StoredRecord, Snapshot[]>();

  constructor(readonly settings: AccountSettings) {}

  /** To be called before a write, with the values that are about to change. */
  remember(record: StoredRecord, values: Values): void {
    if (this.settings.searchDelayMs === 0) return;
    const seenAt = this.#seenAt();
    const stillSeen = (this.#past.get(record) ?? []).filter((snapshot) => snapshot.until > seenAt);
    this.#past.set(record, [...stillSeen, { until: this.settings.now(), values }]);
  }

  /** The values search sees, given the true ones; undefined while it has not noticed the record at all. */
  seen(record: StoredRecord, trueValues: () => Values): Values | undefined {
    const seenAt = this.#seenAt();
    if (record.createdAt > seenAt) return undefined;
    return this.#past.get(record)?.find((snapshot) => snapshot.until > seenAt)?.values ?? trueValues();
  }

  #seenAt(): number {
    return this.settings.now() - this.settings.searchDelayMs;
  }
}
