import { contactGroup } from './contact.js';
import { always, currency, flag, key, money, status, text, timestamp } from './field.js';
import { shapeOf } from './shape.js';

export const customer = shapeOf('CUSTOMER', {
  key: always(key()),
  id: always(text('CUSTOMERID', 20, 'Customer ID, such as "C-77".')),
  name: always(text('NAME', 100)),
  status,
  contact: contactGroup('DISPLAYCONTACT'),
  parentId: text('PARENTID', 20, 'ID of the customer that this one belongs to.'),
  customerType: text('CUSTTYPE', 80, 'Name of a customer type.'),
  paymentTerm: text('TERMNAME', 40, 'Name of an AR term, such as "N30".'),
  creditLimit: money('CREDITLIMIT'),
  currency: currency(),
  accountNumber: text('ARACCOUNT', 24, 'Default revenue account of its invoices.'),
  accountLabel: text('ACCOUNTLABEL', 80),
  offsetAccountNumber: text('OFFSETGLACCOUNTNO', 24, 'Receivables account.'),
  taxId: text('TAXID', 40),
  comments: text('COMMENTS', 4000),
  onHold: flag('ONHOLD'),
  attachmentId: text('SUPDOCID', 100),
  totalDue: money('TOTALDUE'),
  createdAt: timestamp('WHENCREATED'),
  modifiedAt: timestamp('WHENMODIFIED'),
  entityId: text('MEGAENTITYID', 20, 'Owning entity; null at the top level.'),
  url: text('RECORD_URL'),
});
