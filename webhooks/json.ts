// Deeper than any sender's own; far from where a parser's or the database's stack would end.
const deepest = 32;

/** A body as JSON; undefined when it is none, or nests deeper than 32 levels. */
export function jsonOf(body: Buffer): unknown {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return nestsDeeper(value, deepest) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** A body that is a JSON object. */
export function jsonObjectOf(body: Buffer): Readonly<Record<string, unknown>> | undefined {
  const value = jsonOf(body);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return value as Readonly<Record<string, unknown>>;
}

/** A text or number as text, cut to 200 characters; empty for anything else. */
export function shortText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 200) : '';
}

function nestsDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => nestsDeeper(inner, levels - 1));
}
