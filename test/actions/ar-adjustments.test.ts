import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { z } from 'zod';
import {
  createArAdjustment,
  deleteArAdjustment,
  getArAdjustment,
  listArAdjustments,
} from '../../connectors/intacct/objects/ar-adjustment.js';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { type Connection, connectTo } from '../support/actions.js';

type Memo = z.input<typeof createArAdjustment.input>;

let sandbox: IntacctSandbox;
let connection: Connection;

beforeAll(async () => {
  sandbox = await startSandbox({ company: 'small' });
  connection = await connectTo(sandbox);
});

afterAll(async () => {
  await connection[Symbol.asyncDispose]();
  await sandbox.close();
});

const memo: Memo = {
  customerId: 'C101',
  kind: 'credit',
  date: '2026-03-03',
  lines: [
    { accountNumber: '4000', amount: '20.00', memo: 'Outage', locationId: 'E100', departmentId: 'D10', itemId: 'SEAT' },
    { accountNumber: '4010', amount: '0.50', locationId: 'E100', projectId: 'P100' },
  ],
};

const create = (changes: Partial<Memo> = {}) =>
  connection.call('createArAdjustment', createArAdjustment, { ...memo, ...changes });
const read = (key: string) => connection.call('getArAdjustment', getArAdjustment, { key });
const remove = (key: string) => connection.call('deleteArAdjustment', deleteArAdjustment, { key });

describe('createArAdjustment', () => {
  test('sends a credit memo with negative amounts, which are read back positive', async () => {
    const { key, ...made } = await create({ number: 'CM-1', invoiceNumber: 'SEED-2', description: 'Outage' });

    expect(made).toMatchObject({ number: 'CM-1', kind: 'credit', state: 'posted', total: '20.50', adopted: false });
    expect(sandbox.books.get('ARADJUSTMENT', key)).toMatchObject({ TRX_TOTALENTERED: '-20.50' });
    expect(await read(key)).toMatchObject({
      kind: 'credit',
      number: 'CM-1',
      date: '2026-03-03',
      invoiceNumber: 'SEED-2',
      total: '20.50',
      totalApplied: '0.00',
      unapplied: '20.50',
      lines: [
        { amount: '20.00', accountNumber: '4000', memo: 'Outage', departmentId: 'D10', itemId: 'SEAT' },
        { amount: '0.50', accountNumber: '4010', projectId: 'P100' },
      ],
    });
  });

  test('sends a debit memo with positive amounts', async () => {
    const { key } = await create({ kind: 'debit' });

    expect(sandbox.books.get('ARADJUSTMENT', key)).toMatchObject({ TRX_TOTALENTERED: '20.50' });
    expect(await read(key)).toMatchObject({ kind: 'debit', total: '20.50' });
  });

  test('finds its own memo by the number when the answer is lost, and refuses a number of another one', async () => {
    sandbox.faults.add({ match: { function: 'create_aradjustment' }, kind: 'lost-reply', times: 1 });
    expect(await create({ number: 'CM-2' })).toMatchObject({ number: 'CM-2', adopted: true });

    const other = create({ number: 'CM-2', kind: 'debit' });
    await expect(other).rejects.toMatchObject({ code: 'number_taken' });
  });

  test('without a number takes no memo of the other kind for its own', async () => {
    const lines = [{ accountNumber: '4000', amount: '77.00', locationId: 'E100' }];
    await create({ kind: 'debit', lines });
    sandbox.faults.add({ match: { function: 'create_aradjustment' }, kind: 'lost-reply', times: 1 });

    const unsure = create({ lines });

    await expect(unsure).rejects.toMatchObject({ code: 'outcome_needs_decision', details: { candidates: 1 } });
  });

  test.each<[string, string, Partial<Memo>]>([
    ['a negative amount', 'lines[0].amount', { lines: [{ accountNumber: '4000', amount: '-1.00' }] }],
    ['a line without an account', 'lines[0].accountNumber', { lines: [{ amount: '1.00' }] }],
    ['no lines', 'lines', { lines: [] }],
  ])('refuses %s before anything is sent', async (_what, field, changes) => {
    const before = sandbox.requests.length;

    await expect(create(changes)).rejects.toMatchObject({ kind: 'invalid_input', details: { field } });
    expect(sandbox.requests.length).toBe(before);
  });
});

describe('listArAdjustments', () => {
  test('narrows to a period and a state', async () => {
    await create({ date: '2026-03-20', state: 'draft' });
    await create({ date: '2026-03-20' });

    const asked = { from: '2026-03-20', to: '2026-03-20', state: 'Draft' };
    const { records } = await connection.call('listArAdjustments', listArAdjustments, asked);

    expect(records).toMatchObject([{ date: '2026-03-20', state: 'Draft', kind: 'credit', total: '20.50' }]);
  });
});

describe('deleteArAdjustment', () => {
  test('deletes a draft once, and refuses a posted memo', async () => {
    const [draft, posted] = [await create({ state: 'draft' }), await create()];

    expect(await remove(draft.key)).toEqual({ deleted: true });
    expect(await remove(draft.key)).toEqual({ deleted: false });
    await expect(remove(posted.key)).rejects.toMatchObject({ code: 'state_forbids' });
    await expect(read(draft.key)).rejects.toMatchObject({ code: 'record_not_found' });
  });
});
