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

/** Those with the same items in the same quantities. */
async function withLines(documents: readonly IntacctRecord[], { lines }: NewDocument, intacct: IntacctClient) {
  if (documents.length === 0) return documents;
  const ids = documents.map((document) => text(document, 'RECORDNO'));
  const entries = await findAll(intacct, 'SODOCUMENTENTRY', ['DOCHDRID', 'ITEMID', 'QUANTITY'], {
    field: 'DOCHDRID',
    oneOf: ids,
  });
  const wanted = fingerprint(lines.map(({ itemId, quantity }) => [itemId, quantity]));
  return documents.filter((_, index) => {
    const own = entries.filter((entry) => text(entry, 'DOCHDRID') === ids[index]);
    return fingerprint(own.map((entry) => [text(entry, 'ITEMID'), text(entry, 'QUANTITY')])) === wanted;
  });
}

function fingerprint(lines: readonly (readonly [itemId: string, quantity: string])[]): string {
  return JSON.stringify(lines.map(([itemId, quantity]) => `${itemId} ${new Big(quantity || 0).toFixed()}`).sort());
}
