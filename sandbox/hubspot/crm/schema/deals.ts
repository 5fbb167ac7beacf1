import { bool, calculated, datetime, number, type PropertyDefinition, select, system, text } from './definition.js';

const inDealCurrency = { extras: { currencyPropertyName: 'deal_currency_code', showCurrencySymbol: true } };

export function dealProperties(currencies: readonly string[]): PropertyDefinition[] {
  return [
    text('dealname', 'Deal Name'),
    number('amount', 'Amount', inDealCurrency),
    select('deal_currency_code', 'Currency', currencies),
    datetime('closedate', 'Close Date'),
    // Stages and pipelines are checked against the pipelines themselves.
    select('dealstage', 'Deal Stage', []),
    select('pipeline', 'Pipeline', []),
    select('hubspot_owner_id', 'Deal owner', []),
    select('dealtype', 'Deal Type', ['newbusiness', 'existingbusiness']),
    text('description', 'Deal Description', { fieldType: 'textarea' }),
    text('hs_next_step', 'Next step'),
    text('hs_pinned_engagement_id', 'Pinned Engagement ID'),
    bool('hs_is_closed', 'Is Deal Closed?', calculated),
    bool('hs_is_closed_won', 'Is Closed Won', calculated),
    number('hs_deal_stage_probability', 'Deal probability', calculated),
    number('hs_closed_amount', 'Closed Deal Amount', calculated),
    number('amount_in_home_currency', 'Amount in company currency', calculated),
    number('hs_exchange_rate', 'Exchange rate', calculated),
    number('num_associated_contacts', 'Number of Associated Contacts', calculated),
    ...['hs_tcv', 'hs_acv', 'hs_arr', 'hs_mrr'].map((name) => number(name, name.slice(3).toUpperCase(), calculated)),
    number('hs_object_id', 'Record ID', system),
    datetime('createdate', 'Create Date', system),
    datetime('hs_lastmodifieddate', 'Last Modified Date', system),
  ];
}
