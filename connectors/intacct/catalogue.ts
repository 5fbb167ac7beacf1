import type { Calls } from '../action.js';
import * as anyObject from './objects/any-object.js';
import * as arInvoice from './objects/ar-invoice.js';
import * as arPayment from './objects/ar-payment.js';
import * as customer from './objects/customer.js';
import * as vendor from './objects/vendor.js';

/** Every Intacct action by name. An object's file exports its actions and nothing else. */
export const intacctCatalogue = {
  ...customer,
  ...arInvoice,
  ...arPayment,
  ...vendor,
  ...anyObject,
};

/** The actions as functions, for whoever calls them. */
export type IntacctCalls = Calls<typeof intacctCatalogue>;
