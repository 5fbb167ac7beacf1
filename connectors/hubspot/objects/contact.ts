import { z } from 'zod';
import { defineAction } from '../action.js';
import { Contact, contactFrom, contactProperties } from './contact-shape.js';
import { ContactId, documentation, furtherProperties } from './fields.js';

export const getContact = defineAction({
  summary: 'Read one contact by its ID or e-mail address.',
  details: 'Takes exactly one of the two. Also by the ID that it had before it was merged into another contact.',
  effect: 'read',
  source: documentation('crm-contacts-v3'),
  permissions: ['crm.objects.contacts.read'],
  errors: ['record_not_found'],
  example: { input: { email: 'ines@harborlabs.example' } },
  input: z
    .strictObject({ id: ContactId.optional(), email: z.email().optional(), properties: furtherProperties })
    .refine(({ id, email }) => (id === undefined) !== (email === undefined), 'needs either id or email'),
  output: Contact,
}).run(async ({ id, email, properties }, hubspot) => {
  const wanted = [...contactProperties, ...properties];
  if (id !== undefined) return contactFrom(await hubspot.get('contacts', id, wanted));
  return contactFrom(await hubspot.getBy('contacts', 'email', email ?? '', wanted));
});
