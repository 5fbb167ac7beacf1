import { project } from '../shapes/project.js';
import { documentation } from './fields.js';
import { mastersOf } from './master-actions.js';
import { permissions } from './permissions.js';

const projects = mastersOf(project, {
  one: 'a project',
  many: 'projects',
  by: 'id',
  source: `${documentation('project-resource-mgmt/projects')}/`,
  may: permissions('Projects', 'Projects'),
});

const dimensions = ['customerId', 'managerId', 'departmentId', 'locationId', 'classId'] as const;
const contacts = ['contactName', 'billToContactName', 'shipToContactName'] as const;
const work = ['description', 'parentId', 'projectType', 'projectStatus', 'startDate', 'endDate', 'status'] as const;
const billing = ['paymentTerm', 'billingType', 'budgetAmount', 'contractAmount', 'referenceNumber'] as const;

export const getProject = projects.get('P100');

export const listProjects = projects.list(
  ['id', 'name', 'status', 'category', 'customerId', 'managerId', 'parentId', 'projectStatus', 'departmentId'],
  { customerId: 'C100' },
);

export const createProject = projects.create('name', {
  details:
    'Customer, manager and the other references must exist. Without an ID Intacct numbers the project, if the company ' +
    'is set to do so. Refuses an ID that another project has, and a category that the company does not know.',
  errors: ['value_refused'],
  needs: ['name', 'category'],
  takes: ['id', ...work, ...dimensions, ...billing, ...contacts, 'currency', 'attachmentId'],
  example: {
    input: {
      id: 'P-77',
      name: 'Brightwater onboarding',
      category: 'Contract',
      customerId: 'C101',
      managerId: 'EMP1',
      startDate: '2026-02-01',
      endDate: '2026-06-30',
      budgetAmount: '25000.00',
    },
  },
});

export const updateProject = projects.update({
  takes: ['name', 'category', ...work, ...dimensions, ...billing, ...contacts, 'attachmentId'],
  example: { input: { id: 'P100', description: 'Rollout to all shops', endDate: '2026-09-30' } },
});
