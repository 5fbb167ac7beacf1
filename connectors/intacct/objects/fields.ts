import { z } from 'zod';
import { fromGatewayDate } from '../gateway/dates.js';
import type { XmlElement } from '../gateway/envelope.js';
import type { IntacctRecord } from '../gateway/reply.js';

/** Page of the vendor's documentation of one object, for an action's `source`. */
export const documentation = (object: string) => `https://developer.intacct.com/api/${object}`;

export const RecordKey = z
  .string()
  .regex(/^\d+$/, 'must be a record number, such as "8"')
  .describe('Record number (RECORDNO): Intacct’s own key of the record, digits as a string.');

export const CustomerId = z.string().min(1).max(20).describe('Customer ID, such as "C-77".');

export const DocumentNumber = z.string().min(1).max(45);

export const IsoDate = z.iso.date('must be a date, YYYY-MM-DD').describe('Date, YYYY-MM-DD, in the entity’s calendar.');

export const CurrencyCode = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be a currency code of three capital letters, such as "USD"')
  .describe('ISO 4217 code.');

const amount = /^-?\d{1,15}(\.\d{1,2})?$/;

/** Money going in: a decimal string; a JSON number is accepted where it has at most two decimals. */
export const Money = z
  .union([z.string(), z.number()])
  .refine((value) => amount.test(String(value)), 'must be a decimal with at most two places, such as "1250.00"')
  .describe('Decimal string, such as "1250.00".');

export const PositiveMoney = Money.refine((value) => /[1-9]/.test(String(value)) && !String(value).startsWith('-'), {
  message: 'must be greater than zero',
});

/** Money coming out. */
export const Amount = z.string().describe('Decimal string with two places.');

export const CustomFields = z
  .record(
    z.string().regex(/^[A-Za-z_]\w*$/, 'must be a field’s integration name'),
    z.union([z.string(), z.number(), z.boolean()]),
  )
  .describe('Custom fields by integration name.');

export const adopted = z
  .boolean()
  .describe('True when an earlier attempt of the same write had already left this record.');

/** `1250` and `"1250.5"` → `"1250.50"`. No arithmetic: only the places are filled. */
export function money(value: string | number): string {
  const [whole = '0', places = ''] = String(value).split('.');
  return `${whole}.${places.padEnd(2, '0')}`;
}

/** A record's field as text, `''` when it has none. */
export function text(record: IntacctRecord, field: string): string {
  const value = record[field];
  return typeof value === 'string' ? value : '';
}

export const textOrNull = (record: IntacctRecord, field: string) => text(record, field) || null;
export const dateOrNull = (record: IntacctRecord, field: string) => fromGatewayDate(text(record, field));
export const amountOrNull = (record: IntacctRecord, field: string) => {
  const value = text(record, field);
  return value === '' ? null : money(value);
};

/** Custom fields for a legacy function's fixed slot. */
export function customFieldsElement(fields: z.output<typeof CustomFields> | undefined): XmlElement | undefined {
  if (!fields) return undefined;
  const entries = Object.entries(fields);
  return {
    customfield: entries.map(([name, value]) => ({ customfieldname: name, customfieldvalue: String(value) })),
  };
}

/** Custom fields of a generic object: siblings of the standard ones. */
export function customFieldSiblings(fields: z.output<typeof CustomFields> | undefined): XmlElement {
  return Object.fromEntries(Object.entries(fields ?? {}).map(([name, value]) => [name, String(value)]));
}
