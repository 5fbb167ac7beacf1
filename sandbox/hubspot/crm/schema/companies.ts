import { datetime, number, type PropertyDefinition, select, system, text } from './definition.js';

const lifecycleStages = [
  'subscriber',
  'lead',
  'marketingqualifiedlead',
  'salesqualifiedlead',
  'opportunity',
  'customer',
];

const freeText = [
  ['name', 'Company name'],
  ['domain', 'Company Domain Name'],
  ['website', 'Website URL'],
  ['phone', 'Phone Number'],
  ['address', 'Street Address'],
  ['address2', 'Street Address 2'],
  ['city', 'City'],
  ['state', 'State/Region'],
  ['zip', 'Postal Code'],
  ['country', 'Country/Region'],
  ['industry', 'Industry'],
  ['description', 'Description'],
] as const;

export function companyProperties(): PropertyDefinition[] {
  return [
    ...freeText.map(([name, label]) => text(name, label)),
    number('numberofemployees', 'Number of Employees'),
    number('annualrevenue', 'Annual Revenue'),
    select('lifecyclestage', 'Lifecycle Stage', lifecycleStages),
    select('hubspot_owner_id', 'Company owner', []),
    number('hs_object_id', 'Record ID', system),
    datetime('createdate', 'Create Date', system),
    datetime('hs_lastmodifieddate', 'Last Modified Date', system),
  ];
}
