import { DIMENSION_FIELDS } from '../dimensions/standard.js';
import { createPayment, deletePayment, updatePayment } from '../payables/payment.js';
import { paymentChanges, wholePayment } from './ap-payment-input.js';
import { CURRENCY_FIELDS } from './ar-invoice.js';
import type { ObjectDefinition } from './definition.js';
import { choice, currency, date, integer, RECORDNO, TRANSACTION_FIELDS, text } from './field.js';
import { linkedField } from './linked-field.js';
import { AP_PAYMENT_METHODS } from './payment-methods.js';

export const apPayment: ObjectDefinition = {
  name: 'APPYMT',
  label: 'AP payment',
  key: 'RECORDNO',
  indexes: ['VENDORID'],
  numbering: 'AP',
  fields: {
    ...RECORDNO,
    RECORDTYPE: text(),
    RECORDID: text(),
    // The letter of Declined is a guess.
    STATE: choice({ Posted: 'C', Draft: 'D', Approved: 'A', Voided: 'V', Submitted: 'S', Declined: 'U' }),
    DISPLAYSTATE: text({ computed: (record) => record.STATE ?? '' }),
    FINANCIALENTITY: text(),
    FINANCIALENTITYTYPE: text(),
    FINANCIALACCOUNTNAME: text(),
    FINANCIALACCOUNTCURRENCY: text(),
    PAYMENTMETHOD: choice(AP_PAYMENT_METHODS),
    PAYMENTREQUESTMETHOD: text(),
    VENDORID: text(),
    VENDORNAME: linkedField('VENDOR', 'VENDORID', 'NAME'),
    DOCNUMBER: text(),
    DESCRIPTION: text(),
    WHENCREATED: date(),
    PAYMENTDATE: date(),
    WHENPAID: date(),
    ...CURRENCY_FIELDS,
    TOTALENTERED: currency(),
    TOTALPAID: currency(),
    TOTALDUE: currency(),
    TRX_TOTALENTERED: currency(),
    TRX_TOTALPAID: currency(),
    TRX_TOTALDUE: currency(),
    PRBATCH: text(),
    PRBATCHKEY: integer(),
    CLEARED: text(),
    CLRDATE: date(),
    PARENTPAYMENTKEY: integer(),
    SUPDOCID: text(),
    ...TRANSACTION_FIELDS,
  },
  relations: { VENDOR: { object: 'VENDOR', from: 'VENDORID' } },
  lines: { element: 'APPYMTDETAILS', object: 'APPYMTDETAIL', parent: 'PAYMENTKEY' },
  create: (input, work) => createPayment(wholePayment(input, work), work),
  update: (record, input, work) => updatePayment(record.RECORDNO ?? '', paymentChanges(record, input, work), work),
  remove: deletePayment,
  createdKeys: ['RECORDNO'],
};

/** What a payment pays on one bill or credit memo. */
export const apPaymentDetail: ObjectDefinition = {
  name: 'APPYMTDETAIL',
  label: 'AP payment detail',
  key: 'RECORDNO',
  indexes: ['PAYMENTKEY', 'RECORDKEY'],
  fields: {
    ...RECORDNO,
    PAYMENTKEY: integer(),
    RECORDKEY: integer(),
    ENTRYKEY: integer(),
    POSADJKEY: integer(),
    POSADJENTRYKEY: integer(),
    PAYMENTAMOUNT: currency(),
    TRX_PAYMENTAMOUNT: currency(),
    ADJUSTMENTKEY: integer(),
    ADJUSTMENTENTRYKEY: integer(),
    ADJUSTMENTAMOUNT: currency(),
    TRX_ADJUSTMENTAMOUNT: currency(),
    PAYMENTDATE: date(),
    CURRENCY: text(),
    STATE: linkedField('APPYMT', 'PAYMENTKEY', 'STATE'),
    ...TRANSACTION_FIELDS,
  },
  relations: {
    APPYMT: { object: 'APPYMT', from: 'PAYMENTKEY', to: 'RECORDNO' },
    APBILL: { object: 'APBILL', from: 'RECORDKEY', to: 'RECORDNO' },
  },
};

/** What a payment posts, line by line: of the documents it settles, or of a manual payment's own items. */
export const apPaymentEntry: ObjectDefinition = {
  name: 'APPYMTENTRY',
  label: 'AP payment line',
  key: 'RECORDNO',
  indexes: ['RECORDKEY'],
  fields: {
    ...RECORDNO,
    RECORDKEY: integer(),
    LINE_NO: integer(),
    ACCOUNTNO: text(),
    ACCOUNTLABEL: text(),
    AMOUNT: currency(),
    TRX_AMOUNT: currency(),
    CURRENCY: text(),
    ...DIMENSION_FIELDS,
    ...TRANSACTION_FIELDS,
  },
  relations: { APPYMT: { object: 'APPYMT', from: 'RECORDKEY', to: 'RECORDNO' } },
};
