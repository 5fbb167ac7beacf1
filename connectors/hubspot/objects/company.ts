import { z } from 'zod';
import { defineAction } from '../action.js';
import { Company, companyFrom, companyProperties } from './company-shape.js';
import { CompanyId, documentation, furtherProperties, PropertyChanges, updated } from './fields.js';

const source = documentation('crm-companies-v3');

export const getCompany = defineAction({
  summary: 'Read one company by its ID.',
  details:
    'Also by the ID that it had before it was merged into another company; `id` is then the other’s. Reads of one moment ' +
    'are combined into one call.',
  effect: 'read',
  source,
  permissions: ['crm.objects.companies.read'],
  errors: ['record_not_found'],
  example: {
    given: [{ as: 'deal', action: 'getDeal', input: { id: '5001' } }],
    input: { id: '{{deal.company.id}}', properties: ['industry'] },
  },
  input: z.strictObject({ id: CompanyId, properties: furtherProperties }),
  output: Company,
}).run(async ({ id, properties }, hubspot) =>
  companyFrom(await hubspot.get('companies', id, [...companyProperties, ...properties])),
);

export const updateCompany = defineAction({
  summary: 'Set properties of a company.',
  details:
    'Absent properties stay, an empty string clears one. Values that the company holds already are not written, so the same ' +
    'call again changes nothing.',
  effect: 'update',
  source,
  permissions: ['crm.objects.companies.read', 'crm.objects.companies.write'],
  errors: ['record_not_found', 'property_missing', 'property_required', 'rejected'],
  example: {
    given: [
      { as: 'properties', action: 'ensureDealProperties', input: {} },
      { as: 'deal', action: 'getDeal', input: { id: '5001' } },
    ],
    input: { id: '{{deal.company.id}}', properties: { intacct_customer_id: 'C-77' } },
  },
  input: z.strictObject({ id: CompanyId, properties: PropertyChanges }),
  output: updated,
}).run(async ({ id, properties }, hubspot) => hubspot.update('companies', id, properties));
