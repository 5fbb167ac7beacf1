import type { Figure } from './figures.js';

/** `full` for results that are kept, `tiny` to see within seconds that everything runs; its figures say nothing. */
export type Size = 'full' | 'tiny';

/** Figures that are measured and run together. */
export interface Group {
  readonly about: string;
  /** How each figure was measured, a sentence or two each; goes into the saved document. */
  readonly method: readonly string[];
  measure(size: Size, tell: (progress: string) => void): Promise<readonly Figure[]>;
}
