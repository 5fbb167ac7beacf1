/**
 * Keeps a transaction alone at the books. Single functions run to their end without a pause and need no turn of their own;
 * a transaction pauses between its functions (hooks may wait), and meanwhile everybody else waits.
 */
export class Turns {
  #open: Promise<void> | undefined;

  /**
   * Resolves at the end of the open transaction; `undefined` when none is open. Whoever waits must look again, in a loop
   * without another pause, as the next transaction may have been quicker.
   */
  get open(): Promise<void> | undefined {
    return this.#open;
  }

  async alone<T>(work: () => Promise<T>): Promise<T> {
    while (this.#open) await this.#open;
    let end = () => {};
    this.#open = new Promise((resolve) => {
      end = resolve;
    });
    try {
      return await work();
    } finally {
      this.#open = undefined;
      end();
    }
  }
}
