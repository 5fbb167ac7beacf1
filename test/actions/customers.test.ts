import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { z } from 'zod';
import {
  createCustomer,
  findCustomer,
  getCustomer,
  updateCustomer,
  upsertCustomer,
} from '../../connectors/intacct/objects/customer.js';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { type Connection, connectTo } from '../support/actions.js';

let sandbox: IntacctSandbox;
let connection: Connection;
let call: Connection['call'];

beforeAll(async () => {
  const customFields = [{ object: 'CUSTOMER', name: 'CRM_ID', type: 'text' } as const];
  sandbox = await startSandbox({ company: 'small', settings: { customFields, autoNumberCustomers: true } });
  connection = await connectTo(sandbox);
  call = connection.call;
});

afterAll(async () => {
  await connection[Symbol.asyncDispose]();
  await sandbox.close();
});

/** Names of the functions that leave while this runs. */
async function sentBy(work: () => Promise<unknown>): Promise<string[]> {
  const before = sandbox.requests.length;
  await work();
  return sandbox.requests.slice(before).flatMap(({ functions }) => functions.map(({ name }) => name));
}

const create = (input: z.input<typeof createCustomer.input>) => call('createCustomer', createCustomer, input);
const read = (id: string) => call('getCustomer', getCustomer, { id, customFields: ['CRM_ID'] });
const upsert = (input: z.input<typeof upsertCustomer.input>) => call('upsertCustomer', upsertCustomer, input);
const find = (input: { id?: string; email?: string; name?: string }) => call('findCustomer', findCustomer, input);

describe('updateCustomer', () => {
  test('changes what is given, empties what is null and leaves the rest, in the contact as well', async () => {
    const contact = { email: 'a@tarn.example', phone: '1' };
    await create({ id: 'T-1', name: 'Tarn', comments: 'old', creditLimit: '100', contact });

    const change = { name: 'Tarn & Sons', comments: null, contact: { phone: null, mobile: '2' } };
    expect(await call('updateCustomer', updateCustomer, { id: 'T-1', ...change })).toMatchObject({ id: 'T-1' });
    expect(await read('T-1')).toMatchObject({
      name: 'Tarn & Sons',
      comments: null,
      creditLimit: '100.00',
      contact: { email: 'a@tarn.example', phone: null, mobile: '2', printAs: 'Tarn' },
    });
  });

  test('writes a custom field and the contact that invoices go to', async () => {
    await create({ id: 'T-2', name: 'Fell' });
    const { contact } = await read('C100');
    const billToContact = contact?.name ?? '';
    await call('updateCustomer', updateCustomer, { id: 'T-2', billToContact, customFields: { CRM_ID: 'crm-2' } });

    expect(await read('T-2')).toMatchObject({ billToContact, customFields: { CRM_ID: 'crm-2' } });
  });

  test('refuses a customer that does not exist, and writes nothing', async () => {
    const sent = await sentBy(() =>
      expect(call('updateCustomer', updateCustomer, { id: 'NONE', name: 'X' })).rejects.toMatchObject({
        code: 'record_not_found',
        details: { field: 'id' },
      }),
    );
    expect(sent).toEqual(['readByName']);
  });
});

test('two IDs in one are nobody’s ID, so that neither customer is taken for the other', async () => {
  await expect(read('C100,C101')).rejects.toMatchObject({ code: 'record_not_found' });
});

describe('upsertCustomer', () => {
  test('creates a customer, changes it next time, and writes nothing when it holds the values already', async () => {
    const by = { id: 'U-1' };
    expect(await upsert({ by, name: 'Umber', taxId: null })).toMatchObject({
      id: 'U-1',
      created: true,
      adopted: false,
    });
    expect(await upsert({ by, name: 'Umber Ltd.' })).toMatchObject({ id: 'U-1', created: false });
    expect((await read('U-1')).name).toBe('Umber Ltd.');

    expect(await sentBy(() => upsert({ by, name: 'Umber Ltd.' }))).toEqual(['readByName']);
  });

  test('finds a customer by a custom field, which a new one gets', async () => {
    const by = { customField: { name: 'CRM_ID', value: 'crm-9' } };
    const first = await upsert({ by, name: 'Ochre' });
    const second = await upsert({ by, name: 'Ochre', creditLimit: '50.00' });

    expect(second).toMatchObject({ key: first.key, id: first.id, created: false });
    expect(await read(first.id)).toMatchObject({ creditLimit: '50.00', customFields: { CRM_ID: 'crm-9' } });
  });

  test('names the candidates when several customers have the value, and writes nothing', async () => {
    for (const id of ['U-8', 'U-9']) await create({ id, name: id, customFields: { CRM_ID: 'twice' } });

    const sent = await sentBy(() =>
      expect(upsert({ by: { customField: { name: 'CRM_ID', value: 'twice' } }, name: 'X' })).rejects.toMatchObject({
        code: 'match_ambiguous',
        details: { candidates: [{ id: 'U-8' }, { id: 'U-9' }] },
      }),
    );
    expect(sent).toEqual(['query']);
  });

  test('refuses a key of both kinds, and an ID beside the one it looks for, before any call', async () => {
    const customField = { name: 'CRM_ID', value: '1' };
    const sent = await sentBy(async () => {
      await expect(upsert({ by: { id: 'U-1', customField }, name: 'X' })).rejects.toMatchObject({
        details: { field: 'by' },
      });
      await expect(upsert({ by: { id: 'U-1' }, id: 'U-2', name: 'X' })).rejects.toMatchObject({
        details: { field: 'id' },
      });
    });
    expect(sent).toEqual([]);
  });

  test('creates one customer when the first answer is lost', async () => {
    sandbox.faults.add({ match: { function: 'create' }, kind: 'lost-reply', stage: 'after', times: 1 });

    expect(await upsert({ by: { id: 'U-5' }, name: 'Sienna' })).toMatchObject({ created: true, adopted: true });
    expect(sandbox.books.list('CUSTOMER').filter(({ NAME }) => NAME === 'Sienna')).toHaveLength(1);
  });
});

describe('findCustomer', () => {
  test('tells why each candidate is one, the surest first, whatever the case', async () => {
    await create({ id: 'F-1', name: 'Greater Delmar Group' });

    const { candidates } = await find({ id: 'c100', email: 'AP@brightwater.example', name: 'delmar' });
    expect(candidates.map(({ id, match }) => [id, match])).toEqual([
      ['C100', 'id'],
      ['C101', 'email'],
      ['C103', 'name contains'],
      ['F-1', 'name contains'],
    ]);
  });

  test('puts the customer of exactly that name before those whose name contains it', async () => {
    await create({ id: 'F-2', name: 'Old Pewter' });
    await create({ id: 'F-3', name: 'Pewter' });

    const { candidates } = await find({ name: 'pewter' });
    expect(candidates.map(({ id, match }) => [id, match])).toEqual([
      ['F-3', 'name'],
      ['F-2', 'name contains'],
    ]);
  });

  test('takes signs that a filter reads in its own way as they are', async () => {
    await create({ id: 'F-4', name: '100% Wool' });
    await create({ id: 'F-5', name: '100x Wool' });

    expect((await find({ name: '100%' })).candidates.map(({ id }) => id)).toEqual(['F-4']);
  });

  test('finds nobody without complaint, and asks for one thing at least', async () => {
    expect(await find({ name: 'Nobody at all' })).toEqual({ candidates: [] });

    expect(await sentBy(() => expect(find({})).rejects.toMatchObject({ code: 'invalid_input' }))).toEqual([]);
  });
});
