import { apTerm, arTerm } from '../shapes/lists.js';
import { documentation } from './fields.js';
import { mastersOf } from './master-actions.js';
import { permissions } from './permissions.js';
import { createTermAction } from './term-request.js';

const receivable = {
  source: `${documentation('accounts-receivable/ar-terms')}/`,
  may: permissions('Accounts Receivable', 'AR terms'),
};
const payable = {
  source: `${documentation('accounts-payable/ap-terms')}/`,
  may: permissions('Accounts Payable', 'AP terms'),
};

const arTerms = mastersOf(arTerm, { one: 'an AR term by its name', many: 'AR terms', by: 'name', ...receivable });
const apTerms = mastersOf(apTerm, { one: 'an AP term by its name', many: 'AP terms', by: 'name', ...payable });

export const getArTerm = arTerms.get('N30');
export const listArTerms = arTerms.list(['name', 'status'], { status: 'active' });
export const createArTerm = createTermAction('create_arterm', arTerm, {
  summary: 'Create an AR term: when customers’ invoices are due, and what paying early is worth.',
  details: 'Refuses a name that another AR term has.',
  source: receivable.source,
  permissions: receivable.may('Add', 'List'),
  errors: ['record_exists'],
  example: 'N45 2/10',
});

export const getApTerm = apTerms.get('N30');
export const listApTerms = apTerms.list(['name', 'status'], { status: 'active' });
export const createApTerm = createTermAction('create_apterm', apTerm, {
  summary: 'Create an AP term: when vendors’ bills are due, and what paying early is worth.',
  details: 'Refuses a name that another AP term has.',
  source: payable.source,
  permissions: payable.may('Add', 'List'),
  errors: ['record_exists'],
  example: 'N45 2/10',
});
