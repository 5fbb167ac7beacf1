import { status, text, timestamp } from './field.js';

/** What Intacct notes of every master; the last fields of a shape. */
export const masterStamps = {
  status,
  createdAt: timestamp('WHENCREATED'),
  modifiedAt: timestamp('WHENMODIFIED'),
  entityId: text('MEGAENTITYID', 20, 'Owning entity; null at the top level.'),
  url: text('RECORD_URL'),
};
