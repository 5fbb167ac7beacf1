import { fieldOf } from '../books/record.js';
import type { Work } from '../company/work.js';
import { existing } from '../documents/rules.js';
import { foundBank } from '../receivables/payment-destination.js';
import { createSummary, INVOICE_SUMMARY, PAYMENT_SUMMARY } from '../receivables/summary.js';
import { withWrapper } from '../refusals.js';
import { childrenNamed, type XmlElement } from '../xml/element.js';
import { leaf } from '../xml/write.js';
import { appliedPayment, createdPayment, destinationOf, PAYMENT_SCHEMA } from './ar-payment.js';
import type { FunctionDefinition } from './definition.js';
import { dateOf, textOf } from './legacy.js';

/** Opens a summary that create_invoice can name as its batchkey. */
export const createInvoiceBatch: FunctionDefinition = {
  name: 'create_invoicebatch',
  schema: { create_invoicebatch: 'batchtitle, datecreated', batchtitle: 'TEXT 80' },
  objects: () => ['ARINVOICEBATCH'],
  run: ({ element, work }) =>
    withWrapper('Could not create Summary record!', () => {
      const fields = { TITLE: textOf(element, 'batchtitle'), GLDATE: dateOf(element, 'datecreated') };
      return leaf('key', fieldOf(createSummary(INVOICE_SUMMARY, fields, work), 'RECORDNO'));
    }),
};

/** Opens a summary, and creates and applies payments in it; one refused, all are undone. */
export const createArPaymentBatch: FunctionDefinition = {
  name: 'create_arpaymentbatch',
  schema: {
    ...PAYMENT_SCHEMA,
    create_arpaymentbatch:
      'batchtitle, (bankaccountid | undepfundsacct)?, datecreated?, create_arpayment*, apply_arpayment*',
    batchtitle: 'TEXT 80',
  },
  objects: () => ['ARPAYMENTBATCH'],
  run: ({ element, work }) =>
    withWrapper('Could not create Summary record!', () => {
      const summary = createSummary(PAYMENT_SUMMARY, summaryOf(element, work), work);
      const key = fieldOf(summary, 'RECORDNO');
      for (const each of childrenNamed(element, 'create_arpayment')) {
        createdPayment(each, { ...destinationIn(element, each), summary: key }, work);
      }
      for (const each of childrenNamed(element, 'apply_arpayment')) appliedPayment(each, work);
      return leaf('key', key);
    }),
};

function summaryOf(element: XmlElement, work: Work) {
  const { bankAccountId, undepositedAccount } = destinationOf(element);
  if (bankAccountId !== '') foundBank(bankAccountId, work);
  if (undepositedAccount !== '') existing('GLACCOUNT', undepositedAccount, work);
  return {
    TITLE: textOf(element, 'batchtitle'),
    GLDATE: dateOf(element, 'datecreated') || work.company.clock.today(),
    FINANCIALENTITY: bankAccountId,
    UNDEPOSITEDACCOUNTNO: undepositedAccount,
  };
}

/** A payment without an account of its own goes where its summary does. */
function destinationIn(batch: XmlElement, payment: XmlElement) {
  const own = destinationOf(payment);
  return own.bankAccountId === '' && own.undepositedAccount === '' ? destinationOf(batch) : own;
}
