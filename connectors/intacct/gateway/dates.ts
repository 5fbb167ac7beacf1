import type { XmlElement } from './envelope.js';

/** ISO `2026-01-05` → `01/05/2026`, as generic objects and `query` want it. */
export function toGatewayDate(iso: string): string {
  const { year, month, day } = split(iso);
  return `${month}/${day}/${year}`;
}

/** ISO `2026-01-05` → `<year/><month/><day/>`, as legacy functions want it. */
export function toDateElement(iso: string): XmlElement {
  return split(iso);
}

/** `mm/dd/yyyy HH:MM:SS` in GMT, the time zone that the API user is to be set to (facts/intacct-xml.md §10). */
export function toGatewayTimestamp(moment: Date): string {
  const [date = '', time = ''] = moment.toISOString().split('T');
  return `${toGatewayDate(date)} ${time.slice(0, 8)}`;
}

/** `01/05/2026` (with or without a time of day) → `2026-01-05`; null when empty or in another form. */
export function fromGatewayDate(text: string): string | null {
  const found = /^(\d{2})\/(\d{2})\/(\d{4})/.exec(text);
  return found ? `${found[3]}-${found[1]}-${found[2]}` : null;
}

function split(iso: string): { year: string; month: string; day: string } {
  const [year = '', month = '', day = ''] = iso.split('-');
  return { year, month, day };
}
