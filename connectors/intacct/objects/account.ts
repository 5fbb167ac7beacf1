import { defineAction } from '../action.js';
import { account } from '../shapes/account.js';
import { balancesInput, balancesOf, balancesOutput } from './account-balances.js';
import { documentation } from './fields.js';
import { mastersOf } from './master-actions.js';
import { permissions } from './permissions.js';

const may = permissions('General Ledger', 'Accounts');

const accounts = mastersOf(account, {
  one: 'an account of the general ledger',
  many: 'accounts of the general ledger',
  by: 'accountNumber',
  source: `${documentation('general-ledger/accounts')}/`,
  may,
});

const kind = ['accountType', 'closingType', 'closesTo', 'category', 'subledger', 'status'] as const;
const requirements = [
  'requiresDepartment',
  'requiresLocation',
  'requiresProject',
  'requiresTask',
  'requiresCustomer',
  'requiresVendor',
  'requiresEmployee',
  'requiresItem',
  'requiresClass',
  'requiresContract',
  'requiresWarehouse',
] as const;

export const getAccount = accounts.get('4000');

export const listAccounts = accounts.list(['accountNumber', 'name', 'status', 'accountType', 'category', 'subledger'], {
  accountType: 'incomestatement',
});

export const createAccount = accounts.create('name', {
  details: 'A closing account needs the account that it closes to. Refuses a number that another account has.',
  errors: ['account_exists', 'value_missing'],
  needs: ['accountNumber', 'name', 'normalBalance'],
  takes: [...kind, ...requirements],
  example: {
    input: {
      accountNumber: '6450',
      name: 'Travel',
      accountType: 'incomestatement',
      normalBalance: 'debit',
      requiresDepartment: true,
    },
  },
});

export const updateAccount = accounts.update({
  details: 'The number cannot be changed.',
  takes: ['name', 'normalBalance', ...kind, ...requirements],
  example: { input: { accountNumber: '6300', name: 'Rent and rates' } },
});

export const accountBalances = defineAction({
  summary: 'Report debits, credits and balances of accounts over a period: the trial balance.',
  details:
    'Adds up what is posted in the general ledger, from every module; drafts do not count. Balances are debit-positive ' +
    'and in the base currency, so where entities have different ones ask for one entity at a time. Accounts of the ' +
    'balance sheet open with all that came before; what earlier years earned is in retained earnings only if an entry ' +
    'was posted for it. Entities are made of all their locations.',
  effect: 'read',
  source: `${documentation('general-ledger/general-ledger-details')}/`,
  permissions: [...may('List'), ...permissions('Company', 'Locations')('List')],
  errors: ['record_not_found'],
  input: balancesInput,
  output: balancesOutput,
  example: { input: { from: '2026-01-01', to: '2026-03-31', entityId: 'E100', by: ['department'] } },
}).run((asked, intacct) => balancesOf(asked, intacct));
