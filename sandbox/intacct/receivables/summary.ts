import { fieldOf, type StoredRecord } from '../books/record.js';
import { unknownReference } from '../company/references.js';
import type { Work } from '../company/work.js';
import { invalidValue, refuse } from '../refusals.js';

/** How often the system opens a new summary by itself; `user-specified`: never, every document names one. */
export type SummaryFrequency = 'daily' | 'monthly' | 'user-specified';

/** Summaries ("batches") collect the documents of one kind under one posting date. */
export interface SummaryKind {
  readonly object: 'ARINVOICEBATCH' | 'ARADJUSTMENTBATCH' | 'ARPAYMENTBATCH';
  /** Begins the titles that the system gives. */
  readonly title: string;
  /** As errors call it. */
  readonly word: string;
  readonly article: 'a' | 'an';
}

export const INVOICE_SUMMARY: SummaryKind = {
  object: 'ARINVOICEBATCH',
  title: 'Invoices',
  word: 'invoice',
  article: 'an',
};
export const ADJUSTMENT_SUMMARY: SummaryKind = {
  object: 'ARADJUSTMENTBATCH',
  title: 'Adjustments',
  word: 'adjustment',
  article: 'an',
};
export const PAYMENT_SUMMARY: SummaryKind = {
  object: 'ARPAYMENTBATCH',
  title: 'Receipts',
  word: 'payment',
  article: 'a',
};

/**
 * The summary of a document: the one it names by record number or title where summaries are user-specified, otherwise
 * the system's own for that day or month (and `place`, e.g. a bank account), which it opens when it is the first.
 */
export function summaryFor(
  kind: SummaryKind,
  frequency: SummaryFrequency,
  named: string,
  date: string,
  work: Work,
  place = '',
): StoredRecord {
  if (frequency === 'user-specified') return namedSummary(kind, named, work);
  if (named !== '') {
    refuse('BL03000018', `A summary can only be named when ${kind.word} summaries are user-specified.`);
  }
  const period = (frequency === 'daily' ? date : date.slice(0, 7)).replaceAll('-', '/');
  const title = `${kind.title}${place === '' ? '' : `(${place})`}: ${period} Batch`;
  return work.company.books.find(kind.object, title) ?? insertSummary(kind, { TITLE: title, GLDATE: date }, work);
}

/** Opens a summary under a title of its own; two may not have the same. */
export function createSummary(
  kind: SummaryKind,
  fields: Readonly<Record<string, string>> & { readonly TITLE: string },
  work: Work,
): StoredRecord {
  if (fields.TITLE === '') invalidValue('batchtitle', '');
  if (work.company.books.find(kind.object, fields.TITLE)) {
    refuse(
      'BL34000061',
      `Another Summary with the given value(s) ${fields.TITLE} already exists`,
      'Use a unique value.',
    );
  }
  return work.wrote(kind.object, insertSummary(kind, fields, work));
}

/** Fields by which a document shows its summary. */
export function summaryFields(summary: StoredRecord): Record<string, string> {
  return { PRBATCH: fieldOf(summary, 'TITLE'), PRBATCHKEY: fieldOf(summary, 'RECORDNO') };
}

function namedSummary(kind: SummaryKind, named: string, { company }: Work): StoredRecord {
  if (named === '') refuse('BL03000018', `Please provide ${kind.article} ${kind.word} batch key`);
  return (
    company.books.find(kind.object, named) ??
    company.books.get(kind.object, named) ??
    unknownReference(company, kind.object, named)
  );
}

function insertSummary(kind: SummaryKind, fields: Readonly<Record<string, string>>, work: Work): StoredRecord {
  return work.insert(kind.object, { ...fields, OPEN: 'Open', MODULEKEY: '4.AR' });
}
