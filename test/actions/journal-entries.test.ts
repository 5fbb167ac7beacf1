import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { z } from 'zod';
import { functionXml } from '../../connectors/intacct/gateway/envelope.js';
import {
  createJournalEntry,
  deleteJournalEntry,
  getJournalEntry,
  listJournalEntries,
  reverseJournalEntry,
} from '../../connectors/intacct/objects/journal-entry.js';
import { NewJournalEntryInput, toCreateEntry } from '../../connectors/intacct/objects/journal-entry-request.js';
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
    settings: { userDefinedDimensions: [{ object: 'REGION', label: 'Region', records: ['North', 'South'] }] },
  });
  store = await openStore();
  connection = await connectTo(sandbox, { ledger: store.ledger, settleMs: 0 });
  call = connection.call;
});
afterAll(async () => {
  expect(sandbox.books.trialBalance()).toBe('0.00');
  await connection[Symbol.asyncDispose]();
  await store.close();
  await sandbox.close();
});
beforeEach(() => sandbox.faults.clear());

type Entry = z.input<typeof NewJournalEntryInput>;
type Line = Entry['lines'][number];

const debit = (amount: string, more: Partial<Line> = {}): Line => ({
  type: 'debit',
  accountNumber: '6200',
  amount,
  locationId: 'E100',
  ...more,
});
const credit = (amount: string, more: Partial<Line> = {}): Line => ({
  ...debit(amount),
  type: 'credit',
  accountNumber: '2000',
  ...more,
});

function entry(description: string, more: Partial<Entry> = {}): Entry {
  return {
    journal: 'GJ',
    postingDate: '2026-02-28',
    description,
    lines: [debit('75.00'), credit('75.00')],
    ...more,
  };
}

const create = (input: Entry, context = {}) => call('createJournalEntry', createJournalEntry, input, context);
const read = (key: string) => call('getJournalEntry', getJournalEntry, { key });
const reverse = (key: string, context = {}) =>
  call('reverseJournalEntry', reverseJournalEntry, { key, postingDate: '2026-03-01' }, context);
const titled = (title: string) => sandbox.books.list('GLBATCH').filter(({ BATCH_TITLE }) => BATCH_TITLE === title);
const requestOf = (input: Entry) => functionXml('1', toCreateEntry(NewJournalEntryInput.parse(input)));

describe('a journal entry is refused, and nothing is sent,', () => {
  test.each<[string, Entry, object]>([
    [
      'when debits and credits differ',
      entry('Off', { lines: [debit('75.00'), credit('74.99')] }),
      { code: 'entry_unbalanced', details: { values: { debits: '75.00', credits: '74.99' } } },
    ],
    [
      'when they are equal in sum but not in each currency',
      entry('Mixed', { lines: [debit('10.00', { currency: 'EUR' }), credit('10.00', { currency: 'GBP' })] }),
      { code: 'entry_unbalanced', details: { values: { currency: 'EUR' } } },
    ],
    [
      'when an amount is negative',
      entry('Negative', { lines: [debit('-5.00'), credit('-5.00')] }),
      { code: 'invalid_input', details: { field: 'lines[0].amount' } },
    ],
    [
      'when splits do not add up to their line',
      entry('Split', {
        lines: [debit('75.00', { splits: [{ amount: '70.00' }, { amount: '4.00' }] }), credit('75.00')],
      }),
      { code: 'invalid_input', details: { field: 'lines[0].splits' } },
    ],
    [
      'when it reverses before it is posted',
      entry('Early', { reverseDate: '2026-02-28' }),
      { code: 'invalid_input', details: { field: 'reverseDate' } },
    ],
  ])('%s', async (_, input, problem) => {
    const before = sandbox.requests.length;

    await expect(create(input)).rejects.toMatchObject({ kind: 'invalid_input', ...problem });
    expect(sandbox.requests).toHaveLength(before);
  });
});

test('amounts are added as decimals, so that ten cents and twenty are thirty', async () => {
  await expect(
    create(entry('Cents', { lines: [debit('0.10'), debit('0.20'), credit('0.30')] })),
  ).resolves.toMatchObject({ state: 'posted', adopted: false });
});

test('a journal entry reads back with its lines, currencies and dimensions', async () => {
  const more = { currency: 'EUR', exchangeRate: '1.1', departmentId: 'D10', projectId: 'P100', memo: 'Licences' };
  const lines = [debit('100.00', { ...more, dimensions: { GLDIMREGION: '2' } }), credit('100.00', more)];
  const { key } = await create(entry('Licences', { lines, referenceNumber: 'LIC-1' }));

  await expect(read(key)).resolves.toMatchObject({
    key,
    journal: 'GJ',
    postingDate: '2026-02-28',
    description: 'Licences',
    referenceNumber: 'LIC-1',
    state: 'Posted',
    lines: [
      {
        type: 'debit',
        accountNumber: '6200',
        amount: '100.00',
        baseAmount: '110.00',
        currency: 'EUR',
        exchangeRate: '1.1',
        locationId: 'E100',
        departmentId: 'D10',
        projectId: 'P100',
        memo: 'Licences',
        dimensions: { GLDIMREGION: '2' },
      },
      { type: 'credit', accountNumber: '2000', amount: '100.00' },
    ],
  });
});

test('with a reverse date Intacct posts the opposite entry by itself, and a second reversal is refused', async () => {
  const { key } = await create(entry('Accrued', { reverseDate: '2026-03-01' }));
  const { reversedByKey, reverseDate } = await read(key);

  expect(reverseDate).toBe('2026-03-01');
  expect((await read(reversedByKey ?? '')).reversalOfKey).toBe(key);
  await expect(reverse(key)).rejects.toMatchObject({ code: 'state_forbids' });
});

