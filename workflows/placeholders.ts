/** Results by name. */
export type Results = Readonly<Record<string, unknown>>;

const whole = /^\{\{\s*([\w.-]+)\s*\}\}$/;
const inside = /\{\{\s*([\w.-]+)\s*\}\}/g;

/**
 * Fills `{{invoice.key}}` and the like, anywhere in a JSON value, from earlier results. A text that is nothing but a
 * placeholder takes the value as it is; inside other text it is written out.
 *
 * Throws `UnknownPlaceholder` when there is no such result.
 */
export function filled(value: unknown, results: Results): unknown {
  if (typeof value === 'string') return filledText(value, results);
  if (Array.isArray(value)) return value.map((item) => filled(item, results));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, filled(inner, results)]));
}

/** Names of the results that a value refers to, such as `invoice` in `{{invoice.key}}`. */
export function namesIn(value: unknown): string[] {
  if (typeof value === 'string') return [...value.matchAll(inside)].map(([, path = '']) => path.split('.')[0] ?? '');
  if (typeof value !== 'object' || value === null) return [];
  return [...new Set(Object.values(value).flatMap(namesIn))];
}

export class UnknownPlaceholder extends Error {
  constructor(readonly path: string) {
    super(`{{${path}}} names no result of an earlier step.`);
    this.name = 'UnknownPlaceholder';
  }
}

function filledText(text: string, results: Results): unknown {
  const path = whole.exec(text)?.[1];
  if (path !== undefined) return resultAt(path, results);
  return text.replace(inside, (_, inner: string) => String(resultAt(inner, results)));
}

function resultAt(path: string, results: Results): unknown {
  let value: unknown = results;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) throw new UnknownPlaceholder(path);
    value = (value as Results)[name];
  }
  return value;
}
