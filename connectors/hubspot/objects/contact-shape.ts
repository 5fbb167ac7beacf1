import { z } from 'zod';
import type { CrmRecord } from '../client.js';
import { nullableTexts, Properties, valuesOf } from './fields.js';

const fields = {
  email: 'email',
  firstName: 'firstname',
  lastName: 'lastname',
  phone: 'phone',
  jobTitle: 'jobtitle',
  companyId: 'associatedcompanyid',
} as const;

export const Contact = z.looseObject({
  id: z.string(),
  ...nullableTexts(fields),
  url: z.string().nullish(),
  properties: Properties,
});

export const contactProperties: readonly string[] = Object.values(fields);

export function contactFrom(record: CrmRecord): z.input<typeof Contact> {
  const { id, url, properties } = record;
  return { id, ...valuesOf(record, fields), url: url ?? null, properties };
}
