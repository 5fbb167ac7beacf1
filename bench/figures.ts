/** What a figure should be; one of the two. */
export interface Goal {
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** One measured value, nearly always a ratio of two things measured side by side. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  /** What the value counts; empty for a ratio. */
  readonly unit: string;
  /** Undefined: the figure only explains another one. */
  readonly goal?: Goal;
  /** Why it may miss its goal and what would reach it; told only when it does. */
  readonly ifMissed?: string;
}

/** Null where there is no goal. */
export function isMet({ value, goal }: Figure): boolean | null {
  if (!goal) return null;
  return value >= (goal.atLeast ?? -Infinity) && value <= (goal.atMost ?? Infinity);
}

export function goalText({ goal, unit }: Figure): string {
  if (!goal) return '';
  return withUnit(goal.atMost === undefined ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`, unit);
}

export function valueText({ value, unit }: Figure): string {
  return withUnit(String(rounded(value)), unit);
}

export function metText(figure: Figure): string {
  const met = isMet(figure);
  return met === null ? '' : met ? 'yes' : 'no';
}

/** For programs: one line, `{"figures":[{"name","value","goal","met"}]}`. */
export function asJson(figures: readonly Figure[]): string {
  return JSON.stringify({
    figures: figures.map((figure) => ({
      name: figure.name,
      value: rounded(figure.value),
      goal: figure.goal?.atLeast ?? figure.goal?.atMost ?? null,
      met: isMet(figure),
    })),
  });
}

const headings = ['Figure', 'Value', 'Goal', 'Met'] as const;

/** Aligned columns, with the marks of a Markdown table. */
export function asTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [figure.name, valueText(figure), goalText(figure), metText(figure)]);
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[], fill = ' ') =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(' | ')} |`;
  return [line(headings), line(['', '', '', ''], '-'), ...rows.map((row) => line(row))].join('\n');
}

/** Goals that are missed, each with its reason. */
export function missedGoals(figures: readonly Figure[]): string[] {
  return figures
    .filter((figure) => isMet(figure) === false)
    .map((figure) =>
      `${figure.name}: ${valueText(figure)}, goal ${goalText(figure)}. ${figure.ifMissed ?? ''}`.trimEnd(),
    );
}

/** Three digits that mean something are enough for a bench. */
function rounded(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}

function withUnit(text: string, unit: string): string {
  return unit ? `${text} ${unit}` : text;
}
