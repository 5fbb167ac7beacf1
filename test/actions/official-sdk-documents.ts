import { Functions } from '@intacct/intacct-sdk';
import { made } from '../sandbox-intacct/official-sdk.js';
import type { Pair } from './official-sdk-functions.js';

const { AccountsPayable, AccountsReceivable, CashManagement, GeneralLedger, OrderEntry } = Functions;

/** Transactions beside invoices, and what becomes of them later. */

const day = (month: number, date: number) => new Date(2026, month - 1, date);
const keyOf = (results: Readonly<Record<string, unknown>>, name: string) =>
  Number((results[name] as { key: string }).key);

const changes: readonly Pair[] = [
  {
    action: 'reverseInvoice',
    input: { key: '{{invoice.key}}', reversalDate: '2026-02-10', description: 'Billed twice' },
    theirs: (results) =>
      made(AccountsReceivable.InvoiceReverse, {
        recordNo: keyOf(results, 'invoice'),
        reverseDate: day(2, 10),
        memo: 'Billed twice',
      }),
  },
  {
    action: 'updateInvoice',
    input: { key: '{{invoice.key}}', description: 'Corrected', referenceNumber: 'PO-8' },
    theirs: (results) =>
      made(AccountsReceivable.InvoiceUpdate, {
        recordNo: keyOf(results, 'invoice'),
        description: 'Corrected',
        referenceNumber: 'PO-8',
      }),
  },
  {
    action: 'voidArPayment',
    input: { key: '{{payment.key}}', date: '2026-02-28', description: 'Returned by the bank' },
    theirs: (results) =>
      made(AccountsReceivable.ArPaymentReverse, {
        recordNo: keyOf(results, 'payment'),
        reverseDate: day(2, 28),
        memo: 'Returned by the bank',
      }),
  },
  {
    action: 'applyArCredits',
    input: { creditKey: '{{memo.key}}', date: '2026-02-22', applications: [{ invoiceKey: '2', amount: '15.00' }] },
    theirs: (results) =>
      made(AccountsReceivable.ArPaymentApply, {
        recordNo: keyOf(results, 'memo'),
        receivedDate: day(2, 22),
        applyToTransactions: [made(AccountsReceivable.ArPaymentItem, { applyToRecordId: 2, amountToApply: 15 })],
      }),
  },
  {
    action: 'reverseBill',
    input: { key: '{{bill.key}}', reversalDate: '2026-02-06' },
    theirs: (results) =>
      made(AccountsPayable.BillReverse, { recordNo: keyOf(results, 'bill'), reverseDate: day(2, 6) }),
  },
];

const { ApPaymentFactory } = AccountsPayable;

const payments: readonly Pair[] = [
  {
    action: 'voidApPayment',
    input: { key: '{{payment.key}}' },
    theirs: (results) => ApPaymentFactory.create('void_appaymentrequest', keyOf(results, 'payment'), 'x'),
  },
  {
    action: 'confirmApPayment',
    input: { key: '{{payment.key}}' },
    theirs: (results) => ApPaymentFactory.create('confirm_appaymentrequest', keyOf(results, 'payment'), 'x'),
  },
  {
    action: 'sendApPayment',
    input: { key: '{{payment.key}}' },
    theirs: (results) => ApPaymentFactory.create('send_appaymentrequest', keyOf(results, 'payment'), 'x'),
  },
  {
    action: 'createApPayment',
    input: {
      vendorId: 'V107',
      paymentDate: '2026-01-20',
      paymentMethod: 'EFT',
      bankAccountId: 'BANK1',
      currency: 'USD',
      applications: [{ billKey: '{{bill.key}}', amount: '80.00' }],
    },
    theirs: (results) => {
      const recordNo = keyOf(results, 'bill');
      const detail = made(AccountsPayable.ApPaymentDetailBillInfo, { recordNo, paymentAmount: 80 });
      const info = made(AccountsPayable.ApPaymentInfo, {
        paymentMethod: 'EFT',
        financialEntityId: 'BANK1',
        vendorId: 'V107',
        paymentDate: day(1, 20),
        transactionCurrency: 'USD',
        apPaymentDetails: [new AccountsPayable.ApPaymentDetailBill(detail)],
      });
      return new AccountsPayable.ApPaymentCreate(info, 'x');
    },
  },
];

const line = { glAccountNumber: '6200', transactionAmount: 45, memo: 'Days', locationId: 'E100', departmentId: 'D10' };
const ourLine = { accountNumber: '6200', amount: '45.00', memo: 'Days', locationId: 'E100', departmentId: 'D10' };

