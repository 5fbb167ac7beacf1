import { z } from 'zod';
import { ConnectorError } from '../../errors.js';
import { defineAction } from '../action.js';
import type { CrmRecord, HubSpotClient } from '../client.js';
import type { ObjectType } from '../paths.js';
import { LineItem, lineItemFrom, lineItemProperties } from './line-item.js';

const DealId = z.string().regex(/^\d+$/, 'must be a deal ID, such as "5001"');

const Company = z.looseObject({
  id: z.string(),
  name: z.string().nullable(),
  domain: z.string().nullable(),
  properties: z.record(z.string(), z.string().nullable()),
});

const Contact = z.looseObject({
  id: z.string(),
  email: z.string().nullable(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
});

const Deal = z.looseObject({
  id: z.string(),
  name: z.string().nullable(),
  stage: z.string().nullable(),
  isClosedWon: z.boolean().describe('By the stage’s probability, whatever the stage is called.'),
  amount: z.string().nullable().describe('The deal’s own amount; may differ from its line items.'),
  currency: z.string().nullable().describe('The deal’s currency, else the account’s.'),
  closeDate: z.string().nullable().describe('YYYY-MM-DD, UTC.'),
  url: z.string().nullish(),
  company: Company.nullable().describe('The primary company; the only one where none is primary; else null.'),
  companyCount: z
    .int()
    .describe('How many companies are associated; with several and none primary, `company` is null.'),
  contacts: z.array(Contact),
  lineItems: z.array(LineItem).describe('In the order of the quote.'),
  properties: z.record(z.string(), z.string().nullable()),
});

const dealProperties = [
  'dealname',
  'dealstage',
  'hs_is_closed_won',
  'amount',
  'deal_currency_code',
  'closedate',
  'intacct_invoice_number',
];
const companyProperties = [
  'name',
  'domain',
  'phone',
  'address',
  'city',
  'state',
  'zip',
  'country',
  'intacct_customer_id',
];

export const getDeal = defineAction({
  summary: 'Read a deal with its company, contacts and line items.',
  effect: 'read',
  source: 'https://developers.hubspot.com/docs/api-reference/crm-deals-v3/guide',
  permissions: ['crm.objects.deals.read', 'crm.objects.companies.read', 'crm.objects.contacts.read'],
  example: { input: { id: '{{deal.id}}' } },
  input: z.strictObject({
    id: DealId,
    properties: z.array(z.string()).default([]).describe('Further properties of the deal to return.'),
  }),
  output: Deal,
}).run(async ({ id, properties }, hubspot) => {
  const wanted = [...dealProperties, ...properties];
  const deal = await hubspot.get('deals', id, wanted, ['companies', 'contacts', 'line_items']);
  const company = companyLinks(deal);
  const [companies, contacts, lineItems] = await Promise.all([
    hubspot.getMany('companies', company.chosen, companyProperties),
    hubspot.getMany('contacts', linkedIds(deal, 'contacts'), ['email', 'firstname', 'lastname']),
    hubspot.getMany('line_items', linkedIds(deal, 'line_items'), lineItemProperties),
  ]);
  const { properties: values } = deal;
  return {
    id: deal.id,
    name: values.dealname ?? null,
    stage: values.dealstage ?? null,
    isClosedWon: values.hs_is_closed_won === 'true',
    amount: values.amount ?? null,
    currency: values.deal_currency_code ?? (await hubspot.accountCurrency()) ?? null,
    closeDate: values.closedate?.slice(0, 10) ?? null,
    url: deal.url ?? null,
    company: companies.map(companyFrom)[0] ?? null,
    companyCount: company.count,
    contacts: contacts.map(contactFrom),
    lineItems: lineItems.map(lineItemFrom).sort((a, b) => a.position - b.position),
    properties: values,
  };
});

export const getDealStage = defineAction({
  summary: 'Read whether a deal is won, without its company and line items.',
  effect: 'read',
  source: 'https://developers.hubspot.com/docs/api-reference/crm-deals-v3/guide',
  permissions: ['crm.objects.deals.read'],
  example: { input: { id: '{{deal.id}}' } },
  input: z.strictObject({ id: DealId }),
  output: z.looseObject({ id: z.string(), stage: z.string().nullable(), isClosedWon: z.boolean() }),
}).run(async ({ id }, hubspot) => {
  const { properties } = await hubspot.get('deals', id, ['dealstage', 'hs_is_closed_won']);
  return { id, stage: properties.dealstage ?? null, isClosedWon: properties.hs_is_closed_won === 'true' };
});

export const updateDeal = defineAction({
  summary: 'Set properties of a deal.',
  details: 'Absent properties stay, an empty string clears one. The same call again changes nothing.',
  effect: 'update',
  source: 'https://developers.hubspot.com/docs/api-reference/crm-deals-v3/guide',
  permissions: ['crm.objects.deals.write'],
  example: { input: { id: '{{deal.id}}', properties: { intacct_sync_status: 'posted' } } },
  input: z.strictObject({ id: DealId, properties: z.record(z.string(), z.string()) }),
  output: z.looseObject({ id: z.string() }),
}).run(async ({ id, properties }, hubspot: HubSpotClient) => {
  const { id: updated } = await hubspot.update('deals', id, properties);
  return { id: updated };
});

/** The primary company comes twice, under two types; a company under the unlabelled type alone is secondary. */
function companyLinks(deal: CrmRecord): { chosen: string[]; count: number } {
  const primary = links(deal, 'companies').filter(({ type }) => type === 'deal_to_company');
  const all = linkedIds(deal, 'companies');
  const chosen = primary[0]?.id ?? (all.length === 1 ? all[0] : undefined);
  return { chosen: chosen === undefined ? [] : [chosen], count: all.length };
}

function linkedIds(deal: CrmRecord, type: ObjectType): string[] {
  return [...new Set(links(deal, type).map(({ id }) => id))];
}

/** The key of line items is `line items`, with a space (facts/hubspot.md §2). */
function links(deal: CrmRecord, type: ObjectType) {
  const found = deal.associations?.[type.replace('_', ' ')] ?? deal.associations?.[type];
  if (found?.paging) throw tooManyLinks(deal.id, type);
  return found?.results ?? [];
}

function tooManyLinks(dealId: string, type: ObjectType): ConnectorError {
  return new ConnectorError({
    kind: 'rejected',
    code: 'deal_too_large',
    message: `Deal ${dealId} has more ${type.replace('_', ' ')} than HubSpot returns at once.`,
    advice: 'Split the deal; nothing is invoiced in part.',
    details: { field: type },
  });
}

function companyFrom({ id, properties }: CrmRecord): z.input<typeof Company> {
  return { id, name: properties.name ?? null, domain: properties.domain ?? null, properties };
}

function contactFrom({ id, properties }: CrmRecord): z.input<typeof Contact> {
  return {
    id,
    email: properties.email ?? null,
    firstName: properties.firstname ?? null,
    lastName: properties.lastname ?? null,
  };
}
