import { calculated, datetime, number, type PropertyDefinition, select, system, text } from './definition.js';

const freeText = [
  ['firstname', 'First Name'],
  ['lastname', 'Last Name'],
  ['phone', 'Phone Number'],
  ['mobilephone', 'Mobile Phone Number'],
  ['jobtitle', 'Job Title'],
  ['company', 'Company Name'],
  ['address', 'Street Address'],
  ['city', 'City'],
  ['state', 'State/Region'],
  ['zip', 'Postal Code'],
  ['country', 'Country/Region'],
] as const;

export function contactProperties(): PropertyDefinition[] {
  return [
    text('email', 'Email', { hasUniqueValue: true }),
    ...freeText.map(([name, label]) => text(name, label)),
    select('hs_language', 'Preferred language', ['en', 'de', 'fr', 'es', 'ja']),
    select('hubspot_owner_id', 'Contact owner', []),
    number('associatedcompanyid', 'Primary Associated Company ID', calculated),
    number('hs_object_id', 'Record ID', system),
    datetime('createdate', 'Create Date', system),
    datetime('lastmodifieddate', 'Last Modified Date', system),
  ];
}
