import { cents, convert, money, total } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { checkDimensions } from '../dimensions/check.js';
import { type Exchange, exchangeOf } from '../documents/exchange.js';
import { existing, existingIfSent, openPeriod, requiredDimensions } from '../documents/rules.js';
import { missingField } from '../refusals.js';
import { BILL, type PayableKind } from './kind.js';
import type { PayableDraft, PayableLineDraft } from './payable-draft.js';
import { activeVendor, checkSummary, lineAccount, lineLocation, refuseVendorOnHold } from './rules.js';

type Stored = Readonly<Record<string, string>>;

/** What the books will hold of a document: checked and complete, not stored yet. */
export interface PayableRecords {
  readonly header: Stored;
  readonly lines: readonly { readonly recordno: string; readonly fields: Stored }[];
}

/** Checks a draft against every rule and computes what it derives. A draft that is not submitted may lack vendor and dates. */
export function payableRecords(kind: PayableKind, draft: PayableDraft, number: string, work: Work): PayableRecords {
  const vendor = draft.submit || draft.vendorId !== '' ? activeVendor(draft.vendorId, work) : undefined;
  if (vendor) refuseVendorOnHold(vendor, 'bill', work);
  if (draft.submit && draft.date === '') missingField('Date');
  if (draft.submit) openPeriod(draft.datePosted || draft.date, work);
  checkSummary(draft.summary, work);
  existingIfSent('CONTACT', draft.payTo, work);
  existingIfSent('CONTACT', draft.returnTo, work);
  existingIfSent('SUPDOC', draft.supdocId, work);
  if (draft.lines.length === 0) missingField(`${kind.lines} lines`);
  const exchange = exchangeOf(draft.exchange, draft.date || work.company.clock.today(), work);
  const lines = draft.lines.map((line, index) => ({
    recordno: line.recordno,
    fields: lineFields(kind, line, index + 1, draft, exchange, work),
  }));
  if (draft.submit) for (const { fields } of lines) requiredDimensions(fields, work);
  const header = { ...headerFields(kind, draft, number, vendor, work), ...exchange.fields, ...totals(lines) };
  return { header, lines };
}

function headerFields(
  kind: PayableKind,
  draft: PayableDraft,
  number: string,
  vendor: StoredRecord | undefined,
  work: Work,
): Record<string, string> {
  return {
    RECORDTYPE: kind.recordType,
    RECORDID: number,
    STATE: stateOf(kind, draft, work),
    VENDORID: draft.vendorId,
    WHENCREATED: draft.date,
    WHENPOSTED: draft.datePosted || draft.date,
    WHENDUE: kind === BILL ? dueDate(draft, work) : '',
    TERMNAME: draft.termName,
    DOCNUMBER: draft.reference,
    DESCRIPTION: draft.description,
    EXTERNALID: draft.externalId,
    BILLTOPAYTOCONTACTNAME: draft.payTo || contactOf(vendor, 'PAYTO', work),
    SHIPTORETURNTOCONTACTNAME: draft.returnTo || contactOf(vendor, 'RETURNTO', work),
    SUPDOCID: draft.supdocId,
    ONHOLD: String(draft.onHold),
    PRBATCH: draft.summary,
    PAYMENTPRIORITY: kind === BILL ? draft.priority || 'normal' : '',
    RECPAYMENTDATE: draft.recommendedDate,
    MODULEKEY: '3.AP',
  };
}

function stateOf(kind: PayableKind, draft: PayableDraft, { company }: Work): string {
  if (!draft.submit) return 'Draft';
  return kind === BILL && company.settings.billApproval ? 'Submitted' : 'Posted';
}

function contactOf(vendor: StoredRecord | undefined, role: 'PAYTO' | 'RETURNTO', { company }: Work): string {
  if (!vendor) return '';
  const display = company.books.get('CONTACT', fieldOf(vendor, 'DISPLAYCONTACTKEY'));
  return vendor[`${role}.CONTACTNAME`] ?? display?.CONTACTNAME ?? '';
}

function dueDate(draft: PayableDraft, work: Work): string {
  const term = draft.termName === '' ? undefined : existing('APTERM', draft.termName, work);
  if (draft.dueDate !== '') return draft.dueDate;
  if (term && draft.date !== '') {
    const due = Date.parse(`${draft.date}T00:00:00Z`) + Number(term.DUEDATE ?? 0) * 86_400_000;
    return new Date(due).toISOString().slice(0, 10);
  }
  return draft.submit ? missingField('Due date or term') : '';
}

function lineFields(
  kind: PayableKind,
  line: PayableLineDraft,
  lineNo: number,
  draft: PayableDraft,
  exchange: Exchange,
  work: Work,
): Record<string, string> {
  existingIfSent('GLACCOUNT', line.offsetAccount, work);
  const dimensions = { ...line.dimensions, LOCATIONID: lineLocation(fieldOf(line.dimensions, 'LOCATIONID'), work) };
  checkDimensions(dimensions, work);
  return {
    VENDORID: draft.vendorId,
    ...dimensions,
    RECORDTYPE: kind.recordType,
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
    FORM1099: line.form1099,
    BILLABLE: line.billable,
  };
}

function totals(lines: PayableRecords['lines']): Record<string, string> {
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
