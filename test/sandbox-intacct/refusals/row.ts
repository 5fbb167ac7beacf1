import type { SandboxOptions } from '../../../sandbox/intacct/index.js';
import { dateXml } from '../bookkeeping.js';

/** One of the four refusals that a function does not know, and why. */
export interface Why {
  readonly because: string;
}

/** The accepted call with one thing changed, and the codes of the refusal: a part of its text, or the key it names. */
export type Change =
  | { readonly from: string; readonly to: string; readonly codes: readonly string[] }
  | { readonly key: string; readonly codes: readonly string[] };

/** A function and how it is refused. */
export interface Row {
  readonly settings?: NonNullable<SandboxOptions['settings']>;
  /** Writes what the call needs and tells its key. */
  readonly given?: (call: (body: string) => Promise<string>) => Promise<string>;
  /** A call that is accepted; each refused one differs from it in one thing only. */
  readonly accepted: (key: string) => string;
  /** Two children whose order matters; or the element whose children may come in any order. */
  readonly order: readonly [string, string] | { readonly any: string } | Why;
  /** A field that only the object knows not to exist; the schema knows of one in every function but create and update. */
  readonly unknown?: Change;
  readonly references: readonly Change[] | Why;
  /** The operation; where there is none, its name in capitals. */
  readonly operation?: string;
  /** Why it is answered whatever is denied. */
  readonly free?: string;
}

/** The contents of create and update are the objects' business, not the schema's. */
export const OPEN = new Set(['create', 'update']);

export const ONE_CHILD: Why = { because: 'It has one child at most, or several of one name.' };
export const NO_CHILD: Why = { because: 'It has no children.' };
export const NAMES_NOTHING: Why = { because: 'It names no record that has to be there.' };

/** A reference to nothing in a document, with the wrapper behind it. */
export const INVALID = ['BL01001973', 'BL01001973'];
/** A document that is not there, with the wrapper behind it. */
export const NOT_FOUND = ['BL03000018', 'BL01001973'];

/** A key that no record has. */
export const noSuchKey = (codes: readonly string[] = NOT_FOUND): Change => ({ key: '99999', codes });

/** The first element of that name names nothing. */
export const noSuch = (element: string, value: string, codes: readonly string[] = INVALID): Change => ({
  from: `<${element}>${value}</${element}>`,
  to: `<${element}>NOSUCH</${element}>`,
  codes,
});

export const CREATED = dateXml('datecreated', '2026-02-03');
export const REVERSED = dateXml('datereversed', '2026-02-25');
