import { ConnectorError, type ErrorDetails, type ErrorKind } from '../../errors.js';
import { connectorErrors } from './error-catalogue/connector.js';
import {
  type ErrorLevel,
  type ErrorMeaning,
  errorLeads,
  errorThemes,
  type Lead,
  type Sign,
  unknownError,
  unknownRank,
} from './error-catalogue.js';
import type { GatewayErrorEntry } from './reply.js';

/** An error of the Intacct gateway, already explained. */
export class IntacctError extends ConnectorError {
  override readonly name = 'IntacctError';
}

/** One error of a reply and what the catalogue makes of it. */
interface Explained {
  readonly error: GatewayErrorEntry;
  readonly meaning: ErrorMeaning;
  /** The lower, the better it explains the failure. */
  readonly rank: number;
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Turns the errors of one reply level into one explained error. The most specific one wins over general codes and over
 * wrappers such as `BL01001973`, in whatever order they stand; all of them stay in `details.vendorErrors`.
 */
export function errorFrom(level: ErrorLevel, errors: readonly GatewayErrorEntry[]): IntacctError {
  const [main] = errors.map((error) => explain(level, error)).sort((one, other) => one.rank - other.rank);
  if (!main) return unexplained(level);
  return new IntacctError({
    kind: main.meaning.kind,
    code: main.meaning.code,
    message: messageOf(main),
    advice: main.meaning.solution,
    retry: main.meaning.retry ?? 'no',
    details: detailsOf(main, errors),
  });
}

/** A failure below XML: `kind` tells whether the request can have reached the gateway. */
export function transportError(problem: string, kind: ErrorKind, cause?: unknown, httpStatus?: number): IntacctError {
  const meaning = meaningOf(transportCodes[kind] ?? 'gateway_unavailable');
  return new IntacctError({
    kind,
    code: meaning.code,
    message: `Intacct: ${problem}`,
    advice: meaning.solution,
    retry: 'soon',
    details: { title: meaning.title, cause: meaning.cause, ...(httpStatus === undefined ? {} : { httpStatus }) },
    cause,
  });
}

const transportCodes: Partial<Record<ErrorKind, string>> = {
  unknown_outcome: 'unknown_outcome',
  throttled: 'rate_limited',
};

/** What the catalogue says of one of our codes. */
export function meaningOf(code: string): ErrorMeaning {
  const meanings = [...connectorErrors, ...errorThemes.flatMap(({ entries }) => entries)];
  return meanings.find((meaning) => meaning.code === code) ?? unknownError;
}

/** How far a wrapper is put behind: after every error that says something, and still in order among wrappers. */
const wrapperPenalty = 10;

function explain(level: ErrorLevel, error: GatewayErrorEntry): Explained {
  const text = plainText(error.text);
  const lead = errorLeads.find((each) => fits(each, level, error, text));
  if (!lead) return { error, meaning: unknownError, rank: unknownRank, values: {} };
  return {
    error,
    meaning: lead.entry,
    rank: lead.rank + (lead.sign.wrapper ? wrapperPenalty : 0),
    values: valuesIn(text, lead.entry.signs),
  };
}

function fits({ sign, level: ofLead }: Lead, level: ErrorLevel, error: GatewayErrorEntry, text: string): boolean {
  if (ofLead !== undefined && ofLead !== level) return false;
  if (sign.errorId !== undefined && sign.errorId !== error.errorId) return false;
  if (sign.codes !== undefined && !sign.codes.includes(error.code)) return false;
  return sign.text === undefined || sign.text.test(text);
}

/** What the named groups of the entry's patterns catch, such as the number that is taken. */
function valuesIn(text: string, signs: readonly Sign[]): Record<string, string> {
  const caught = signs.flatMap((sign) => Object.entries(sign.text?.exec(text)?.groups ?? {}));
  return Object.fromEntries(caught.filter(([, value]) => value));
}

function messageOf({ error, meaning }: Explained): string {
  const words = plainText(error.text) || error.code || meaning.title;
  return `Intacct: ${words}${error.correction ? ` (${plainText(error.correction)})` : ''}`;
}

function detailsOf({ error, meaning, values }: Explained, all: readonly GatewayErrorEntry[]): ErrorDetails {
  return {
    title: meaning.title,
    cause: meaning.cause,
    vendorText: plainText(error.text),
    ...(error.code ? { vendorCode: error.code } : {}),
    ...(error.errorId ? { vendorErrorId: error.errorId } : {}),
    ...(error.supportId ? { supportId: error.supportId } : {}),
    ...(meaning.field ? { field: meaning.field } : {}),
    ...(Object.keys(values).length > 0 ? { values } : {}),
    ...(all.length > 1 ? { vendorErrors: all.map(({ code, text }) => ({ code, text: plainText(text) })) } : {}),
  };
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Intacct escapes some texts twice, and its quotation marks are now straight, now curly: read alike. */
function plainText(text: string): string {
  return text
    .replaceAll(/&(?:#(\d{1,6})|#x([\da-f]{1,5})|(\w+));/gi, (whole, decimal, hexadecimal, name) => {
      if (name) return entities[String(name).toLowerCase()] ?? whole;
      return characterOf(decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hexadecimal, 16)) ?? whole;
    })
    .replaceAll(/[‘’]/g, "'")
    .replaceAll(/[“”]/g, '"')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function characterOf(codePoint: number): string | undefined {
  return codePoint > 0 && codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : undefined;
}

function unexplained(level: ErrorLevel): IntacctError {
  const { kind, title, cause, solution } = meaningOf('unexpected_response');
  return new IntacctError({
    kind,
    message: `Intacct: the reply reports a failure at the ${level} level but names no error.`,
    advice: solution,
    details: { title, cause },
  });
}
