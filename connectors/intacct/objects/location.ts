import { entity, location } from '../shapes/organisation.js';
import { documentation } from './fields.js';
import { mastersOf } from './master-actions.js';
import { permissions } from './permissions.js';

const may = permissions('Company', 'Locations');

const locations = mastersOf(location, {
  one: 'a location',
  many: 'locations, entities among them',
  by: 'id',
  source: `${documentation('company-console/locations')}/`,
  may,
});

const entities = mastersOf(entity, {
  one: 'an entity',
  many: 'entities',
  by: 'id',
  source: `${documentation('company-console/entities')}/`,
  may,
});

const more = ['managerId', 'contactName', 'shipToContactName', 'startDate', 'endDate', 'title', 'status'] as const;

export const getLocation = locations.get('E100');

export const listLocations = locations.list(['id', 'name', 'status', 'parentId'], { status: 'active' });

export const createLocation = locations.create('name', {
  details:
    'Give the entity, or another location, that it belongs to as parentId. Entities themselves are set up in Intacct. ' +
    'Refuses an ID that is taken.',
  needs: ['id', 'name'],
  takes: ['parentId', ...more],
  example: { input: { id: 'L110', name: 'Austin office', parentId: 'E100' } },
});

export const updateLocation = locations.update({
  takes: ['name', 'parentId', ...more],
  example: {
    given: [{ as: 'location', action: 'createLocation', input: { id: 'L120', name: 'Dallas office' } }],
    input: { id: 'L120', name: 'Dallas warehouse', parentId: 'E100' },
  },
});

export const getEntity = entities.get('E200');

export const listEntities = entities.list(['id', 'name', 'status', 'currency'], { status: 'active' });
