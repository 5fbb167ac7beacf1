import { deleteAdvance } from '../receivables/advance.js';
import { PAYMENT_METHODS } from '../receivables/payment-methods.js';
import { createGenericAdvance, updateGenericAdvance } from './ar-advance-input.js';
import { arInvoiceItem } from './ar-invoice.js';
import { arPayment } from './ar-payment.js';
import type { ObjectDefinition } from './definition.js';
import { choice, date, text } from './field.js';

/** Money received before there is anything to pay. Applied by payments that name it as ADVANCEKEY. */
export const arAdvance: ObjectDefinition = {
  ...arPayment,
  name: 'ARADVANCE',
  label: 'Advance',
  fields: {
    ...arPayment.fields,
    STATE: choice({ Posted: 'A', Draft: 'D', 'Partially Paid': 'P', Paid: 'C', Reversed: 'V' }),
    PAYMENTMETHOD: choice(PAYMENT_METHODS),
    PAYMENTDATE: date(),
    SUPDOCID: text(),
  },
  lines: { element: 'ARADVANCEITEMS', object: 'ARADVANCEITEM', parent: 'RECORDKEY' },
  create: createGenericAdvance,
  update: updateGenericAdvance,
  remove: deleteAdvance,
};

export const arAdvanceItem: ObjectDefinition = {
  ...arInvoiceItem,
  name: 'ARADVANCEITEM',
  label: 'Advance line',
  relations: { ARADVANCE: { object: 'ARADVANCE', from: 'RECORDKEY', to: 'RECORDNO' } },
};
