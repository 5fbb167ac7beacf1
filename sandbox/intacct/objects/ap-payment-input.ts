import { cents } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import type { PaymentDetail, PaymentDraft } from '../payables/payment-draft.js';
import { missingField, notSimulated } from '../refusals.js';
import type { XmlElement } from '../xml/element.js';
import { actionOf, exchangeDraft } from './ap-bill-input.js';
import { checkedFields } from './check.js';
import { choice, currency, date, decimal, type Fields, integer, RECORDNO, text } from './field.js';
import { refuseUnread } from './gl-batch-input.js';
import { type Input, readInput } from './input.js';
import { AP_PAYMENT_METHODS } from './payment-methods.js';

const { 'Manual Check': _manual, Credit: _credit, ...METHODS } = AP_PAYMENT_METHODS;

/** What create and update APPYMT take; PAYMENTDATE is read back as WHENCREATED. */
const PAYMENT: Fields = {
  ...RECORDNO,
  FINANCIALENTITY: text(),
  PAYMENTMETHOD: choice(METHODS),
  PAYMENTREQUESTMETHOD: choice({ vendorpref: 'P', vendor: 'V', bill: 'B', payto: 'T' }),
  VENDORID: text(),
  DOCNUMBER: text(),
  DESCRIPTION: text(),
  PAYMENTDATE: date(),
  CURRENCY: text(),
  BASECURR: text(),
  EXCH_RATE_DATE: date(),
  EXCH_RATE_TYPE_ID: text(),
  EXCHANGE_RATE: decimal(),
  AMOUNTTOPAY: currency(),
  ACTION: choice({ Submit: 'S', Draft: 'D' }),
};

const DETAIL: Fields = {
  RECORDKEY: integer(),
  ENTRYKEY: integer(),
  POSADJKEY: integer(),
  POSADJENTRYKEY: integer(),
  TRX_PAYMENTAMOUNT: currency(),
  ADJUSTMENTKEY: integer(),
  ADJUSTMENTENTRYKEY: integer(),
  TRX_ADJUSTMENTAMOUNT: currency(),
  CURRENCY: text(),
};

/** Credits and discounts that the sandbox does not apply. */
const UNREAD = `INLINEKEY INLINEENTRYKEY TRX_INLINEAMOUNT ADVANCEKEY ADVANCEENTRYKEY TRX_POSTEDADVANCEAMOUNT
  DISCOUNTDATE`.split(/\s+/);

const TEXTS = {
  vendorId: 'VENDORID',
  bankAccountId: 'FINANCIALENTITY',
  method: 'PAYMENTMETHOD',
  requestMethod: 'PAYMENTREQUESTMETHOD',
  date: 'PAYMENTDATE',
  docNumber: 'DOCNUMBER',
  description: 'DESCRIPTION',
} as const;

const CURRENCY = ['CURRENCY', 'BASECURR', 'EXCH_RATE_DATE', 'EXCH_RATE_TYPE_ID', 'EXCHANGE_RATE'];

export function wholePayment(input: Input, work: Work): PaymentDraft {
  const sent = headerOf(input, work);
  if (work.company.settings.requirePaymentCurrency && !sent.CURRENCY) missingField('Currency');
  const details = (input.lists.get('APPYMTDETAILS') ?? []).map((detail) => detailOf(detail, work));
  const exchange = exchangeDraft(sent);
  return {
    ...EMPTY,
    ...textsAmong(sent),
    submit: fieldOf(sent, 'ACTION') !== 'Draft',
    exchange: { ...exchange, currency: exchange.currency || currencyOfFirst(details, work) },
    details,
  };
}

/** Only what was sent; details, where sent, replace all there were. */
export function paymentChanges(payment: StoredRecord, input: Input, work: Work): Partial<PaymentDraft> {
  const sent = headerOf(input, work);
  const details = input.lists.get('APPYMTDETAILS')?.map((detail) => detailOf(detail, work));
  return {
    ...textsAmong(sent),
    submit: false,
    ...actionOf(sent, payment, work),
    ...(CURRENCY.some((name) => name in sent) && { exchange: exchangeDraft(sent) }),
    ...(details && { details }),
  };
}

/** AMOUNTTOPAY matters only where bank and bills differ in currency, which the rate settles here. */
function headerOf(input: Input, work: Work): StoredRecord {
  if (input.get('PAYMENTPROVIDER')) notSimulated('PAYMENTPROVIDER');
  return checkedFields({ name: 'APPYMT', fields: PAYMENT }, input, work, ['PAYMENTPROVIDER']);
}

const EMPTY = Object.fromEntries(Object.keys(TEXTS).map((name) => [name, ''])) as Record<keyof typeof TEXTS, string>;

function textsAmong(sent: StoredRecord): Partial<Record<keyof typeof TEXTS, string>> {
  const all = Object.entries(TEXTS).map(([name, field]) => [name, sent[field]] as const);
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}

/** Without a currency the payment takes that of what it pays. */
function currencyOfFirst([first]: readonly PaymentDetail[], { company }: Work): string {
  if (!first) return '';
  const paid = company.books.get('APBILL', first.billKey) ?? company.books.get('APADJUSTMENT', first.creditMemoKey);
  return paid?.CURRENCY ?? '';
}

function detailOf(element: XmlElement, work: Work): PaymentDetail {
  const input = readInput(element);
  refuseUnread(input, UNREAD);
  const sent: StoredRecord = checkedFields({ name: 'APPYMTDETAIL', fields: DETAIL }, input, work);
  return {
    billKey: fieldOf(sent, 'RECORDKEY'),
    billLine: fieldOf(sent, 'ENTRYKEY'),
    creditMemoKey: fieldOf(sent, 'POSADJKEY'),
    creditMemoLine: fieldOf(sent, 'POSADJENTRYKEY'),
    cash: cents(sent.TRX_PAYMENTAMOUNT),
    debitMemoKey: fieldOf(sent, 'ADJUSTMENTKEY'),
    debitMemoLine: fieldOf(sent, 'ADJUSTMENTENTRYKEY'),
    applied: cents(sent.TRX_ADJUSTMENTAMOUNT),
  };
}
