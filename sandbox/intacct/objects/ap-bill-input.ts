import { cents } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { dimensionsAmong } from '../dimensions/check.js';
import { DIMENSIONS } from '../dimensions/standard.js';
import { BILL } from '../payables/kind.js';
import { draftOf, type PayableDraft, type PayableLineDraft } from '../payables/payable-draft.js';
import { invalidValue, missingField, refuse } from '../refusals.js';
import type { XmlElement } from '../xml/element.js';
import { checkedFields } from './check.js';
import { boolean, choice, currency, date, decimal, type Fields, integer, RECORDNO, text } from './field.js';
import { refuseUnread } from './gl-batch-input.js';
import { type Input, readInput } from './input.js';
import { BILL_FIELDS } from './payable-fields.js';

const ACTION = choice({ Submit: 'S', Draft: 'D' });

/** What create and update APBILL take. */
const HEADER: Fields = {
  ...RECORDNO,
  VENDORID: text(),
  WHENCREATED: date(),
  WHENPOSTED: date(),
  WHENDUE: date(),
  TERMNAME: text({ maxLength: 40 }),
  RECORDID: text({ maxLength: 30 }),
  DOCNUMBER: text(),
  DESCRIPTION: text(),
  RECPAYMENTDATE: date(),
  SUPDOCID: text(),
  PAYMENTPRIORITY: BILL_FIELDS.PAYMENTPRIORITY ?? text(),
  ONHOLD: boolean(),
  PRBATCH: text(),
  BILLTOPAYTOCONTACTNAME: text(),
  SHIPTORETURNTOCONTACTNAME: text(),
  CURRENCY: text(),
  BASECURR: text(),
  EXCH_RATE_DATE: date(),
  EXCH_RATE_TYPE_ID: text(),
  EXCHANGE_RATE: decimal(),
  ACTION,
};

const LINE: Fields = {
  LINE_NO: integer(),
  ACCOUNTNO: text({ maxLength: 24 }),
  ACCOUNTLABEL: text({ maxLength: 80 }),
  OFFSETGLACCOUNTNO: text({ maxLength: 24 }),
  TRX_AMOUNT: currency(),
  ENTRYDESCRIPTION: text({ maxLength: 500 }),
  FORM1099: boolean(),
  BILLABLE: boolean(),
  ...Object.fromEntries(DIMENSIONS.map(({ id }) => [id, text()])),
};

/** Documented parts that the sandbox does not act upon. */
const UNREAD = ['INCLUSIVETAX', 'TAXSOLUTIONID'];
const UNREAD_LINE = `ALLOCATION TAXENTRIES TOTALTRXAMOUNT COSTTYPEID PARTIALEXEMPT FORM1099TYPE FORM1099BOX`.split(' ');

/** The draft's field → the object's. */
const TEXTS = {
  vendorId: 'VENDORID',
  date: 'WHENCREATED',
  datePosted: 'WHENPOSTED',
  dueDate: 'WHENDUE',
  termName: 'TERMNAME',
  number: 'RECORDID',
  reference: 'DOCNUMBER',
  description: 'DESCRIPTION',
  payTo: 'BILLTOPAYTOCONTACTNAME',
  returnTo: 'SHIPTORETURNTOCONTACTNAME',
  supdocId: 'SUPDOCID',
  summary: 'PRBATCH',
  priority: 'PAYMENTPRIORITY',
  recommendedDate: 'RECPAYMENTDATE',
} as const;

const CURRENCY = ['CURRENCY', 'BASECURR', 'EXCH_RATE_DATE', 'EXCH_RATE_TYPE_ID', 'EXCHANGE_RATE'];

/** Unlike create_bill the generic function wants the due date itself, and takes no external ID. */
export function wholeBill(input: Input, work: Work): PayableDraft {
  const sent = headerOf(input, work);
  const submit = fieldOf(sent, 'ACTION') !== 'Draft';
  if (submit && !sent.WHENDUE) missingField('Due date');
  if (submit && !sent.WHENCREATED) missingField('Date');
  return {
    ...textsOf(sent),
    externalId: '',
    submit,
    onHold: sent.ONHOLD === 'true',
    exchange: exchangeDraft(sent),
    lines: (input.lists.get('APBILLITEMS') ?? []).map((line) => lineOf(line, work)),
  };
}

