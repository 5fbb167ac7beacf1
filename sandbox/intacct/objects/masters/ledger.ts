import { integer, text } from '../field.js';
import { readOnlyMaster } from './define.js';

export const glJournal = readOnlyMaster({
  name: 'GLJOURNAL',
  label: 'Journal',
  key: 'SYMBOL',
  fields: { SYMBOL: text({ maxLength: 4 }), TITLE: text(), BOOKID: text(), BOOKKEY: integer() },
});

export const savingsAccount = readOnlyMaster({
  name: 'SAVINGSACCOUNT',
  label: 'Savings account',
  key: 'BANKACCOUNTID',
  fields: {
    BANKACCOUNTID: text(),
    BANKACCOUNTNO: text(),
    BANKNAME: text(),
    BANKACCOUNTTYPE: text(),
    GLACCOUNTNO: text({ reference: 'GLACCOUNT' }),
    CURRENCY: text({ reference: 'TRXCURRENCIES' }),
    DEPARTMENTID: text(),
    LOCATIONID: text(),
  },
});
