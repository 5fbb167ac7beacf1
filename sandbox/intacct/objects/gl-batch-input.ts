import { cents } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { dimensionsAmong } from '../dimensions/check.js';
import { DIMENSIONS, type DimensionIds } from '../dimensions/standard.js';
import type { JournalDraft, JournalLineDraft } from '../general-ledger/journal-draft.js';
import { createJournalEntry, updateJournalEntry } from '../general-ledger/journal-entry.js';
import { missingField, notSimulated, refuse } from '../refusals.js';
import type { XmlElement } from '../xml/element.js';
import { checkedFields } from './check.js';
import { choice, currency, date, decimal, type Fields, RECORDNO, text } from './field.js';
import { type Input, readInput } from './input.js';

/** What create and update GLBATCH take. */
const HEADER: Fields = {
  ...RECORDNO,
  JOURNAL: text(),
  BATCH_DATE: date(),
  BATCH_TITLE: text({ maxLength: 80 }),
  REVERSEDATE: date(),
  REFERENCENO: text({ maxLength: 20 }),
  HISTORY_COMMENT: text(),
  SUPDOCID: text(),
  TRANSACTIONSOURCE: text(),
  BASELOCATION_NO: text(),
  STATE: choice({ Posted: 'P', Draft: 'I' }),
};

/** Dimensions of a line; only location and department lack the `ID` of their names here. */
const LINE_DIMENSIONS = DIMENSIONS.map(({ id, object }) => ({
  id,
  sent: object === 'LOCATION' || object === 'DEPARTMENT' ? object : id,
}));

const LINE: Fields = {
  ACCOUNTNO: text({ maxLength: 24 }),
  TR_TYPE: choice({ '1': '1', '-1': '-1' }),
  TRX_AMOUNT: currency(),
  AMOUNT: currency(),
  DOCUMENT: text(),
  DESCRIPTION: text(),
  CURRENCY: text(),
  EXCH_RATE_DATE: date(),
  EXCH_RATE_TYPE_ID: text(),
  EXCHANGE_RATE: decimal(),
  ...Object.fromEntries(LINE_DIMENSIONS.map(({ sent }) => [sent, text()])),
};

/** Documented parts that the sandbox does not act upon. */
const UNREAD = ['ALLOCATION', 'BILLABLE', 'SPLIT', 'TAXENTRIES', 'COSTTYPEID'];
const UNREAD_HEADER = ['TAXIMPLICATIONS', 'VATVENDORID', 'VATCUSTOMERID', 'VATCONTACTID', 'TAXSOLUTIONID'];

export function createGenericJournalEntry(input: Input, work: Work): StoredRecord {
  return createJournalEntry({ ...headerOf(input, {}, work), lines: linesOf(input, work) ?? [] }, work);
}

/** The lines have to be sent whole, as documented: an update without them is refused. */
export function updateGenericJournalEntry(record: StoredRecord, input: Input, work: Work): StoredRecord {
  const lines = linesOf(input, work) ?? missingField('ENTRIES');
  return updateJournalEntry(record, { ...headerOf(input, record, work), lines }, work);
}

function headerOf(input: Input, before: StoredRecord, work: Work): Omit<JournalDraft, 'lines'> {
  refuseUnread(input, UNREAD_HEADER);
  const sent: StoredRecord = { ...before, ...checkedFields({ name: 'GLBATCH', fields: HEADER }, input, work) };
  return {
    journal: fieldOf(sent, 'JOURNAL'),
    date: fieldOf(sent, 'BATCH_DATE'),
    title: fieldOf(sent, 'BATCH_TITLE'),
    referenceNo: fieldOf(sent, 'REFERENCENO'),
    reverseDate: fieldOf(sent, 'REVERSEDATE'),
    comment: fieldOf(sent, 'HISTORY_COMMENT'),
    supdocId: fieldOf(sent, 'SUPDOCID'),
    transactionSource: fieldOf(sent, 'TRANSACTIONSOURCE'),
    baseLocation: fieldOf(sent, 'BASELOCATION_NO'),
    submit: fieldOf(sent, 'STATE') !== 'Draft',
  };
}

function linesOf(input: Input, work: Work): JournalLineDraft[] | undefined {
  return input.lists.get('ENTRIES')?.map((line) => lineOf(line, work));
}

function lineOf(element: XmlElement, work: Work): JournalLineDraft {
  const input = readInput(element);
  refuseUnread(input, UNREAD);
  const sent: StoredRecord = checkedFields({ name: 'GLENTRY', fields: LINE }, input, work);
  if (sent.EXCHANGE_RATE && sent.EXCH_RATE_TYPE_ID) {
    refuse('BL03000018', 'Enter an exchange rate or a type, not both.');
  }
  const side = fieldOf(sent, 'TR_TYPE');
  if (side === '') missingField('TR_TYPE');
  return {
    account: fieldOf(sent, 'ACCOUNTNO'),
    side: side === '1' ? 'debit' : 'credit',
    amount: cents(sent.TRX_AMOUNT ?? sent.AMOUNT ?? missingField('TRX_AMOUNT')),
    memo: fieldOf(sent, 'DESCRIPTION'),
    document: fieldOf(sent, 'DOCUMENT'),
    exchange: {
      currency: fieldOf(sent, 'CURRENCY'),
      baseCurrency: '',
      rateDate: fieldOf(sent, 'EXCH_RATE_DATE'),
      rateType: fieldOf(sent, 'EXCH_RATE_TYPE_ID'),
      rate: fieldOf(sent, 'EXCHANGE_RATE'),
    },
    dimensions: dimensionsOf(sent),
  };
}

function dimensionsOf(sent: StoredRecord): DimensionIds {
  const renamed = Object.fromEntries(LINE_DIMENSIONS.map((each) => [each.id, fieldOf(sent, each.sent)]));
  return dimensionsAmong(renamed);
}

/** Said openly rather than dropped. */
export function refuseUnread(input: Input, names: readonly string[]): void {
  for (const [name, value] of input.values) {
    const unread = names.find((each) => name === each || name.startsWith(`${each}.`));
    if (unread && value !== '' && value !== 'false') notSimulated(unread);
  }
}
