import type { UserFormatting } from './settings-masters.js';

/** A stored UTC timestamp in the user's offset. */
export function inUserTime(stored: string, { gmtoffset }: UserFormatting): string {
  const hours = Number(gmtoffset);
  if (stored === '' || hours === 0) return stored;
  return new Date(Date.parse(`${stored}Z`) + hours * 3_600_000).toISOString().slice(0, 19);
}

/** A stored date or timestamp as the user wants it written; `undefined` for the usual `mm/dd/yyyy HH:MM:SS`. */
export function userFormat({ dateformat, clock }: UserFormatting): ((stored: string) => string) | undefined {
  if (dateformat === '/mdY' && clock === '24') return undefined;
  return (stored) => {
    const [year = '', month = '', day = ''] = stored.slice(0, 10).split('-');
    const parts: Readonly<Record<string, string>> = { Y: year, y: year.slice(2), m: month, d: day };
    const written = [...dateformat.slice(1)].map((letter) => parts[letter] ?? '').join(dateformat[0]);
    return stored.length > 10 ? `${written} ${timeOfDay(stored.slice(11, 19), clock)}` : written;
  };
}

function timeOfDay(time: string, clock: '12' | '24'): string {
  if (clock === '24') return time;
  const hour = Number(time.slice(0, 2));
  return `${String(hour % 12 || 12).padStart(2, '0')}${time.slice(2)} ${hour < 12 ? 'AM' : 'PM'}`;
}
