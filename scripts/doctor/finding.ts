import { ConnectorError } from '../../connectors/errors.js';
import { connectorErrors } from '../../connectors/intacct/gateway/error-catalogue/connector.js';

export type Area = 'intacct' | 'hubspot' | 'temporal';

/** What one look at the set-up showed. */
export interface Finding {
  readonly area: Area;
  /** What was looked at, in a word or two. */
  readonly check: string;
  /** `warn` works, or works in part, and will surprise somebody; `wrong` does not work. */
  readonly state: 'ok' | 'warn' | 'wrong';
  /** Stable name of the cause, where there is one an error code of docs/errors.md; null when all is well. */
  readonly code: string | null;
  readonly what: string;
  /** Why it matters; null when all is well. */
  readonly why: string | null;
  /** What to do and where; null when all is well. */
  readonly fix: string | null;
}

export type Cause = Pick<Finding, 'code' | 'what' | 'why' | 'fix'>;

/** Makes the findings of one area. */
export const findingsOf = (area: Area) => ({
  ok: (check: string, what: string): Finding => ({ area, check, state: 'ok', code: null, what, why: null, fix: null }),
  warn: (check: string, cause: Cause): Finding => ({ area, check, state: 'warn', ...cause }),
  wrong: (check: string, cause: Cause): Finding => ({ area, check, state: 'wrong', ...cause }),
});

/** The cause that an error tells. Anything but a `ConnectorError` is a fault of this program and thrown on. */
export function causeOf(error: unknown): Cause {
  if (!(error instanceof ConnectorError)) throw error;
  const { code, message, advice, details } = error;
  const meaning = connectorErrors.find((known) => known.code === code);
  return { code, what: message, why: details.cause ?? meaning?.cause ?? null, fix: advice };
}

export const isWell = (findings: readonly Finding[]) => findings.every(({ state }) => state !== 'wrong');
