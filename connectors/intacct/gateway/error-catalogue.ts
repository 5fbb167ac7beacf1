import { accountErrors } from './error-catalogue/accounts.js';
import type { CatalogueEntry, ErrorLevel, ErrorMeaning, Sign, Theme } from './error-catalogue/entry.js';
import { gatewayErrors } from './error-catalogue/gateway.js';
import { invoiceErrors } from './error-catalogue/invoices.js';
import { payableErrors } from './error-catalogue/payables.js';
import { paymentErrors } from './error-catalogue/payments.js';
import { recordErrors } from './error-catalogue/records.js';
import { signInErrors } from './error-catalogue/sign-in.js';

export type { CatalogueEntry, Certainty, ErrorLevel, ErrorMeaning, Sign, Theme } from './error-catalogue/entry.js';
export { unpublished } from './error-catalogue/entry.js';

/** What Intacct's errors mean, by theme. Ground: facts/intacct-xml.md §7.2. The order of entries means nothing. */
export const errorThemes: readonly Theme[] = [
  gatewayErrors,
  signInErrors,
  recordErrors,
  invoiceErrors,
  paymentErrors,
  payableErrors,
  accountErrors,
];

/** A sign with the entry that it leads to. `level` is that of the sign or of its theme. */
export interface Lead {
  readonly sign: Sign;
  readonly entry: CatalogueEntry;
  readonly level: ErrorLevel | undefined;
  /** The lower, the more specific. */
  readonly rank: number;
}

/**
 * How specific a sign is. Codes lie, and some are used for everything: so a code together with its text goes before a
 * code that means one thing, that before a text, and general signs come last.
 */
function rankOf(sign: Sign): number {
  if (sign.errorId) return 0;
  if (sign.general) return generalRank(sign);
  if (sign.codes) return sign.text ? 1 : 2;
  return 3;
}

function generalRank({ text, codes }: Sign): number {
  if (text) return 4;
  return codes ? 6 : 7;
}

/** Rank of an error that no sign fits: its own words say more than a general code does, and less than any text we know. */
export const unknownRank = 5;

/** Every sign, the most specific first: the first that fits an error explains it. */
export const errorLeads: readonly Lead[] = errorThemes
  .flatMap((theme) =>
    theme.entries.flatMap((entry) =>
      entry.signs.map((sign): Lead => ({ sign, entry, level: sign.level ?? theme.level, rank: rankOf(sign) })),
    ),
  )
  .sort((one, other) => one.rank - other.rank);

/** For what no sign fits: the vendor's words stand for themselves. */
export const unknownError: ErrorMeaning = {
  code: 'rejected',
  kind: 'rejected',
  title: 'Intacct refused the call',
  cause: 'Intacct gives a reason in its own words, under a number that this catalogue does not know.',
  solution: 'Mend what Intacct’s words name, then repeat the step.',
};
