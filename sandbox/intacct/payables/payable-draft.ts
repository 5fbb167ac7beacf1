import { type Cents, cents } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { dimensionsAmong } from '../dimensions/check.js';
import type { DimensionIds } from '../dimensions/standard.js';
import type { CurrencyDraft } from '../documents/exchange.js';
import type { PayableKind } from './kind.js';

/** A bill or adjustment as it is asked for; empty strings where nothing was sent. */
export interface PayableDraft {
  readonly vendorId: string;
  readonly date: string;
  readonly datePosted: string;
  readonly dueDate: string;
  readonly termName: string;
  readonly submit: boolean;
  readonly number: string;
  /** Reference number: DOCNUMBER, of adjustments the bill they belong to. */
  readonly reference: string;
  readonly description: string;
  readonly externalId: string;
  readonly payTo: string;
  readonly returnTo: string;
  readonly supdocId: string;
  readonly onHold: boolean;
  readonly summary: string;
  readonly priority: string;
  readonly recommendedDate: string;
  readonly exchange: CurrencyDraft;
  readonly lines: readonly PayableLineDraft[];
}

export interface PayableLineDraft {
  /** RECORDNO of the line when it exists already. */
  readonly recordno: string;
  readonly accountLabel: string;
  readonly account: string;
  readonly offsetAccount: string;
  readonly amount: Cents;
  readonly memo: string;
  readonly form1099: string;
  readonly billable: string;
  readonly dimensions: DimensionIds;
}

/** The draft that would give the document as it stands: the ground on which an update lays its changes. */
export function draftOf(kind: PayableKind, record: StoredRecord, work: Work): PayableDraft {
  return {
    vendorId: fieldOf(record, 'VENDORID'),
    date: fieldOf(record, 'WHENCREATED'),
    datePosted: fieldOf(record, 'WHENPOSTED'),
    dueDate: fieldOf(record, 'WHENDUE'),
    termName: fieldOf(record, 'TERMNAME'),
    submit: !['Draft', 'Declined'].includes(fieldOf(record, 'STATE')),
    number: fieldOf(record, 'RECORDID'),
    reference: fieldOf(record, 'DOCNUMBER'),
    description: fieldOf(record, 'DESCRIPTION'),
    externalId: fieldOf(record, 'EXTERNALID'),
    payTo: fieldOf(record, 'BILLTOPAYTOCONTACTNAME'),
    returnTo: fieldOf(record, 'SHIPTORETURNTOCONTACTNAME'),
    supdocId: fieldOf(record, 'SUPDOCID'),
    onHold: fieldOf(record, 'ONHOLD') === 'true',
    summary: fieldOf(record, 'PRBATCH'),
    priority: fieldOf(record, 'PAYMENTPRIORITY'),
    recommendedDate: fieldOf(record, 'RECPAYMENTDATE'),
    exchange: currencyDraftOf(record),
    lines: linesOf(kind, record, work).map(lineDraftOf),
  };
}

/** In their order. */
export function linesOf(kind: PayableKind, record: StoredRecord, { company }: Work): StoredRecord[] {
  const lines = company.books.where(kind.lines, 'RECORDKEY', fieldOf(record, 'RECORDNO'));
  return lines.sort((a, b) => Number(a.LINE_NO) - Number(b.LINE_NO));
}

/** What was sent of a stored document's currency: the rate itself only where it was no daily one. */
export function currencyDraftOf(record: StoredRecord): CurrencyDraft {
  const custom = fieldOf(record, 'EXCH_RATE_TYPE_ID') === 'Custom';
  return {
    currency: fieldOf(record, 'CURRENCY'),
    baseCurrency: fieldOf(record, 'BASECURR'),
    rateDate: fieldOf(record, 'EXCH_RATE_DATE'),
    rateType: custom ? '' : fieldOf(record, 'EXCH_RATE_TYPE_ID'),
    rate: custom ? fieldOf(record, 'EXCHANGE_RATE') : '',
  };
}

function lineDraftOf(line: StoredRecord): PayableLineDraft {
  return {
    recordno: fieldOf(line, 'RECORDNO'),
    accountLabel: fieldOf(line, 'ACCOUNTLABEL'),
    account: fieldOf(line, 'ACCOUNTNO'),
    offsetAccount: fieldOf(line, 'OFFSETGLACCOUNTNO'),
    amount: cents(line.TRX_AMOUNT),
    memo: fieldOf(line, 'ENTRYDESCRIPTION'),
    form1099: fieldOf(line, 'FORM1099'),
    billable: fieldOf(line, 'BILLABLE'),
    dimensions: dimensionsAmong(line),
  };
}
