import { createApAdjustment } from './ap-adjustment.js';
import { createApPayment, reverseApPayment } from './ap-payment.js';
import { PAYMENT_REQUESTS } from './ap-payment-request.js';
import { createBill, deleteBill, recallApBill, reverseBillFunction, updateBill } from './bill.js';
import type { FunctionDefinition } from './definition.js';

/** Every function of Accounts Payable. */
export const PAYABLE_FUNCTIONS: readonly FunctionDefinition[] = [
  createApAdjustment,
  createApPayment,
  createBill,
  deleteBill,
  recallApBill,
  reverseApPayment,
  reverseBillFunction,
  updateBill,
  ...PAYMENT_REQUESTS,
];
