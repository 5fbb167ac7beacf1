import { classShape } from '../shapes/organisation.js';
import { documentation } from './fields.js';
import { mastersOf } from './master-actions.js';
import { permissions } from './permissions.js';

const classes = mastersOf(classShape, {
  one: 'a class',
  many: 'classes',
  by: 'id',
  source: `${documentation('company-console/classes')}/`,
  may: permissions('Company', 'Classes'),
});

export const getClass = classes.get('SUBS');

export const listClasses = classes.list(['id', 'name', 'status', 'parentId'], { status: 'active' });

export const createClass = classes.create('name', {
  details: 'Refuses an ID that is taken.',
  needs: ['id', 'name'],
  takes: ['description', 'parentId', 'status'],
  example: { input: { id: 'RENEW', name: 'Renewals', parentId: 'SUBS' } },
});

export const updateClass = classes.update({
  takes: ['name', 'description', 'parentId', 'status'],
  example: { input: { id: 'SUBS', description: 'All recurring business' } },
});
