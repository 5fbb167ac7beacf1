import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { intacctCatalogue } from '../../connectors/intacct/catalogue.js';
import { holds } from '../../connectors/intacct/objects/any-record-recognition.js';
import { checkedValues } from '../../connectors/intacct/objects/any-record-values.js';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { openStore, type Store } from '../../store/open.js';
import { type Connection, connectTo } from '../support/actions.js';

const { createRecord, deleteRecord, rawFunction, readRecord, updateRecord } = intacctCatalogue;

let sandbox: IntacctSandbox;
let store: Store;
let connection: Connection;
beforeAll(async () => {
  sandbox = await startSandbox();
  store = await openStore();
  connection = await connectTo(sandbox, { ledger: store.ledger, settleMs: 0 });
});
afterAll(async () => {
  await connection[Symbol.asyncDispose]();
  await store.close();
  await sandbox.close();
});
beforeEach(() => sandbox.faults.clear());

const departments = (id: string) => sandbox.books.list('DEPARTMENT').filter(({ DEPARTMENTID }) => DEPARTMENTID === id);
const projects = (name: string) => sandbox.books.list('PROJECT').filter(({ NAME }) => NAME === name);
const functionsSent = () => sandbox.requests.flatMap(({ functions }) => functions.map(({ name }) => name));

describe('createRecord refuses before anything is written', () => {
  test.each([
    [
      'an unknown field, with the nearest name',
      { TITEL: 'Lab' },
      /TITEL is no field of DEPARTMENT\. Did you mean TITLE/,
    ],
    ['a missing field', { DEPARTMENTID: 'D-Q' }, /TITLE is required/],
    ['a read-only field', { DEPARTMENTID: 'D-Q', TITLE: 'Lab', RECORDNO: '7' }, /RECORDNO is read-only/],
    ['another word', { DEPARTMENTID: 'D-Q', TITLE: 'Lab', STATUS: 'asleep' }, /STATUS must be one of active, inactive/],
    ['lines in a plain field', { DEPARTMENTID: 'D-Q', TITLE: ['Lab'] }, /TITLE takes a plain value/],
  ])('%s', async (_, values, message) => {
    const call = connection.call('createRecord', createRecord, { object: 'DEPARTMENT', values });

    await expect(call).rejects.toMatchObject({ kind: 'invalid_input', message: expect.stringMatching(message) });
    expect(functionsSent()).not.toContain('create');
  });

  test('dates and numbers of another form, all at once', async () => {
    const values = {
      PROJECTID: 'P-Q',
      NAME: 'Q',
      PROJECTCATEGORY: 'Contract',
      BEGINDATE: '2026-02-30',
      BUDGETAMOUNT: '1,5',
    };
    const call = connection.call('createRecord', createRecord, { object: 'PROJECT', values });

    await expect(call).rejects.toMatchObject({
      details: {
        issues: [
          { path: 'values.BEGINDATE', problem: 'must be a date, YYYY-MM-DD' },
          { path: 'values.BUDGETAMOUNT', problem: 'must be a number, such as "1250.00"' },
        ],
      },
    });
  });
});

