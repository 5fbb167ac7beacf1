import type { Calls } from '../action.js';
import * as anyObject from './objects/any-object.js';
import * as anyRecord from './objects/any-record.js';
import * as arInvoice from './objects/ar-invoice.js';
import * as arPayment from './objects/ar-payment.js';
import * as bankAccount from './objects/bank-account.js';
import * as bill from './objects/bill.js';
import * as bulk from './objects/bulk.js';
import * as classes from './objects/class.js';
import * as contact from './objects/contact.js';
import * as contract from './objects/contract.js';
import * as customer from './objects/customer.js';
import * as department from './objects/department.js';
import * as employee from './objects/employee.js';
import * as exchangeRate from './objects/exchange-rate.js';
import * as item from './objects/item.js';
import * as journal from './objects/journal.js';
import * as location from './objects/location.js';
import * as metadata from './objects/metadata.js';
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
  ...arPayment,
  ...vendor,
  ...bill,
  ...bankAccount,
  ...classes,
  ...contract,
  ...department,
  ...employee,
  ...exchangeRate,
  ...item,
  ...journal,
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
