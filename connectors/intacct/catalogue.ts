import type { Calls } from '../action.js';
import * as account from './objects/account.js';
import * as anyObject from './objects/any-object.js';
import * as anyRecord from './objects/any-record.js';
import * as apAdjustment from './objects/ap-adjustment.js';
import * as apPayment from './objects/ap-payment.js';
import * as arAdjustment from './objects/ar-adjustment.js';
import * as arAdvance from './objects/ar-advance.js';
import * as arInvoice from './objects/ar-invoice.js';
import * as arInvoiceChanges from './objects/ar-invoice-changes.js';
import * as arPayment from './objects/ar-payment.js';
import * as arPaymentApply from './objects/ar-payment-apply.js';
import * as attachment from './objects/attachment.js';
import * as bankAccount from './objects/bank-account.js';
import * as bill from './objects/bill.js';
import * as bulk from './objects/bulk.js';
import * as classes from './objects/class.js';
import * as contact from './objects/contact.js';
import * as contract from './objects/contract.js';
import * as customer from './objects/customer.js';
import * as department from './objects/department.js';
import * as deposit from './objects/deposit.js';
import * as employee from './objects/employee.js';
import * as exchangeRate from './objects/exchange-rate.js';
import * as item from './objects/item.js';
import * as journal from './objects/journal.js';
import * as journalEntry from './objects/journal-entry.js';
import * as location from './objects/location.js';
import * as metadata from './objects/metadata.js';
import * as orderEntry from './objects/order-entry.js';
import * as project from './objects/project.js';
import * as rawFunction from './objects/raw-function.js';
import * as task from './objects/task.js';
import * as term from './objects/term.js';
import * as types from './objects/types.js';
import * as vendor from './objects/vendor.js';
import * as warehouse from './objects/warehouse.js';

/** Every Intacct action by name. An object's file exports its actions and nothing else. */
export const intacctCatalogue = {
  ...customer,
  ...contact,
  ...arInvoice,
  ...arInvoiceChanges,
  ...arPayment,
  ...arPaymentApply,
  ...arAdvance,
  ...deposit,
  ...arAdjustment,
  ...orderEntry,
  ...vendor,
  ...bill,
  ...apPayment,
  ...apAdjustment,
  ...account,
  ...attachment,
  ...bankAccount,
  ...classes,
  ...contract,
  ...department,
  ...employee,
  ...exchangeRate,
  ...item,
  ...journal,
  ...journalEntry,
  ...location,
  ...project,
  ...task,
  ...term,
  ...types,
  ...warehouse,
  ...anyObject,
  ...anyRecord,
  ...rawFunction,
  ...metadata,
  ...bulk,
};

/** The actions as functions, for whoever calls them. */
export type IntacctCalls = Calls<typeof intacctCatalogue>;
