import type { ObjectDefinition } from './definition.js';
import { MASTER_FIELDS, RECORDNO, text } from './field.js';

/** Masters that are read and referenced; the gateway does not write them. */

export const checkingAccount: ObjectDefinition = {
  name: 'CHECKINGACCOUNT',
  label: 'Bank account',
  key: 'BANKACCOUNTID',
  fields: {
    ...RECORDNO,
    BANKACCOUNTID: text({ required: true, immutable: true }),
    BANKACCOUNTNO: text(),
    BANKNAME: text(),
    BANKACCOUNTTYPE: text(),
    GLACCOUNTNO: text({ reference: 'GLACCOUNT' }),
    CURRENCY: text({ reference: 'TRXCURRENCIES' }),
    DEPARTMENTID: text(),
    LOCATIONID: text(),
    ...MASTER_FIELDS,
  },
};

/** Currencies the company may transact in. */
export const trxCurrencies: ObjectDefinition = {
  name: 'TRXCURRENCIES',
  label: 'Currency',
  key: 'CODE',
  fields: { ...RECORDNO, CODE: text({ required: true, immutable: true }), ...MASTER_FIELDS },
};
