/** Assumed time of a function that was never measured, in milliseconds; that of a document in an ordinary company. */
const unmeasuredMs = 400;
/** Weight of the latest request against what was known before. */
const learning = 0.3;

/**
 * How long functions take in this company, learned from requests. The gateway runs the functions of a request one after
 * the other, so a request's time is about the sum of its functions' times.
 */
export class Durations {
  readonly #measuredMs = new Map<string, number>();

  estimateMs(functionName: string): number {
    return this.#measuredMs.get(functionName) ?? unmeasuredMs;
  }

  /** Scales what was assumed of each function by how wrong the sum was. */
  learn(functionNames: readonly string[], durationMs: number): void {
    const assumedMs = functionNames.reduce((sum, name) => sum + this.estimateMs(name), 0);
    const error = Math.max(durationMs, 1) / assumedMs;
    for (const name of new Set(functionNames)) {
      const known = this.estimateMs(name);
      // A first measurement counts in full.
      const weight = this.#measuredMs.has(name) ? learning : 1;
      this.#measuredMs.set(name, known * (1 + weight * (error - 1)));
    }
  }
}