test('lines of two entities need the source entity, to which the other owes the difference', async () => {
  const across = { lines: [debit('40.00'), credit('40.00', { locationId: 'E200' })] };

  await expect(create(entry('Across', across))).rejects.toMatchObject({ kind: 'rejected' });
  const { key } = await create(entry('Across', { ...across, sourceEntityId: 'E100' }));
  expect((await read(key)).lines).toHaveLength(4);
});

test('allocations, splits and statistical entries leave as Intacct wants them', () => {
  const splits = [
    { amount: '50.00', departmentId: 'D10' },
    { amount: '25.00', departmentId: 'D20' },
  ];
  const spread = requestOf(
    entry('Spread', { lines: [debit('75.00', { splits }), credit('75.00', { allocationId: 'HQ' })] }),
  );
  const counted = { statistical: true, journal: 'STAT', lines: [debit('12')] };

  expect(spread).toContain(
    '<ALLOCATION>Custom</ALLOCATION><SPLIT><AMOUNT>50.00</AMOUNT><DEPARTMENTID>D10</DEPARTMENTID>',
  );
  expect(spread).toContain('<ALLOCATION>HQ</ALLOCATION>');
  expect(requestOf(entry('Heads', counted))).toContain('<TR_TYPE>1</TR_TYPE><TRX_AMOUNT>12.00</TRX_AMOUNT>');
});

describe('when the answer is lost', () => {
  test('the entry is found by its header and lines, not taken from one that differs in a line', async () => {
    await create(entry('Twins', { lines: [debit('30.00'), credit('30.00')] }));
    sandbox.faults.add({ match: { function: 'create' }, kind: 'lost-reply', times: 1 });
    const { key, adopted } = await create(entry('Twins', { lines: [debit('31.00'), credit('31.00')] }));

    expect(adopted).toBe(true);
    expect((await read(key)).lines.map(({ amount }) => amount)).toEqual(['31.00', '31.00']);
    expect(titled('Twins')).toHaveLength(2);
  });

  test('a reversal is found, and the repeated call returns the same one', async () => {
    const { key } = await create(entry('Undo twice'));
    sandbox.faults.add({ match: { function: 'create' }, kind: 'lost-reply', times: 1 });
    const first = await reverse(key, { requestKey: 'undo-1' });
    const again = await reverse(key, { requestKey: 'undo-1', repeated: true });

    expect(again).toEqual({ key: first.key, reversedKey: key, adopted: true });
    expect(titled('Reversed - Undo twice')).toHaveLength(1);
  });
});

describe('a reversal', () => {
  test('mirrors the lines at their own rates, refers to the original, and is refused a second time', async () => {
    const foreign = { currency: 'GBP', exchangeRate: '1.25', projectId: 'P100', dimensions: { GLDIMREGION: '1' } };
    const lines = [debit('80.00', foreign), credit('80.00', { ...foreign, locationId: 'E200' })];
    const { key } = await create(entry('Across borders', { lines, sourceEntityId: 'E100' }));
    const { key: opposite } = await reverse(key);
    const [original, mirrored] = await Promise.all([read(key), read(opposite)]);

    const comparable = (each: typeof original, type: string) =>
      each.lines
        .map(
          (line) => `${line.type === type} ${line.accountNumber} ${line.amount} ${line.baseAmount} ${line.locationId}`,
        )
        .sort();
    expect(comparable(mirrored, 'credit')).toEqual(comparable(original, 'debit'));
    expect(mirrored.lines[0]).toMatchObject({ projectId: 'P100', dimensions: { GLDIMREGION: '1' } });
    expect(mirrored).toMatchObject({ referenceNumber: `REV-${key}`, description: 'Reversed - Across borders' });
    await expect(reverse(key)).rejects.toMatchObject({
      code: 'state_forbids',
      message: expect.stringContaining(opposite),
    });
  });

  test('of a draft, of a document’s entry, or before the entry’s date is refused with the way out', async () => {
    const { key: draft } = await create(entry('Draft', { state: 'draft' }));
    const { key: late } = await create(entry('Late', { postingDate: '2026-03-02' }));
    const document = sandbox.books.list('GLBATCH').find(({ MODULE }) => MODULE !== '2.GL');

    await expect(reverse(draft)).rejects.toMatchObject({ advice: expect.stringContaining('deleteJournalEntry') });
    await expect(reverse(late)).rejects.toMatchObject({ advice: expect.stringContaining('postingDate') });
    await expect(reverse(document?.RECORDNO ?? '')).rejects.toMatchObject({
      advice: expect.stringContaining('document'),
    });
  });
});

test('a draft is deleted, once more without harm, and a posted entry is not', async () => {
  const { key } = await create(entry('In error', { state: 'draft' }));
  const { key: posted } = await create(entry('For good'));
  const remove = (each: string) => call('deleteJournalEntry', deleteJournalEntry, { key: each });

  await expect(remove(key)).resolves.toEqual({ deleted: true });
  await expect(remove(key)).resolves.toEqual({ deleted: false });
  await expect(remove(posted)).rejects.toMatchObject({ kind: 'rejected' });
});

test('entries are listed by date, journal and reference', async () => {
  await create(entry('Listed', { postingDate: '2026-05-05', referenceNumber: 'LIST-1' }));
  const list = (input: z.input<(typeof listJournalEntries)['input']>) =>
    call('listJournalEntries', listJournalEntries, input);

  await expect(list({ from: '2026-05-01', to: '2026-05-31' })).resolves.toMatchObject({
    records: [{ description: 'Listed', postingDate: '2026-05-05' }],
  });
  await expect(list({ journal: 'GJ', referenceNumber: 'LIST-1' })).resolves.toMatchObject({
    records: [{ description: 'Listed' }],
  });
});
