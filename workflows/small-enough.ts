/** Of all results together, in bytes. Temporal takes no result above 2 MB. */
const most = 1_500_000;

const identity = ['key', 'id', 'number', 'state'] as const;

/** Makes the results of many actions fit into the result of one workflow. */
export class Room {
  #left = most;

  /** The result as it is while there is room for it; else what identifies its record, marked `cut`. */
  keep(result: unknown): unknown {
    const size = sizeOf(result);
    const kept = size <= this.#left ? result : cut(result);
    this.#left -= kept === result ? size : 0;
    return kept;
  }
}

function sizeOf(result: unknown): number {
  return new TextEncoder().encode(JSON.stringify(result) ?? '').length;
}

function cut(result: unknown): Readonly<Record<string, unknown>> {
  const fields = (typeof result === 'object' && result !== null ? result : {}) as Readonly<Record<string, unknown>>;
  const known = identity.filter((name) => typeof fields[name] === 'string').map((name) => [name, fields[name]]);
  return { ...Object.fromEntries(known), cut: true };
}
