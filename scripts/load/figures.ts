/** Durations of one kind of call. */
export class Durations {
  readonly #milliseconds: number[] = [];

  async of<T>(work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    const result = await work();
    this.#milliseconds.push(performance.now() - started);
    return result;
  }

  get count(): number {
    return this.#milliseconds.length;
  }

  /** The time that this share of the calls did not exceed. */
  percentile(share: number): number {
    const sorted = Float64Array.from(this.#milliseconds).sort();
    return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  }
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
