/**
 * Whether an action only reads, by its name: the catalogue itself would make the bundle three times as large. A test holds the
 * two together. To take a read for a write only costs a call when a run is cancelled.
 */
export function readsOnly(action: string): boolean {
  return /^(get|list|find|query|count|describe|read|test|accountBalances)/.test(action);
}
