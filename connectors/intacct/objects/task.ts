import { z } from 'zod';
import { defineAction } from '../action.js';
import type { IntacctClient } from '../client.js';
import { allOf, equal } from '../gateway/query.js';
import type { IntacctRecord } from '../gateway/reply.js';
import { task } from '../shapes/project.js';
import { changes, optional, required } from '../shapes/shape.js';
import { adopted, CustomFields, customFieldSiblings, documentation, RecordKey, text, textOrNull } from './fields.js';
import { listAction } from './list-action.js';
import { permissions } from './permissions.js';
import { createdSince, findAll } from './recognition.js';
import { notFound, recordByKey, updateRecordOf } from './record-actions.js';

const source = `${documentation('project-resource-mgmt/tasks')}/`;
const may = permissions('Projects', 'Tasks');

export const getTask = defineAction({
  summary: 'Read a task, by its record number or by its project and ID.',
  effect: 'read',
  source,
  permissions: may('View', 'List'),
  errors: ['record_not_found'],
  input: z
    .strictObject({ key: RecordKey.optional(), ...optional(task, 'projectId', 'id') })
    .refine(({ key, projectId, id }) => (key === undefined) === (projectId !== undefined && id !== undefined), {
      message: 'needs either key, or projectId and id',
    }),
  output: task.output,
  example: { input: { projectId: 'P100', id: 'T1' } },
}).run(async ({ key, projectId = '', id = '' }, intacct) => {
  if (key !== undefined) return task.from(await recordByKey(intacct, 'TASK', key));
  const [found] = await withId(intacct, projectId, id);
  if (!found) throw notFound('TASK', 'id', id);
  return task.from(found);
});

export const listTasks = listAction(task, {
  summary: 'List tasks of projects, a page at a time.',
  source,
  permissions: may('List'),
  by: ['projectId', 'id', 'name', 'taskStatus', 'status', 'itemId'],
  example: { input: { projectId: 'P100', limit: 10 } },
});

const work = ['description', 'parentKey', 'standardTaskId', 'itemId', 'classId', 'billable', 'status'] as const;
const plan = ['plannedStartDate', 'plannedEndDate', 'budgetedHours', 'estimatedHours'] as const;

export const createTask = defineAction({
  summary: 'Create a task of a project.',
  details:
    'The project must exist. Refuses an ID that another task of the project has; without an ID a lost answer may need a ' +
    'person’s decision when equal tasks exist.',
  effect: 'create',
  source,
  permissions: may('Add', 'List'),
  errors: ['record_exists', 'reference_unknown'],
  input: z.strictObject({
    ...required(task, 'projectId', 'name', 'taskStatus'),
    ...optional(task, 'id', ...work, ...plan),
    customFields: CustomFields.optional(),
  }),
  output: z.looseObject({ key: RecordKey, id: z.string().nullable(), adopted }),
  example: {
    input: { projectId: 'P100', id: 'T2', name: 'Training', taskStatus: 'Not Started', estimatedHours: '16' },
  },
}).run(async ({ customFields, ...values }, intacct) => {
  const { projectId, id, name } = values;
  const body = { ...task.body(values), ...customFieldSiblings(customFields) };
  const { record, adopted } = await intacct.write(
    { name: 'create', body: { TASK: body } },
    id === undefined
      ? { by: 'values', object: 'TASK', find: (since) => alike(intacct, projectId, name, since) }
      : { by: 'number', object: 'TASK', find: () => withId(intacct, projectId, id, name) },
  );
  return { key: text(record, 'RECORDNO'), id: id ?? textOrNull(record, 'TASKID'), adopted };
});

export const updateTask = defineAction({
  summary: 'Change a task.',
  details: 'Find its record number with getTask or listTasks. Fields that are left out stay, null empties a field.',
  effect: 'update',
  source,
  permissions: may('Edit', 'View'),
  errors: ['record_not_found', 'reference_unknown'],
  input: z.strictObject({
    key: RecordKey,
    ...changes(task, 'name', 'taskStatus', ...work, ...plan),
    customFields: CustomFields.optional(),
  }),
  output: z.looseObject({ key: RecordKey }),
  example: {
    given: [
      {
        as: 'task',
        action: 'createTask',
        input: { projectId: 'P100', id: 'T3', name: 'Handover', taskStatus: 'Planned' },
      },
    ],
    input: { key: '{{task.key}}', taskStatus: 'Completed' },
  },
}).run(async ({ key, ...values }, intacct) => updateRecordOf(intacct, task, key, values, 'RECORDNO'));

/** IDs of tasks are unique within a project only. */
function withId(intacct: IntacctClient, projectId: string, id: string, name?: string) {
  const named = name === undefined ? undefined : equal('NAME', name);
  return findAll(intacct, 'TASK', task.paths, allOf(equal('PROJECTID', projectId), equal('TASKID', id), named));
}

function alike(
  intacct: IntacctClient,
  projectId: string,
  name: string,
  since: Date,
): Promise<readonly IntacctRecord[]> {
  const filter = allOf(equal('PROJECTID', projectId), equal('NAME', name), createdSince(since, 'WHENCREATED'));
  return findAll(intacct, 'TASK', ['RECORDNO', 'TASKID'], filter);
}
