export interface Rate {
  /** What comes in steadily. */
  readonly perSecond: number;
  /** What may come at once after a pause. */
  readonly burst: number;
}

/** A simple limit for each name, in memory: a bucket that fills steadily. */
export class RateLimit {
  readonly #buckets = new Map<string, { left: number; at: number }>();

  constructor(
    private readonly rate: Rate,
    private readonly clock: () => number = Date.now,
  ) {}

  /** Whether one more may come now. */
  take(name: string): boolean {
    const now = this.clock();
    const { left, at } = this.#buckets.get(name) ?? { left: this.rate.burst, at: now };
    const filled = Math.min(this.rate.burst, left + ((now - at) / 1000) * this.rate.perSecond);
    const granted = filled >= 1;
    this.#buckets.set(name, { left: granted ? filled - 1 : filled, at: now });
    return granted;
  }
}
