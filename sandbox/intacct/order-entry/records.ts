import Big from 'big.js';
import { type Cents, cents, convert, money, total } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { TransactionDefinition } from '../company/settings-order-entry.js';
import type { Work } from '../company/work.js';
import { checkDimensions } from '../dimensions/check.js';
import { type Exchange, exchangeOf } from '../documents/exchange.js';
import { existing, existingIfSent } from '../documents/rules.js';
import { activeCustomer } from '../receivables/rules.js';
import { invalidValue, missingField, refuse } from '../refusals.js';
import type { SalesDraft, SalesLine, SubtotalDraft } from './draft.js';

type FieldValues = Readonly<Record<string, string>>;

/** What the books will hold of a transaction: checked and complete, not stored yet. */
export interface SalesRecords {
  readonly header: FieldValues;
  readonly lines: readonly { readonly recordno: string; readonly fields: FieldValues }[];
  readonly subtotals: readonly { readonly recordno: string; readonly fields: FieldValues }[];
}

export function salesRecords(
  definition: TransactionDefinition,
  draft: SalesDraft,
  number: string,
  work: Work,
): SalesRecords {
  const customer = activeCustomer(draft.customerId, work);
  existingIfSent('CONTACT', draft.billTo, work);
  existingIfSent('CONTACT', draft.shipTo, work);
  existingIfSent('SUPDOC', draft.supdocId, work);
  const termName = draft.termName || fieldOf(customer, 'TERMNAME');
  existingIfSent('ARTERM', termName, work);
  if (draft.lines.length === 0) missingField('sotransitems');
  const exchange = exchangeOf(draft.exchange, draft.date, work);
  const id = `${definition.name}-${number}`;
  const lines = draft.lines.map((line, index) => ({
    recordno: line.recordno,
    fields: { DOCHDRID: id, LINE_NO: String(index), ...lineFields(line, draft, exchange, work) },
  }));
  const subtotals = draft.subtotals.map((subtotal) => ({
    recordno: subtotal.recordno,
    fields: { DOCHDRID: id, ...subtotalFields(subtotal, definition, exchange, work) },
  }));
  const header = {
    DOCNO: number,
    DOCID: id,
    DOCPARID: definition.name,
    STATE: draft.state || definition.initialState,
    'TERM.NAME': termName,
    ...headerFields(draft),
    ...currencyFields(exchange),
    ...totals(lines, subtotals),
  };
  return { header, lines, subtotals };
}

function headerFields(draft: SalesDraft): Record<string, string> {
  return {
    CUSTVENDID: draft.customerId,
    WHENCREATED: draft.date,
    WHENPOSTED: draft.datePosted || draft.date,
    WHENDUE: draft.dueDate,
    CREATEDFROM: draft.createdFrom,
    PONUMBER: draft.referenceNo,
    MESSAGE: draft.message,
    SHIPVIA: draft.shippingMethod,
    'SHIPTO.CONTACTNAME': draft.shipTo,
    'BILLTO.CONTACTNAME': draft.billTo,
    SUPDOCID: draft.supdocId,
    EXTERNALID: draft.externalId,
  };
}

function currencyFields({ fields }: Exchange): Record<string, string> {
  return {
    CURRENCY: fieldOf(fields, 'CURRENCY'),
    BASECURR: fieldOf(fields, 'BASECURR'),
    EXCHRATE: fieldOf(fields, 'EXCHANGE_RATE'),
    EXCHRATEDATE: fieldOf(fields, 'EXCH_RATE_DATE'),
    EXCHRATETYPE: fieldOf(fields, 'EXCH_RATE_TYPE_ID'),
  };
}

