import { createHash, createHmac, randomUUID } from 'node:crypto';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Company } from '../company/company.js';
import type { ObjectDefinition } from '../objects/definition.js';
import { type Merge, template } from './merge.js';
import type { Occurrence } from './occurrence.js';
import type { SmartEvent, Webhook } from './rule.js';

/** What is posted; `headers` is asked for anew before each attempt, as a webhook's signature expires. */
export interface Message {
  readonly body: string;
  readonly headers: () => Record<string, string>;
}

export type MessageMaker = (occurrence: Occurrence) => Message;

/** Form-encoded arguments. One whose text comes out empty does not arrive at all. */
export function formMaker(company: Company, definition: ObjectDefinition, rule: SmartEvent): MessageMaker {
  const parts = Object.entries(rule.arguments).map(([name, text]): [string, Merge] => [
    name,
    template(company, definition, text),
  ]);
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'user-agent': 'Intacct Standard HTTP Agent',
    accept: '*/*',
  };
  return ({ record }) => {
    const values = parts.map(([name, text]): [string, string] => [name, text(record)]);
    return { body: new URLSearchParams(values.filter(([, value]) => value !== '')).toString(), headers: () => headers };
  };
}

export function webhookMaker(company: Company, definition: ObjectDefinition, rule: Webhook): MessageMaker {
  const text = template(company, definition, rule.body);
  return (occurrence) => {
    const { settings } = company;
    const body = text(occurrence.record);
    const fixed = {
      'content-type': 'application/json',
      [settings.webhookContextHeader]: context(company, definition, rule, occurrence),
      [settings.webhookIdempotencyHeader]: randomUUID(),
    };
    const signed = () => {
      const token = signature(company, rule, body);
      return { ...fixed, 'X-IA-Sage-Signature': token, authorization: `Bearer ${token}` };
    };
    return { body, headers: signed };
  };
}

/** A JWT (HS256) over the hash of the raw body, good for an hour. */
function signature({ clock, credentials }: Company, rule: Webhook, body: string): string {
  const iat = Math.floor(clock.now() / 1000);
  const claims = {
    iat,
    exp: iat + 3600,
    iss: 'Sage Intacct',
    tenant_id: credentials.companyId,
    app_id: rule.clientId,
    payload_signature: createHash('sha256').update(body).digest('hex'),
    payload_signature_alg: 'SHA-256',
  };
  const content = [{ alg: 'HS256', typ: 'JWT' }, claims].map((part) => base64url(JSON.stringify(part))).join('.');
  return `${content}.${createHmac('sha256', rule.clientSecret).update(content).digest('base64url')}`;
}

function base64url(text: string): string {
  return Buffer.from(text).toString('base64url');
}

const EVENTS = { Add: 'after_create', Set: 'after_update', Delete: 'after_delete' } as const;

function context(company: Company, definition: ObjectDefinition, rule: Webhook, { event, record }: Occurrence): string {
  const facts = {
    COMPANY: company.credentials.companyId,
    ENTITY: fieldOf(record, 'MEGAENTITYID'),
    USER: fieldOf(record, 'MODIFIEDBY'),
    OBJECTNAME: definition.name,
    RESTOBJECTNAME: REST_NAMES[definition.name] ?? definition.name.toLowerCase(),
    DOCTYPE: fieldOf(record, 'DOCPARID'),
    ID: fieldOf(record, 'RECORDNO'),
    VID: visibleId(definition, record),
    EVENT: EVENTS[event],
    EVENTNAME: rule.name,
  };
  return Buffer.from(JSON.stringify(facts)).toString('base64');
}

function visibleId(definition: ObjectDefinition, record: StoredRecord): string {
  return fieldOf(record, definition.key) || fieldOf(record, 'RECORDNO');
}

const REST_NAMES: Readonly<Record<string, string>> = {
  CUSTOMER: 'accounts-receivable/customer',
  ARINVOICE: 'accounts-receivable/invoice',
  ARPYMT: 'accounts-receivable/payment',
  VENDOR: 'accounts-payable/vendor',
  APBILL: 'accounts-payable/bill',
  APPYMT: 'accounts-payable/payment',
};
