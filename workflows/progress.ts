import { defineQuery, setCurrentDetails, setHandler } from '@temporalio/workflow';

export interface Status {
  /** What has been done, oldest first, each a sentence. */
  readonly done: readonly string[];
  /** What is being done now; empty at the end. */
  readonly now: string;
}

/** What every shipped workflow answers at any time. */
export const statusQuery = defineQuery<Status>('status');

/** Keeps the `status` query and the details that the Temporal UI shows up to date. */
export class Progress {
  readonly #done: string[] = [];
  #now = '';

  constructor() {
    setHandler(statusQuery, () => ({ done: [...this.#done], now: this.#now }));
  }

  /** Tells what is being done, does it, and tells what came of it. */
  async step<Result>(doing: string, work: () => Promise<Result>, done: (result: Result) => string): Promise<Result> {
    this.#now = doing;
    this.#show();
    const result = await work();
    this.#done.push(done(result));
    this.#now = '';
    this.#show();
    return result;
  }

  #show(): void {
    const lines = this.#done.map((sentence) => `- ✓ ${sentence}`);
    if (this.#now) lines.push(`- … ${this.#now}`);
    setCurrentDetails(lines.join('\n'));
  }
}
