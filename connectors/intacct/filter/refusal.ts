import { ConnectorError, type ErrorDetails } from '../../errors.js';
import type { Place } from './condition.js';

/** Says what is wrong with a filter and where; becomes a `ConnectorError` once the filter's own form is known. */
export class FilterMistake extends Error {
  constructor(
    message: string,
    readonly at: Place,
    readonly advice: string,
  ) {
    super(message);
    this.name = 'FilterMistake';
  }
}

/** The filter's text around a mistake: so many characters before and after it. */
const before = 50;
const after = 30;

/**
 * `invalid_input`, with the text and a caret below the mistake:
 *
 * ```
 * filter: TOTALDU is no field of CUSTOMER.
 *   STATUS = 'active' AND TOTALDU > 1000
 *                         ^
 * ```
 */
export function refusedText(text: string, { message, at, advice }: FilterMistake): ConnectorError {
  const position = typeof at === 'number' ? Math.min(at, text.length) : 0;
  return refused(`filter: ${message}\n${excerpt(text, position)}`, advice, { field: 'filter', position });
}

export function refusedJson({ message, at, advice }: FilterMistake): ConnectorError {
  const path = at === '' ? 'filter' : `filter.${at}`;
  return refused(`${path}: ${message}`, advice, { field: path });
}

function refused(message: string, advice: string, details: ErrorDetails): ConnectorError {
  return new ConnectorError({
    kind: 'invalid_input',
    message,
    advice: `${advice} Nothing was sent.`,
    details,
  });
}

function excerpt(text: string, position: number): string {
  const from = position > before + 10 ? position - before : 0;
  const to = text.length > position + after + 10 ? position + after : text.length;
  const [opening, closing] = [from > 0 ? '… ' : '', to < text.length ? ' …' : ''];
  // One column per UTF-16 unit, whatever it is, so that the caret stays below its place.
  const line = text.slice(from, to).replace(/[^\P{C}\p{Cs}]/gu, ' ');
  return `  ${opening}${line}${closing}\n  ${' '.repeat(opening.length + position - from)}^`;
}
