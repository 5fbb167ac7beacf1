import { Functions } from '@intacct/intacct-sdk';
import { made } from './official-sdk.js';

/** What the tests send with the SDK, in the SDK's own words. */

const { AccountsPayable, AccountsReceivable } = Functions;

export const FEBRUARY = (day: number) => new Date(2026, 1, day);

export function customer(customerId: string): Functions.AccountsReceivable.CustomerCreate {
  const named = { customerId, customerName: `Customer ${customerId}`, printAs: `Customer ${customerId}` };
  return made(AccountsReceivable.CustomerCreate, { ...named, paymentTerm: 'N30', active: true });
}

export function invoice(customerId: string, invoiceNumber: string, ...amounts: number[]) {
  const lines = amounts.map((transactionAmount) =>
    made(AccountsReceivable.InvoiceLineCreate, { glAccountNumber: '4000', transactionAmount, memo: 'Seats' }),
  );
  const header = { customerId, invoiceNumber, transactionDate: FEBRUARY(3), paymentTerm: 'N30' };
  return made(AccountsReceivable.InvoiceCreate, { ...header, lines });
}

export function bill(billNumber: string, transactionAmount: number) {
  const line = made(AccountsPayable.BillLineCreate, { glAccountNumber: '6200', transactionAmount });
  const header = { vendorId: 'V102', billNumber, transactionDate: FEBRUARY(3), dueDate: new Date(2026, 2, 5) };
  return made(AccountsPayable.BillCreate, { ...header, lines: [line] });
}

export const application = (applyToRecordId: number, amountToApply: number) =>
  made(AccountsReceivable.ArPaymentItem, { applyToRecordId, amountToApply });

export function receipt(transactionPaymentAmount: number, ...applyToTransactions: ReturnType<typeof application>[]) {
  return made(AccountsReceivable.ArPaymentCreate, {
    customerId: 'C101',
    transactionPaymentAmount,
    bankAccountId: 'BANK1',
    receivedDate: FEBRUARY(10),
    paymentMethod: 'EFT',
    applyToTransactions,
  });
}
