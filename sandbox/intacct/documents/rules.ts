import { fieldOf, type StoredRecord } from '../books/record.js';
import { isUsable } from '../company/entities.js';
import { unknownReference } from '../company/references.js';
import type { Work } from '../company/work.js';
import { DIMENSIONS } from '../dimensions/standard.js';
import { refuse } from '../refusals.js';
import { refuseInactive } from './active.js';

/** Business rules that documents of every ledger share. */

/** Finds by user-facing key or refuses with "Invalid … specified." */
export function existing(object: string, key: string, work: Work): StoredRecord {
  const record = work.company.books.find(object, key);
  return record && isUsable(record, work) ? record : unknownReference(work.company, object, key);
}

/** Like `existing`, but refuses inactive records: new documents cannot refer to them. */
export function existingActive(object: string, key: string, work: Work): StoredRecord {
  const record = existing(object, key, work);
  refuseInactive(object, record, work);
  return record;
}

/** Like `existing`, but nothing sent means nothing to check. */
export function existingIfSent(object: string, key: string, work: Work): void {
  if (key !== '') existing(object, key, work);
}

export function openPeriod(date: string, { company }: Work): void {
  const { closedThrough } = company.settings;
  if (closedThrough === '' || date > closedThrough) return;
  const first = new Date(Date.parse(`${closedThrough}T00:00:00Z`) + 86_400_000).toISOString();
  const shown = `${first.slice(5, 7)}/${first.slice(8, 10)}/${first.slice(0, 4)}`;
  refuse('BL03000018', `Date must be on or after ${shown}.`, 'Enter a date in an open period.');
}

export function requiredDimensions(line: Readonly<Record<string, string>>, work: Work): void {
  const account = existing('GLACCOUNT', fieldOf(line, 'ACCOUNTNO'), work);
  for (const { required, id, label } of DIMENSIONS) {
    if (fieldOf(account, required) !== 'true' || fieldOf(line, id) !== '') continue;
    const number = fieldOf(account, 'ACCOUNTNO');
    refuse(
      'BL03000018',
      `This transaction is missing the ${label} dimension for the Account ${number}.`,
      `Enter a ${label} and try again.`,
    );
  }
}