function lineFields(line: SalesLine, draft: SalesDraft, exchange: Exchange, work: Work): Record<string, string> {
  const item = existing('ITEM', fieldOf(line.dimensions, 'ITEMID'), work);
  const locationId = fieldOf(line.dimensions, 'LOCATIONID') || work.entity;
  const { multiEntity, requireLineLocation } = work.company.settings;
  if (locationId === '' && multiEntity && requireLineLocation) missingField('Location');
  const dimensions = { CUSTOMERID: draft.customerId, ...line.dimensions, LOCATIONID: locationId };
  checkDimensions(dimensions, work);
  const quantity = positive('quantity', line.quantity);
  const price = decimal('price', line.price || fieldOf(item, 'BASEPRICE') || '0');
  const discount = decimal('discountpercent', line.discountPercent || '0');
  if (discount.gt(100)) invalidValue('discountpercent', line.discountPercent);
  const value = extended(quantity, price, discount);
  return {
    ITEMDESC: line.description || fieldOf(item, 'NAME'),
    QUANTITY: quantity.toFixed(),
    UNIT: unitOf(line, work),
    TRX_PRICE: price.toFixed(),
    PRICE: price.times(exchange.rate).toFixed(),
    DISCOUNTPERCENT: discount.eq(0) ? '' : discount.toFixed(),
    TRX_VALUE: money(value),
    VALUE: money(convert(value, exchange.rate)),
    CURRENCY: exchange.currency,
    SOURCE_DOCLINEKEY: line.sourceLineKey,
    MEMO: line.memo,
    ...dimensions,
  };
}

/** Quantity times price less the discount, rounded once. */
function extended(quantity: Big, price: Big, discount: Big): Cents {
  const share = new Big(100).minus(discount).div(100);
  return quantity.times(price).times(share).times(100).round(0, Big.roundHalfUp).toNumber();
}

function unitOf({ unit }: SalesLine, { company }: Work): string {
  const { salesUnits, missingUnit } = company.settings;
  const [first = ''] = salesUnits;
  if (unit === '' && missingUnit === 'first') return first;
  return salesUnits.includes(unit) ? unit : refuse('BL03000018', 'Missing unit', 'Enter a unit of the item.');
}

function positive(label: string, sent: string): Big {
  const value = decimal(label, sent);
  return value.gt(0) ? value : invalidValue(label, sent);
}

function decimal(label: string, sent: string): Big {
  return /^(\d+\.?\d*|\.\d+)$/.test(sent) ? new Big(sent) : invalidValue(label, sent);
}

function subtotalFields(
  subtotal: SubtotalDraft,
  { subtotals, name }: TransactionDefinition,
  exchange: Exchange,
  work: Work,
): Record<string, string> {
  if (subtotals[subtotal.description] === undefined) {
    refuse('BL03000018', `Subtotal '${subtotal.description}' is not defined for ${name}.`);
  }
  existingIfSent('LOCATION', subtotal.locationId, work);
  existingIfSent('DEPARTMENT', subtotal.departmentId, work);
  return {
    DESCRIPTION: subtotal.description,
    TRX_TOTAL: money(subtotal.total),
    TOTAL: money(convert(subtotal.total, exchange.rate)),
    ABSVAL: subtotal.absolute,
    PERCENTVAL: subtotal.percent,
    LOCATIONID: subtotal.locationId || work.entity,
    DEPARTMENTID: subtotal.departmentId,
  };
}

function totals(lines: SalesRecords['lines'], subtotals: SalesRecords['subtotals']): Record<string, string> {
  const sum = (rows: SalesRecords['lines'], field: string) =>
    total(rows.map(({ fields }) => cents(fieldOf(fields, field))));
  const subtotal = sum(lines, 'VALUE');
  const trxSubtotal = sum(lines, 'TRX_VALUE');
  return {
    SUBTOTAL: money(subtotal),
    TRX_SUBTOTAL: money(trxSubtotal),
    TOTAL: money(subtotal + sum(subtotals, 'TOTAL')),
    TRX_TOTAL: money(trxSubtotal + sum(subtotals, 'TRX_TOTAL')),
  };
}

/** The company's own names count, so that no name is known by itself. */
export function definitionNamed(name: string, { company }: Work): TransactionDefinition {
  const definition = company.settings.transactionDefinitions.find((each) => each.name === name);
  return (
    definition ??
    refuse(
      company.settings.invalidReferenceCode,
      `Invalid Transaction definition '${name}' specified.`,
      'Enter a valid Transaction definition and try again.',
    )
  );
}

/** By DOCID or RECORDNO. */
export function documentWith(key: string, { company }: Work): StoredRecord | undefined {
  return company.books.find('SODOCUMENT', key) ?? company.books.get('SODOCUMENT', key);
}
