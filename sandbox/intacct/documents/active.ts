import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { refuse } from '../refusals.js';

/** No new document may refer to an inactive master. */
export function refuseInactive(object: string, record: StoredRecord, { company }: Work): void {
  if (fieldOf(record, 'STATUS') !== 'inactive') return;
  const definition = company.objects.get(object);
  const label = definition?.label ?? object;
  const id = fieldOf(record, definition?.key ?? 'RECORDNO');
  refuse('BL03000018', `${label} '${id}' is inactive.`, `Activate the ${label.toLowerCase()} ${id}, then try again.`);
}
