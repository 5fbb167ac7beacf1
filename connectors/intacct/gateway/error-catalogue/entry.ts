import type { ErrorKind, Retry } from '../../../errors.js';

/** Where in a reply an error stands (facts/intacct-xml.md §3.2). */
export type ErrorLevel = 'transport' | 'control' | 'authentication' | 'function';

/**
 * How sure we are that this sign means what the entry says: `high` seen in Sage's own material or in several companies,
 * `medium` reported by one source, `low` hearsay, or the words of our sandbox where the real ones are not published.
 */
export type Certainty = 'high' | 'medium' | 'low';

/** What one error means to a person. */
export interface ErrorMeaning {
  /** Our code: stable, in snake_case, the `type` of the Temporal failure. */
  readonly code: string;
  readonly kind: ErrorKind;
  /** A few words for lists. */
  readonly title: string;
  /** One sentence: why it happens. */
  readonly cause: string;
  /** What to do, and where to click. */
  readonly solution: string;
  /** Default `no`. */
  readonly retry?: Retry;
  /** The input field that is most likely to blame. */
  readonly field?: string;
}

/** How an error is recognised: all given conditions hold. */
export interface Sign {
  /** Default: the level of the theme, or any. */
  readonly level?: ErrorLevel;
  /** One of these is the error's number. */
  readonly codes?: readonly string[];
  /** Intacct's newer name of the error, present when the request asked for additional information. */
  readonly errorId?: string;
  /** Found in the text. What named groups catch becomes `details.values`. */
  readonly text?: RegExp;
  /** Fits many different errors, so any sign that is not general goes first. */
  readonly general?: true;
  /** Says only "could not …": it explains an error when nothing more specific stands beside it. */
  readonly wrapper?: true;
  readonly certainty: Certainty;
  /** A text that carries this sign, as Intacct or our sandbox words it. */
  readonly example: string;
}

/** The example of a sign that goes by number or place alone, where no wording of Intacct is published. */
export const unpublished = 'Words of Intacct that are not published.';

export interface CatalogueEntry extends ErrorMeaning {
  readonly signs: readonly Sign[];
}

/** Entries that belong together, as a chapter of the documentation. */
export interface Theme {
  readonly title: string;
  /** Where the errors of this theme stand unless a sign says otherwise. */
  readonly level?: ErrorLevel;
  readonly entries: readonly CatalogueEntry[];
}
