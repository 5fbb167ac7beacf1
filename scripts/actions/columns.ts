/** Rows as lines of text, columns aligned; the last one stays as it is. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((text, column) => Math.max(text.length, widest[column] ?? 0)),
    [],
  );
  return rows.map((row) => lineOf(row, widths)).join('\n');
}

function lineOf(row: readonly string[], widths: readonly number[]): string {
  return row
    .map((text, column) => (column === row.length - 1 ? text : text.padEnd(widths[column] ?? 0)))
    .join('  ')
    .trimEnd();
}
