import { Big } from 'big.js';
import type { IntacctClient } from '../client.js';
import { toGatewayDate } from '../gateway/dates.js';
import { allOf, equal, type Filter } from '../gateway/query.js';
import type { IntacctRecord } from '../gateway/reply.js';
import type { Recognition } from '../once.js';
import { text } from './fields.js';
import type { NewDocument } from './order-entry-request.js';
import { createdSince, findAll } from './recognition.js';

/**
 * By its number where it has one; else same customer, type, date and lines. Totals are no sign, as Intacct adds taxes.
 * Candidates go by DOCID as their record number: that is what `create_sotransaction` answers with.
 */
export function recogniseDocument(document: NewDocument, intacct: IntacctClient): Recognition {
  const { number, transactionType, customerId, date, createdFrom, referenceNumber } = document;
  const same = [
    equal('DOCPARID', transactionType),
    equal('CUSTVENDID', customerId),
    equal('WHENCREATED', toGatewayDate(date)),
    createdFrom ? equal('CREATEDFROM', createdFrom) : undefined,
    referenceNumber ? equal('PONUMBER', referenceNumber) : undefined,
  ];
  const find = async (identity: Filter) => {
    const found = await findAll(intacct, 'SODOCUMENT', ['DOCID'], allOf(identity, ...same));
    return found.map((record) => ({ RECORDNO: text(record, 'DOCID') }));
  };
  const object = 'SODOCUMENT';
  if (number) return { by: 'number', object, find: () => find(equal('DOCID', `${transactionType}-${number}`)) };
  return {
    by: 'values',
    object,
    find: async (since) => withLines(await find(createdSince(since)), document, intacct),
  };
}

const mostEntries = 2000;

/**
 * Those with the same items. Quantities only put the likelier ones first: Intacct may keep them in another unit than was sent,
 * and a document that is overlooked would be written twice.
 */
async function withLines(documents: readonly IntacctRecord[], { lines }: NewDocument, intacct: IntacctClient) {
  if (documents.length === 0) return documents;
  const ids = documents.map((document) => text(document, 'RECORDNO'));
  const fields = ['DOCHDRID', 'ITEMID', 'QUANTITY'];
  const entries = await findAll(intacct, 'SODOCUMENTENTRY', fields, { field: 'DOCHDRID', oneOf: ids });
  // Not all of them were seen.
  if (entries.length >= mostEntries) return documents;
  const linesOf = (document: IntacctRecord) =>
    entries
      .filter((entry) => text(entry, 'DOCHDRID') === text(document, 'RECORDNO'))
      .map((entry) => ({ itemId: text(entry, 'ITEMID'), quantity: text(entry, 'QUANTITY') }));
  const same = documents.filter((document) => items(linesOf(document)) === items(lines));
  const exact = same.filter((document) => quantities(linesOf(document)) === quantities(lines));
  return [...exact, ...same.filter((document) => !exact.includes(document))];
}

interface Sold {
  readonly itemId: string;
  readonly quantity: string;
}

const items = (lines: readonly Sold[]) => JSON.stringify(lines.map(({ itemId }) => itemId).sort());

const quantities = (lines: readonly Sold[]) =>
  JSON.stringify(lines.map(({ itemId, quantity }) => `${itemId} ${new Big(quantity || 0).toFixed()}`).sort());
