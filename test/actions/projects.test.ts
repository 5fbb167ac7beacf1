import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createProject, getProject, listProjects, updateProject } from '../../connectors/intacct/objects/project.js';
import { createTask, getTask, listTasks, updateTask } from '../../connectors/intacct/objects/task.js';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { openStore, type Store } from '../../store/open.js';
import { type Connection, connectTo } from '../support/actions.js';

let sandbox: IntacctSandbox;
let store: Store;
let connection: Connection;
let call: Connection['call'];

beforeAll(async () => {
  sandbox = await startSandbox({
    company: 'small',
    settings: { customFields: [{ object: 'PROJECT', name: 'DEAL_ID', type: 'text' }] },
  });
  store = await openStore();
  connection = await connectTo(sandbox, { ledger: store.ledger, settleMs: 0 });
  call = connection.call;
});
afterAll(async () => {
  await connection[Symbol.asyncDispose]();
  await store.close();
  await sandbox.close();
});
beforeEach(() => sandbox.faults.clear());

const named = (object: string, name: string) => sandbox.books.list(object).filter(({ NAME }) => NAME === name);

describe('a project', () => {
  test('reads back as it was created, custom fields included', async () => {
    const values = {
      id: 'P-1',
      name: 'Museum shop',
      category: 'Contract',
      customerId: 'C101',
      managerId: 'EMP1',
      departmentId: 'D20',
      paymentTerm: 'N30',
      startDate: '2026-02-01',
      endDate: '2026-05-31',
      budgetAmount: '12500.00',
      billToContactName: 'Mara Quill',
    };
    await call('createProject', createProject, { ...values, customFields: { DEAL_ID: '5001' } });

    await expect(call('getProject', getProject, { id: 'P-1', customFields: ['DEAL_ID'] })).resolves.toMatchObject({
      ...values,
      status: 'active',
      customFields: { DEAL_ID: '5001' },
    });
    await expect(call('listProjects', listProjects, { customerId: 'C101' })).resolves.toMatchObject({
      records: [{ id: 'P-1', billToContactName: 'Mara Quill' }],
    });
  });

  test('is emptied of what an update sets to null, and keeps the rest', async () => {
    await call('createProject', createProject, {
      id: 'P-2',
      name: 'Kiosk',
      category: 'Contract',
      customerId: 'C101',
      startDate: '2026-02-01',
    });
    await call('updateProject', updateProject, { id: 'P-2', startDate: null, description: 'Later' });

    await expect(call('getProject', getProject, { id: 'P-2' })).resolves.toMatchObject({
      name: 'Kiosk',
      customerId: 'C101',
      startDate: null,
      description: 'Later',
    });
  });

  test('whose answer is lost is found by the number that Intacct gave it', async () => {
    sandbox.settings.autoNumberedMasters = ['PROJECT'];
    sandbox.faults.add({ match: { function: 'create' }, kind: 'lost-reply', times: 1 });
    const { id, adopted } = await call('createProject', createProject, { name: 'Numbered', category: 'Contract' });

    expect(adopted).toBe(true);
    expect(named('PROJECT', 'Numbered')).toMatchObject([{ PROJECTID: id }]);
  });

  test('of a category that the company does not know, or an ID that is taken, is refused', async () => {
    const create = (id: string, category: string) =>
      call('createProject', createProject, { id, name: 'Refused', category });

    await expect(create('P-3', 'Hobby')).rejects.toMatchObject({ kind: 'rejected' });
    await expect(create('P100', 'Contract')).rejects.toMatchObject({ code: 'record_exists' });
    expect(named('PROJECT', 'Refused')).toEqual([]);
  });
});

describe('a task', () => {
  const create = (id: string, name: string, projectId = 'P100') =>
    call('createTask', createTask, { id, projectId, name, taskStatus: 'Planned', estimatedHours: '7.5' });

  test('is read by its project and ID, or by its record number', async () => {
    const { key } = await create('T-7', 'Migration');
    const byId = await call('getTask', getTask, { projectId: 'P100', id: 'T-7' });

    expect(byId).toMatchObject({ key, name: 'Migration', taskStatus: 'Planned', estimatedHours: '7.5' });
    await expect(call('getTask', getTask, { key })).resolves.toEqual(byId);
  });

  test('needs its project besides its ID, as other projects have tasks of that ID', async () => {
    const before = sandbox.requests.length;

    await expect(call('getTask', getTask, { id: 'T-7' })).rejects.toMatchObject({ kind: 'invalid_input' });
    expect(sandbox.requests).toHaveLength(before);
  });

  test('is created once, though the answer is lost', async () => {
    sandbox.faults.add({ match: { function: 'create' }, kind: 'lost-reply', times: 1 });
    const { key, adopted } = await create('T-8', 'Once');

    expect(adopted).toBe(true);
    expect(named('TASK', 'Once')).toMatchObject([{ RECORDNO: key, TASKID: 'T-8' }]);
  });

  test('changes its status and is listed by it', async () => {
    const { key } = await create('T-9', 'Closing');
    await call('updateTask', updateTask, { key, taskStatus: 'On Hold', estimatedHours: null });

    await expect(call('listTasks', listTasks, { projectId: 'P100', taskStatus: 'On Hold' })).resolves.toMatchObject({
      records: [{ id: 'T-9', estimatedHours: null }],
    });
  });

  test('of an ID that its project has is refused', async () => {
    await expect(create('T1', 'Another')).rejects.toMatchObject({ code: 'record_exists' });
  });
});
