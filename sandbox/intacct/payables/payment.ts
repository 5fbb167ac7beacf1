import { convert, money, total } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { exchangeOf } from '../documents/exchange.js';
import { openPeriod } from '../documents/rules.js';
import { missingField, refuse } from '../refusals.js';
import { bankFields, payingAccount } from './bank.js';
import { type PaymentDetail, type PaymentDraft, partsOf, paymentDraftOf } from './payment-draft.js';
import { submitPayment } from './payment-workflow.js';
import { activeVendor, refuseVendorOnHold } from './rules.js';
import { refuseUnpayable } from './settle.js';

export function createPayment(draft: PaymentDraft, work: Work): StoredRecord {
  const payment = work.insert('APPYMT', { RECORDTYPE: 'pp', ...checkedFields(draft, work) });
  return finish(payment, draft, work);
}

/** Only drafts change. Details that are sent replace those there were. */
export function updatePayment(recordno: string, changes: Partial<PaymentDraft>, work: Work): StoredRecord {
  const before = foundPayment(recordno, work);
  refuseUnlessDraft(before, 'changed');
  const draft = { ...paymentDraftOf(before, work), ...changes };
  const fields = checkedFields(draft, work);
  removeDetails(before, work);
  return finish(work.change('APPYMT', recordno, fields), draft, work);
}

export function deletePayment(payment: StoredRecord, work: Work): void {
  refuseUnlessDraft(payment, 'deleted');
  removeDetails(payment, work);
  work.company.books.remove('APPYMT', fieldOf(payment, 'RECORDNO'));
}

export function foundPayment(recordno: string, { company }: Work): StoredRecord {
  return (
    company.books.get('APPYMT', recordno) ??
    refuse(
      'BL03000018',
      `Oops, we can't find this transaction; enter a valid payment key. '${recordno}' does not exist.`,
    )
  );
}

function refuseUnlessDraft(payment: StoredRecord, what: string): void {
  const state = fieldOf(payment, 'STATE');
  if (state === 'Draft') return;
  refuse('BL03000018', `Payment ${fieldOf(payment, 'RECORDNO')} is ${state} and cannot be ${what}.`, 'Void it.');
}

function checkedFields(draft: PaymentDraft, work: Work): Record<string, string> {
  refuseVendorOnHold(activeVendor(draft.vendorId, work), 'payment', work);
  if (draft.date === '') missingField('Payment date');
  if (draft.details.length === 0) missingField('APPYMTDETAILS');
  if (draft.submit) openPeriod(draft.date, work);
  const cash = total(draft.details.map((detail) => detail.cash));
  const exchange = exchangeOf(draft.exchange, draft.date, work);
  checkSource(draft, cash, exchange.currency, work);
  for (const detail of draft.details) checkDetail(detail, draft, exchange.currency, work);
  return {
    STATE: 'Draft',
    ...bankFields(draft.bankAccountId, work),
    PAYMENTMETHOD: draft.method,
    PAYMENTREQUESTMETHOD: draft.requestMethod || 'vendorpref',
    VENDORID: draft.vendorId,
    DOCNUMBER: draft.docNumber,
    DESCRIPTION: draft.description,
    WHENCREATED: draft.date,
    PAYMENTDATE: draft.date,
    ...exchange.fields,
    ...unpaid(money(convert(cash, exchange.rate)), money(cash)),
  };
}

export function unpaid(base: string, transaction: string): Record<string, string> {
  return {
    TOTALENTERED: base,
    TOTALPAID: '0.00',
    TOTALDUE: base,
    TRX_TOTALENTERED: transaction,
    TRX_TOTALPAID: '0.00',
    TRX_TOTALDUE: transaction,
  };
}

/** A payment by credits alone needs neither bank nor method. */
function checkSource(draft: PaymentDraft, cash: number, currency: string, work: Work): void {
  if (cash > 0 && draft.bankAccountId === '') missingField('Financial entity');
  if (cash > 0 && draft.method === '') missingField('Payment method');
  if (draft.bankAccountId !== '') payingAccount(draft.bankAccountId, currency, work);
  if (draft.method === 'Joint Check' && draft.requestMethod !== 'bill') {
    refuse('BL03000018', "A joint check needs the payment request method 'bill'.");
  }
}

function checkDetail(detail: PaymentDetail, draft: PaymentDraft, currency: string, work: Work): void {
  if ((detail.billKey === '') === (detail.creditMemoKey === '')) {
    refuse('BL03000018', 'Enter either a bill (RECORDKEY) or a credit memo (POSADJKEY) to pay.');
  }
  if ((detail.applied !== 0) !== (detail.debitMemoKey !== '')) missingField('ADJUSTMENTKEY and TRX_ADJUSTMENTAMOUNT');
  if (detail.cash < 0 || detail.applied < 0 || detail.cash + detail.applied === 0) {
    refuse('BL03000018', 'The amount to pay must be greater than zero.');
  }
  for (const part of partsOf(detail)) refuseUnpayable(part, draft.vendorId, currency, work);
}

function finish(payment: StoredRecord, draft: PaymentDraft, work: Work): StoredRecord {
  for (const detail of draft.details) insertDetail(payment, detail, work);
  return work.wrote('APPYMT', draft.submit ? submitPayment(payment, work) : payment);
}

function insertDetail(payment: StoredRecord, detail: PaymentDetail, work: Work): void {
  const rate = fieldOf(payment, 'EXCHANGE_RATE');
  work.insert('APPYMTDETAIL', {
    PAYMENTKEY: fieldOf(payment, 'RECORDNO'),
    RECORDKEY: detail.billKey,
    ENTRYKEY: detail.billLine,
    POSADJKEY: detail.creditMemoKey,
    POSADJENTRYKEY: detail.creditMemoLine,
    ...(detail.cash !== 0 && {
      TRX_PAYMENTAMOUNT: money(detail.cash),
      PAYMENTAMOUNT: money(convert(detail.cash, rate)),
    }),
    ...(detail.applied !== 0 && {
      ADJUSTMENTKEY: detail.debitMemoKey,
      ADJUSTMENTENTRYKEY: detail.debitMemoLine,
      TRX_ADJUSTMENTAMOUNT: money(detail.applied),
      ADJUSTMENTAMOUNT: money(convert(detail.applied, rate)),
    }),
    PAYMENTDATE: fieldOf(payment, 'PAYMENTDATE'),
    CURRENCY: fieldOf(payment, 'CURRENCY'),
  });
}

function removeDetails(payment: StoredRecord, { company }: Work): void {
  for (const detail of company.books.where('APPYMTDETAIL', 'PAYMENTKEY', fieldOf(payment, 'RECORDNO'))) {
    company.books.remove('APPYMTDETAIL', fieldOf(detail, 'RECORDNO'));
  }
}
