import { LEDGER_DIMENSIONS } from '../books/ledger.js';
import { type Cents, convert, money } from '../books/money.js';
import { fieldOf } from '../books/record.js';
import type { Work } from '../company/work.js';
import { checkDimensions } from '../dimensions/check.js';
import { exchangeOf } from '../documents/exchange.js';
import { existing, requiredDimensions } from '../documents/rules.js';
import { missingField, refuse } from '../refusals.js';
import type { JournalDraft, JournalLineDraft } from './journal-draft.js';

/** A line as the books will hold it, and its amounts with debit positive. */
export interface JournalLine {
  readonly amount: Cents;
  readonly trxAmount: Cents;
  readonly currency: string;
  readonly location: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Checks a line against the masters it names. Dimensions that its account requires may still be missing from a draft. */
export function journalLine(line: JournalLineDraft, draft: JournalDraft, work: Work): JournalLine {
  if (line.account === '') missingField('Account number');
  existing('GLACCOUNT', line.account, work);
  if (line.amount < 0) refuse('BL03000018', 'The amount of a journal line cannot be negative.', 'Use the other side.');
  const location = lineLocation(line, work);
  const dimensions = { ...line.dimensions, LOCATIONID: location };
  checkDimensions(dimensions, work);
  if (draft.submit) requiredDimensions({ ...dimensions, ACCOUNTNO: line.account }, work);
  const exchange = exchangeOf(line.exchange, draft.date, work);
  const base = convert(line.amount, exchange.rate);
  const sign = line.side === 'debit' ? 1 : -1;
  return {
    amount: sign * base,
    trxAmount: sign * line.amount,
    currency: exchange.currency,
    location,
    fields: {
      ...Object.fromEntries(LEDGER_DIMENSIONS.map((field) => [field, fieldOf(dimensions, field)])),
      ...exchange.fields,
      ACCOUNTNO: line.account,
      TR_TYPE: String(sign),
      AMOUNT: money(base),
      TRX_AMOUNT: money(line.amount),
      LOCATION: location,
      DEPARTMENT: fieldOf(dimensions, 'DEPARTMENTID'),
      DESCRIPTION: line.memo,
      DOCUMENT: line.document,
    },
  };
}

function lineLocation({ dimensions }: JournalLineDraft, { company, entity }: Work): string {
  const location = fieldOf(dimensions, 'LOCATIONID') || entity;
  if (location === '' && company.settings.multiEntity && company.settings.requireLineLocation) missingField('Location');
  return location;
}
