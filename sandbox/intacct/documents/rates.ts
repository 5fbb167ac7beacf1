import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Company } from '../company/company.js';
import type { Work } from '../company/work.js';
import { invalidValue, refuse } from '../refusals.js';

export const DAILY_RATE = 'Intacct Daily Rate';

interface WantedRate {
  readonly type: string;
  readonly currency: string;
  readonly base: string;
  readonly day: string;
}

/** The latest rate of the type that is in effect on the day; the built-in type falls back on the company's daily rates. */
export function rateOfDay(wanted: WantedRate, { company }: Work): string {
  const { type, currency, day } = wanted;
  if (!company.books.find('EXCHANGERATETYPES', type)) invalidValue('Exchange rate type', type);
  const [latest] = entriesOf(wanted, company)
    .filter((entry) => fieldOf(entry, 'EFFECTIVE_START_DATE') <= day)
    .sort((a, b) => (fieldOf(a, 'EFFECTIVE_START_DATE') < fieldOf(b, 'EFFECTIVE_START_DATE') ? 1 : -1));
  const rate = latest?.EXCHANGE_RATE ?? (type === DAILY_RATE ? company.settings.exchangeRates[currency] : undefined);
  return rate ?? refuse('BL03000018', `There is no exchange rate for '${currency}'.`, 'Enter an exchange rate.');
}

function entriesOf({ type, currency, base }: WantedRate, { books }: Company): StoredRecord[] {
  return books
    .where('EXCHANGERATE', 'FROM_CURRENCY', currency)
    .filter((rate) => rate.TYPENAME === type && rate.TO_CURRENCY === base)
    .flatMap((rate) => books.where('EXCHANGERATEENTRY', 'EXCHANGERATEKEY', fieldOf(rate, 'RECORDNO')));
}
