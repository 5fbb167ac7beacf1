import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createContact, getContact, listContacts, updateContact } from '../../connectors/intacct/objects/contact.js';
import { getCustomer } from '../../connectors/intacct/objects/customer.js';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { type Connection, connectTo } from '../support/actions.js';

let sandbox: IntacctSandbox;
let connection: Connection;
let call: Connection['call'];

beforeAll(async () => {
  sandbox = await startSandbox({ company: 'small' });
  connection = await connectTo(sandbox);
  call = connection.call;
});

afterAll(async () => {
  await connection[Symbol.asyncDispose]();
  await sandbox.close();
});

describe('createContact', () => {
  test('prints as its name where nothing else is given, and is read back with its address', async () => {
    const address = { line1: '1 Quay', city: 'Bristol', country: 'United Kingdom' };
    const { key } = await call('createContact', createContact, {
      name: 'Quay desk',
      email: 'desk@quay.example',
      address,
    });

    expect(await call('getContact', getContact, { name: 'Quay desk' })).toMatchObject({
      key,
      name: 'Quay desk',
      printAs: 'Quay desk',
      status: 'active',
      email: 'desk@quay.example',
      address,
      phone: null,
    });
  });

  test('refuses a name that another contact has', async () => {
    await call('createContact', createContact, { name: 'Twice' });

    await expect(call('createContact', createContact, { name: 'Twice', printAs: 'Other' })).rejects.toMatchObject({
      code: 'record_exists',
    });
  });
});

describe('updateContact', () => {
  test('reaches a contact whose name has a comma, which Intacct takes for two names', async () => {
    await call('createContact', createContact, { name: 'Quill, Mara' });
    await call('updateContact', updateContact, { name: 'Quill, Mara', phone: '9' });

    expect(await call('getContact', getContact, { name: 'Quill, Mara' })).toMatchObject({ phone: '9' });
  });

  test('changes what is given, empties what is null and leaves the rest', async () => {
    await call('createContact', createContact, {
      name: 'Night desk',
      phone: '1',
      fax: '2',
      address: { city: 'Leeds' },
    });
    await call('updateContact', updateContact, { name: 'Night desk', phone: '3', fax: null, address: { zip: 'LS1' } });

    expect(await call('getContact', getContact, { name: 'Night desk' })).toMatchObject({
      phone: '3',
      fax: null,
      address: { city: 'Leeds', zip: 'LS1' },
    });
  });

  test('shows on the customer whose contact it is', async () => {
    const { contact } = await call('getCustomer', getCustomer, { id: 'C101' });
    await call('updateContact', updateContact, { name: contact?.name ?? '', phone: '+44 20 7946 0000' });

    expect((await call('getCustomer', getCustomer, { id: 'C101' })).contact).toMatchObject({
      phone: '+44 20 7946 0000',
    });
  });

  test('names the input field of a contact that does not exist, and writes nothing', async () => {
    const calls = sandbox.requests.length;

    await expect(call('updateContact', updateContact, { name: 'Nobody', phone: '1' })).rejects.toMatchObject({
      code: 'record_not_found',
      details: { field: 'name' },
    });
    const left = sandbox.requests.slice(calls).flatMap(({ functions }) => functions);
    expect(left.map((each) => each.name)).toEqual(['readByName']);
  });
});

test('listContacts finds contacts by their e-mail address', async () => {
  const { records } = await call('listContacts', listContacts, { email: 'finance@delmar.example' });

  expect(records).toMatchObject([{ printAs: 'Delmar Studios', address: { city: 'Lyon' } }]);
});