const created: readonly Pair[] = [
  {
    action: 'createArAdjustment',
    input: {
      customerId: 'C102',
      kind: 'debit',
      date: '2026-02-09',
      number: 'X-DM',
      description: 'Outage',
      lines: [ourLine],
    },
    theirs: made(AccountsReceivable.ArAdjustmentCreate, {
      customerId: 'C102',
      transactionDate: day(2, 9),
      adjustmentNumber: 'X-DM',
      action: 'Submit',
      description: 'Outage',
      lines: [made(AccountsReceivable.ArAdjustmentLineCreate, line)],
    }),
  },
  {
    action: 'createApAdjustment',
    input: {
      vendorId: 'V102',
      kind: 'credit',
      date: '2026-02-09',
      number: 'X-CM',
      description: 'Returned',
      lines: [ourLine],
    },
    theirs: made(AccountsPayable.ApAdjustmentCreate, {
      vendorId: 'V102',
      transactionDate: day(2, 9),
      adjustmentNumber: 'X-CM',
      action: 'Submit',
      description: 'Returned',
      lines: [made(AccountsPayable.ApAdjustmentLineCreate, line)],
    }),
  },
  {
    action: 'createJournalEntry',
    input: {
      journal: 'GJ',
      postingDate: '2026-03-31',
      description: 'Accrual',
      referenceNumber: 'X-J',
      lines: [
        { ...ourLine, type: 'debit' },
        { type: 'credit', accountNumber: '2000', amount: '45.00', locationId: 'E100' },
      ],
    },
    theirs: made(GeneralLedger.JournalEntryCreate, {
      journalSymbol: 'GJ',
      action: 'Posted',
      postingDate: day(3, 31),
      description: 'Accrual',
      referenceNumber: 'X-J',
      lines: [
        made(GeneralLedger.JournalEntryLineCreate, line),
        made(GeneralLedger.JournalEntryLineCreate, {
          glAccountNumber: '2000',
          transactionAmount: -45,
          locationId: 'E100',
        }),
      ],
    }),
  },
  {
    action: 'createAccount',
    input: {
      accountNumber: '6999',
      name: 'X',
      accountType: 'incomestatement',
      normalBalance: 'debit',
      requiresDepartment: true,
    },
    theirs: made(GeneralLedger.AccountCreate, {
      accountNo: '6999',
      title: 'X',
      accountType: 'incomestatement',
      normalBalance: 'debit',
      requireDepartment: true,
    }),
  },
  {
    action: 'updateAccount',
    input: { accountNumber: '6300', name: 'X rent' },
    theirs: made(GeneralLedger.AccountUpdate, { accountNo: '6300', title: 'X rent' }),
  },
  {
    action: 'recordDeposit',
    input: { bankAccountId: 'BANK1', date: '2026-02-06', number: 'X-D', receiptKeys: ['{{receipt.key}}'] },
    theirs: (results) =>
      made(CashManagement.DepositCreate, {
        bankAccountId: 'BANK1',
        depositDate: day(2, 6),
        depositSlipId: 'X-D',
        transactionKeysToDeposit: [keyOf(results, 'receipt')],
      }),
  },
  {
    action: 'createOrderEntryInvoice',
    input: {
      customerId: 'C104',
      date: '2026-02-10',
      number: 'X-OE',
      lines: [
        {
          itemId: 'SEAT',
          quantity: '12',
          unit: 'Each',
          price: '25.00',
          warehouseId: 'WH1',
          locationId: 'E100',
          departmentId: 'D10',
        },
      ],
    },
    theirs: made(OrderEntry.OrderEntryTransactionCreate, {
      transactionDefinition: 'Sales Invoice',
      transactionDate: day(2, 10),
      customerId: 'C104',
      documentNumber: 'X-OE',
      lines: [
        made(OrderEntry.OrderEntryTransactionLineCreate, {
          itemId: 'SEAT',
          quantity: 12,
          unit: 'Each',
          price: 25,
          warehouseId: 'WH1',
          locationId: 'E100',
          departmentId: 'D10',
        }),
      ],
    }),
  },
];

/** What the two call by different functions, with the reason for ours. */
export const otherFunctions: readonly (Pair & { readonly reason: string })[] = [
  {
    action: 'createBill',
    input: { vendorId: 'V101', billDate: '2026-02-02', dueDate: '2026-03-04', number: 'X-B', lines: [ourLine] },
    theirs: new AccountsPayable.BillCreate(),
    reason: 'The generic function takes fields that the legacy one of the SDK lacks.',
  },
  {
    action: 'createArPayment',
    input: {
      customerId: 'C101',
      receiptDate: '2026-02-02',
      paymentMethod: 'EFT',
      bankAccountId: 'BANK1',
      applications: [{ invoiceKey: '2', amount: '1.00' }],
    },
    theirs: made(AccountsReceivable.ArPaymentCreate, { receivedDate: day(2, 2) }),
    reason: 'The generic function applies credits of every type; the legacy one of the SDK takes none.',
  },
  {
    action: 'deleteCustomer',
    input: { id: 'C138' },
    theirs: made(AccountsReceivable.CustomerDelete, { customerId: 'C138' }),
    reason: 'The generic function deletes every kind of record alike.',
  },
  {
    action: 'deleteVendor',
    input: { id: 'V109' },
    theirs: made(AccountsPayable.VendorDelete, { vendorId: 'V109' }),
    reason: 'The generic function deletes every kind of record alike.',
  },
];

export const documentPairs: readonly Pair[] = [...changes, ...payments, ...created];
