import { z } from 'zod';
import type { CrmRecord } from '../client.js';
import { nullableTexts, Properties, valuesOf } from './fields.js';

const fields = {
  name: 'name',
  domain: 'domain',
  phone: 'phone',
  address: 'address',
  address2: 'address2',
  city: 'city',
  state: 'state',
  zip: 'zip',
  country: 'country',
  ownerId: 'hubspot_owner_id',
  intacctCustomerId: 'intacct_customer_id',
} as const;

/** `country` and `state` are free text in HubSpot. */
export const Company = z.looseObject({
  id: z.string(),
  ...nullableTexts(fields),
  url: z.string().nullish(),
  properties: Properties,
});

export const companyProperties: readonly string[] = Object.values(fields);

export function companyFrom(record: CrmRecord): z.input<typeof Company> {
  const { id, url, properties } = record;
  return { id, ...valuesOf(record, fields), url: url ?? null, properties };
}
