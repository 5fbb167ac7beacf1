interface Waiting<Answer> {
  readonly id: string;
  resolve(answer: Answer): void;
  reject(reason: unknown): void;
}

/** Answers for a batch of distinct IDs; throws when the whole batch failed, and the function when one ID did. */
export type AskMany<Answer> = (ids: readonly string[]) => Promise<(id: string) => Answer>;

/** HubSpot's limit for one batch read. */
const mostIds = 100;
/** Batches on their way at a time; what is asked for meanwhile travels together in the next one. */
const mostBatches = 4;

/**
 * Combines single questions into batches: all of one moment go together, so that the calls per record fall as load rises.
 * An ID that several ask for is sent once. Each caller gets its own answer.
 */
export class Combined<Answer> {
  #waiting: Waiting<Answer>[] = [];
  #scheduled = false;
  #underWay = 0;

  constructor(private readonly askMany: AskMany<Answer>) {}

  /** Nothing waits or is on its way. */
  get idle(): boolean {
    return this.#waiting.length === 0 && this.#underWay === 0;
  }

  ask(id: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ id, resolve, reject });
      if (this.#scheduled) return;
      this.#scheduled = true;
      setImmediate(() => {
        this.#scheduled = false;
        this.#send();
      });
    });
  }

  #send(): void {
    while (this.#waiting.length > 0 && this.#underWay < mostBatches) {
      this.#underWay += 1;
      void this.#answer(this.#nextBatch());
    }
  }

  /** Up to 100 distinct IDs, with all who ask for one of them. */
  #nextBatch(): Waiting<Answer>[] {
    const ids = new Set<string>();
    for (const { id } of this.#waiting) if (ids.size < mostIds) ids.add(id);
    const batch = this.#waiting.filter(({ id }) => ids.has(id));
    this.#waiting = this.#waiting.filter(({ id }) => !ids.has(id));
    return batch;
  }

  async #answer(batch: readonly Waiting<Answer>[]): Promise<void> {
    try {
      const answerFor = await this.askMany([...new Set(batch.map(({ id }) => id))]);
      for (const waiting of batch) settle(waiting, answerFor);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      this.#underWay -= 1;
      this.#send();
    }
  }
}

function settle<Answer>({ id, resolve, reject }: Waiting<Answer>, answerFor: (id: string) => Answer): void {
  try {
    resolve(answerFor(id));
  } catch (error) {
    reject(error);
  }
}

/** One `Combined` per question, such as per object type and properties; kept only while it is in use. */
export class CombinedBy<Answer> {
  readonly #questions = new Map<string, Combined<Answer>>();

  async ask(question: string, id: string, askMany: AskMany<Answer>): Promise<Answer> {
    const combined = this.#questions.get(question) ?? new Combined(askMany);
    this.#questions.set(question, combined);
    try {
      return await combined.ask(id);
    } finally {
      if (combined.idle) this.#questions.delete(question);
    }
  }
}
