import { crmUser } from './crm/changes.js';
import { type Crm, refOf } from './crm/crm.js';
import type { RecordRef } from './crm/links.js';
import type { ObjectType } from './crm/object-types.js';
import { pipelineOfStage } from './crm/pipelines.js';
import type { SentProperties } from './crm/property-writes.js';

/** A company by its properties. */
export interface SampleCompany {
  name: string;
  domain?: string;
  [property: string]: string | undefined;
}

export interface SampleContact {
  email: string;
  firstname?: string;
  lastname?: string;
  [property: string]: string | undefined;
}

/** `discount` is money off per unit. Any other key is a property name of line items. */
export interface SampleLineItem {
  name: string;
  quantity: number | string;
  price: number | string;
  discount?: number | string;
  discountPercentage?: number | string;
  sku?: string;
  [property: string]: number | string | undefined;
}

export interface SampleDeal {
  name: string;
  /** Stage ID; the pipeline follows from it. Default `appointmentscheduled`. */
  stage?: string;
  currency?: string;
  /** Default: what the line items add up to, as when a person saves them in HubSpot's editor. */
  amount?: number | string;
  /** ISO date or timestamp. */
  closeDate?: string;
  company?: SampleCompany;
  /** Instead of `company`: link one that exists. */
  companyId?: string;
  /** A contact whose e-mail exists already is linked, not made again. */
  contacts?: SampleContact[];
  lineItems?: SampleLineItem[];
  properties?: Record<string, string>;
}

/** What `createDeal` made or linked. */
export interface CreatedDeal {
  dealId: string;
  companyId?: string;
  contactIds: string[];
  lineItemIds: string[];
}

export type DealAdditions = Pick<SampleDeal, 'company' | 'companyId' | 'contacts' | 'lineItems'>;

/** Makes the deal and everything around it at one moment, as a person in HubSpot's pages. */
export function createSampleDeal(crm: Crm, sample: SampleDeal): CreatedDeal {
  const deal = crm.create('deals', dealProperties(crm, sample), crmUser);
  const created = addToDeal(crm, deal.id, sample);
  if (sample.amount === undefined && created.lineItemIds.length > 0) {
    crm.update('deals', deal.id, { amount: crm.sumOfLines(deal.id) }, crmUser);
  }
  return created;
}

/** Companies, contacts and line items for a deal that exists: the representative who adds them late. */
export function addToDeal(crm: Crm, dealId: string, additions: DealAdditions): CreatedDeal {
  const companyId = companyFor(crm, additions);
  const contactIds = (additions.contacts ?? []).map((contact) => contactFor(crm, contact));
  const position = crm.links.of({ type: 'deals', id: dealId }, 'line_items').length;
  const lineItemIds = (additions.lineItems ?? []).map(
    (line, index) => crm.create('line_items', lineProperties(line, position + index), crmUser).id,
  );

  if (companyId !== undefined) linkCompany(crm, dealId, companyId, contactIds);
  for (const id of contactIds) linkToDeal(crm, dealId, { type: 'contacts', id });
  for (const id of lineItemIds) linkToDeal(crm, dealId, { type: 'line_items', id });
  return { dealId, ...(companyId === undefined ? {} : { companyId }), contactIds, lineItemIds };
}

/** Like a drag on the board: a stage of another pipeline takes the deal there. */
export function moveToStage(crm: Crm, dealId: string, stage: string): void {
  crm.update('deals', dealId, { ...pipelineChange(crm, stage), dealstage: stage }, crmUser);
}

function dealProperties(crm: Crm, sample: SampleDeal): SentProperties {
  const stage = sample.stage ?? 'appointmentscheduled';
  return {
    dealname: sample.name,
    ...pipelineChange(crm, stage),
    dealstage: stage,
    ...given('deal_currency_code', sample.currency),
    ...given('amount', sample.amount),
    ...given('closedate', sample.closeDate),
    ...sample.properties,
  };
}

function pipelineChange(crm: Crm, stage: string): SentProperties {
  return given('pipeline', pipelineOfStage(crm.pipelines, stage)?.id);
}

function lineProperties(line: SampleLineItem, position: number): SentProperties {
  const { sku, discountPercentage, ...properties } = line;
  return {
    ...given('hs_position_on_quote', position),
    ...textValues(properties),
    ...given('hs_sku', sku),
    ...given('hs_discount_percentage', discountPercentage),
  };
}

function companyFor(crm: Crm, { company, companyId }: DealAdditions): string | undefined {
  if (companyId !== undefined) return companyId;
  return company === undefined ? undefined : crm.create('companies', textValues(company), crmUser).id;
}

function contactFor(crm: Crm, contact: SampleContact): string {
  const known = crm.unique.holder('contacts', 'email', contact.email.toLowerCase());
  return known ?? crm.create('contacts', textValues(contact), crmUser).id;
}

function linkCompany(crm: Crm, dealId: string, companyId: string, contactIds: string[]): void {
  const company: RecordRef = { type: 'companies', id: companyId };
  crm.link({ type: 'deals', id: dealId }, company, primaryType(crm, 'deals'), crmUser);
  for (const id of contactIds) crm.link({ type: 'contacts', id }, company, primaryType(crm, 'contacts'), crmUser);
}

function primaryType(crm: Crm, from: ObjectType) {
  return crm.links.primaryType(from, 'companies') ?? crm.links.unlabelledType(from, 'companies');
}

function linkToDeal(crm: Crm, dealId: string, to: RecordRef): void {
  const deal = refOf(crm.require('deals', dealId));
  crm.link(deal, to, crm.links.unlabelledType('deals', to.type), crmUser);
}

function given(name: string, value: string | number | undefined): SentProperties {
  return value === undefined ? {} : { [name]: String(value) };
}

function textValues(properties: Record<string, string | number | undefined>): SentProperties {
  return Object.assign({}, ...Object.entries(properties).map(([name, value]) => given(name, value)));
}
