import Big from 'big.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { TransactionDefinition } from '../company/settings-order-entry.js';
import type { Work } from '../company/work.js';
import { existing } from '../documents/rules.js';
import { invalidValue, refuse } from '../refusals.js';
import { linesOf, type SalesDraft } from './draft.js';

/** Takes what the draft converts off the transaction it comes from. Refuses more than is left there. */
export function convertSource(definition: TransactionDefinition, draft: SalesDraft, work: Work): void {
  if (draft.createdFrom === '') {
    const line = draft.lines.find(({ sourceLineKey }) => sourceLineKey !== '');
    if (line) refuse('BL03000018', 'A source line needs the transaction that it belongs to.', 'Enter createdfrom.');
    return;
  }
  const source = existing('SODOCUMENT', draft.createdFrom, work);
  refuseInconvertible(definition, source, draft);
  for (const { sourceLineKey, quantity, dimensions } of draft.lines) {
    if (sourceLineKey === '') continue;
    convertLine(source, sourceLineKey, new Big(quantity), fieldOf(dimensions, 'ITEMID'), work);
  }
  moveState(source, work);
}

/** Gives back to the source what a stored transaction had converted of it. */
export function releaseSource(document: StoredRecord, work: Work): void {
  const { books } = work.company;
  const source = books.find('SODOCUMENT', fieldOf(document, 'CREATEDFROM'));
  if (!source) return;
  for (const line of linesOf('SODOCUMENTENTRY', fieldOf(document, 'RECORDNO'), work.company)) {
    const converted = books.get('SODOCUMENTENTRY', fieldOf(line, 'SOURCE_DOCLINEKEY'));
    if (!converted) continue;
    const left = convertedOf(converted).minus(fieldOf(line, 'QUANTITY'));
    setConverted(converted, left, work);
  }
  moveState(source, work);
}

function refuseInconvertible(definition: TransactionDefinition, source: StoredRecord, draft: SalesDraft): void {
  const named = `'${fieldOf(source, 'DOCID')}'`;
  if (!definition.convertsFrom.includes(fieldOf(source, 'DOCPARID'))) {
    refuse('BL03000018', `${named} cannot be converted to a ${definition.name}.`);
  }
  const state = fieldOf(source, 'STATE');
  if (state !== 'Pending' && state !== 'Partially Converted') {
    refuse('BL03000018', `${named} is ${state} and cannot be converted.`);
  }
  if (fieldOf(source, 'CUSTVENDID') !== draft.customerId) {
    refuse('BL03000018', `${named} belongs to another customer.`);
  }
}

function convertLine(source: StoredRecord, key: string, quantity: Big, itemId: string, work: Work): void {
  const line = work.company.books.get('SODOCUMENTENTRY', key) ?? invalidValue('sourcelinekey', key);
  if (line.DOCHDRNO !== source.RECORDNO) invalidValue('sourcelinekey', key);
  if (fieldOf(line, 'ITEMID') !== itemId) refuse('BL03000018', `Source line ${key} is of another item.`);
  const converted = convertedOf(line).plus(quantity);
  if (converted.gt(fieldOf(line, 'QUANTITY'))) {
    const left = new Big(fieldOf(line, 'QUANTITY')).minus(convertedOf(line)).toFixed();
    refuse('BL03000018', `The quantity ${quantity.toFixed()} exceeds the ${left} left of source line ${key}.`);
  }
  setConverted(line, converted, work);
}

function convertedOf(line: StoredRecord): Big {
  return new Big(fieldOf(line, 'QTY_CONVERTED') || '0');
}

function setConverted(line: StoredRecord, quantity: Big, work: Work): void {
  const stored = quantity.eq(0) ? '' : quantity.toFixed();
  work.change('SODOCUMENTENTRY', fieldOf(line, 'RECORDNO'), { QTY_CONVERTED: stored });
}

function moveState(source: StoredRecord, work: Work): void {
  const lines = linesOf('SODOCUMENTENTRY', fieldOf(source, 'RECORDNO'), work.company);
  const untouched = lines.every((line) => convertedOf(line).eq(0));
  const done = lines.every((line) => convertedOf(line).gte(fieldOf(line, 'QUANTITY')));
  const state = untouched ? 'Pending' : done ? 'Converted' : 'Partially Converted';
  work.change('SODOCUMENT', fieldOf(source, 'RECORDNO'), { STATE: state });
}
