/** At most `size()` holders at a time; the rest wait in line. */
export class Slots {
  #held = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(readonly size: () => number) {}

  async take(): Promise<void> {
    if (this.#held < this.size()) this.#held += 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** The slot goes straight to the next in line, so that nobody can jump in between. */
  release(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#held -= 1;
    else next();
  }
}
