/** The company's time. Runs with the machine's clock, plus what tests put ahead or behind. */
export class Clock {
  #offsetMs = 0;

  now(): number {
    return Date.now() + this.#offsetMs;
  }

  advance(milliseconds: number): void {
    this.#offsetMs += milliseconds;
  }

  /** Today in UTC, YYYY-MM-DD. */
  today(): string {
    return this.timestamp().slice(0, 10);
  }

  /** Now as the books keep it: YYYY-MM-DDTHH:MM:SS in UTC, whole seconds. */
  timestamp(): string {
    return new Date(this.now()).toISOString().slice(0, 19);
  }
}
