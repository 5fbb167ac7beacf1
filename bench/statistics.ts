/** The middle one; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (upper + lower) / 2;
}

/** How long it takes, in milliseconds. */
export async function timed(work: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** Durations of two kinds of work in milliseconds, measured in turn, so that whatever disturbs one disturbs the other. */
export interface Pairs {
  readonly ours: number[];
  readonly theirs: number[];
}

/** Does both `count` times, in changing order; `between` runs, unmeasured, after each. */
export async function inTurn(
  count: number,
  ours: () => unknown,
  theirs: () => unknown,
  between: () => Promise<unknown> = async () => {},
): Promise<Pairs> {
  const pairs: Pairs = { ours: [], theirs: [] };
  const oneOf = async (work: () => unknown, into: number[]) => {
    into.push(await timed(work));
    await between();
  };
  for (let pair = 0; pair < count; pair += 1) {
    const both = [() => oneOf(ours, pairs.ours), () => oneOf(theirs, pairs.theirs)];
    if (pair % 2 === 1) both.reverse();
    for (const one of both) await one();
  }
  return pairs;
}
