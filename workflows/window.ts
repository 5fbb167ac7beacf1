/**
 * Works on all items, at most `size` of them at a time; results in the order of the items. When one fails, no further
 * ones are begun; the failure goes on once those under way have ended, so that none is left in an unknown state.
 */
export async function inWindow<Item, Result>(
  items: readonly Item[],
  size: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const entries = items.entries();
  let failed = false;
  const worker = async () => {
    // One iterator for all: each takes the next item that nobody has taken.
    for (const [index, item] of entries) {
      if (failed) return;
      try {
        results[index] = await work(item, index);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: Math.min(size, items.length) }, worker));
  for (const outcome of workers) if (outcome.status === 'rejected') throw outcome.reason;
  return results;
}
