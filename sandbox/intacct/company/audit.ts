import type { Change } from '../books/books.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import { refuse } from '../refusals.js';
import type { Company } from './company.js';
import type { Work } from './work.js';

/** C created, M modified, D deleted; as `query` shows it. */
type AccessMode = 'C' | 'M' | 'D';

/** How AUDITHISTORY names a record. The form differs from object to object in the real company. */
export function objectKeyOf({ objects, settings }: Company, object: string, record: StoredRecord): string {
  const recordno = fieldOf(record, 'RECORDNO');
  const form = settings.auditObjectKeys[object] ?? 'recordno';
  if (form === 'recordno--rec') return `${recordno}--REC`;
  return form === 'id' ? fieldOf(record, objects.get(object)?.key ?? '') || recordno : recordno;
}

/** Notes what a function did to documents and masters: one row each, whatever it did in between. Lines have no history. */
export function audit(changes: readonly Change[], { company, userId }: Work): void {
  if (changes.length === 0) return;
  const lines = new Set([...company.objects.values()].map(({ lines }) => lines?.object));
  const touched = new Map<
    string,
    { object: string; before: StoredRecord | undefined; after: StoredRecord | undefined }
  >();
  for (const { table, before, after } of changes) {
    const object = table.layout.name;
    if (object === 'AUDITHISTORY' || lines.has(object) || isPosting(object, after ?? before)) continue;
    const key = `${object} ${fieldOf(after ?? before ?? {}, 'RECORDNO')}`;
    touched.set(key, { object, before: touched.has(key) ? touched.get(key)?.before : before, after });
  }
  for (const { object, before, after } of touched.values()) {
    const record = after ?? before;
    if (record) insertRow(object, record, modeOf(before, after), userId, company);
  }
}

/** Entries that documents post have no history of their own. */
function isPosting(object: string, record: StoredRecord | undefined): boolean {
  return object === 'GLBATCH' && fieldOf(record ?? {}, 'SOURCE') !== '';
}

function modeOf(before: StoredRecord | undefined, after: StoredRecord | undefined): AccessMode {
  if (!after) return 'D';
  return before ? 'M' : 'C';
}

function insertRow(object: string, record: StoredRecord, mode: AccessMode, userId: string, company: Company): void {
  company.books.insert('AUDITHISTORY', {
    OBJECTTYPE: object.toLowerCase(),
    OBJECTKEY: objectKeyOf(company, object, record),
    ACCESSTIME: company.clock.timestamp(),
    ACCESSMODE: mode,
    USERID: userId,
    SOURCE: 'api',
  });
}

/** The denial comes without an error number. */
export function refuseAuditHistory({ settings }: Company, objects: readonly string[]): void {
  if (settings.auditHistoryAllowed || !objects.includes('AUDITHISTORY')) return;
  refuse('', 'You do not have permission to view audit history');
}

/** Documents whose amounts make up what a customer or vendor owes. */
const OWED: Readonly<Record<string, readonly [object: string, key: string]>> = {
  ARINVOICE: ['CUSTOMER', 'CUSTOMERID'],
  APBILL: ['VENDOR', 'VENDORID'],
};

/** Where the company is set so, a changed balance counts as a change of the customer or vendor. */
export function moveBalances(changes: readonly Change[], work: Work): void {
  const { books, objects, settings } = work.company;
  if (!settings.balancesMoveWhenModified) return;
  for (const { table, before, after } of changes) {
    const [object = '', key = ''] = OWED[table.layout.name] ?? [];
    const owner = objects.has(object) && books.find(object, fieldOf(after ?? before ?? {}, key));
    if (owner && before?.TOTALDUE !== after?.TOTALDUE) work.change(object, fieldOf(owner, 'RECORDNO'), {});
  }
}
