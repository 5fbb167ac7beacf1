import { employee } from '../shapes/organisation.js';
import { documentation } from './fields.js';
import { mastersOf } from './master-actions.js';
import { permissions } from './permissions.js';

const employees = mastersOf(employee, {
  one: 'an employee',
  many: 'employees',
  by: 'id',
  source: `${documentation('company-console/employees')}/`,
  may: permissions('Company', 'Employees'),
});

const details = ['title', 'employeeType', 'supervisorId', 'departmentId', 'locationId', 'classId'] as const;
const period = ['startDate', 'endDate', 'status'] as const;

export const getEmployee = employees.get('EMP1');

export const listEmployees = employees.list(
  ['id', 'contactName', 'status', 'departmentId', 'locationId', 'supervisorId', 'employeeType'],
  { locationId: 'E100' },
);

export const createEmployee = employees.create('contactName', {
  details:
    'The person must exist as a contact: createContact first. Without an ID Intacct numbers the employee, if the ' +
    'company is set to do so. Refuses an ID that another employee has.',
  needs: ['contactName'],
  takes: ['id', ...details, 'currency', ...period],
  example: {
    input: { id: 'EMP-7', contactName: 'Mara Quill', title: 'Consultant', departmentId: 'D20', locationId: 'E100' },
  },
});

export const updateEmployee = employees.update({
  details: 'The e-mail address and the like belong to the contact: change that.',
  takes: [...details, ...period],
  example: { input: { id: 'EMP1', title: 'Lead consultant', departmentId: 'D20' } },
});
