import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { textPdf } from '../documents/pdf.js';
import { toWire } from '../objects/values.js';
import { isVisible } from '../query/select.js';
import { noTransaction } from '../receivables/receivable.js';
import type { XmlElement } from '../xml/element.js';
import { leaf, wrap } from '../xml/write.js';
import type { FunctionDefinition } from './definition.js';
import { textOf } from './legacy.js';

/** A printed document, base64. */
export const retrievePdf: FunctionDefinition = {
  name: 'retrievepdf',
  schema: { retrievepdf: '(ARINVOICE | SODOCUMENT)', ARINVOICE: 'RECORDNO', SODOCUMENT: 'DOCID' },
  objects: ({ children }) => children.map(({ name }) => name),
  run: ({ element, work }) => {
    const [asked] = element.children;
    if (!asked) throw new Error('retrievepdf passed the schema without a document');
    return asked.name === 'ARINVOICE' ? invoicePdf(asked, work) : documentPdf(asked, work);
  },
};

function invoicePdf(asked: XmlElement, work: Work): string {
  const key = textOf(asked, 'RECORDNO');
  const invoice = visible(work.company.books.get('ARINVOICE', key), work) ?? noTransaction('invoice', key);
  const title = `Invoice ${fieldOf(invoice, 'RECORDID')}`;
  const lines = linesOf(title, invoice, 'CUSTOMERID', 'TRX_TOTALENTERED');
  return reply('arinvoice', leaf('recordno', key), lines);
}

function documentPdf(asked: XmlElement, work: Work): string {
  const id = textOf(asked, 'DOCID');
  const document = visible(work.company.books.find('SODOCUMENT', id), work) ?? noTransaction('document', id);
  return reply('sodocument', leaf('docid', id), linesOf(id, document, 'CUSTVENDID', 'TRX_TOTAL'));
}

function visible(record: StoredRecord | undefined, work: Work): StoredRecord | undefined {
  return record && isVisible(record, work.company.settings.readShowsPrivate, work) ? record : undefined;
}

function linesOf(title: string, record: StoredRecord, customer: string, total: string): string[] {
  return [
    title,
    `Customer ${fieldOf(record, customer)}`,
    `Date ${toWire({ type: 'DATE' }, fieldOf(record, 'WHENCREATED'))}`,
    `Total ${fieldOf(record, 'CURRENCY')} ${fieldOf(record, total)}`,
  ];
}

function reply(type: string, key: string, lines: readonly string[]): string {
  const content = wrap(type, key + leaf('pdfdata', textPdf(lines).toString('base64')));
  return wrap('data', content, { listtype: type, count: 1 });
}
