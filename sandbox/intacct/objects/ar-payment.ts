import { CREDIT_FIELDS } from '../receivables/credits.js';
import { createGenericPayment, updateGenericPayment } from '../receivables/generic-payment.js';
import { deletePayment } from '../receivables/payment.js';
import { PAYMENT_METHODS } from '../receivables/payment-methods.js';
import { CURRENCY_FIELDS } from './ar-invoice.js';
import type { ObjectDefinition } from './definition.js';
import {
  choice,
  currency,
  date,
  type Field,
  type FieldOptions,
  type Fields,
  integer,
  RECORDNO,
  TRANSACTION_FIELDS,
  text,
  timestamp,
} from './field.js';

export const arPayment: ObjectDefinition = {
  name: 'ARPYMT',
  label: 'Payment',
  key: 'RECORDNO',
  indexes: ['CUSTOMERID'],
  numbering: 'AR',
  fields: {
    ...RECORDNO,
    RECORDTYPE: text(),
    RECORDID: text(),
    STATE: choice({ Posted: 'C', Draft: 'D', Reversed: 'V' }),
    DISPLAYSTATE: text({ computed: (record) => record.STATE ?? '' }),
    FINANCIALENTITY: text(),
    FINANCIALENTITYTYPE: text(),
    FINANCIALACCOUNTNAME: text(),
    FINANCIALACCOUNTCURRENCY: text(),
    UNDEPOSITEDACCOUNTNO: text(),
    PRBATCH: text(),
    PRBATCHKEY: integer(),
    SUMMARYTITLE: text(),
    PAYMENTMETHOD: choice(PAYMENT_METHODS),
    CUSTOMERID: text(),
    CUSTOMERNAME: text({
      computed: (record, { books }) => books.find('CUSTOMER', record.CUSTOMERID ?? '')?.NAME ?? '',
    }),
    PAYERNAME: text(),
    BILLTOPAYTONAME: text(),
    OVERPAYMENTLOCATIONID: text(),
    OVERPAYMENTDEPARTMENTID: text(),
    NSFCLOSEDACCOUNT: text(),
    REVERSALDATE: date(),
    DEPOSITKEY: integer(),
    SUPDOCID: text(),
    CLEARED: text(),
    CLRDATE: date(),
    PARENTPAYMENTKEY: integer(),
    MULTIENTITYPYMTKEY: integer(),
    DOCNUMBER: text(),
    DESCRIPTION: text(),
    WHENCREATED: date(),
    RECEIPTDATE: date(),
    WHENPAID: date(),
    ...CURRENCY_FIELDS,
    TOTALENTERED: currency(),
    TOTALPAID: currency(),
    TOTALDUE: currency(),
    TRX_TOTALENTERED: currency(),
    TRX_TOTALPAID: currency(),
    TRX_TOTALDUE: currency(),
    ...TRANSACTION_FIELDS,
  },
  relations: { CUSTOMER: { object: 'CUSTOMER', from: 'CUSTOMERID' } },
  lines: { element: 'ARPYMTDETAILS', object: 'ARPYMTDETAIL', parent: 'PAYMENTKEY' },
  create: createGenericPayment,
  update: updateGenericPayment,
  remove: deletePayment,
  createdKeys: ['RECORDNO'],
};

/** Keys and amounts of the credits that a row may apply. */
const CREDITS: Fields = Object.fromEntries(
  Object.values(CREDIT_FIELDS).flatMap(({ key, entry, trxAmount, amount }) => [
    [key, integer()],
    [entry, integer()],
    [amount, currency()],
    [trxAmount, currency()],
  ]),
);

/** Details have no date of their own, so WHENCREATED is their audit stamp. */
const { AUWHENCREATED: createdAt = timestamp(), ...STAMPS } = TRANSACTION_FIELDS;

/** A field that shows what another one holds. */
const sameAs = (name: string, field: (options: FieldOptions) => Field): Field =>
  field({ readOnly: true, computed: (record) => record[name] ?? '' });

/** One application of money or a credit to one line of an invoice or debit memo. */
export const arPaymentDetail: ObjectDefinition = {
  name: 'ARPYMTDETAIL',
  label: 'Payment detail',
  key: 'RECORDNO',
  indexes: ['PAYMENTKEY', 'RECORDKEY'],
  fields: {
    ...RECORDNO,
    PAYMENTKEY: integer(),
    RECORDKEY: integer(),
    ENTRYKEY: integer(),
    PAYMENTAMOUNT: currency(),
    TRX_PAYMENTAMOUNT: currency(),
    POSADJKEY: integer(),
    POSADJENTRYKEY: integer(),
    ...CREDITS,
    DISCOUNTDATE: date(),
    TOTALDISCOUNTTOAPPLY: currency(),
    DISCOUNTAMOUNT: sameAs('TOTALDISCOUNTTOAPPLY', currency),
    TRX_DISCOUNTAMOUNT: sameAs('TRX_TOTALDISCOUNTTOAPPLY', currency),
    // Guess: which of the two keys Intacct fills for a credit that is posted is not known.
    POSTEDADVANCEKEY: sameAs('ADVANCEKEY', integer),
    POSTEDOVERPAYMENTKEY: sameAs('OVERPAYMENTKEY', integer),
    TRX_TOTALDISCOUNTTOAPPLY: currency(),
    PAYMENTDATE: date(),
    STATE: choice({ Posted: 'C', Draft: 'D', Reversed: 'V' }),
    CURRENCY: text(),
    WHENCREATED: createdAt,
    ...STAMPS,
  },
  relations: {
    ARPYMT: { object: 'ARPYMT', from: 'PAYMENTKEY', to: 'RECORDNO' },
    ARINVOICE: { object: 'ARINVOICE', from: 'RECORDKEY', to: 'RECORDNO' },
  },
};
