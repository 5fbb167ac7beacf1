import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Company } from '../company/company.js';
import { DIMENSION_FIELDS } from '../dimensions/standard.js';
import type { PayableKind } from '../payables/kind.js';
import { CURRENCY_FIELDS } from './ar-invoice.js';
import type { ObjectDefinition, Relation } from './definition.js';
import { boolean, choice, currency, date, type Fields, integer, RECORDNO, TRANSACTION_FIELDS, text } from './field.js';
import { linkedField } from './linked-field.js';

/** What bills and AP adjustments have in common when they are read. */

/** Display value → raw letter. Those beyond D, S, PA, U and A are a guess. */
export const PAYABLE_STATES = {
  Draft: 'D',
  Submitted: 'S',
  'Partially Approved': 'PA',
  Declined: 'U',
  Posted: 'A',
  'Partially Paid': 'P',
  Selected: 'E',
  Paid: 'C',
  Reversed: 'V',
  Reversal: 'R',
} as const;

const isState = (state: string): state is keyof typeof PAYABLE_STATES => state in PAYABLE_STATES;

function rawState(record: StoredRecord): string {
  const state = fieldOf(record, 'STATE');
  return isState(state) ? PAYABLE_STATES[state] : '';
}

/** Negative when overdue. */
function dueInDays(record: StoredRecord, { clock }: Company): string {
  const days = (Date.parse(fieldOf(record, 'WHENDUE')) - Date.parse(clock.today())) / 86_400_000;
  return Number.isNaN(days) ? '' : String(days);
}

export const PAYABLE_FIELDS: Fields = {
  ...RECORDNO,
  RECORDTYPE: text(),
  RECORDID: text(),
  STATE: choice(PAYABLE_STATES),
  RAWSTATE: text({ computed: rawState }),
  VENDORID: text(),
  VENDORNAME: linkedField('VENDOR', 'VENDORID', 'NAME'),
  WHENCREATED: date(),
  WHENPOSTED: date(),
  WHENPAID: date(),
  DOCNUMBER: text(),
  DESCRIPTION: text(),
  EXTERNALID: text(),
  ...CURRENCY_FIELDS,
  TOTALENTERED: currency(),
  TOTALSELECTED: currency(),
  TOTALPAID: currency(),
  TOTALDUE: currency(),
  TRX_TOTALENTERED: currency(),
  TRX_TOTALSELECTED: currency(),
  TRX_TOTALPAID: currency(),
  TRX_TOTALDUE: currency(),
  BILLTOPAYTOCONTACTNAME: text(),
  SHIPTORETURNTOCONTACTNAME: text(),
  PRBATCH: text(),
  PRBATCHKEY: integer(),
  MODULEKEY: text(),
  SYSTEMGENERATED: text(),
  SUPDOCID: text(),
  TAXSOLUTIONID: text(),
  ...TRANSACTION_FIELDS,
};

/** What bills have beyond that. */
export const BILL_FIELDS: Fields = {
  ...PAYABLE_FIELDS,
  WHENDUE: date(),
  WHENDISCOUNT: date(),
  TERMNAME: text(),
  RECPAYMENTDATE: date(),
  PAYMENTPRIORITY: choice({ urgent: 'U', high: 'H', normal: 'N', low: 'L' }),
  ONHOLD: boolean(),
  DUE_IN_DAYS: integer({ computed: dueInDays }),
};

export const PAYABLE_RELATIONS: Readonly<Record<string, Relation>> = {
  VENDOR: { object: 'VENDOR', from: 'VENDORID' },
  PAYTOCONTACT: { object: 'CONTACT', from: 'BILLTOPAYTOCONTACTNAME' },
  RETURNTOCONTACT: { object: 'CONTACT', from: 'SHIPTORETURNTOCONTACTNAME' },
};

/** The object of a kind's lines. */
export function payableLine(kind: PayableKind, label: string): ObjectDefinition {
  return {
    name: kind.lines,
    label,
    key: 'RECORDNO',
    indexes: ['RECORDKEY'],
    fields: {
      ...RECORDNO,
      RECORDTYPE: text(),
      RECORDKEY: integer(),
      LINE_NO: integer(),
      ACCOUNTNO: text(),
      ACCOUNTTITLE: linkedField('GLACCOUNT', 'ACCOUNTNO', 'TITLE'),
      ACCOUNTLABEL: text(),
      OFFSETGLACCOUNTNO: text(),
      AMOUNT: currency(),
      TRX_AMOUNT: currency(),
      TOTALPAID: currency(),
      TRX_TOTALPAID: currency(),
      ENTRYDESCRIPTION: text(),
      ENTRY_DATE: date(),
      CURRENCY: text(),
      BASECURR: text(),
      FORM1099: boolean(),
      BILLABLE: boolean(),
      ALLOCATION: text(),
      BASELOCATION: text(),
      ...DIMENSION_FIELDS,
      ...TRANSACTION_FIELDS,
    },
    relations: {
      [kind.object]: { object: kind.object, from: 'RECORDKEY', to: 'RECORDNO' },
      GLACCOUNT: { object: 'GLACCOUNT', from: 'ACCOUNTNO' },
      VENDOR: { object: 'VENDOR', from: 'VENDORID' },
      ITEM: { object: 'ITEM', from: 'ITEMID' },
    },
  };
}
