interface Remembered {
  readonly value: Promise<unknown>;
  readonly until: number;
}

/** What a company's process has learnt and need not ask again soon: names of records, fields of objects. */
export class CompanyMemory {
  readonly #known = new Map<string, Remembered>();

  /** @param limit How many answers are kept; the oldest go first. */
  constructor(private readonly limit = 10_000) {}

  /** The answer of `load`, asked at most once at a time and kept for `forMs` milliseconds. A failure is not kept. */
  recall<Value>(name: string, forMs: number, load: () => Promise<Value>): Promise<Value> {
    const known = this.#known.get(name);
    if (known && known.until > Date.now()) return known.value as Promise<Value>;
    const value = load();
    this.#known.delete(name);
    this.#known.set(name, { value, until: Date.now() + forMs });
    value.catch(() => this.#known.get(name)?.value === value && this.#known.delete(name));
    this.#dropOldest();
    return value;
  }

  forget(name: string): void {
    this.#known.delete(name);
  }

  #dropOldest(): void {
    const [oldest] = this.#known.keys();
    if (this.#known.size > this.limit && oldest !== undefined) this.#known.delete(oldest);
  }
}
