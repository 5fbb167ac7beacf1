import Big from 'big.js';

/** Whole cents: exact up to 90 trillion units, and far faster to add than decimal strings. */
export type Cents = number;

/** Reads a decimal string, rounding half away from zero to two decimals. `undefined` when it is no number. */
export function parseCents(text: string): Cents | undefined {
  if (!/^-?(\d+\.?\d*|\.\d+)$/.test(text)) return undefined;
  return new Big(text).times(100).round(0, Big.roundHalfUp).toNumber();
}

/** Cents of a stored amount; an absent one is zero. */
export function cents(stored: string | undefined): Cents {
  if (!stored) return 0;
  const [whole = '0', fraction = ''] = stored.replace('-', '').split('.');
  const value = Number(whole) * 100 + Number(fraction.padEnd(2, '0').slice(0, 2));
  return stored.startsWith('-') ? -value : value;
}

/** Cents as the books keep them, e.g. `1250.00`. */
export function money(value: Cents): string {
  const digits = String(Math.abs(value)).padStart(3, '0');
  return `${value < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Converts with an exchange rate, rounded half away from zero. */
export function convert(value: Cents, rate: string): Cents {
  return rate === '1' ? value : new Big(value).times(rate).round(0, Big.roundHalfUp).toNumber();
}

export function total(values: Iterable<Cents>): Cents {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
