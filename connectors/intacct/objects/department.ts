import { department } from '../shapes/organisation.js';
import { documentation } from './fields.js';
import { mastersOf } from './master-actions.js';
import { permissions } from './permissions.js';

const departments = mastersOf(department, {
  one: 'a department',
  many: 'departments',
  by: 'id',
  source: `${documentation('company-console/departments')}/`,
  may: permissions('Company', 'Departments'),
});

export const getDepartment = departments.get('D10');

export const listDepartments = departments.list(['id', 'name', 'status', 'parentId'], { status: 'active' });

export const createDepartment = departments.create('name', {
  details: 'Refuses an ID that is taken.',
  needs: ['id', 'name'],
  takes: ['parentId', 'managerId', 'title', 'status'],
  example: { input: { id: 'D15', name: 'Partner sales', parentId: 'D10' } },
});

export const updateDepartment = departments.update({
  takes: ['name', 'parentId', 'managerId', 'title', 'status'],
  example: { input: { id: 'D30', managerId: 'EMP1' } },
});