/** Only what was sent. Lines, where sent, are all the bill has then; LINE_NO names one that stays. */
export function billChanges(bill: StoredRecord, input: Input, work: Work): Partial<PayableDraft> {
  if (!input.get('RECORDNO')) missingField('RECORDNO');
  const sent = headerOf(input, work);
  const before = draftOf(BILL, bill, work);
  const lines = input.lists.get('APBILLITEMS')?.map((line) => lineOf(line, work, before.lines));
  return {
    ...textsAmong(sent),
    ...actionOf(sent, bill, work),
    ...(sent.ONHOLD !== undefined && { onHold: sent.ONHOLD === 'true' }),
    ...(CURRENCY.some((name) => name in sent) && { exchange: exchangeDraft(sent) }),
    ...(lines && { lines }),
  };
}

/** What ACTION makes of a draft; left out, what the company is set to. Also of payments. */
export function actionOf(sent: StoredRecord, before: StoredRecord, work: Work): { submit?: boolean } {
  if (sent.ACTION) return { submit: sent.ACTION === 'Submit' };
  const draft = fieldOf(before, 'STATE') === 'Draft';
  return draft && work.company.settings.updateSubmitsByDefault ? { submit: true } : {};
}

function headerOf(input: Input, work: Work): StoredRecord {
  refuseUnread(input, UNREAD);
  const sent = checkedFields({ name: 'APBILL', fields: HEADER }, input, work);
  if (sent.PRBATCH && sent.WHENPOSTED) refuse('BL03000018', 'A posting date cannot be combined with a summary.');
  return sent;
}

function textsOf(sent: StoredRecord): Record<keyof typeof TEXTS, string> {
  return { ...EMPTY, ...textsAmong(sent) };
}

const EMPTY = Object.fromEntries(Object.keys(TEXTS).map((name) => [name, ''])) as Record<keyof typeof TEXTS, string>;

function textsAmong(sent: StoredRecord): Partial<Record<keyof typeof TEXTS, string>> {
  const all = Object.entries(TEXTS).map(([name, field]) => [name, sent[field]] as const);
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}

/** Currency and rate that were sent, of any document. */
export function exchangeDraft(sent: StoredRecord) {
  if (sent.EXCHANGE_RATE && sent.EXCH_RATE_TYPE_ID) {
    refuse('BL03000018', 'Enter an exchange rate or a type, not both.');
  }
  return {
    currency: fieldOf(sent, 'CURRENCY'),
    baseCurrency: fieldOf(sent, 'BASECURR'),
    rateDate: fieldOf(sent, 'EXCH_RATE_DATE'),
    rateType: fieldOf(sent, 'EXCH_RATE_TYPE_ID'),
    rate: fieldOf(sent, 'EXCHANGE_RATE'),
  };
}

function lineOf(element: XmlElement, work: Work, before: readonly PayableLineDraft[] = []): PayableLineDraft {
  const input = readInput(element);
  refuseUnread(input, UNREAD_LINE);
  const sent: StoredRecord = checkedFields({ name: 'APBILLITEM', fields: LINE }, input, work);
  if (sent.ACCOUNTNO && sent.ACCOUNTLABEL) {
    refuse('BL03000018', 'Enter an account number or an account label, not both.');
  }
  if (!sent.TRX_AMOUNT) missingField('TRX_AMOUNT');
  const kept = sent.LINE_NO ? before[Number(sent.LINE_NO) - 1] : undefined;
  if (before.length > 0 && sent.LINE_NO && !kept) invalidValue('LINE_NO', sent.LINE_NO);
  return {
    recordno: kept?.recordno ?? '',
    accountLabel: fieldOf(sent, 'ACCOUNTLABEL'),
    account: fieldOf(sent, 'ACCOUNTNO'),
    offsetAccount: fieldOf(sent, 'OFFSETGLACCOUNTNO'),
    amount: cents(sent.TRX_AMOUNT),
    memo: fieldOf(sent, 'ENTRYDESCRIPTION'),
    form1099: fieldOf(sent, 'FORM1099'),
    billable: fieldOf(sent, 'BILLABLE'),
    dimensions: dimensionsAmong(sent),
  };
}
