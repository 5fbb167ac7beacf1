import { item } from '../shapes/item.js';
import { documentation } from './fields.js';
import { mastersOf } from './master-actions.js';
import { permissions } from './permissions.js';

const items = mastersOf(item, {
  one: 'an item',
  many: 'items',
  by: 'id',
  source: `${documentation('inventory-control/items')}/`,
  may: permissions('Inventory Control', 'Items'),
});

const texts = ['description', 'salesDescription', 'purchaseDescription', 'upc', 'status'] as const;
const pricing = ['productLineId', 'unitGroup', 'glGroup', 'basePrice', 'standardCost', 'taxable', 'taxGroup'] as const;

export const getItem = items.get('SEAT');

export const listItems = items.list(['id', 'name', 'status', 'itemType', 'productLineId', 'glGroup'], {
  itemType: 'Non-Inventory',
});

export const createItem = items.create('name', {
  details: 'Its GL group, or accounts set in Intacct, decide where its sales are posted. Refuses an ID that is taken.',
  needs: ['id', 'name', 'itemType'],
  takes: [...texts, ...pricing, 'costMethod'],
  example: {
    input: { id: 'AUDIT', name: 'Security audit', itemType: 'Non-Inventory', basePrice: '1200.00', taxable: true },
  },
});

export const updateItem = items.update({
  details: 'The kind of an item cannot be changed.',
  takes: ['name', ...texts, ...pricing],
  example: { input: { id: 'SUPPORT', salesDescription: 'Support plan, one year' } },
});
