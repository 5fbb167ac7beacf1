import { cents } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { checkDimensions, dimensionsAmong } from '../dimensions/check.js';
import { DIMENSIONS } from '../dimensions/standard.js';
import {
  type AdvanceDraft,
  type AdvanceLine,
  createAdvance,
  refuseUnlessDraftAdvance,
  replaceAdvance,
} from '../receivables/advance.js';
import { PAYMENT_METHODS } from '../receivables/payment-methods.js';
import { missingField, refuse } from '../refusals.js';
import type { XmlElement } from '../xml/element.js';
import { checkedFields } from './check.js';
import { choice, currency, date, decimal, type Fields, RECORDNO, text } from './field.js';
import { type Input, readInput } from './input.js';

const ADVANCE: Fields = {
  ...RECORDNO,
  CUSTOMERID: text(),
  PAYMENTMETHOD: choice(PAYMENT_METHODS),
  PAYMENTDATE: date(),
  RECEIPTDATE: date(),
  FINANCIALENTITY: text(),
  UNDEPOSITEDACCOUNTNO: text(),
  PRBATCH: text(),
  PRBATCHKEY: text(),
  DOCNUMBER: text(),
  DESCRIPTION: text(),
  CURRENCY: text(),
  BASECURR: text(),
  EXCH_RATE_DATE: date(),
  EXCH_RATE_TYPE_ID: text(),
  EXCHANGE_RATE: decimal(),
  SUPDOCID: text(),
  ACTION: choice({ Submit: 'S', Draft: 'D' }),
};

const LINE: Fields = {
  ACCOUNTNO: text(),
  ACCOUNTLABEL: text(),
  TRX_AMOUNT: currency(),
  ENTRYDESCRIPTION: text(),
  ...Object.fromEntries(DIMENSIONS.map(({ id }) => [id, text()])),
};

type Sent = Readonly<Record<string, string>>;

export function createGenericAdvance(input: Input, work: Work): StoredRecord {
  const sent = checkedFields({ name: 'ARADVANCE', fields: ADVANCE }, input, work);
  return createAdvance(draftOf(sent, linesIn(input, work), sent.ACTION !== 'Draft'), work);
}

/** Drafts only. What is not sent stays; lines that are sent replace all; ACTION Submit posts. */
export function updateGenericAdvance(advance: StoredRecord, input: Input, work: Work): StoredRecord {
  const sent = checkedFields({ name: 'ARADVANCE', fields: ADVANCE }, input, work);
  refuseUnlessDraftAdvance(advance, 'changed');
  const kept = work.company.books.where('ARADVANCEITEM', 'RECORDKEY', fieldOf(advance, 'RECORDNO')).map(storedLine);
  const lines = input.lists.has('ARADVANCEITEMS') ? linesIn(input, work) : kept;
  return replaceAdvance(
    advance,
    draftOf({ ...sentBefore(advance, work), ...sent }, lines, sent.ACTION === 'Submit'),
    work,
  );
}

function draftOf(sent: Sent, lines: readonly AdvanceLine[], submit: boolean): AdvanceDraft {
  const of = (name: string) => sent[name] ?? '';
  for (const name of ['CUSTOMERID', 'PAYMENTMETHOD', 'PAYMENTDATE', 'RECEIPTDATE']) if (!of(name)) missingField(name);
  if (of('EXCHANGE_RATE') && of('EXCH_RATE_TYPE_ID')) {
    refuse('BL03000018', 'Enter an exchange rate or a type, not both.');
  }
  return {
    customerId: of('CUSTOMERID'),
    method: of('PAYMENTMETHOD'),
    paymentDate: of('PAYMENTDATE'),
    receiptDate: of('RECEIPTDATE'),
    docNumber: of('DOCNUMBER'),
    description: of('DESCRIPTION'),
    supdocId: of('SUPDOCID'),
    submit,
    destination: {
      bankAccountId: of('FINANCIALENTITY'),
      undepositedAccount: of('UNDEPOSITEDACCOUNTNO'),
      summary: of('PRBATCH') || of('PRBATCHKEY'),
    },
    exchange: {
      currency: of('CURRENCY'),
      baseCurrency: of('BASECURR'),
      rateDate: of('EXCH_RATE_DATE'),
      rateType: of('EXCH_RATE_TYPE_ID'),
      rate: of('EXCHANGE_RATE'),
    },
    lines,
  };
}

/** What would have to be sent to get the draft as it stands. */
function sentBefore(advance: StoredRecord, { company }: Work): Sent {
  const custom = fieldOf(advance, 'EXCH_RATE_TYPE_ID') === 'Custom';
  const { EXCH_RATE_TYPE_ID = '', EXCHANGE_RATE = '', PRBATCH = '', PRBATCHKEY: _, ...same } = advance;
  return {
    ...same,
    PRBATCH: company.settings.arPaymentSummaries === 'user-specified' ? PRBATCH : '',
    EXCH_RATE_TYPE_ID: custom ? '' : EXCH_RATE_TYPE_ID,
    EXCHANGE_RATE: custom ? EXCHANGE_RATE : '',
  };
}

function linesIn(input: Input, work: Work): AdvanceLine[] {
  return (input.lists.get('ARADVANCEITEMS') ?? []).map((line) => lineIn(line, work));
}

function lineIn(element: XmlElement, work: Work): AdvanceLine {
  const sent = checkedFields({ name: 'ARADVANCEITEM', fields: LINE }, readInput(element), work);
  if (!sent.TRX_AMOUNT) missingField('TRX_AMOUNT');
  checkDimensions(dimensionsAmong(sent), work);
  return lineOf(sent);
}

/** A label brought its account with it. */
function storedLine(line: StoredRecord): AdvanceLine {
  return lineOf(fieldOf(line, 'ACCOUNTLABEL') === '' ? line : { ...line, ACCOUNTNO: '' });
}

function lineOf(fields: Sent): AdvanceLine {
  return {
    account: fieldOf(fields, 'ACCOUNTNO'),
    accountLabel: fieldOf(fields, 'ACCOUNTLABEL'),
    amount: cents(fields.TRX_AMOUNT),
    memo: fieldOf(fields, 'ENTRYDESCRIPTION'),
    dimensions: dimensionsAmong(fields),
  };
}
