export interface HookCall {
  readonly function: string;
  readonly controlId: string;
  readonly object?: string;
  /** `before`: not executed yet. `committed`: in the books for good, not answered yet; only after a success. */
  readonly stage: 'before' | 'committed';
}

/** May wait, which delays the request; throwing or returning 'drop' breaks the connection without a reply. */
// biome-ignore lint/suspicious/noConfusingVoidType: hooks that return nothing, and those that return 'drop', are both meant
export type Hook = (call: HookCall) => void | 'drop' | Promise<void | 'drop'>;

/** The connection is to be broken without a reply. What was committed stays. */
export class Dropped extends Error {}

export class Hooks {
  readonly #hooks = new Set<Hook>();

  add(hook: Hook): () => void {
    this.#hooks.add(hook);
    return () => this.#hooks.delete(hook);
  }

  get any(): boolean {
    return this.#hooks.size > 0;
  }

  async call(call: HookCall): Promise<void> {
    for (const hook of this.#hooks) {
      const answer = await callSafely(hook, call);
      if (answer === 'drop') throw new Dropped();
    }
  }
}

async function callSafely(hook: Hook, call: HookCall): Promise<'drop' | undefined> {
  try {
    return (await hook(call)) || undefined;
  } catch {
    return 'drop';
  }
}
