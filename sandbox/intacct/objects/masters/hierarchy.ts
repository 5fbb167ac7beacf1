import { fieldOf, type StoredRecord } from '../../books/record.js';
import type { Work } from '../../company/work.js';
import { refuse } from '../../refusals.js';
import type { ObjectDefinition } from '../definition.js';

/** A record cannot come to stand below itself. */
export function refuseOwnAncestor(
  { name, key, label }: ObjectDefinition,
  record: StoredRecord,
  changes: StoredRecord,
  { company }: Work,
): void {
  const own = fieldOf(record, key);
  let above = fieldOf(changes, 'PARENTID');
  for (let steps = 0; above !== '' && steps < 1000; steps += 1) {
    if (above === own) refuse('BL03000018', `${label} '${own}' cannot be its own parent.`, 'Choose another parent.');
    above = fieldOf(company.books.find(name, above) ?? {}, 'PARENTID');
  }
}
