import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { refuseInactive } from '../documents/active.js';
import { existing, existingIfSent, openPeriod } from '../documents/rules.js';
import { invalidValue, missingField, refuse } from '../refusals.js';
import { balancing } from './balance.js';
import type { JournalDraft } from './journal-draft.js';
import { type JournalLine, journalLine } from './journal-line.js';

/** Module of the entries that people and integrations write; those of documents belong to their own ledgers. */
const GENERAL_LEDGER = '2.GL';

export function createJournalEntry(draft: JournalDraft, work: Work): StoredRecord {
  const lines = checkedLines(draft, work);
  const batch = work.insert('GLBATCH', headerFields(draft));
  return finish(batch, draft, lines, work);
}

/** Only drafts change. Without lines the old ones stay; a draft that is posted keeps its number. */
export function updateJournalEntry(before: StoredRecord, draft: JournalDraft, work: Work): StoredRecord {
  refuseUnlessDraft(before, 'changed');
  const lines = checkedLines(draft, work);
  removeLines(before, work);
  return finish(work.change('GLBATCH', fieldOf(before, 'RECORDNO'), headerFields(draft)), draft, lines, work);
}

export function deleteJournalEntry(batch: StoredRecord, work: Work): void {
  refuseUnlessDraft(batch, 'deleted');
  removeLines(batch, work);
  work.company.books.remove('GLBATCH', fieldOf(batch, 'RECORDNO'));
}

function refuseUnlessDraft(batch: StoredRecord, what: string): void {
  const recordno = fieldOf(batch, 'RECORDNO');
  if (fieldOf(batch, 'MODULE') !== GENERAL_LEDGER) {
    refuse('BL03000018', `Journal entry ${recordno} comes from another module and cannot be ${what}.`);
  }
  const state = fieldOf(batch, 'STATE');
  if (state !== 'Draft') refuse('BL03000018', `Journal entry ${recordno} is ${state} and cannot be ${what}.`);
}

function checkedLines(draft: JournalDraft, work: Work): JournalLine[] {
  checkHeader(draft, work);
  if (draft.lines.length < 2) {
    refuse('BL03000018', 'A journal entry needs at least two lines.', 'Enter the missing lines and try again.');
  }
  const lines = draft.lines.map((line) => journalLine(line, draft, work));
  return [...lines, ...balancing(lines, draft.baseLocation, work)];
}

function checkHeader(draft: JournalDraft, work: Work): void {
  if (draft.journal === '') missingField('Journal');
  if (draft.date === '') missingField('Posting date');
  if (draft.title === '') missingField('Description');
  refuseInactive('GLJOURNAL', existing('GLJOURNAL', draft.journal, work), work);
  existingIfSent('SUPDOC', draft.supdocId, work);
  if (draft.reverseDate !== '' && draft.reverseDate <= draft.date) invalidValue('Reverse date', draft.reverseDate);
  if (draft.submit) openPeriod(draft.date, work);
}

function headerFields(draft: JournalDraft): Record<string, string> {
  return {
    JOURNAL: draft.journal,
    BATCH_DATE: draft.date,
    BATCH_TITLE: draft.title,
    MODULE: GENERAL_LEDGER,
    STATE: draft.submit ? 'Posted' : 'Draft',
    REFERENCENO: draft.referenceNo,
    HISTORY_COMMENT: draft.comment,
    TRANSACTIONSOURCE: draft.transactionSource,
    SUPDOCID: draft.supdocId,
    BASELOCATION_NO: draft.baseLocation,
    REVERSEDATE: draft.reverseDate,
  };
}

function finish(batch: StoredRecord, draft: JournalDraft, lines: readonly JournalLine[], work: Work): StoredRecord {
  insertLines(batch, lines, 1, work);
  const reversed = draft.submit && draft.reverseDate !== '' ? postReverse(batch, draft, lines, work) : batch;
  return work.wrote('GLBATCH', reversed);
}

/** Guess: the opposite entry is posted at once, dated ahead. */
function postReverse(
  batch: StoredRecord,
  draft: JournalDraft,
  lines: readonly JournalLine[],
  work: Work,
): StoredRecord {
  const recordno = fieldOf(batch, 'RECORDNO');
  const title = `Reversed - ${draft.title}`;
  const opposite = { ...headerFields(draft), BATCH_DATE: draft.reverseDate, BATCH_TITLE: title, REVERSEDATE: '' };
  const reversal = work.insert('GLBATCH', { ...opposite, REVERSEDFROM: recordno });
  insertLines(reversal, lines, -1, work);
  return work.change('GLBATCH', recordno, { REVERSEDKEY: fieldOf(reversal, 'RECORDNO') });
}

function insertLines(batch: StoredRecord, lines: readonly JournalLine[], sign: 1 | -1, work: Work): void {
  lines.forEach(({ fields }, index) => {
    work.insert('GLENTRY', {
      ...fields,
      TR_TYPE: String(sign * Number(fieldOf(fields, 'TR_TYPE'))),
      BATCHNO: fieldOf(batch, 'RECORDNO'),
      LINE_NO: String(index + 1),
      ENTRY_DATE: fieldOf(batch, 'BATCH_DATE'),
      STATE: fieldOf(batch, 'STATE'),
    });
  });
}

function removeLines(batch: StoredRecord, { company }: Work): void {
  for (const line of company.books.where('GLENTRY', 'BATCHNO', fieldOf(batch, 'RECORDNO'))) {
    company.books.remove('GLENTRY', fieldOf(line, 'RECORDNO'));
  }
}
