import { fieldOf } from '../../books/record.js';
import { DIMENSIONS } from '../../dimensions/standard.js';
import { missingField } from '../../refusals.js';
import { boolean, choice, type Fields, text } from '../field.js';
import { master } from './define.js';

const REQUIRED_DIMENSIONS: Fields = Object.fromEntries(DIMENSIONS.map(({ required }) => [required, boolean()]));

export const glAccount = master({
  name: 'GLACCOUNT',
  label: 'Account',
  key: 'ACCOUNTNO',
  fields: {
    ACCOUNTNO: text({ label: 'Account number', required: true, immutable: true, maxLength: 24 }),
    TITLE: text({ required: true, maxLength: 80 }),
    NORMALBALANCE: choice({ debit: '1', credit: '-1' }, { label: 'Normal balance', required: true }),
    ACCOUNTTYPE: choice({ balancesheet: 'N', incomestatement: 'I' }),
    CLOSINGTYPE: choice({ 'non-closing account': 'N', 'closing account': 'C' }, { initial: 'non-closing account' }),
    CLOSINGACCOUNTNO: text({ reference: 'GLACCOUNT' }),
    CATEGORY: text(),
    ALTERNATIVEACCOUNT: choice({ None: 'N', 'Payables account': 'P', 'Receivables account': 'R' }),
    ...REQUIRED_DIMENSIONS,
  },
  rules: (record) => {
    if (fieldOf(record, 'CLOSINGTYPE') === 'closing account' && !record.CLOSINGACCOUNTNO) {
      missingField('Closing account');
    }
  },
});

function accountLabel(name: string, label: string) {
  return master({
    name,
    label,
    key: 'ACCOUNTLABEL',
    fields: {
      ACCOUNTLABEL: text({ label: 'Account label', required: true, immutable: true, maxLength: 80 }),
      DESCRIPTION: text(),
      GLACCOUNTNO: text({ label: 'GL account', required: true, reference: 'GLACCOUNT' }),
    },
  });
}

export const arAccountLabel = accountLabel('ARACCOUNTLABEL', 'AR account label');
export const apAccountLabel = accountLabel('APACCOUNTLABEL', 'AP account label');
