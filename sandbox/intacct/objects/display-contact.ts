import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Company } from '../company/company.js';
import type { Work } from '../company/work.js';
import { contact, createContact, updateContact } from './contact.js';
import type { Input } from './input.js';

/** The contact under which a vendor appears, sent as its DISPLAYCONTACT. `mark` is `V` and its ID. */
export function createDisplayContact(input: Input, mark: string, work: Work): StoredRecord {
  const sent = input.below('DISPLAYCONTACT');
  if (!sent.has('PRINTAS') && !work.company.settings.requireDisplayContact)
    sent.values.set('PRINTAS', input.get('NAME'));
  // Contact names are unique in the company, so a generated one can collide as well.
  const name = sent.get('CONTACTNAME') || `${input.get('NAME')}(${mark})`;
  return createContact(sent, work, { CONTACTNAME: name });
}

export function updateDisplayContact(record: StoredRecord, input: Input, work: Work): void {
  const sent = input.below('DISPLAYCONTACT');
  const display = work.company.books.get(contact.name, fieldOf(record, 'DISPLAYCONTACTKEY'));
  if (display && sent.values.size > 0) updateContact(display, sent, work);
}

/** Guess: a contact that the system named goes with its vendor, so the ID and name can be used again. */
export function removeGeneratedContact(record: StoredRecord, mark: string, { books }: Company): void {
  const display = books.get(contact.name, fieldOf(record, 'DISPLAYCONTACTKEY'));
  if (display && fieldOf(display, 'CONTACTNAME').endsWith(`(${mark})`)) {
    books.remove(contact.name, fieldOf(display, 'RECORDNO'));
  }
}
