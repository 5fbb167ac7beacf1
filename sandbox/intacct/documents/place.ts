import { LEDGER_DIMENSIONS } from '../books/ledger.js';
import { fieldOf, type StoredRecord } from '../books/record.js';

/** Where a line's amount belongs in the ledger: location, department and every other standard dimension. */
export function placeOf(line: StoredRecord) {
  const dimensions: Record<string, string> = {};
  for (const field of LEDGER_DIMENSIONS) {
    const id = fieldOf(line, field);
    if (id !== '') dimensions[field] = id;
  }
  return { location: fieldOf(line, 'LOCATIONID'), department: fieldOf(line, 'DEPARTMENTID'), dimensions };
}
