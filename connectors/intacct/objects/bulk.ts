import { createMany } from '../many.js';
import { createInvoice } from './ar-invoice.js';
import { createArPayment } from './ar-payment.js';
import { createBill } from './bill.js';
import { createCustomer } from './customer.js';
import { createJournalEntry } from './journal-entry.js';
import { requireBalance } from './journal-entry-request.js';
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

const bill = { vendorId: 'V101', billDate: '2026-03-05', dueDate: '2026-04-04' };
const expense = { accountNumber: '6300', amount: '80.00', locationId: 'E100', departmentId: 'D30' };

export const createBills = createMany(createBill, {
  summary: 'Create up to 500 bills.',
  example: {
    records: [
      { ...bill, number: 'MANY-1', lines: [expense] },
      { ...bill, number: 'MANY-2', lines: [expense, expense] },
    ],
  },
});

const entry = { journal: 'GJ', postingDate: '2026-03-31' };
const moved = { amount: '40.00', locationId: 'E100', departmentId: 'D30' };

export const createJournalEntries = createMany(createJournalEntry, {
  summary: 'Create up to 500 journal entries.',
  check: requireBalance,
  example: {
    records: ['Stationery', 'Postage'].map((description) => ({
      ...entry,
      description,
      lines: [
        { ...moved, type: 'debit' as const, accountNumber: '6300' },
        { ...moved, type: 'credit' as const, accountNumber: '2000' },
      ],
    })),
  },
});
