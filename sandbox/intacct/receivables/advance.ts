import { type Cents, cents, convert, money, total } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { type CurrencyDraft, type Exchange, exchangeOf } from '../documents/exchange.js';
import { placeOf } from '../documents/place.js';
import { existing, existingIfSent, openPeriod, requiredDimensions } from '../documents/rules.js';
import { missingField, refuse } from '../refusals.js';
import { type Deposit, type Destination, depositOf } from './payment-destination.js';
import { postReceipt } from './receipt-posting.js';
import { activeCustomer } from './rules.js';

/** Money received before there is anything to pay: kept on accounts of its own until it is applied. */
export interface AdvanceDraft {
  readonly customerId: string;
  readonly method: string;
  readonly paymentDate: string;
  readonly receiptDate: string;
  readonly docNumber: string;
  readonly description: string;
  readonly supdocId: string;
  readonly submit: boolean;
  readonly destination: Destination;
  readonly exchange: CurrencyDraft;
  readonly lines: readonly AdvanceLine[];
}

export interface AdvanceLine {
  readonly account: string;
  readonly accountLabel: string;
  readonly amount: Cents;
  readonly memo: string;
  /** IDs of dimensions by their field names; LOCATIONID and DEPARTMENTID among them. */
  readonly dimensions: Readonly<Record<string, string>>;
}

export function createAdvance(draft: AdvanceDraft, work: Work): StoredRecord {
  return store(draft, (fields) => work.insert('ARADVANCE', fields), work);
}

/** Lays a new draft in the place of an old one; submitting it posts. */
export function replaceAdvance(before: StoredRecord, draft: AdvanceDraft, work: Work): StoredRecord {
  removeLines(before, work);
  const cleared = { FINANCIALENTITY: '', UNDEPOSITEDACCOUNTNO: '' };
  const change = (fields: Record<string, string>) =>
    work.change('ARADVANCE', fieldOf(before, 'RECORDNO'), { ...cleared, ...fields });
  return store(draft, change, work);
}

export function refuseUnlessDraftAdvance(advance: StoredRecord, done: string): void {
  const state = fieldOf(advance, 'STATE');
  if (state === 'Draft') return;
  refuse('BL03000018', `Advance '${advance.RECORDNO}' is ${state} and cannot be ${done}.`, 'Reverse it instead.');
}

export function deleteAdvance(advance: StoredRecord, work: Work): void {
  refuseUnlessDraftAdvance(advance, 'deleted');
  removeLines(advance, work);
  work.company.books.remove('ARADVANCE', fieldOf(advance, 'RECORDNO'));
}

function store(draft: AdvanceDraft, put: (fields: Record<string, string>) => StoredRecord, work: Work): StoredRecord {
  activeCustomer(draft.customerId, work);
  existingIfSent('SUPDOC', draft.supdocId, work);
  if (draft.submit) openPeriod(draft.receiptDate, work);
  if (draft.lines.length === 0) missingField('ARADVANCEITEMS');
  const exchange = exchangeOf(draft.exchange, draft.receiptDate, work);
  const amount = total(draft.lines.map((line) => line.amount));
  const deposit = depositOf(draft.destination, amount, exchange.currency, draft.receiptDate, work);
  const lines = draft.lines.map((line, index) => lineFields(line, index + 1, exchange, work));
  if (draft.submit) for (const line of lines) requiredDimensions(line, work);
  const advance = put({ ...headerFields(draft, exchange, deposit), ...totals(lines) });
  for (const line of lines) work.insert('ARADVANCEITEM', { ...line, RECORDKEY: fieldOf(advance, 'RECORDNO') });
  if (draft.submit) postAdvance(advance, lines, deposit, work);
  return advance;
}

