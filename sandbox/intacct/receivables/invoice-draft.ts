import { type Cents, cents } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { dimensionsAmong } from '../dimensions/check.js';
import type { DimensionIds } from '../dimensions/standard.js';
import type { CurrencyDraft } from '../documents/exchange.js';
import { INVOICE, type ReceivableKind } from './kind.js';

/** An invoice as it is asked for; empty strings where nothing was sent. */
export interface InvoiceDraft {
  readonly customerId: string;
  readonly date: string;
  readonly datePosted: string;
  readonly dueDate: string;
  readonly termName: string;
  readonly submit: boolean;
  readonly number: string;
  readonly poNumber: string;
  readonly description: string;
  readonly externalId: string;
  readonly billTo: string;
  readonly shipTo: string;
  readonly supdocId: string;
  /** The ledger has it already, as an opening balance: nothing is posted. */
  readonly noGl?: boolean;
  /** Summary, where they are user-specified. */
  readonly batchKey?: string;
  readonly exchange: CurrencyDraft;
  readonly lines: readonly LineDraft[];
}

export interface LineDraft {
  /** RECORDNO of the line when it exists already. */
  readonly recordno: string;
  readonly accountLabel: string;
  readonly account: string;
  /** The account comes from a transaction definition, whatever the company says about labels. */
  readonly accountGiven?: boolean;
  readonly offsetAccount: string;
  readonly amount: Cents;
  readonly memo: string;
  readonly locationId: string;
  readonly departmentId: string;
  readonly customerId: string;
  readonly itemId: string;
  /** Every dimension by its field name; those named above count before these. */
  readonly dimensions?: DimensionIds;
}

/** The draft that would give the document as it stands: the ground on which an update lays its changes. */
export function draftOf(invoice: StoredRecord, { company }: Work, kind: ReceivableKind = INVOICE): InvoiceDraft {
  const lines = company.books.where(kind.lines, 'RECORDKEY', fieldOf(invoice, 'RECORDNO'));
  return {
    customerId: fieldOf(invoice, 'CUSTOMERID'),
    date: fieldOf(invoice, 'WHENCREATED'),
    datePosted: fieldOf(invoice, 'WHENPOSTED'),
    dueDate: fieldOf(invoice, 'WHENDUE'),
    termName: fieldOf(invoice, 'TERMNAME'),
    submit: fieldOf(invoice, 'STATE') !== 'Draft',
    number: fieldOf(invoice, 'RECORDID'),
    poNumber: fieldOf(invoice, 'DOCNUMBER'),
    description: fieldOf(invoice, 'DESCRIPTION'),
    externalId: fieldOf(invoice, 'EXTERNALID'),
    billTo: fieldOf(invoice, 'BILLTOPAYTOCONTACTNAME'),
    shipTo: fieldOf(invoice, 'SHIPTORETURNTOCONTACTNAME'),
    supdocId: fieldOf(invoice, 'SUPDOCID'),
    noGl: fieldOf(invoice, 'NOGL') === 'true',
    batchKey: company.settings.arInvoiceSummaries === 'user-specified' ? fieldOf(invoice, 'PRBATCHKEY') : '',
    exchange: currencyOf(invoice),
    lines: lines.sort((a, b) => Number(a.LINE_NO) - Number(b.LINE_NO)).map(lineDraftOf),
  };
}

function currencyOf(invoice: StoredRecord): CurrencyDraft {
  const custom = fieldOf(invoice, 'EXCH_RATE_TYPE_ID') === 'Custom';
  return {
    currency: fieldOf(invoice, 'CURRENCY'),
    baseCurrency: fieldOf(invoice, 'BASECURR'),
    rateDate: fieldOf(invoice, 'EXCH_RATE_DATE'),
    rateType: custom ? '' : fieldOf(invoice, 'EXCH_RATE_TYPE_ID'),
    rate: custom ? fieldOf(invoice, 'EXCHANGE_RATE') : '',
  };
}

function lineDraftOf(line: StoredRecord): LineDraft {
  return {
    recordno: fieldOf(line, 'RECORDNO'),
    accountLabel: fieldOf(line, 'ACCOUNTLABEL'),
    account: fieldOf(line, 'ACCOUNTNO'),
    offsetAccount: fieldOf(line, 'OFFSETGLACCOUNTNO'),
    amount: cents(line.TRX_AMOUNT),
    memo: fieldOf(line, 'ENTRYDESCRIPTION'),
    locationId: fieldOf(line, 'LOCATIONID'),
    departmentId: fieldOf(line, 'DEPARTMENTID'),
    customerId: fieldOf(line, 'CUSTOMERID'),
    itemId: fieldOf(line, 'ITEMID'),
    dimensions: dimensionsAmong(line),
  };
}
