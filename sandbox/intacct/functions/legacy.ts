import { type Cents, parseCents } from '../books/money.js';
import type { CurrencyDraft } from '../documents/exchange.js';
import { isoDate } from '../objects/values.js';
import { invalidValue, notSimulated } from '../refusals.js';
import { child, childText, type XmlElement } from '../xml/element.js';

/** Readers that the legacy functions share. Each gives '' (or nothing) for an absent element. */

export function textOf(element: XmlElement, name: string): string {
  return childText(element, name) ?? '';
}

/** `<year/><month/><day/>` → YYYY-MM-DD. */
export function dateOf(element: XmlElement, name: string): string {
  const date = child(element, name);
  if (!date) return '';
  const [year, month, day] = ['year', 'month', 'day'].map((part) => textOf(date, part));
  const iso = /^\d+$/.test(`${year}${month}${day}`) ? isoDate(year ?? '', month ?? '', day ?? '') : undefined;
  return iso ?? invalidValue(name, `${month}/${day}/${year}`);
}

export function amountOf(element: XmlElement, name: string): Cents {
  const sent = textOf(element, name);
  return parseCents(sent) ?? invalidValue(name, sent);
}

export function currencyOf(element: XmlElement): CurrencyDraft {
  return {
    currency: textOf(element, 'currency'),
    baseCurrency: textOf(element, 'basecurr'),
    rateDate: dateOf(element, 'exchratedate'),
    rateType: textOf(element, 'exchratetype'),
    rate: textOf(element, 'exchrate'),
  };
}

/** What a function does not read it would have to drop silently; that is refused openly. Empty elements are harmless. */
export function refuseUnread(element: XmlElement, read: readonly string[]): void {
  const unread = element.children.find(
    ({ name, children, text }) => !read.includes(name) && (children.length > 0 || text.trim() !== ''),
  );
  if (unread) notSimulated(`${unread.name} in ${element.name}`);
}
