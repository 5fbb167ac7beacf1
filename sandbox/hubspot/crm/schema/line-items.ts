import { calculated, date, datetime, number, type PropertyDefinition, select, system, text } from './definition.js';

const billingFrequencies = [
  'weekly',
  'biweekly',
  'monthly',
  'quarterly',
  'per_six_months',
  'annually',
  'per_two_years',
  'per_three_years',
  'per_four_years',
  'per_five_years',
];

const calculatedNumbers = [
  ['amount', 'Net price'],
  ['hs_pre_discount_amount', 'Pre Discount Amount'],
  ['hs_total_discount', 'Calculated Total Discount'],
  ['hs_tax_amount', 'Tax amount'],
  ['hs_post_tax_amount', 'Post tax amount'],
  ['hs_term_in_months', 'Term in months'],
] as const;

export function lineItemProperties(currencies: readonly string[]): PropertyDefinition[] {
  return [
    text('name', 'Name'),
    text('description', 'Product description', { fieldType: 'textarea' }),
    number('quantity', 'Quantity'),
    number('price', 'Unit price'),
    number('discount', 'Unit discount'),
    number('hs_discount_percentage', 'Discount percentage'),
    ...calculatedNumbers.map(([name, label]) => number(name, label, calculated)),
    text('hs_tax_rate_group_id', 'Tax rate group'),
    number('hs_tax_rate', 'Tax rate'),
    text('hs_tax_label', 'Tax label'),
    number('tax', 'Tax'),
    text('hs_sku', 'SKU'),
    text('hs_product_id', 'Product ID'),
    select('hs_line_item_currency_code', 'Currency', currencies),
    select('recurringbillingfrequency', 'Billing frequency', billingFrequencies),
    text('hs_recurring_billing_period', 'Term'),
    date('hs_recurring_billing_start_date', 'Billing start date'),
    date('hs_recurring_billing_end_date', 'Billing end date'),
    number('hs_recurring_billing_number_of_payments', 'Number of payments'),
    text('hs_billing_start_delay_type', 'Billing start delay type'),
    number('hs_cost_of_goods_sold', 'Unit cost'),
    number('hs_position_on_quote', 'Position on quote'),
    number('hs_object_id', 'Record ID', system),
    datetime('createdate', 'Create Date', system),
    datetime('hs_lastmodifieddate', 'Last Modified Date', system),
  ];
}
