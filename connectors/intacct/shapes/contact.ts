import { always, email, flag, group, key, status, text, timestamp } from './field.js';
import { shapeOf } from './shape.js';

/** @param at Where the contact stands within another record, such as `DISPLAYCONTACT.`; empty for a contact itself. */
const details = (at: string) => ({
  printAs: text(`${at}PRINTAS`, 200, 'Name on documents; the record’s name when left out.'),
  companyName: text(`${at}COMPANYNAME`, 100),
  prefix: text(`${at}PREFIX`, 30, 'Such as "Dr.".'),
  firstName: text(`${at}FIRSTNAME`, 40),
  lastName: text(`${at}LASTNAME`, 40),
  email: email(`${at}EMAIL1`),
  phone: text(`${at}PHONE1`, 30),
  mobile: text(`${at}CELLPHONE`, 30),
  fax: text(`${at}FAX`, 30),
  website: text(`${at}URL1`, 200),
  address: address(`${at}MAILADDRESS`),
});

export const address = (path: string) =>
  group({
    line1: text(`${path}.ADDRESS1`, 80),
    line2: text(`${path}.ADDRESS2`, 80),
    city: text(`${path}.CITY`, 80),
    state: text(`${path}.STATE`, 40),
    zip: text(`${path}.ZIP`, 30),
    country: text(`${path}.COUNTRY`, 60),
  });

/** A contact as part of another record; `path` is its element there, such as `DISPLAYCONTACT`. */
export const contactGroup = (path: string) =>
  group({
    name: text(`${path}.CONTACTNAME`, 200, 'Unique in the company; Intacct makes it of name and ID when left out.'),
    ...details(`${path}.`),
  });

export const contact = shapeOf('CONTACT', {
  key: always(key()),
  name: always(text('CONTACTNAME', 200, 'Name by which records refer to the contact; unique in the company.')),
  status,
  ...details(''),
  taxable: flag('TAXABLE'),
  taxGroup: text('TAXGROUP', 80),
  createdAt: timestamp('WHENCREATED'),
  modifiedAt: timestamp('WHENMODIFIED'),
  entityId: text('MEGAENTITYID', 20, 'Owning entity; null at the top level.'),
  url: text('RECORD_URL'),
});
