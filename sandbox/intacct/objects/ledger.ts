import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Company } from '../company/company.js';
import { DIMENSION_FIELDS } from '../dimensions/standard.js';
import { deleteJournalEntry } from '../general-ledger/journal-entry.js';
import type { ObjectDefinition } from './definition.js';
import {
  choice,
  currency,
  date,
  decimal,
  type Field,
  type Fields,
  integer,
  MASTER_FIELDS,
  RECORDNO,
  text,
} from './field.js';
import { createGenericJournalEntry, updateGenericJournalEntry } from './gl-batch-input.js';
import { linkedField } from './linked-field.js';

/** Audit fields; journal entries have no status, but a state. */
const { STATUS: _, ...AUDIT } = MASTER_FIELDS;

/** Dimensions without those that GLENTRY names differently. */
const {
  LOCATIONID: _locationId,
  LOCATIONNAME: _locationName,
  DEPARTMENTID: _departmentId,
  DEPARTMENTNAME: _departmentName,
  ...OTHER_DIMENSIONS
} = DIMENSION_FIELDS;

const STATES = {
  Draft: 'I',
  Submitted: 'S',
  'Partially Approved': 'X',
  Approved: 'A',
  Posted: 'P',
  Declined: 'R',
  'Reversal pending': 'L',
  Reversed: 'Z',
} as const;

export const glBatch: ObjectDefinition = {
  name: 'GLBATCH',
  label: 'Journal entry',
  key: 'RECORDNO',
  indexes: ['SOURCE'],
  fields: {
    ...RECORDNO,
    BATCHNO: integer({ computed: (record) => fieldOf(record, 'RECORDNO') }),
    JOURNAL: text(),
    BATCH_DATE: date(),
    BATCH_TITLE: text(),
    MODULE: text(),
    STATE: choice(STATES),
    REFERENCENO: text(),
    HISTORY_COMMENT: text(),
    TRANSACTIONSOURCE: text(),
    SUPDOCID: text(),
    BASELOCATION_NO: text(),
    REVERSEDATE: date(),
    /** RECORDNO of the entry that reverses this one, and of the one this reverses. */
    REVERSEDKEY: integer(),
    REVERSEDFROM: integer(),
    ...AUDIT,
  },
  relations: { GLJOURNAL: { object: 'GLJOURNAL', from: 'JOURNAL' } },
  lines: { element: 'ENTRIES', object: 'GLENTRY', parent: 'BATCHNO' },
  create: createGenericJournalEntry,
  update: updateGenericJournalEntry,
  remove: deleteJournalEntry,
  createdKeys: ['RECORDNO'],
};

const ENTRY_FIELDS: Fields = {
  LINE_NO: integer(),
  ENTRY_DATE: date(),
  ACCOUNTNO: text(),
  ACCOUNTTITLE: linkedField('GLACCOUNT', 'ACCOUNTNO', 'TITLE'),
  TR_TYPE: integer(),
  AMOUNT: currency(),
  TRX_AMOUNT: currency(),
  CURRENCY: text(),
  EXCH_RATE_DATE: date(),
  EXCH_RATE_TYPE_ID: text(),
  EXCHANGE_RATE: decimal(),
  DESCRIPTION: text(),
  DOCUMENT: text(),
};

export const glEntry: ObjectDefinition = {
  name: 'GLENTRY',
  label: 'Journal line',
  key: 'RECORDNO',
  indexes: ['BATCHNO'],
  fields: {
    ...RECORDNO,
    BATCHNO: integer(),
    ...ENTRY_FIELDS,
    LOCATION: text(),
    LOCATIONNAME: linkedField('LOCATION', 'LOCATION', 'NAME'),
    DEPARTMENT: text(),
    DEPARTMENTTITLE: linkedField('DEPARTMENT', 'DEPARTMENT', 'TITLE'),
    ...OTHER_DIMENSIONS,
    STATE: choice(STATES),
    ...AUDIT,
  },
  relations: {
    GLBATCH: { object: 'GLBATCH', from: 'BATCHNO', to: 'RECORDNO' },
    GLACCOUNT: { object: 'GLACCOUNT', from: 'ACCOUNTNO' },
  },
};

function batchField(name: string, type = text): Field {
  return type({ computed: (record, company) => fieldOf(batchOf(record, company), name) });
}

function batchOf(record: StoredRecord, { books }: Company): StoredRecord {
  return books.get('GLBATCH', fieldOf(record, 'BATCHNO')) ?? {};
}

const isDebit = (record: StoredRecord) => fieldOf(record, 'TR_TYPE') === '1';

/** What is posted, from every module: the journal lines that are no drafts. */
export const glDetail: ObjectDefinition = {
  name: 'GLDETAIL',
  label: 'General ledger detail',
  key: 'RECORDNO',
  view: { of: 'GLENTRY', shows: (record) => fieldOf(record, 'STATE') === 'Posted' },
  fields: {
    ...RECORDNO,
    BATCHKEY: integer({ computed: (record) => fieldOf(record, 'BATCHNO') }),
    BATCH_NO: integer({ computed: (record) => fieldOf(record, 'BATCHNO') }),
    BATCH_DATE: batchField('BATCH_DATE', date),
    BATCH_TITLE: batchField('BATCH_TITLE'),
    BATCH_STATE: batchField('STATE'),
    SYMBOL: batchField('JOURNAL'),
    MODULEKEY: batchField('MODULE'),
    BOOKID: text({ computed: () => 'ACCRUAL' }),
    ...ENTRY_FIELDS,
    DEBITAMOUNT: currency({ computed: (record) => (isDebit(record) ? fieldOf(record, 'AMOUNT') : '0.00') }),
    CREDITAMOUNT: currency({ computed: (record) => (isDebit(record) ? '0.00' : fieldOf(record, 'AMOUNT')) }),
    TRX_DEBITAMOUNT: currency({ computed: (record) => (isDebit(record) ? fieldOf(record, 'TRX_AMOUNT') : '0.00') }),
    TRX_CREDITAMOUNT: currency({ computed: (record) => (isDebit(record) ? '0.00' : fieldOf(record, 'TRX_AMOUNT')) }),
    LOCATIONID: text({ computed: (record) => fieldOf(record, 'LOCATION') }),
    DEPARTMENTID: text({ computed: (record) => fieldOf(record, 'DEPARTMENT') }),
    ...OTHER_DIMENSIONS,
    ...AUDIT,
  },
  relations: {
    GLBATCH: { object: 'GLBATCH', from: 'BATCHNO', to: 'RECORDNO' },
    GLACCOUNT: { object: 'GLACCOUNT', from: 'ACCOUNTNO' },
  },
};
