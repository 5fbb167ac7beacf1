import { Books, type Change } from '../books/books.js';
import { CompanyObjects } from '../custom/registry.js';
import type { ObjectRegistry } from '../objects/definition.js';
import { OBJECTS } from '../objects/registry.js';
import { Clock } from './clock.js';
import { type Credentials, SANDBOX_CREDENTIALS } from './credentials.js';
import { ReadLag } from './read-lag.js';
import { type CompanySettings, defaultSettings } from './settings.js';

/** One write that is in the books for good. */
export interface Commit {
  readonly at: string;
  readonly function: string;
  readonly controlId: string;
  readonly object: string;
  readonly recordno: string;
}

/** A company: its books, settings and time. Knows nothing of XML or HTTP. */
export class Company {
  readonly clock = new Clock();
  readonly books = new Books(OBJECTS.values(), () => this.clock.timestamp());
  readonly readLag = new ReadLag(this.clock);
  readonly credentials: Credentials = SANDBOX_CREDENTIALS;
  readonly commits: Commit[] = [];
  /** Told of every commit: what was written, and every record that changed with it. */
  onCommit: (commits: readonly Commit[], changes: readonly Change[]) => void = () => {};
  readonly settings: CompanySettings = defaultSettings();
  readonly #objects = new CompanyObjects(OBJECTS, this.settings, this.books);
  readonly #counters = new Map<string, number>();

  /** Every object, with what the company added to them. */
  get objects(): ObjectRegistry {
    return this.#objects.current();
  }

  /** Next number of a document sequence, skipping numbers for which `taken` says yes. */
  nextNumber(sequence: string, format: (count: number) => string, taken: (number: string) => boolean): string {
    let count = this.#counters.get(sequence) ?? 0;
    let number: string;
    do {
      count += 1;
      number = format(count);
    } while (taken(number));
    this.#counters.set(sequence, count);
    return number;
  }
}
