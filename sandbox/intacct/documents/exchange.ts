import type { Work } from '../company/work.js';
import { invalidValue, refuse } from '../refusals.js';
import { DAILY_RATE, rateOfDay } from './rates.js';

/** Currency part of a document as it is sent; empty strings where nothing was sent. */
export interface CurrencyDraft {
  readonly currency: string;
  readonly baseCurrency: string;
  readonly rateDate: string;
  /** Name of a rate type; empty means the Intacct Daily Rate. */
  readonly rateType: string;
  readonly rate: string;
}

export const NO_CURRENCY: CurrencyDraft = { currency: '', baseCurrency: '', rateDate: '', rateType: '', rate: '' };

export interface Exchange {
  readonly currency: string;
  readonly rate: string;
  /** The record's currency fields. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Settles a document's currency and rate. Refuses currencies the company has not enabled. */
export function exchangeOf(draft: CurrencyDraft, documentDate: string, work: Work): Exchange {
  const base = work.company.settings.baseCurrency;
  if (draft.baseCurrency !== '' && draft.baseCurrency !== base) invalidValue('Base currency', draft.baseCurrency);
  const currency = draft.currency || base;
  refuseDisabled(currency, work);
  if (currency === base)
    return { currency, rate: '1', fields: { CURRENCY: currency, BASECURR: base, EXCHANGE_RATE: '1' } };
  const rateDate = draft.rateDate || documentDate;
  const type = draft.rateType || DAILY_RATE;
  const rate = draft.rate === '' ? rateOfDay({ type, currency, base, day: rateDate }, work) : checkedRate(draft.rate);
  const fields = {
    CURRENCY: currency,
    BASECURR: base,
    EXCHANGE_RATE: rate,
    EXCH_RATE_DATE: rateDate,
    EXCH_RATE_TYPE_ID: draft.rate === '' ? type : 'Custom',
  };
  return { currency, rate, fields };
}

function refuseDisabled(currency: string, { company }: Work): void {
  if (company.books.find('TRXCURRENCIES', currency)) return;
  refuse(
    'BL03000018',
    `The currency '${currency}' is not enabled for this company.`,
    'Enable the currency in the company, or use another one.',
  );
}

function checkedRate(rate: string): string {
  return /^\d*\.?\d+$/.test(rate) && Number(rate) > 0 ? rate : invalidValue('Exchange rate', rate);
}