describe('createRecord', () => {
  test('writes ISO dates, numbers and flags as Intacct wants them, under field names of either case', async () => {
    const values = {
      projectid: 'P-ISO',
      Name: 'Iso',
      PROJECTCATEGORY: 'Contract',
      status: 'ACTIVE',
      BEGINDATE: '2026-02-03',
      BUDGETAMOUNT: 12.5,
    };
    const { key } = await connection.call('createRecord', createRecord, { object: 'PROJECT', values });

    expect(projects('Iso')).toMatchObject([
      {
        RECORDNO: key,
        PROJECTID: 'P-ISO',
        STATUS: 'active',
        BEGINDATE: '02/03/2026',
        BUDGETAMOUNT: '12.50',
      },
    ]);
  });

  test('passes on lines, which no description covers', async () => {
    const line = { ACCOUNTNO: '6100', TRX_AMOUNT: '75.00', LOCATION: 'E100', DEPARTMENT: 'D10' };
    const values = {
      JOURNAL: 'GJ',
      BATCH_DATE: '2026-01-31',
      BATCH_TITLE: 'By hand',
      ENTRIES: {
        GLENTRY: [
          { ...line, TR_TYPE: '1' },
          { ...line, TR_TYPE: '-1' },
        ],
      },
    };
    const { key } = await connection.call('createRecord', createRecord, { object: 'GLBATCH', values });

    const read = await connection.call('readRecord', readRecord, { object: 'GLBATCH', key });
    expect(read.record).toMatchObject({ BATCH_TITLE: 'By hand', BATCH_DATE: '01/31/2026' });
  });

  test('finds its record by the field that identifies it when the reply is lost', async () => {
    sandbox.faults.add({ match: { function: 'create' }, kind: 'lost-reply', times: 1 });
    const input = {
      object: 'DEPARTMENT',
      values: { DEPARTMENTID: 'D-LOST', TITLE: 'Lost and found' },
      identify: { field: 'DEPARTMENTID' },
    };
    const { key, adopted } = await connection.call('createRecord', createRecord, input);

    expect(adopted).toBe(true);
    expect(departments('D-LOST')).toMatchObject([{ RECORDNO: key }]);
  });

  test('takes no stranger’s record for its own', async () => {
    const create = (title: string) =>
      connection.call('createRecord', createRecord, {
        object: 'DEPARTMENT',
        values: { DEPARTMENTID: 'D-TWICE', TITLE: title },
        identify: { field: 'DEPARTMENTID' },
      });
    await create('Mine');

    await expect(create('Yours')).rejects.toMatchObject({ kind: 'duplicate' });
  });

  test('finds its record by values and time of creation otherwise', async () => {
    sandbox.faults.add({ match: { function: 'create' }, kind: 'lost-reply', times: 1 });
    const values = { PROJECTID: 'P-LOST', NAME: 'Lost', PROJECTCATEGORY: 'Contract', BEGINDATE: '2026-02-03' };
    const { key, adopted } = await connection.call('createRecord', createRecord, { object: 'PROJECT', values });

    expect(adopted).toBe(true);
    expect(projects('Lost')).toMatchObject([{ RECORDNO: key }]);
  });

  test('knows of a field that was added while its description was kept', async () => {
    await connection.call('readRecord', readRecord, { object: 'ITEM', name: 'SEAT' });
    const values = { ITEMID: 'SEAT-X', NAME: 'Seat X', ITEMTYPE: 'Non-Inventory' };
    await connection.call('createRecord', createRecord, { object: 'ITEM', values });
    sandbox.settings.customFields = [
      ...sandbox.settings.customFields,
      { object: 'ITEM', name: 'COLOUR', type: 'text' },
    ];

    const coloured = { ...values, ITEMID: 'SEAT-Y', COLOUR: 'red' };
    await connection.call('createRecord', createRecord, { object: 'ITEM', values: coloured });

    const { record } = await connection.call('readRecord', readRecord, { object: 'ITEM', name: 'SEAT-Y' });
    expect(record).toMatchObject({ COLOUR: 'red' });
  });
});

describe('updateRecord and deleteRecord', () => {
  test('change and delete by ID or record number, and are safe to repeat', async () => {
    const object = 'DEPARTMENT';
    const values = { DEPARTMENTID: 'D-CYCLE', TITLE: 'First', CUSTTITLE: 'Team' };
    const { key } = await connection.call('createRecord', createRecord, { object, values });
    sandbox.faults.add({ match: { function: 'update' }, kind: 'lost-reply', times: 1 });

    const change = { TITLE: 'Second', CUSTTITLE: null };
    await connection.call('updateRecord', updateRecord, { object, name: 'D-CYCLE', values: change });
    expect(departments('D-CYCLE')).toMatchObject([{ RECORDNO: key, TITLE: 'Second' }]);
    expect(departments('D-CYCLE')[0]?.CUSTTITLE ?? '').toBe('');

    const gone = () => connection.call('deleteRecord', deleteRecord, { object, key });
    await expect(gone()).resolves.toEqual({ deleted: true });
    await expect(gone()).resolves.toEqual({ deleted: false });
  });

  test('count a change as done only when the record shows it, emptied fields included', async () => {
    const client = connection.company.client();
    const wanted = await checkedValues(client, 'DEPARTMENT', { TITLE: 'Lab', CUSTTITLE: null }, 'update');
    const shown = (record: Record<string, string>) => holds(record, wanted, { unseen: false });

    expect(shown({ TITLE: 'Lab', CUSTTITLE: '' })).toBe(true);
    expect(shown({ TITLE: 'Lab', CUSTTITLE: 'Team' })).toBe(false);
    expect(shown({ TITLE: 'Lab' })).toBe(false);
  });

  test('never take an ID with a comma for two records', async () => {
    const sent = sandbox.requests.length;
    const call = connection.call('deleteRecord', deleteRecord, { object: 'DEPARTMENT', name: 'D10,D20' });

    await expect(call).rejects.toMatchObject({ kind: 'invalid_input', details: { field: 'name' } });
    expect(sandbox.requests).toHaveLength(sent);
  });

  test('fail for a record that does not exist', async () => {
    const call = connection.call('updateRecord', updateRecord, { object: 'DEPARTMENT', name: 'D-NONE', values: {} });

    await expect(call).rejects.toMatchObject({ code: 'record_not_found' });
  });
});

