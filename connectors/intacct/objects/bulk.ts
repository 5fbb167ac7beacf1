import { createMany } from '../many.js';
import { createInvoice } from './ar-invoice.js';
import { createArPayment } from './ar-payment.js';
import { createCustomer } from './customer.js';
import { createVendor } from './vendor.js';

export const createCustomers = createMany(createCustomer, {
  summary: 'Create up to 500 customers.',
  example: {
    records: [
      { id: 'C-M1', name: 'Harbour Lights' },
      { id: 'C-M2', name: 'Inland Freight', paymentTerm: 'N30' },
    ],
  },
});

export const createVendors = createMany(createVendor, {
  summary: 'Create up to 500 vendors.',
  example: {
    records: [
      { id: 'V-M1', name: 'Paper & Ink' },
      { id: 'V-M2', name: 'Northern Power' },
    ],
  },
});

const invoice = { customerId: 'C103', invoiceDate: '2026-03-05', paymentTerm: 'N30' };
const line = { accountNumber: '4000', amount: '15.00', locationId: 'E100' };

export const createInvoices = createMany(createInvoice, {
  summary: 'Create up to 500 AR invoices.',
  example: {
    records: [
      { ...invoice, invoiceNumber: 'MANY-1', lines: [line] },
      { ...invoice, invoiceNumber: 'MANY-2', lines: [line, line] },
    ],
  },
});

export const createArPayments = createMany(createArPayment, {
  summary: 'Record up to 500 payments of AR invoices.',
  example: {
    given: [{ as: 'invoice', action: 'createInvoice', input: { ...invoice, lines: [line] } }],
    records: [
      {
        customerId: invoice.customerId,
        receiptDate: '2026-03-20',
        paymentMethod: 'EFT',
        bankAccountId: 'BANK1',
        applications: [{ invoiceKey: '{{invoice.key}}', amount: '15.00' }],
      },
    ],
  },
});
