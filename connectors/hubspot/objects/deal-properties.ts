import { z } from 'zod';
import { ConnectorError } from '../../errors.js';
import { defineAction } from '../action.js';
import type { HubSpotClient } from '../client.js';
import type { ObjectType } from '../paths.js';
import { documentation } from './fields.js';
import { type OurProperty, ourProperties } from './our-properties.js';

export const ensureDealProperties = defineAction({
  summary: 'Create the properties of deals and companies that this product writes, where they are missing.',
  details: 'A second call finds them all and changes nothing. Properties that exist stay as they are.',
  effect: 'update',
  source: documentation('crm-properties-v3'),
  permissions: [
    'crm.schemas.companies.read',
    'crm.schemas.companies.write',
    'crm.schemas.deals.read',
    'crm.schemas.deals.write',
  ],
  errors: ['scope_missing'],
  example: { input: {} },
  input: z.strictObject({
    objects: z
      .array(z.enum(['deals', 'companies']))
      .default(['deals', 'companies'])
      .describe('Whose properties; each needs its own scopes.'),
  }),
  output: z.looseObject({
    created: z.array(z.string()).describe('Properties of deals.'),
    createdForCompanies: z.array(z.string()),
  }),
}).run(async ({ objects }, hubspot) => {
  const ensured = async (type: keyof typeof ourProperties) =>
    objects.includes(type) ? ensure(hubspot, type, ourProperties[type]) : [];
  return { created: await ensured('deals'), createdForCompanies: await ensured('companies') };
});

const group = { name: 'sage_intacct', label: 'Sage Intacct' };

/** Returns the names of those it created. */
async function ensure(hubspot: HubSpotClient, type: ObjectType, wanted: readonly OurProperty[]): Promise<string[]> {
  const existing = await hubspot.propertyNames(type, 'property');
  const missing = wanted.filter(({ name }) => !existing.has(name));
  if (missing.length === 0) return [];
  const groups = await hubspot.propertyNames(type, 'group');
  if (!groups.has(group.name)) await createOnce(hubspot, type, 'group', group);
  const created: string[] = [];
  for (const property of missing) {
    const definition = { type: 'string', fieldType: 'text', ...property, groupName: group.name, formField: false };
    if (await createOnce(hubspot, type, 'property', definition)) created.push(property.name);
  }
  return created;
}

/** False when somebody else created it in the meantime. */
async function createOnce(hubspot: HubSpotClient, type: ObjectType, kind: 'group' | 'property', definition: object) {
  try {
    await hubspot.createProperty(type, kind, definition);
    return true;
  } catch (error) {
    if (error instanceof ConnectorError && error.kind === 'duplicate') return false;
    throw error;
  }
}
