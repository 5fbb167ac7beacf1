import type { IntacctClient } from '../client.js';
import { allOf, equal, type Filter } from '../gateway/query.js';
import type { Recognition, Written } from '../once.js';
import { text, textOrNull } from './fields.js';
import { createdSince, findAll } from './recognition.js';

/** How a document that was created is found again: by its number where it has one, else by `like`, created since. */
export function recogniseDocument(
  intacct: IntacctClient,
  object: string,
  { number, like }: { readonly number: string | undefined; readonly like: Filter | undefined },
): Recognition {
  const find = (identity: Filter) => findAll(intacct, object, ['RECORDNO', 'RECORDID', 'STATE'], allOf(identity, like));
  if (number !== undefined) return { by: 'number', object, find: () => find(equal('RECORDID', number)) };
  return { by: 'values', object, find: (since) => find(createdSince(since)) };
}

/** What a create of a document answers, besides its total. Intacct tells the state only of one that was looked for. */
export function createdDocument(
  { record, adopted }: Written,
  sent: { readonly number: string | undefined; readonly state: 'draft' | 'posted' },
) {
  const found = text(record, 'STATE');
  return {
    key: text(record, 'RECORDNO'),
    number: sent.number ?? textOrNull(record, 'RECORDID'),
    state: found === '' ? sent.state : found === 'Draft' ? ('draft' as const) : ('posted' as const),
    adopted,
  };
}
