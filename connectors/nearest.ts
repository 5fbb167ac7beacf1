/** The names most like a misspelt one, the most similar first; those that resemble it too little are left out. */
export function nearestNames(wanted: string, names: readonly string[], most = 3): readonly string[] {
  const asked = wanted.toLowerCase();
  const farthest = Math.max(2, Math.ceil(asked.length * 0.4));
  return names
    .map((name) => ({ name, distance: distance(asked, name.toLowerCase()) }))
    .filter((each) => each.distance <= farthest)
    .sort((one, other) => one.distance - other.distance)
    .slice(0, most)
    .map(({ name }) => name);
}

/** ` Did you mean a, b?`, or nothing. */
export function suggestion(names: readonly string[]): string {
  return names.length > 0 ? ` Did you mean ${names.join(', ')}?` : '';
}

/** Levenshtein distance. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [column, compared] of [...other].entries()) {
      const replaced = (row[column] ?? 0) + (letter === compared ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
