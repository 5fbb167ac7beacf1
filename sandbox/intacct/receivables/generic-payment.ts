import { type Cents, cents, money, total } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { checkedFields } from '../objects/check.js';
import { choice, currency, date, decimal, type Fields, RECORDNO, text } from '../objects/field.js';
import type { Input } from '../objects/input.js';
import { missingField, refuse } from '../refusals.js';
import type { Application } from './credits.js';
import { createPayment, type PaymentDraft, refuseUnlessDraft, replaceDraft } from './payment.js';
import { applicationsOf } from './payment-details.js';
import { PAYMENT_METHODS } from './payment-methods.js';
import { applicationOf } from './settle.js';

/** What create ARPYMT takes; some of it is named otherwise, or not at all, when a payment is read. */
const PAYMENT: Fields = {
  ...RECORDNO,
  FINANCIALENTITY: text(),
  UNDEPOSITEDACCOUNTNO: text(),
  PRBATCH: text(),
  PAYMENTMETHOD: choice(PAYMENT_METHODS),
  CUSTOMERID: text(),
  PAYERNAME: text(),
  RECEIPTDATE: date(),
  PAYMENTDATE: date(),
  DOCNUMBER: text(),
  DESCRIPTION: text(),
  CURRENCY: text(),
  BASECURR: text(),
  EXCH_RATE_DATE: date(),
  EXCH_RATE_TYPE_ID: text(),
  EXCHANGE_RATE: decimal(),
  AMOUNTTOPAY: currency(),
  TRX_AMOUNTTOPAY: currency(),
  ACTION: choice({ Submit: 'S', Draft: 'D' }),
  OVERPAYMENTAMOUNT: currency(),
  OVERPAYMENTLOCATIONID: text(),
  OVERPAYMENTDEPARTMENTID: text(),
  WHENPAID: date(),
  BILLTOPAYTONAME: text(),
};

type Sent = Readonly<Record<string, string>>;

export function createGenericPayment(input: Input, work: Work): StoredRecord {
  const sent = checkedFields({ name: 'ARPYMT', fields: PAYMENT }, input, work);
  return createPayment(draftOf(sent, detailsOf(input, work), sent.ACTION !== 'Draft', work), work);
}

/** Drafts only. What is not sent stays; details that are sent replace all; ACTION Submit posts. */
export function updateGenericPayment(payment: StoredRecord, input: Input, work: Work): StoredRecord {
  const sent = checkedFields({ name: 'ARPYMT', fields: PAYMENT }, input, work);
  refuseUnlessDraft(payment, 'changed');
  const kept = work.company.books.where('ARPYMTDETAIL', 'PAYMENTKEY', fieldOf(payment, 'RECORDNO')).map(applicationOf);
  const applications = input.lists.has('ARPYMTDETAILS') ? detailsOf(input, work) : kept;
  const before = sentBefore(payment, kept, work);
  const changed = { ...before, ...destinationBeside(sent, before), ...sent };
  return replaceDraft(payment, draftOf(changed, applications, sent.ACTION === 'Submit', work), work);
}

/** Naming another kind of account takes the place of the one before. */
function destinationBeside(sent: Sent, before: Sent): Sent {
  if (sent.FINANCIALENTITY && before.UNDEPOSITEDACCOUNTNO) return { UNDEPOSITEDACCOUNTNO: '' };
  return sent.UNDEPOSITEDACCOUNTNO && before.FINANCIALENTITY ? { FINANCIALENTITY: '' } : {};
}

function detailsOf(input: Input, work: Work): Application[] {
  return (input.lists.get('ARPYMTDETAILS') ?? []).flatMap((detail) => applicationsOf(detail, work));
}

function draftOf(sent: Sent, applications: readonly Application[], submit: boolean, work: Work): PaymentDraft {
  const of = (name: string) => sent[name] ?? '';
  if (!of('PAYMENTMETHOD')) missingField('Payment method');
  if (!of('RECEIPTDATE')) missingField('Receipt date');
  if (!of('CUSTOMERID') && !of('PAYERNAME')) missingField('Customer ID');
  if (of('EXCHANGE_RATE') && of('EXCH_RATE_TYPE_ID')) {
    refuse('BL03000018', 'Enter an exchange rate or a type, not both.');
  }
  if (applications.length === 0 && !of('OVERPAYMENTAMOUNT')) missingField('ARPYMTDETAILS');
  return {
    customerId: of('CUSTOMERID'),
    payerName: of('PAYERNAME'),
    billToName: of('BILLTOPAYTONAME'),
    method: of('PAYMENTMETHOD'),
    receiptDate: of('RECEIPTDATE'),
    paymentDate: of('PAYMENTDATE'),
    docNumber: of('DOCNUMBER'),
    description: of('DESCRIPTION'),
    submit,
    destination: {
      bankAccountId: of('FINANCIALENTITY'),
      undepositedAccount: of('UNDEPOSITEDACCOUNTNO'),
      summary: of('PRBATCH'),
    },
    exchange: {
      currency: of('CURRENCY') || currencyOfFirst(applications, work),
      baseCurrency: of('BASECURR'),
      rateDate: of('EXCH_RATE_DATE'),
      rateType: of('EXCH_RATE_TYPE_ID'),
      rate: of('EXCHANGE_RATE'),
    },
    applications,
    amount: moneyOf(applications) + overpayment(of('OVERPAYMENTAMOUNT')),
    overpaymentLocation: of('OVERPAYMENTLOCATIONID'),
    overpaymentDepartment: of('OVERPAYMENTDEPARTMENTID'),
  };
}

function moneyOf(applications: readonly Application[]): Cents {
  return total(applications.map(({ amount, credit }) => (credit ? 0 : amount)));
}

function overpayment(sent: string): Cents {
  const amount = cents(sent);
  return amount < 0 ? refuse('BL03000018', 'The overpayment must not be negative.') : amount;
}

/** What would have to be sent to get the draft as it stands. */
function sentBefore(payment: StoredRecord, applications: readonly Application[], { company }: Work): Sent {
  const custom = fieldOf(payment, 'EXCH_RATE_TYPE_ID') === 'Custom';
  const { STATE: _state, EXCH_RATE_TYPE_ID = '', EXCHANGE_RATE = '', PRBATCH = '', ...same } = payment;
  return {
    ...same,
    PAYMENTDATE: fieldOf(payment, 'WHENCREATED'),
    PRBATCH: company.settings.arPaymentSummaries === 'user-specified' ? PRBATCH : '',
    EXCH_RATE_TYPE_ID: custom ? '' : EXCH_RATE_TYPE_ID,
    EXCHANGE_RATE: custom ? EXCHANGE_RATE : '',
    OVERPAYMENTAMOUNT: money(cents(payment.TRX_TOTALENTERED) - moneyOf(applications)),
  };
}

/** Without a currency the payment takes that of what it pays. */
export function currencyOfFirst(applications: readonly Application[], { company }: Work): string {
  const [first] = applications;
  return first ? (company.books.get(first.object ?? 'ARINVOICE', first.invoiceKey)?.CURRENCY ?? '') : '';
}
