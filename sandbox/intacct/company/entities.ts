import { fieldOf, type StoredRecord } from '../books/record.js';
import { refuse } from '../refusals.js';
import type { Company } from './company.js';
import type { Work } from './work.js';

/** Whether the web-services user may work in the entity, or at top level when it is empty. */
export function mayUse({ books, settings }: Company, entity: string): boolean {
  if (entity === '') return settings.topLevelAccess;
  return books.find('LOCATIONENTITY', entity) !== undefined && (settings.userEntities?.includes(entity) ?? true);
}

/** An entity's private records do not exist for the other entities. */
export function isUsable(record: StoredRecord, { entity }: Work): boolean {
  const owner = fieldOf(record, 'MEGAENTITYID');
  return owner === '' || entity === '' || owner === entity;
}

/** A record is changed from where it belongs. */
export function refuseForeign(label: string, record: StoredRecord, { company, entity }: Work): void {
  const owner = fieldOf(record, 'MEGAENTITYID');
  if (owner === entity || company.settings.changesFrom === 'anywhere') return;
  const where = owner === '' ? 'at top level' : `in the entity ${owner}`;
  refuse('BL03000018', `${label} belongs elsewhere and can only be changed ${where}.`, `Sign in ${where}.`);
}

/** The same for the legacy functions that name a document by their `key` attribute. */
export function refuseForeignKey(key: string | undefined, objects: readonly string[], work: Work): void {
  const definition = work.company.objects.get(objects[0] ?? '');
  if (key === undefined || !definition) return;
  const { books } = work.company;
  const record = books.get(definition.name, key) ?? books.find(definition.name, key);
  if (record) refuseForeign(definition.label, record, work);
}