describe('rawFunction', () => {
  const bill = (changes: Readonly<Record<string, string>> = {}) => ({
    customerid: 'C100',
    datecreated: { year: '2026', month: '03', day: '09' },
    termname: 'N30',
    invoiceno: 'RAW-1',
    ...changes,
    invoiceitems: { lineitem: [{ glaccountno: '4000', amount: 33, locationid: 'E100' }] },
  });
  const numbered = (number: string) => sandbox.books.list('ARINVOICE').filter(({ RECORDID }) => RECORDID === number);

  test('sends elements in their order and returns the key', async () => {
    const input = { name: 'create_invoice', effect: 'write', body: bill() } as const;
    const { key } = await connection.call('rawFunction', rawFunction, input);

    expect(numbered('RAW-1')).toMatchObject([{ RECORDNO: key, TRX_TOTALENTERED: '33.00' }]);
  });

  test('finds what a write has left when told how to recognise it', async () => {
    sandbox.faults.add({ match: { function: 'create_invoice' }, kind: 'lost-reply', times: 1 });
    const { key, adopted } = await connection.call('rawFunction', rawFunction, {
      name: 'create_invoice',
      effect: 'write',
      body: bill({ invoiceno: 'RAW-2' }),
      recognise: { object: 'ARINVOICE', where: { RECORDID: 'RAW-2', WHENCREATED: '2026-03-09' }, unique: 'RECORDID' },
    });

    expect(adopted).toBe(true);
    expect(numbered('RAW-2')).toMatchObject([{ RECORDNO: key }]);
  });

  test('leaves a lost write to a person when nothing recognises it, and never sends it again', async () => {
    sandbox.faults.add({ match: { function: 'create_invoice' }, kind: 'lost-reply', times: 1 });
    const input = { name: 'create_invoice', effect: 'write', body: bill({ invoiceno: 'RAW-3' }) } as const;
    const call = (repeated: boolean) =>
      connection.call('rawFunction', rawFunction, input, { requestKey: 'raw-3', repeated });

    await expect(call(false)).rejects.toMatchObject({ code: 'outcome_needs_decision', retry: 'no' });
    await expect(call(true)).rejects.toMatchObject({ code: 'outcome_needs_decision' });
    expect(numbered('RAW-3')).toHaveLength(1);
  });

  test('returns the data of a read as JSON', async () => {
    const input = { name: 'readEntityDetails', effect: 'read' } as const;
    const { data } = await connection.call('rawFunction', rawFunction, input);

    expect(data).toMatchObject({ entity: [{ id: 'E100' }, { id: 'E200' }] });
  });

  test.each([
    ['sessions', { name: 'getAPISession', effect: 'read' }],
    ['a write that is called a read', { name: 'create_invoice', effect: 'read' }],
    ['names that are none', { name: 'a><b', effect: 'write' }],
    ['elements that are none', { name: 'create', effect: 'write', body: { 'a><b': '1' } }],
  ] as const)('refuses %s, and nothing leaves', async (_, input) => {
    const before = sandbox.requests.length;

    await expect(connection.call('rawFunction', rawFunction, input)).rejects.toMatchObject({ kind: 'invalid_input' });
    expect(sandbox.requests).toHaveLength(before);
  });
});
