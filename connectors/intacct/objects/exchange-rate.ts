import { exchangeRateType } from '../shapes/lists.js';
import { documentation } from './fields.js';
import { mastersOf } from './master-actions.js';
import { permissions } from './permissions.js';

const types = mastersOf(exchangeRateType, {
  one: 'an exchange-rate type by its name',
  many: 'exchange-rate types',
  by: 'name',
  source: `${documentation('multi-currency/exchange-rate-types')}/`,
  may: permissions('Cash Management', 'Exchange rate types'),
});

export const getExchangeRateType = types.get('Intacct Daily Rate');
export const listExchangeRateTypes = types.list(['name', 'isDefault'], {});
