import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { refuseInactive } from '../documents/active.js';
import { existing } from '../documents/rules.js';
import { missingField, refuse } from '../refusals.js';
import type { PayableKind } from './kind.js';

export function activeVendor(vendorId: string, work: Work): StoredRecord {
  if (vendorId === '') missingField('Vendor ID');
  const vendor = existing('VENDOR', vendorId, work);
  refuseInactive('VENDOR', vendor, work);
  return vendor;
}

export function refuseVendorOnHold(vendor: StoredRecord, what: 'bill' | 'payment', { company }: Work): void {
  if (fieldOf(vendor, 'ONHOLD') !== 'true') return;
  if (what === 'bill' && company.settings.vendorOnHold === 'payments') return;
  refuse(
    'BL03000018',
    `Vendor '${fieldOf(vendor, 'VENDORID')}' is on hold.`,
    'Take the vendor off hold and try again.',
  );
}

/** Numbers are unique per vendor: two vendors may both send a bill 1001. */
export function refuseTakenNumber(kind: PayableKind, number: string, vendorId: string, own: string, work: Work): void {
  if (number === '') return;
  const others = work.company.books.where(kind.object, 'RECORDID', number);
  if (!others.some(({ RECORDNO, VENDORID = '' }) => RECORDNO !== own && VENDORID === vendorId)) return;
  refuse(
    'BL03002185',
    `A transaction with the number '${number}' already exists.`,
    'Enter a different number and try again.',
  );
}

/** A summary is named where the company lets users choose it, and only there. */
export function checkSummary(summary: string, { company }: Work): void {
  const chosen = company.settings.apBillSummaries === 'user-specified';
  if (chosen && summary === '') refuse('BL03000018', 'Please provide a bill batch key');
  if (!chosen && summary !== '') {
    refuse('BL03000018', 'A summary can only be named when bill summaries are user-specified.');
  }
}

export function payableAccount(record: StoredRecord, line: StoredRecord, { company }: Work): string {
  const vendor = company.books.find('VENDOR', fieldOf(record, 'VENDORID'));
  return fieldOf(line, 'OFFSETGLACCOUNTNO') || vendor?.OFFSETGLACCOUNTNO || company.settings.payableAccount;
}

/** The account that a line names, by number or by label as the company is set. */
export function lineAccount(line: { accountLabel: string; account: string }, work: Work): string {
  if (!work.company.settings.apAccountLabels) {
    if (line.accountLabel !== '') refuse('BL03000018', 'Account labels are not enabled. Enter an account number.');
    if (line.account === '') missingField('Account number');
    return fieldOf(existing('GLACCOUNT', line.account, work), 'ACCOUNTNO');
  }
  if (line.accountLabel === '') refuse('BL03000018', 'Account labels are enabled. Enter an account label.');
  return fieldOf(existing('APACCOUNTLABEL', line.accountLabel, work), 'GLACCOUNTNO');
}

/** Where a line lies: what it says, else the entity the caller works in. */
export function lineLocation(sent: string, { company, entity }: Work): string {
  const location = sent || entity;
  const { multiEntity, requireLineLocation } = company.settings;
  if (location === '' && multiEntity && requireLineLocation) missingField('Location');
  return location;
}
