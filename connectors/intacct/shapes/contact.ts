import { email, group, text } from './field.js';

/** A contact as part of another record; `path` is its element there, such as `DISPLAYCONTACT`. */
export const contactGroup = (path: string) =>
  group({
    printAs: text(`${path}.PRINTAS`, 200, 'Name on documents; the record’s name when left out.'),
    companyName: text(`${path}.COMPANYNAME`, 100),
    firstName: text(`${path}.FIRSTNAME`, 40),
    lastName: text(`${path}.LASTNAME`, 40),
    email: email(`${path}.EMAIL1`),
    phone: text(`${path}.PHONE1`, 30),
    address: address(`${path}.MAILADDRESS`),
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
