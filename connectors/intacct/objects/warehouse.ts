import { warehouse } from '../shapes/organisation.js';
import { documentation } from './fields.js';
import { mastersOf } from './master-actions.js';
import { permissions } from './permissions.js';

const warehouses = mastersOf(warehouse, {
  one: 'a warehouse',
  many: 'warehouses',
  by: 'id',
  source: `${documentation('inventory-control/warehouses')}/`,
  may: permissions('Inventory Control', 'Warehouses'),
});

const more = ['parentId', 'managerId', 'contactName', 'shipToContactName', 'usedInLedger', 'status'] as const;

export const getWarehouse = warehouses.get('WH1');

export const listWarehouses = warehouses.list(['id', 'name', 'status', 'locationId', 'parentId'], {
  locationId: 'E100',
});

export const createWarehouse = warehouses.create('name', {
  details: 'Refuses an ID that is taken.',
  needs: ['id', 'name', 'locationId'],
  takes: more,
  example: { input: { id: 'WH2', name: 'Leeds warehouse', locationId: 'E200' } },
});

export const updateWarehouse = warehouses.update({
  takes: ['name', ...more],
  example: { input: { id: 'WH1', managerId: 'EMP1' } },
});
