import { fieldOf } from '../books/record.js';
import type { Work } from '../company/work.js';
import { createContact } from '../objects/contact.js';
import { readInput } from '../objects/input.js';
import { alreadyExists } from '../refusals.js';
import { child, type XmlElement } from '../xml/element.js';
import { textOf } from './legacy.js';

/** Name of the contact in a `<billto>`-like element: one that is named, or a whole one, which is created if need be. */
export function contactOf(element: XmlElement, name: string, work: Work): string {
  const place = child(element, name);
  if (!place) return '';
  const whole = child(place, 'contact');
  return whole ? ensuredContact(whole, work) : textOf(place, 'contactname');
}

/** Contacts are known by their names in the whole company. One that exists is used as it is, or refused. */
function ensuredContact(sent: XmlElement, work: Work): string {
  const input = readInput(sent);
  const name = input.get('CONTACTNAME');
  if (!work.company.books.find('CONTACT', name)) return fieldOf(createContact(input, work), 'CONTACTNAME');
  if (work.company.settings.existingContacts === 'refuse') alreadyExists('Contact', name);
  return name;
}
