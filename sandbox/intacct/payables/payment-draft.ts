import { type Cents, cents } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import type { CurrencyDraft } from '../documents/exchange.js';
import { ADJUSTMENT, BILL } from './kind.js';
import { currencyDraftOf } from './payable-draft.js';
import type { Part } from './settle.js';

/** A payment of bills and credit memos as it is asked for; empty strings where nothing was sent. */
export interface PaymentDraft {
  readonly vendorId: string;
  readonly bankAccountId: string;
  readonly method: string;
  readonly requestMethod: string;
  readonly date: string;
  readonly docNumber: string;
  readonly description: string;
  readonly submit: boolean;
  readonly exchange: CurrencyDraft;
  readonly details: readonly PaymentDetail[];
}

/** What is paid on one bill or credit memo, in money and by a debit memo. */
export interface PaymentDetail {
  readonly billKey: string;
  readonly billLine: string;
  readonly creditMemoKey: string;
  readonly creditMemoLine: string;
  readonly cash: Cents;
  readonly debitMemoKey: string;
  readonly debitMemoLine: string;
  readonly applied: Cents;
}

/** The parts of documents that a detail moves: what is paid, and the debit memo that pays it. */
export function partsOf(detail: PaymentDetail): Part[] {
  const amount = detail.cash + detail.applied;
  const paid: Part =
    detail.billKey === ''
      ? { kind: ADJUSTMENT, key: detail.creditMemoKey, line: detail.creditMemoLine, amount }
      : { kind: BILL, key: detail.billKey, line: detail.billLine, amount };
  if (detail.applied === 0) return [paid];
  return [paid, { kind: ADJUSTMENT, key: detail.debitMemoKey, line: detail.debitMemoLine, amount: -detail.applied }];
}

export function paymentDraftOf(payment: StoredRecord, work: Work): PaymentDraft {
  return {
    vendorId: fieldOf(payment, 'VENDORID'),
    bankAccountId: fieldOf(payment, 'FINANCIALENTITY'),
    method: fieldOf(payment, 'PAYMENTMETHOD'),
    requestMethod: fieldOf(payment, 'PAYMENTREQUESTMETHOD'),
    date: fieldOf(payment, 'WHENCREATED'),
    docNumber: fieldOf(payment, 'DOCNUMBER'),
    description: fieldOf(payment, 'DESCRIPTION'),
    submit: fieldOf(payment, 'STATE') !== 'Draft',
    exchange: currencyDraftOf(payment),
    details: detailsOf(payment, work),
  };
}

export function detailsOf(payment: StoredRecord, { company }: Work): PaymentDetail[] {
  return company.books.where('APPYMTDETAIL', 'PAYMENTKEY', fieldOf(payment, 'RECORDNO')).map((detail) => ({
    billKey: fieldOf(detail, 'RECORDKEY'),
    billLine: fieldOf(detail, 'ENTRYKEY'),
    creditMemoKey: fieldOf(detail, 'POSADJKEY'),
    creditMemoLine: fieldOf(detail, 'POSADJENTRYKEY'),
    cash: cents(detail.TRX_PAYMENTAMOUNT),
    debitMemoKey: fieldOf(detail, 'ADJUSTMENTKEY'),
    debitMemoLine: fieldOf(detail, 'ADJUSTMENTENTRYKEY'),
    applied: cents(detail.TRX_ADJUSTMENTAMOUNT),
  }));
}
