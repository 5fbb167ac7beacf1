import { type Cents, cents } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { dimensionsAmong } from '../dimensions/check.js';
import type { DimensionIds } from '../dimensions/standard.js';
import type { CurrencyDraft } from '../documents/exchange.js';

/** An Order Entry transaction as it is asked for; empty strings where nothing was sent. */
export interface SalesDraft {
  readonly definition: string;
  readonly date: string;
  readonly datePosted: string;
  /** DOCID of the transaction that is converted. */
  readonly createdFrom: string;
  readonly customerId: string;
  readonly number: string;
  readonly referenceNo: string;
  readonly termName: string;
  readonly dueDate: string;
  readonly message: string;
  readonly shippingMethod: string;
  readonly shipTo: string;
  readonly billTo: string;
  readonly supdocId: string;
  readonly externalId: string;
  readonly exchange: CurrencyDraft;
  readonly state: string;
  readonly lines: readonly SalesLine[];
  readonly subtotals: readonly SubtotalDraft[];
}

export interface SalesLine {
  /** RECORDNO of the line when it exists already. */
  readonly recordno: string;
  readonly description: string;
  /** Decimal, like price and discount. */
  readonly quantity: string;
  readonly unit: string;
  /** Empty: the item's own. */
  readonly price: string;
  readonly discountPercent: string;
  /** RECORDNO of the line that is converted. */
  readonly sourceLineKey: string;
  readonly memo: string;
  /** ITEMID among them. */
  readonly dimensions: DimensionIds;
}

export interface SubtotalDraft {
  readonly recordno: string;
  readonly description: string;
  readonly total: Cents;
  readonly absolute: string;
  readonly percent: string;
  readonly locationId: string;
  readonly departmentId: string;
}

/** The draft that would give the transaction as it stands: the ground on which an update lays its changes. */
export function salesDraftOf(document: StoredRecord, { company }: Work): SalesDraft {
  const custom = fieldOf(document, 'EXCHRATETYPE') === 'Custom';
  const key = fieldOf(document, 'RECORDNO');
  return {
    definition: fieldOf(document, 'DOCPARID'),
    date: fieldOf(document, 'WHENCREATED'),
    datePosted: fieldOf(document, 'WHENPOSTED'),
    createdFrom: fieldOf(document, 'CREATEDFROM'),
    customerId: fieldOf(document, 'CUSTVENDID'),
    number: fieldOf(document, 'DOCNO'),
    referenceNo: fieldOf(document, 'PONUMBER'),
    termName: fieldOf(document, 'TERM.NAME'),
    dueDate: fieldOf(document, 'WHENDUE'),
    message: fieldOf(document, 'MESSAGE'),
    shippingMethod: fieldOf(document, 'SHIPVIA'),
    shipTo: fieldOf(document, 'SHIPTO.CONTACTNAME'),
    billTo: fieldOf(document, 'BILLTO.CONTACTNAME'),
    supdocId: fieldOf(document, 'SUPDOCID'),
    externalId: fieldOf(document, 'EXTERNALID'),
    exchange: {
      currency: fieldOf(document, 'CURRENCY'),
      baseCurrency: fieldOf(document, 'BASECURR'),
      rateDate: fieldOf(document, 'EXCHRATEDATE'),
      rateType: custom ? '' : fieldOf(document, 'EXCHRATETYPE'),
      rate: custom ? fieldOf(document, 'EXCHRATE') : '',
    },
    state: fieldOf(document, 'STATE'),
    lines: linesOf('SODOCUMENTENTRY', key, company).map(lineOf),
    subtotals: company.books.where('SODOCUMENTSUBTOTALS', 'DOCHDRNO', key).map(subtotalOf),
  };
}

export function linesOf(object: 'SODOCUMENTENTRY', key: string, { books }: Work['company']): StoredRecord[] {
  return books.where(object, 'DOCHDRNO', key).sort((a, b) => Number(a.LINE_NO) - Number(b.LINE_NO));
}

function lineOf(line: StoredRecord): SalesLine {
  return {
    recordno: fieldOf(line, 'RECORDNO'),
    description: fieldOf(line, 'ITEMDESC'),
    quantity: fieldOf(line, 'QUANTITY'),
    unit: fieldOf(line, 'UNIT'),
    price: fieldOf(line, 'TRX_PRICE'),
    discountPercent: fieldOf(line, 'DISCOUNTPERCENT'),
    sourceLineKey: fieldOf(line, 'SOURCE_DOCLINEKEY'),
    memo: fieldOf(line, 'MEMO'),
    dimensions: dimensionsAmong(line),
  };
}

function subtotalOf(subtotal: StoredRecord): SubtotalDraft {
  return {
    recordno: fieldOf(subtotal, 'RECORDNO'),
    description: fieldOf(subtotal, 'DESCRIPTION'),
    total: cents(subtotal.TRX_TOTAL),
    absolute: fieldOf(subtotal, 'ABSVAL'),
    percent: fieldOf(subtotal, 'PERCENTVAL'),
    locationId: fieldOf(subtotal, 'LOCATIONID'),
    departmentId: fieldOf(subtotal, 'DEPARTMENTID'),
  };
}
