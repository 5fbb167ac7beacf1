import { fieldOf, type StoredRecord } from '../books/record.js';
import type { TransactionDefinition } from '../company/settings-order-entry.js';
import type { Work } from '../company/work.js';
import { openPeriod } from '../documents/rules.js';
import { noTransaction } from '../receivables/receivable.js';
import { refuse } from '../refusals.js';
import { convertSource, releaseSource } from './conversion.js';
import { type SalesDraft, salesDraftOf } from './draft.js';
import { postToReceivables, takeFromReceivables } from './posting.js';
import { definitionNamed, documentWith, type SalesRecords, salesRecords } from './records.js';

export function createSalesDocument(draft: SalesDraft, work: Work): StoredRecord {
  const definition = definitionNamed(draft.definition, work);
  const number = draft.number || nextNumber(definition, work);
  refuseTaken(definition, number, '', work);
  const records = checked(definition, draft, number, work);
  const document = work.insert('SODOCUMENT', records.header);
  storeLines(document, records, work);
  return posted(definition, document, work);
}

/** Editing a posted transaction takes its document out of Accounts Receivable and puts a new one in, with a new key. */
export function updateSalesDocument(key: string, changes: Partial<SalesDraft>, work: Work): StoredRecord {
  const before = foundSalesDocument(key, work);
  refuseUnlessOpen(before, 'changed');
  const draft = { ...salesDraftOf(before, work), ...changes };
  if (draft.definition !== fieldOf(before, 'DOCPARID')) {
    refuse('BL03000018', 'The transaction definition cannot be changed.');
  }
  const definition = definitionNamed(draft.definition, work);
  refuseTaken(definition, draft.number, fieldOf(before, 'RECORDNO'), work);
  takeFromReceivables(before, work);
  releaseSource(before, work);
  const records = checked(definition, draft, draft.number, work);
  const document = work.change('SODOCUMENT', fieldOf(before, 'RECORDNO'), { ...records.header, PRRECORDKEY: '' });
  storeLines(document, records, work);
  return posted(definition, document, work);
}

export function deleteSalesDocument(key: string, work: Work): StoredRecord {
  const document = foundSalesDocument(key, work);
  refuseUnlessOpen(document, 'deleted');
  takeFromReceivables(document, work);
  releaseSource(document, work);
  const { books } = work.company;
  const recordno = fieldOf(document, 'RECORDNO');
  for (const object of ['SODOCUMENTENTRY', 'SODOCUMENTSUBTOTALS']) {
    for (const line of books.where(object, 'DOCHDRNO', recordno)) books.remove(object, fieldOf(line, 'RECORDNO'));
  }
  books.remove('SODOCUMENT', recordno);
  return work.wrote('SODOCUMENT', document);
}

export function foundSalesDocument(key: string, work: Work): StoredRecord {
  return documentWith(key, work) ?? noTransaction('document', key);
}

function checked(definition: TransactionDefinition, draft: SalesDraft, number: string, work: Work): SalesRecords {
  const records = salesRecords(definition, draft, number, work);
  const posts = definition.posts !== 'nothing' && fieldOf(records.header, 'STATE') !== 'Draft';
  if (posts) openPeriod(fieldOf(records.header, 'WHENPOSTED'), work);
  convertSource(definition, draft, work);
  return records;
}

function storeLines(document: StoredRecord, { lines, subtotals }: SalesRecords, work: Work): void {
  const parent = { DOCHDRNO: fieldOf(document, 'RECORDNO') };
  for (const { recordno, fields } of lines) {
    if (recordno) work.change('SODOCUMENTENTRY', recordno, fields);
    else work.insert('SODOCUMENTENTRY', { ...fields, ...parent });
  }
  for (const { recordno, fields } of subtotals) {
    if (recordno) work.change('SODOCUMENTSUBTOTALS', recordno, fields);
    else work.insert('SODOCUMENTSUBTOTALS', { ...fields, ...parent });
  }
}

function posted(definition: TransactionDefinition, document: StoredRecord, work: Work): StoredRecord {
  const receivable = postToReceivables(definition, document, work);
  const key = receivable ? fieldOf(receivable, 'RECORDNO') : '';
  const linked = key === '' ? document : work.change('SODOCUMENT', fieldOf(document, 'RECORDNO'), { PRRECORDKEY: key });
  return work.wrote('SODOCUMENT', linked);
}

/** Drafts and pending transactions of which nothing has been converted. */
function refuseUnlessOpen(document: StoredRecord, done: string): void {
  const state = fieldOf(document, 'STATE');
  if (state === 'Draft' || state === 'Pending') return;
  refuse('BL03000018', `'${fieldOf(document, 'DOCID')}' is ${state} and cannot be ${done}.`);
}

function nextNumber({ name, numbering }: TransactionDefinition, { company }: Work): string {
  if (numbering === null) {
    return refuse('PL01000127', 'Document Number is missing', 'Enter a document number and try again.');
  }
  const taken = (number: string) => company.books.find('SODOCUMENT', `${name}-${number}`) !== undefined;
  return company.nextNumber(`SODOCUMENT ${name}`, (count) => numbering + String(count).padStart(4, '0'), taken);
}

function refuseTaken({ name }: TransactionDefinition, number: string, own: string, { company }: Work): void {
  const other = company.books.find('SODOCUMENT', `${name}-${number}`);
  if (!other || other.RECORDNO === own) return;
  refuse(
    'BL03002185',
    `A transaction with the number '${number}' already exists.`,
    'Enter a different number and try again.',
  );
}
