import { z } from 'zod';
import { defineAction } from '../action.js';
import type { HubSpotClient, Link } from '../client.js';
import { Company, companyFrom, companyProperties } from './company-shape.js';
import { Contact, contactFrom, contactProperties } from './contact-shape.js';
import { DealSummary, dealFrom, dealProperties } from './deal-shape.js';
import { DealId, documentation, furtherProperties, PropertyChanges, updated } from './fields.js';
import { LineItem } from './line-item-shape.js';
import { lineItemsOf } from './line-items-of.js';

const source = documentation('crm-deals-v3');

export const getDeal = defineAction({
  summary: 'Read a deal with its company, contacts and line items.',
  details:
    'However many there are. Also by the ID that the deal had before it was merged into another; `id` is then the other’s. ' +
    'Reads of one moment are combined, so that many deals take few calls.',
  effect: 'read',
  source,
  permissions: [
    'crm.objects.deals.read',
    'crm.objects.companies.read',
    'crm.objects.contacts.read',
    'crm.objects.line_items.read',
  ],
  errors: ['record_not_found', 'scope_missing'],
  example: { input: { id: '5001' } },
  input: z.strictObject({
    id: DealId,
    properties: furtherProperties.describe('Further properties of the deal to return.'),
  }),
  output: DealSummary.extend({
    currency: z.string().nullable().describe('The deal’s currency, else the account’s.'),
    company: Company.nullable().describe('The primary company; the only one where none is primary; else null.'),
    companyCount: z
      .int()
      .describe('How many companies are associated; with several and none primary, `company` is null.'),
    contacts: z.array(Contact),
    lineItems: z.array(LineItem).describe('In the order of the quote.'),
  }),
}).run(async ({ id: sent, properties }, hubspot) => {
  const deal = dealFrom(await hubspot.get('deals', sent, [...dealProperties, ...properties]));
  const [currency, companies, contacts, lineItems] = await Promise.all([
    deal.currency ?? hubspot.accountCurrency(),
    hubspot.links('deals', deal.id, 'companies'),
    contactsOf(hubspot, deal.id),
    lineItemsOf(hubspot, deal.id),
  ]);
  const [company] = await hubspot.getMany('companies', chosenOf(companies), companyProperties);
  return {
    ...deal,
    currency: currency ?? null,
    company: company ? companyFrom(company) : null,
    companyCount: companies.length,
    contacts,
    lineItems,
  };
});

export const getDealStage = defineAction({
  summary: 'Read whether a deal is won, without its company and line items.',
  details: 'Reads of one moment are combined into one call.',
  effect: 'read',
  source,
  permissions: ['crm.objects.deals.read'],
  errors: ['record_not_found'],
  example: { input: { id: '5001' } },
  input: z.strictObject({ id: DealId }),
  output: z.looseObject({ id: z.string(), stage: z.string().nullable(), isClosedWon: z.boolean() }),
}).run(async ({ id: sent }, hubspot) => {
  const { id, properties } = await hubspot.get('deals', sent, ['dealstage', 'hs_is_closed_won']);
  return { id, stage: properties.dealstage ?? null, isClosedWon: properties.hs_is_closed_won === 'true' };
});

export const updateDeal = defineAction({
  summary: 'Set properties of a deal.',
  details:
    'Absent properties stay, an empty string clears one. Values that the deal holds already are not written, so the same ' +
    'call again changes nothing and wakes nobody who watches for changes.',
  effect: 'update',
  source,
  permissions: ['crm.objects.deals.read', 'crm.objects.deals.write'],
  errors: ['record_not_found', 'property_missing', 'property_required', 'rejected'],
  example: {
    given: [{ as: 'properties', action: 'ensureDealProperties', input: {} }],
    input: { id: '5001', properties: { intacct_sync_status: 'posted' } },
  },
  input: z.strictObject({ id: DealId, properties: PropertyChanges }),
  output: updated,
}).run(async ({ id, properties }, hubspot) => hubspot.update('deals', id, properties));

/** HubSpot's type of the link from a deal to its primary company. */
const primaryCompany = 5;

/** The primary company; without one, the only company. */
function chosenOf(companies: readonly Link[]): string[] {
  const primary = companies.find(({ types }) =>
    types.some(({ category, typeId }) => category === 'HUBSPOT_DEFINED' && typeId === primaryCompany),
  );
  const chosen = primary ?? (companies.length === 1 ? companies[0] : undefined);
  return chosen ? [chosen.id] : [];
}

async function contactsOf(hubspot: HubSpotClient, dealId: string): Promise<z.input<typeof Contact>[]> {
  const links = await hubspot.links('deals', dealId, 'contacts');
  const ids = links.map(({ id }) => id);
  return (await hubspot.getMany('contacts', ids, contactProperties)).map(contactFrom);
}