function headerFields(draft: AdvanceDraft, exchange: Exchange, deposit: Deposit): Record<string, string> {
  return {
    RECORDTYPE: 'rr',
    STATE: draft.submit ? 'Posted' : 'Draft',
    CUSTOMERID: draft.customerId,
    PAYMENTMETHOD: draft.method,
    PAYMENTDATE: draft.paymentDate || draft.receiptDate,
    RECEIPTDATE: draft.receiptDate,
    WHENCREATED: draft.paymentDate || draft.receiptDate,
    DOCNUMBER: draft.docNumber,
    DESCRIPTION: draft.description,
    SUPDOCID: draft.supdocId,
    ...deposit.fields,
    ...exchange.fields,
  };
}

function lineFields(line: AdvanceLine, lineNo: number, exchange: Exchange, work: Work): Record<string, string> {
  if (line.amount <= 0) refuse('BL03000018', 'The amount of an advance must be greater than zero.');
  const locationId = fieldOf(line.dimensions, 'LOCATIONID') || work.entity;
  const { multiEntity, requireLineLocation } = work.company.settings;
  if (locationId === '' && multiEntity && requireLineLocation) missingField('Location');
  return {
    RECORDTYPE: 'rr',
    LINE_NO: String(lineNo),
    ACCOUNTNO: accountOf(line, work),
    ACCOUNTLABEL: line.accountLabel,
    AMOUNT: money(convert(line.amount, exchange.rate)),
    TRX_AMOUNT: money(line.amount),
    TOTALPAID: '0.00',
    TRX_TOTALPAID: '0.00',
    CURRENCY: exchange.currency,
    ENTRYDESCRIPTION: line.memo,
    ...line.dimensions,
    LOCATIONID: locationId,
  };
}

function accountOf({ account, accountLabel }: AdvanceLine, work: Work): string {
  if (account !== '' && accountLabel !== '') refuse('BL03000018', 'Enter an account number or a label, not both.');
  if (accountLabel !== '') return fieldOf(existing('ARACCOUNTLABEL', accountLabel, work), 'GLACCOUNTNO');
  if (account === '') missingField('ACCOUNTNO');
  return fieldOf(existing('GLACCOUNT', account, work), 'ACCOUNTNO');
}

function totals(lines: readonly Readonly<Record<string, string>>[]): Record<string, string> {
  const base = money(total(lines.map(({ AMOUNT }) => cents(AMOUNT))));
  const transaction = money(total(lines.map(({ TRX_AMOUNT }) => cents(TRX_AMOUNT))));
  return {
    TOTALENTERED: base,
    TOTALPAID: '0.00',
    TOTALDUE: base,
    TRX_TOTALENTERED: transaction,
    TRX_TOTALPAID: '0.00',
    TRX_TOTALDUE: transaction,
  };
}

/** Debits the bank, credits the accounts of the lines. */
function postAdvance(
  advance: StoredRecord,
  lines: readonly Readonly<Record<string, string>>[],
  { account }: Deposit,
  work: Work,
): void {
  const received = {
    account,
    amount: cents(advance.TOTALENTERED),
    trxAmount: cents(advance.TRX_TOTALENTERED),
  };
  const postings = lines.map((line) => ({
    account: fieldOf(line, 'ACCOUNTNO'),
    amount: -cents(line.AMOUNT),
    trxAmount: -cents(line.TRX_AMOUNT),
    ...placeOf({ ...line, CUSTOMERID: fieldOf(line, 'CUSTOMERID') || fieldOf(advance, 'CUSTOMERID') }),
  }));
  const title = `Advance ${fieldOf(advance, 'RECORDNO')}`;
  postReceipt(advance, { object: 'ARADVANCE', date: fieldOf(advance, 'RECEIPTDATE'), title }, received, postings, work);
}

function removeLines(advance: StoredRecord, { company }: Work): void {
  for (const line of company.books.where('ARADVANCEITEM', 'RECORDKEY', fieldOf(advance, 'RECORDNO'))) {
    company.books.remove('ARADVANCEITEM', fieldOf(line, 'RECORDNO'));
  }
}
