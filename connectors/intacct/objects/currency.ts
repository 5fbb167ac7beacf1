import { z } from 'zod';
import { toDateElement, toGatewayDate } from '../gateway/dates.js';
import type { XmlElement } from '../gateway/envelope.js';
import { CurrencyCode, IsoDate } from './fields.js';

/** Currency of a transaction and how it is converted: by type, or at a rate, never both. */
export const currencyInput = {
  currency: CurrencyCode.optional(),
  baseCurrency: CurrencyCode.optional().describe('Of the entity; needed at the top level where entities differ.'),
  exchangeRateType: z.string().optional().describe('"Intacct Daily Rate" when a currency is given and no rate.'),
  exchangeRate: z
    .string()
    .regex(/^\d+(\.\d+)?$/, 'must be a positive decimal, such as "1.08"')
    .optional()
    .describe('Units of the base currency for one of the transaction’s. Goes without `exchangeRateType`.'),
  exchangeRateDate: IsoDate.optional().describe('Day of the rate; the transaction’s when left out.'),
};

export interface CurrencyValues {
  readonly currency?: string | undefined;
  readonly baseCurrency?: string | undefined;
  readonly exchangeRateType?: string | undefined;
  readonly exchangeRate?: string | undefined;
  readonly exchangeRateDate?: string | undefined;
}

/** For `refine`: Intacct takes a type or a rate. */
export const oneExchangeRate = ({ exchangeRate, exchangeRateType }: CurrencyValues) =>
  exchangeRate === undefined || exchangeRateType === undefined;

export const oneExchangeRateIssue = {
  message: 'goes with exchangeRateType or exchangeRate, never both',
  path: ['exchangeRate'],
};

/** The currency group of legacy functions; empty without a currency. */
export function currencyElements(values: CurrencyValues): XmlElement {
  if (values.currency === undefined) return {};
  return {
    basecurr: values.baseCurrency,
    currency: values.currency,
    exchratedate: typeDate(values, toDateElement),
    // An empty type means Intacct's daily rate.
    exchratetype: values.exchangeRate === undefined ? (values.exchangeRateType ?? '') : undefined,
    exchrate: values.exchangeRate,
  };
}

/** The same as fields of a generic object. */
export function currencyFields(values: CurrencyValues): XmlElement {
  return {
    CURRENCY: values.currency,
    BASECURR: values.baseCurrency,
    EXCH_RATE_DATE: typeDate(values, toGatewayDate),
    EXCH_RATE_TYPE_ID: values.exchangeRateType,
    EXCHANGE_RATE: values.exchangeRate,
  };
}

/** A date chooses among the rates of a type; a rate needs none. */
function typeDate<Form>({ exchangeRate, exchangeRateDate }: CurrencyValues, form: (iso: string) => Form) {
  return exchangeRate === undefined && exchangeRateDate !== undefined ? form(exchangeRateDate) : undefined;
}
