import type { ObjectDefinition } from './definition.js';
import { choice, currency, date, RECORDNO, TRANSACTION_FIELDS, text } from './field.js';

/** A deposit of receipts from undeposited funds, made by record_deposit. Its field names on read are a guess. */
export const deposit: ObjectDefinition = {
  name: 'DEPOSIT',
  label: 'Deposit',
  key: 'RECORDNO',
  fields: {
    ...RECORDNO,
    DEPOSITID: text(),
    FINANCIALENTITY: text(),
    DEPOSITDATE: date(),
    DESCRIPTION: text(),
    SUPDOCID: text(),
    TOTALENTERED: currency(),
    STATE: choice({ Posted: 'C' }),
    ...TRANSACTION_FIELDS,
  },
};
