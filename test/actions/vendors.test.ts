import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { z } from 'zod';
import { createBill } from '../../connectors/intacct/objects/bill.js';
import {
  createVendor,
  deleteVendor,
  getVendor,
  listVendors,
  updateVendor,
} from '../../connectors/intacct/objects/vendor.js';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { type Connection, connectTo } from '../support/actions.js';

let sandbox: IntacctSandbox;
let connection: Connection;
let call: Connection['call'];

beforeAll(async () => {
  const customFields = [{ object: 'VENDOR', name: 'RISK_TIER', type: 'text' } as const];
  sandbox = await startSandbox({ company: 'small', settings: { customFields } });
  connection = await connectTo(sandbox);
  call = connection.call;
});

afterAll(async () => {
  await connection[Symbol.asyncDispose]();
  await sandbox.close();
});

const create = (input: z.input<typeof createVendor.input>) => call('createVendor', createVendor, input);
const update = (input: z.input<typeof updateVendor.input>) => call('updateVendor', updateVendor, input);
const read = (id: string) => call('getVendor', getVendor, { id, customFields: ['RISK_TIER'] });

test('a vendor is created with its contact, and read back as it was given', async () => {
  const given = {
    id: 'V-1',
    name: 'Thistle & Print',
    paymentTerm: 'N15',
    creditLimit: '900.00',
    accountNumber: '6200',
    vendorType: 'Supplier',
    ourAccountNumber: 'A-4711',
    form1099Type: 'NEC',
    isIndividual: true,
    payToContact: 'Mara Quill',
    customFields: { RISK_TIER: 'low' },
  };
  const made = await create({ ...given, contact: { email: 'pay@thistle.example', address: { city: 'Leeds' } } });

  expect(made).toMatchObject({ id: 'V-1', adopted: false });
  expect(await read('V-1')).toMatchObject({
    ...given,
    key: made.key,
    status: 'active',
    totalDue: '0.00',
    contact: { printAs: 'Thistle & Print', email: 'pay@thistle.example', address: { city: 'Leeds' } },
  });
});

test('a vendor without an ID is numbered by Intacct', async () => {
  const { key, id } = await create({ name: 'Numbered Ltd.' });
  expect(await read(id)).toMatchObject({ key, name: 'Numbered Ltd.' });
});

test('an ID that another vendor has is refused', async () => {
  await expect(create({ id: 'V100', name: 'Somebody else' })).rejects.toMatchObject({ code: 'record_exists' });
});

test('a lost reply leaves one vendor, which is found by its ID', async () => {
  sandbox.faults.add({ match: { object: 'VENDOR' }, kind: 'lost-reply', times: 1 });
  const made = await create({ id: 'V-2', name: 'Lost & Found' });

  expect(made).toMatchObject({ id: 'V-2', adopted: true });
  expect(sandbox.commits.filter(({ object, recordno }) => object === 'VENDOR' && recordno === made.key)).toHaveLength(
    1,
  );
});

describe('updateVendor', () => {
  test('changes what is given, empties what is null and leaves the rest', async () => {
    await create({ id: 'V-3', name: 'Umber', comments: 'new', taxId: '12-3', contact: { phone: '1' } });
    await update({ id: 'V-3', onHold: true, comments: null, contact: { email: 'x@umber.example' } });

    expect(await read('V-3')).toMatchObject({
      name: 'Umber',
      onHold: true,
      comments: null,
      taxId: '12-3',
      contact: { phone: '1', email: 'x@umber.example' },
    });
  });

  test('refuses a misspelt field before anything leaves', async () => {
    const before = sandbox.requests.length;
    await expect(update({ id: 'V-3', onhold: true } as never)).rejects.toMatchObject({ kind: 'invalid_input' });
    expect(sandbox.requests).toHaveLength(before);
  });
});

test('vendors are listed by what is asked for, a page at a time', async () => {
  const ids = async (input: Partial<z.input<typeof listVendors.input>>) => {
    const { records, next } = await call('listVendors', listVendors, input);
    return { ids: records.map(({ id }) => id), next };
  };
  expect(await ids({ name: 'Pelham Office Supply' })).toEqual({ ids: ['V102'], next: null });
  const first = await ids({ status: 'active', limit: 2 });
  expect(first.ids).toHaveLength(2);
  expect((await ids({ status: 'active', limit: 2, after: first.next ?? '' })).ids).not.toContain(first.ids[0]);
});

describe('deleteVendor', () => {
  test('takes a vendor away, and has nothing to do the second time', async () => {
    await create({ id: 'V-4', name: 'Mistake' });
    const remove = () => call('deleteVendor', deleteVendor, { id: 'V-4' });

    expect(await remove()).toEqual({ deleted: true });
    expect(await remove()).toEqual({ deleted: false });
    await expect(read('V-4')).rejects.toMatchObject({ code: 'record_not_found' });
  });

  test('refuses one that has bills', async () => {
    await create({ id: 'V-5', name: 'Busy' });
    const lines = [{ accountNumber: '6200', amount: '1.00', locationId: 'E100' }];
    await call('createBill', createBill, { vendorId: 'V-5', billDate: '2026-02-02', state: 'draft', lines });

    const refused = call('deleteVendor', deleteVendor, { id: 'V-5' });
    await expect(refused).rejects.toMatchObject({ code: 'record_in_use' });
  });
});
