import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Company } from '../company/company.js';
import { DIMENSION_FIELDS, DIMENSION_RELATIONS } from '../dimensions/standard.js';
import { deleteInvoice } from '../receivables/invoice.js';
import type { ObjectDefinition } from './definition.js';
import {
  boolean,
  choice,
  currency,
  date,
  decimal,
  type Field,
  type Fields,
  integer,
  RECORDNO,
  TRANSACTION_FIELDS,
  text,
} from './field.js';

/** Display value → raw letter. Only D and A are documented (for bills); the others are a guess. */
const STATES = {
  Draft: 'D',
  Posted: 'A',
  'Partially Paid': 'P',
  Selected: 'E',
  Paid: 'C',
  Reversed: 'V',
  Reversal: 'R',
} as const;

export type InvoiceState = keyof typeof STATES;

/** The name that a referenced master shows, e.g. CUSTOMERNAME of CUSTOMERID. */
function nameOf(object: string, from: string, field = 'NAME'): Field {
  return text({ computed: (record, { books }) => books.find(object, fieldOf(record, from))?.[field] ?? '' });
}

const AMOUNTS: Fields = {
  TOTALENTERED: currency(),
  TOTALSELECTED: currency(),
  TOTALPAID: currency(),
  TOTALDUE: currency(),
  TRX_TOTALENTERED: currency(),
  TRX_TOTALSELECTED: currency(),
  TRX_TOTALPAID: currency(),
  TRX_TOTALDUE: currency(),
};

export const CURRENCY_FIELDS: Fields = {
  CURRENCY: text(),
  BASECURR: text(),
  EXCH_RATE_DATE: date(),
  EXCH_RATE_TYPE_ID: text(),
  EXCHANGE_RATE: decimal(),
};

/** Negative when overdue. */
function dueInDays(record: StoredRecord, { clock }: Company): string {
  const days = (Date.parse(fieldOf(record, 'WHENDUE')) - Date.parse(clock.today())) / 86_400_000;
  return Number.isNaN(days) ? '' : String(days);
}

export const arInvoice: ObjectDefinition = {
  name: 'ARINVOICE',
  label: 'Invoice',
  key: 'RECORDID',
  indexes: ['CUSTOMERID'],
  numbering: 'AR',
  fields: {
    ...RECORDNO,
    RECORDTYPE: text(),
    RECORDID: text(),
    STATE: choice(STATES),
    RAWSTATE: text({ computed: (record) => STATES[fieldOf(record, 'STATE') as InvoiceState] ?? '' }),
    CUSTOMERID: text(),
    CUSTOMERNAME: nameOf('CUSTOMER', 'CUSTOMERID'),
    WHENCREATED: date(),
    WHENPOSTED: date(),
    WHENDUE: date(),
    WHENPAID: date(),
    WHENDISCOUNT: date(),
    TERMNAME: text(),
    DOCNUMBER: text(),
    DESCRIPTION: text(),
    EXTERNALID: text(),
    ...CURRENCY_FIELDS,
    ...AMOUNTS,
    BILLTOPAYTOCONTACTNAME: text(),
    SHIPTORETURNTOCONTACTNAME: text(),
    PRBATCH: text(),
    PRBATCHKEY: integer(),
    MODULEKEY: text(),
    SYSTEMGENERATED: text(),
    DUE_IN_DAYS: integer({ computed: dueInDays }),
    SUPDOCID: text(),
    TAXSOLUTIONID: text(),
    ...TRANSACTION_FIELDS,
  },
  relations: {
    CUSTOMER: { object: 'CUSTOMER', from: 'CUSTOMERID' },
    BILLTO: { object: 'CONTACT', from: 'BILLTOPAYTOCONTACTNAME' },
    CONTACT: { object: 'CONTACT', from: 'BILLTOPAYTOCONTACTNAME' },
    SHIPTO: { object: 'CONTACT', from: 'SHIPTORETURNTOCONTACTNAME' },
    ARTERM: { object: 'ARTERM', from: 'TERMNAME' },
  },
  lines: { element: 'ARINVOICEITEMS', object: 'ARINVOICEITEM', parent: 'RECORDKEY' },
  remove: (record: StoredRecord, work) => deleteInvoice(record, work),
};

export const arInvoiceItem: ObjectDefinition = {
  name: 'ARINVOICEITEM',
  label: 'Invoice line',
  key: 'RECORDNO',
  indexes: ['RECORDKEY'],
  fields: {
    ...RECORDNO,
    RECORDTYPE: text(),
    RECORDKEY: integer(),
    LINE_NO: integer(),
    ACCOUNTNO: text(),
    ACCOUNTTITLE: nameOf('GLACCOUNT', 'ACCOUNTNO', 'TITLE'),
    ACCOUNTLABEL: text(),
    OFFSETGLACCOUNTNO: text(),
    AMOUNT: currency(),
    TRX_AMOUNT: currency(),
    TOTALPAID: currency(),
    TRX_TOTALPAID: currency(),
    TOTALSELECTED: currency(),
    SUBTOTAL: text(),
    PARENTENTRY: integer(),
    DEFERREVENUE: boolean(),
    REVRECTEMPLATE: text(),
    REVRECSTARTDATE: date(),
    REVRECENDDATE: date(),
    ALLOCATION: text(),
    BASELOCATION: text(),
    ENTRYDESCRIPTION: text(),
    ENTRY_DATE: date(),
    CURRENCY: text(),
    BASECURR: text(),
    ...DIMENSION_FIELDS,
    ...TRANSACTION_FIELDS,
  },
  relations: {
    ARINVOICE: { object: 'ARINVOICE', from: 'RECORDKEY', to: 'RECORDNO' },
    ...DIMENSION_RELATIONS,
  },
};
