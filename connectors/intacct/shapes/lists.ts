import { always, currency, flag, integer, key, status, text, timestamp } from './field.js';
import { shapeOf } from './shape.js';

/**
 * What other records refer to by name: terms, types, journals, bank accounts, rate types. Only fields that are known of them
 * are asked for: one that an object does not have fails the whole query.
 */

const term = (object: 'ARTERM' | 'APTERM') =>
  shapeOf(object, {
    key: always(key()),
    name: always(text('NAME', 40, 'Name of the term, such as "N30".')),
    description: text('DESCRIPTION', 80),
    status,
    modifiedAt: timestamp('WHENMODIFIED'),
  });

export const arTerm = term('ARTERM');
export const apTerm = term('APTERM');

const partnerType = (object: 'CUSTTYPE' | 'VENDTYPE') =>
  shapeOf(object, {
    key: always(key()),
    name: always(text('NAME', 80)),
    parentName: text('PARENT.NAME', 80, 'Type that this one belongs to.'),
    status,
  });

export const customerType = partnerType('CUSTTYPE');
export const vendorType = partnerType('VENDTYPE');

export const journal = shapeOf('GLJOURNAL', {
  key: always(key()),
  symbol: always(text('SYMBOL', 4, 'Symbol that journal entries name, such as "GJ".')),
  name: always(text('TITLE', 80)),
  status,
  modifiedAt: timestamp('WHENMODIFIED'),
});

const bankAccount = (object: 'CHECKINGACCOUNT' | 'SAVINGSACCOUNT') =>
  shapeOf(object, {
    key: always(key()),
    id: always(text('BANKACCOUNTID', 20, 'What payments name as bankAccountId, such as "BANK1".')),
    bankName: text('BANKNAME'),
    bankAccountNumber: text('BANKACCOUNTNO'),
    bankAccountType: text('BANKACCOUNTTYPE'),
    accountNumber: text('GLACCOUNTNO', 24, 'Its account in the general ledger.'),
    currency: currency(),
    locationId: text('LOCATIONID', 20),
    departmentId: text('DEPARTMENTID', 20),
    status,
  });

export const checkingAccount = bankAccount('CHECKINGACCOUNT');
export const savingsAccount = bankAccount('SAVINGSACCOUNT');

export const exchangeRateType = shapeOf('EXCHANGERATETYPES', {
  key: always(key()),
  id: integer('ID'),
  name: always(text('NAME', 100, 'Name that documents take as exchangeRateType.')),
  isDefault: flag('ISDEFAULT'),
});
