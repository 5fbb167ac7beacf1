import { always, choice, flag, key, text } from './field.js';
import { shapeOf } from './shape.js';
import { masterStamps } from './stamps.js';

/** An account of the general ledger. */
export const account = shapeOf('GLACCOUNT', {
  key: always(key()),
  accountNumber: always(text('ACCOUNTNO', 24, 'Account number, such as "4000".')),
  name: always(text('TITLE', 80)),
  accountType: choice('ACCOUNTTYPE', ['balancesheet', 'incomestatement']),
  normalBalance: always(choice('NORMALBALANCE', ['debit', 'credit'])),
  closingType: choice('CLOSINGTYPE', ['non-closing account', 'closing account']),
  closesTo: text('CLOSINGACCOUNTNO', 24, 'Account that a closing account is closed to.'),
  category: text('CATEGORY', 80, 'Name of an account category.'),
  subledger: choice('ALTERNATIVEACCOUNT', ['None', 'Payables account', 'Receivables account']),
  requiresDepartment: flag('REQUIREDEPT'),
  requiresLocation: flag('REQUIRELOC'),
  requiresProject: flag('REQUIREPROJECT'),
  requiresTask: flag('REQUIRETASK'),
  requiresCustomer: flag('REQUIRECUSTOMER'),
  requiresVendor: flag('REQUIREVENDOR'),
  requiresEmployee: flag('REQUIREEMPLOYEE'),
  requiresItem: flag('REQUIREITEM'),
  requiresClass: flag('REQUIRECLASS'),
  requiresContract: flag('REQUIRECONTRACT'),
  requiresWarehouse: flag('REQUIREWAREHOUSE'),
  ...masterStamps,
});
