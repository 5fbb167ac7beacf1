import { money, parseCents } from '../books/money.js';
import type { Field } from './field.js';

/** How a stored value looks in a reply. A boolean never set reads as `false`. */
export function toWire(field: Field, stored: string): string {
  if (field.type === 'BOOLEAN') return stored === '' ? 'false' : stored;
  if (field.type === 'DATE' || field.type === 'TIMESTAMP')
    return stored === '' ? '' : (field.format ?? wireDate)(stored);
  return stored;
}

function wireDate(stored: string): string {
  const day = `${stored.slice(5, 7)}/${stored.slice(8, 10)}/${stored.slice(0, 4)}`;
  return stored.length > 10 ? `${day} ${stored.slice(11, 19)}` : day;
}

/** What is stored for a value that a request sends; `undefined` when the field cannot hold it. */
export function fromWire(field: Field, sent: string): string | undefined {
  if (sent === '') return '';
  return READERS[field.type](sent, field);
}

const READERS: Readonly<Record<Field['type'], (sent: string, field: Field) => string | undefined>> = {
  TEXT: (sent, { maxLength }) => (maxLength !== undefined && sent.length > maxLength ? undefined : sent),
  INTEGER: (sent) => (/^-?\d+$/.test(sent) ? sent : undefined),
  DECIMAL: (sent) => (/^-?(\d+\.?\d*|\.\d+)$/.test(sent) ? sent : undefined),
  CURRENCY: readMoney,
  BOOLEAN: (sent) => BOOLEANS[sent.toLowerCase()],
  DATE: readDate,
  TIMESTAMP: readTimestamp,
  ENUM: readChoice,
};

const BOOLEANS: Readonly<Record<string, string>> = { true: 'true', t: 'true', false: 'false', f: 'false' };

function readMoney(sent: string): string | undefined {
  const value = parseCents(sent);
  return value === undefined ? undefined : money(value);
}

/** Display values are matched without regard to case, as production clients send `Active` and `active`. */
function readChoice(sent: string, field: Field): string | undefined {
  return Object.keys(field.values ?? {}).find((display) => display.toLowerCase() === sent.toLowerCase());
}

/** `mm/dd/yyyy` → `yyyy-mm-dd`; `undefined` when there is no such day. */
export function readDate(sent: string): string | undefined {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(sent);
  return match ? isoDate(match[3] ?? '', match[1] ?? '', match[2] ?? '') : undefined;
}

export function isoDate(year: string, month: string, day: string): string | undefined {
  const iso = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const parsed = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(iso) ? iso : undefined;
}

/** `mm/dd/yyyy HH:MM:SS`, or a date alone, which means its first second. */
function readTimestamp(sent: string): string | undefined {
  const [day = '', time = '00:00:00', ...rest] = sent.split(' ');
  const date = readDate(day);
  if (!date || rest.length > 0 || !/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(time)) return undefined;
  return `${date}T${time}`;
}
