import Big from 'big.js';
import type { AccountSettings } from '../settings.js';
import { isPrimary } from './association-types.js';
import { cents, lineAmounts } from './line-item-amounts.js';
import type { Links } from './links.js';
import { objectTypeFacts } from './object-types.js';
import { type Pipeline, stageIn } from './pipelines.js';
import type { StoredRecord } from './records.js';
import { timestamp } from './time.js';

export interface Surroundings {
  settings: AccountSettings;
  pipelines: readonly Pipeline[];
  links: Links;
}

type Values = Record<string, string>;

/** The read-only properties of a record, computed from what is stored now. Absent = null. */
export function calculatedValues(record: StoredRecord, around: Surroundings): Values {
  return { ...systemValues(record), ...ofType(record, around) };
}

function ofType(record: StoredRecord, around: Surroundings): Values {
  if (record.type === 'deals') return dealValues(record, around);
  if (record.type === 'line_items') return lineItemValues(record);
  if (record.type === 'contacts') return contactValues(record, around);
  return {};
}

function systemValues(record: StoredRecord): Values {
  const { createdProperty, modifiedProperty } = objectTypeFacts[record.type];
  return {
    hs_object_id: record.id,
    [createdProperty]: timestamp(record.createdAt),
    [modifiedProperty]: timestamp(record.updatedAt),
  };
}

function dealValues(record: StoredRecord, around: Surroundings): Values {
  const stage = stageIn(around.pipelines, record.values.get('dealstage'));
  const won = stage?.isClosed === true && Number(stage.probability) === 1;
  const contacts = around.links.of({ type: 'deals', id: record.id }, 'contacts').length;
  return {
    hs_is_closed: String(stage?.isClosed ?? false),
    hs_is_closed_won: String(won),
    ...(stage === undefined ? {} : { hs_deal_stage_probability: stage.probability }),
    num_associated_contacts: String(contacts),
    ...homeCurrency(record, won, around.settings),
  };
}

function homeCurrency(record: StoredRecord, won: boolean, settings: AccountSettings): Values {
  const amount = record.values.get('amount');
  const rate = settings.exchangeRates[record.values.get('deal_currency_code') ?? settings.accountCurrency] ?? '1';
  const exchange: Values = settings.multiCurrency ? { hs_exchange_rate: rate } : {};
  if (amount === undefined) return exchange;
  const home = cents(new Big(amount).times(rate)).toFixed(2);
  return { ...exchange, amount_in_home_currency: home, hs_closed_amount: won ? amount : '0' };
}

function lineItemValues({ values }: StoredRecord): Values {
  const quantity = values.get('quantity');
  const price = values.get('price');
  const term = termInMonths(values.get('hs_recurring_billing_period'));
  const ofTerm: Values = term === undefined ? {} : { hs_term_in_months: term };
  if (quantity === undefined || price === undefined) return ofTerm;
  const discount = values.get('discount');
  const discountPercentage = values.get('hs_discount_percentage');
  const { preDiscount, totalDiscount, net } = lineAmounts({ quantity, price, discount, discountPercentage });
  return {
    ...ofTerm,
    hs_pre_discount_amount: preDiscount,
    hs_total_discount: totalDiscount,
    amount: net,
    ...taxValues(net, values.get('hs_tax_rate')),
  };
}

function taxValues(net: string, rate: string | undefined): Values {
  if (rate === undefined) return {};
  const tax = cents(new Big(net).times(rate).div(100));
  return { hs_tax_amount: tax.toFixed(2), hs_post_tax_amount: tax.plus(net).toFixed(2) };
}

function termInMonths(period: string | undefined): string | undefined {
  const parts = period?.match(/^P(?:(\d+)Y)?(?:(\d+)M)?$/);
  return parts ? String(Number(parts[1] ?? 0) * 12 + Number(parts[2] ?? 0)) : undefined;
}

function contactValues(record: StoredRecord, { links }: Surroundings): Values {
  const company = links.of({ type: 'contacts', id: record.id }, 'companies').find((link) => link.types.some(isPrimary));
  return company === undefined ? {} : { associatedcompanyid: company.to.id };
}
