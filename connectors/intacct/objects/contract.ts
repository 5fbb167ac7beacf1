import { contract } from '../shapes/project.js';
import { documentation } from './fields.js';
import { mastersOf } from './master-actions.js';
import { permissions } from './permissions.js';

const contracts = mastersOf(contract, {
  one: 'a contract, without its lines',
  many: 'contracts',
  by: 'id',
  source: `${documentation('contracts-rev-management/contracts')}/`,
  may: permissions('Contracts', 'Contracts'),
});

export const getContract = contracts.get('CON1');

export const listContracts = contracts.list(['id', 'name', 'customerId', 'state', 'termType', 'locationId'], {
  customerId: 'C100',
});

export const createContract = contracts.create('name', {
  details:
    'A termed contract needs an end date. Without an ID Intacct numbers the contract, if the company is set to do so. ' +
    'Refuses an ID that is taken. Lines, billing and revenue schedules are added in Intacct.',
  errors: ['value_missing'],
  needs: ['name', 'customerId', 'startDate', 'paymentTerm', 'termType', 'application', 'locationId'],
  takes: ['id', 'endDate', 'state', 'billingFrequency', 'currency', 'exchangeRateType', 'attachmentId'],
  example: {
    input: {
      id: 'CON-7',
      name: 'Brightwater support 2026',
      customerId: 'C101',
      startDate: '2026-03-01',
      endDate: '2027-02-28',
      paymentTerm: 'N30',
      termType: 'Termed',
      application: 'Subscription',
      locationId: 'E100',
    },
  },
});

export const updateContract = contracts.update({
  takes: ['name', 'endDate', 'paymentTerm', 'billingFrequency', 'attachmentId'],
  example: { input: { id: 'CON1', billingFrequency: 'Quarterly' } },
});
