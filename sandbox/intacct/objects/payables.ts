import { apAdjustment, apAdjustmentItem, apBill, apBillItem } from './ap-bill.js';
import { apPayment, apPaymentDetail, apPaymentEntry } from './ap-payment.js';
import type { ObjectDefinition } from './definition.js';
import { savingsAccount } from './masters/ledger.js';
import { vendor } from './vendor.js';

/** Every object of Accounts Payable. */
export const PAYABLE_OBJECTS: readonly ObjectDefinition[] = [
  apAdjustment,
  apAdjustmentItem,
  apBill,
  apBillItem,
  apPayment,
  apPaymentDetail,
  apPaymentEntry,
  savingsAccount,
  vendor,
];
