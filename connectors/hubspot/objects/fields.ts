import { z } from 'zod';
import type { CrmRecord } from '../client.js';

/** HubSpot's page on a part of its API. */
export const documentation = (page: string) => `https://developers.hubspot.com/docs/api-reference/${page}/guide`;

export const recordId = (what: string, example: string) =>
  z.string().regex(/^\d+$/, `must be a ${what} ID, such as "${example}"`);

export const DealId = recordId('deal', '5001');
export const CompanyId = recordId('company', '7001');
export const ContactId = recordId('contact', '8001');

/** Names of HubSpot's properties as they stand in its settings; unknown ones are left out of what comes back. */
export const furtherProperties = z
  .array(z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be an internal property name, such as "hs_priority"'))
  .max(50)
  .default([])
  .describe('Further properties to return.');

/** What is written: all values are texts, as HubSpot has them. */
export const PropertyChanges = z
  .record(z.string(), z.string())
  .describe('By internal name. Absent ones stay, an empty string clears one.');

/** As HubSpot has them: texts, or null where empty. */
export const Properties = z.record(z.string(), z.string().nullable());

export const updated = z.looseObject({
  id: z.string().describe('The record’s present ID: another one than sent where it was merged into another record.'),
  changed: z.boolean().describe('False when the record held all values already, so that nothing was written.'),
});

/** A record's values under our names, in the order of `fields`; null where empty. */
export function valuesOf<Name extends string>(
  { properties }: Pick<CrmRecord, 'properties'>,
  fields: Readonly<Record<Name, string>>,
): Record<Name, string | null> {
  const entries = Object.entries<string>(fields).map(([name, property]) => [name, properties[property] || null]);
  return Object.fromEntries(entries);
}

/** Output fields for `valuesOf`. */
export function nullableTexts<Name extends string>(
  fields: Readonly<Record<Name, string>>,
): Record<Name, z.ZodNullable<z.ZodString>> {
  const entries = Object.keys(fields).map((name) => [name, z.string().nullable()]);
  return Object.fromEntries(entries);
}
