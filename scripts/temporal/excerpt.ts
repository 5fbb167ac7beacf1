/**
 * The beginning and the end of what a program said, for the error message should it fail. The reason is in one of them:
 * it is the last thing said, or a long stack trace comes after it.
 */
export class Excerpt {
  readonly #first: string[] = [];
  readonly #last: string[] = [];
  readonly #limit: number;

  /** Keeps up to `limit` lines at either end. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  add(line: string): void {
    if (this.#first.length < this.#limit) this.#first.push(line);
    else this.#last.push(line);
    if (this.#last.length > this.#limit) this.#last.shift();
  }

  matches(pattern: RegExp): boolean {
    return [...this.#first, ...this.#last].some((line) => pattern.test(line));
  }

  text(indent = ''): string {
    return [...this.#first, ...this.#last].map((line) => indent + line).join('\n');
  }
}
