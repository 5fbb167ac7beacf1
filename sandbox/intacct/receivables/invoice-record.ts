import { cents, convert, money, total } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { checkDimensions } from '../dimensions/check.js';
import { type Exchange, exchangeOf } from '../documents/exchange.js';
import { existingActive, existingIfSent, openPeriod, requiredDimensions } from '../documents/rules.js';
import { missingField, refuse } from '../refusals.js';
import type { InvoiceDraft, LineDraft } from './invoice-draft.js';
import type { ReceivableKind } from './kind.js';
import { discountDay } from './payment-discount.js';
import { activeCustomer } from './rules.js';
import { summaryFields, summaryFor } from './summary.js';

/** What the books will hold of an invoice: checked and complete, not stored yet. */
export interface InvoiceRecords {
  readonly header: Readonly<Record<string, string>>;
  readonly lines: readonly { readonly recordno: string; readonly fields: Readonly<Record<string, string>> }[];
}

/** Checks a draft against every rule and computes what it derives. `number` is the invoice's final number. */
export function invoiceRecords(kind: ReceivableKind, draft: InvoiceDraft, number: string, work: Work): InvoiceRecords {
  const customer = activeCustomer(draft.customerId, work);
  const summary = summaryOf(kind, draft, work);
  const datePosted = draft.batchKey ? fieldOf(summary, 'GLDATE') : draft.datePosted || draft.date;
  if (draft.submit) openPeriod(datePosted, work);
  existingIfSent('CONTACT', draft.billTo, work);
  existingIfSent('CONTACT', draft.shipTo, work);
  existingIfSent('SUPDOC', draft.supdocId, work);
  refuseInlineCredits(draft, work);
  const exchange = exchangeOf(draft.exchange, draft.date, work);
  const lines = draft.lines.map((line, index) => ({
    recordno: line.recordno,
    fields: { ...lineFields(line, index + 1, draft, exchange, work), RECORDTYPE: kind.recordType },
  }));
  if (draft.submit) for (const { fields } of lines) requiredDimensions(fields, work);
  const header = { ...headerFields(draft, number, customer, work), ...exchange.fields, ...totals(lines) };
  const filed = { RECORDTYPE: kind.recordType, WHENPOSTED: datePosted, ...summaryFields(summary) };
  return { header: { ...header, ...filed }, lines };
}

function summaryOf(kind: ReceivableKind, draft: InvoiceDraft, work: Work): StoredRecord {
  const frequency = work.company.settings.arInvoiceSummaries;
  return summaryFor(kind.summary, frequency, draft.batchKey ?? '', draft.datePosted || draft.date, work);
}

/** Negative lines beside positive ones are credits inside the document; a wholly negative one is a credit itself. */
function refuseInlineCredits({ lines }: InvoiceDraft, { company }: Work): void {
  if (company.settings.inlineCredits || !lines.some(({ amount }) => amount < 0)) return;
  if (lines.every(({ amount }) => amount <= 0)) return;
  refuse('BL03000018', 'Inline credits are not enabled. Enter positive amounts only.');
}

function headerFields(draft: InvoiceDraft, number: string, customer: StoredRecord, work: Work): Record<string, string> {
  return {
    RECORDID: number,
    STATE: draft.submit ? 'Posted' : 'Draft',
    CUSTOMERID: draft.customerId,
    WHENCREATED: draft.date,
    WHENDUE: dueDate(draft, work),
    WHENDISCOUNT: discountDay(work.company.books.find('ARTERM', draft.termName), draft.date),
    TERMNAME: draft.termName,
    DOCNUMBER: draft.poNumber,
    DESCRIPTION: draft.description,
    EXTERNALID: draft.externalId,
    BILLTOPAYTOCONTACTNAME: draft.billTo || contactOf(customer, 'BILLTO', work),
    SHIPTORETURNTOCONTACTNAME: draft.shipTo || contactOf(customer, 'SHIPTO', work),
    SUPDOCID: draft.supdocId,
    NOGL: draft.noGl ? 'true' : '',
  };
}

function contactOf(customer: StoredRecord, role: 'BILLTO' | 'SHIPTO', { company }: Work): string {
  const display = company.books.get('CONTACT', fieldOf(customer, 'DISPLAYCONTACTKEY'));
  return customer[`${role}.CONTACTNAME`] ?? display?.CONTACTNAME ?? '';
}

function dueDate(draft: InvoiceDraft, work: Work): string {
  const term = draft.termName === '' ? undefined : existingActive('ARTERM', draft.termName, work);
  if (draft.dueDate !== '') return draft.dueDate;
  if (!term) return missingField('Due date or term');
  const due = Date.parse(`${draft.date}T00:00:00Z`) + Number(term.DUEDATE ?? 0) * 86_400_000;
  return new Date(due).toISOString().slice(0, 10);
}

function lineFields(
  line: LineDraft,
  lineNo: number,
  draft: InvoiceDraft,
  exchange: Exchange,
  work: Work,
): Record<string, string> {
  const dimensions = {
    ...line.dimensions,
    LOCATIONID: lineLocation(line, work),
    DEPARTMENTID: line.departmentId,
    CUSTOMERID: line.customerId || draft.customerId,
    ITEMID: line.itemId,
  };
  checkDimensions(dimensions, work);
  existingIfSent('GLACCOUNT', line.offsetAccount, work);
  return {
    LINE_NO: String(lineNo),
    ACCOUNTNO: lineAccount(line, work),
    ACCOUNTLABEL: line.accountLabel,
    OFFSETGLACCOUNTNO: line.offsetAccount,
    AMOUNT: money(convert(line.amount, exchange.rate)),
    TRX_AMOUNT: money(line.amount),
    TOTALPAID: '0.00',
    TRX_TOTALPAID: '0.00',
    CURRENCY: exchange.currency,
    BASECURR: work.company.settings.baseCurrency,
    ENTRYDESCRIPTION: line.memo,
    ENTRY_DATE: draft.date,
    ...dimensions,
  };
}

/** Whether a label or a number is legal depends on one company setting. */
function lineAccount(line: LineDraft, work: Work): string {
  const { accountLabels } = work.company.settings;
  if (!accountLabels || line.accountGiven) {
    if (line.accountLabel !== '') refuse('BL03000018', 'Account labels are not enabled. Enter an account number.');
    return fieldOf(existingActive('GLACCOUNT', line.account, work), 'ACCOUNTNO');
  }
  if (line.accountLabel === '') refuse('BL03000018', 'Account labels are enabled. Enter an account label.');
  return fieldOf(existingActive('ARACCOUNTLABEL', line.accountLabel, work), 'GLACCOUNTNO');
}

function lineLocation(line: LineDraft, work: Work): string {
  const { multiEntity, requireLineLocation } = work.company.settings;
  const locationId = line.locationId || work.entity;
  if (locationId === '' && multiEntity && requireLineLocation) missingField('Location');
  return locationId;
}

function totals(lines: InvoiceRecords['lines']): Record<string, string> {
  const base = money(total(lines.map(({ fields }) => cents(fields.AMOUNT))));
  const transaction = money(total(lines.map(({ fields }) => cents(fields.TRX_AMOUNT))));
  return {
    TOTALENTERED: base,
    TOTALSELECTED: '0.00',
    TOTALPAID: '0.00',
    TOTALDUE: base,
    TRX_TOTALENTERED: transaction,
    TRX_TOTALSELECTED: '0.00',
    TRX_TOTALPAID: '0.00',
    TRX_TOTALDUE: transaction,
  };
}
