import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { z } from 'zod';
import { createInvoice } from '../../connectors/intacct/objects/ar-invoice.js';
import { createAttachment, deleteAttachment, getAttachment } from '../../connectors/intacct/objects/attachment.js';
import { createJournalEntry, getJournalEntry } from '../../connectors/intacct/objects/journal-entry.js';
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
beforeEach(() => sandbox.faults.clear());

const base64 = (text: string) => Buffer.from(text).toString('base64');

type NewAttachment = z.input<(typeof createAttachment)['input']>;
const order = (id: string, more: Partial<NewAttachment> = {}): NewAttachment => ({
  id,
  name: 'Order',
  folder: 'Orders',
  files: [{ name: 'order.v2.pdf', content: base64('ten seats') }],
  ...more,
});
const create = (input: NewAttachment, context = {}) => call('createAttachment', createAttachment, input, context);
const read = (id: string, contents = false) => call('getAttachment', getAttachment, { id, contents });
const stored = (id: string) => sandbox.books.list('SUPDOC').filter(({ SUPDOCID }) => SUPDOCID === id);

test('an attachment makes its folder when it is missing, and only then', async () => {
  await expect(create(order('A1'))).resolves.toEqual({ id: 'A1', folderCreated: true, adopted: false });
  await expect(create(order('A2'))).resolves.toMatchObject({ folderCreated: false });
  expect(sandbox.books.list('SUPDOCFOLDER')).toHaveLength(1);
});

test('files are listed with their sizes, and read back whole when asked for', async () => {
  const terms = { name: 'terms & conditions.txt', content: base64('net 30 — ünter Freunden') };
  await create(order('A3', { description: 'Signed', files: [...order('A3').files, terms] }));

  await expect(read('A3')).resolves.toEqual({
    id: 'A3',
    name: 'Order',
    folder: 'Orders',
    description: 'Signed',
    files: [
      { name: 'order.v2.pdf', bytes: 9, content: null },
      { name: terms.name, bytes: 26, content: null },
    ],
  });
  const { files } = await read('A3', true);
  expect(files[1]).toEqual({ name: terms.name, bytes: 26, content: terms.content });
});

test('documents name it by its ID', async () => {
  await create(order('A4'));
  const line = { accountNumber: '6200', amount: '5.00', locationId: 'E100' };
  const { key } = await call('createJournalEntry', createJournalEntry, {
    journal: 'GJ',
    postingDate: '2026-02-28',
    description: 'With papers',
    attachmentId: 'A4',
    lines: [
      { type: 'debit', ...line },
      { type: 'credit', ...line },
    ],
  });

  await expect(call('getJournalEntry', getJournalEntry, { key })).resolves.toMatchObject({ attachmentId: 'A4' });
});

test.each(['create_supdoc', 'create_supdocfolder'])(
  'a lost answer to %s leaves one attachment in one folder',
  async (name) => {
    sandbox.faults.add({ match: { function: name }, kind: 'lost-reply', times: 1 });
    await create(order(`LOST-${name}`, { folder: `Folder of ${name}` }));

    expect(stored(`LOST-${name}`)).toHaveLength(1);
    expect(sandbox.books.list('SUPDOCFOLDER').filter(({ NAME }) => NAME === `Folder of ${name}`)).toHaveLength(1);
  },
);

test('an ID that another attachment has is refused', async () => {
  await create(order('TAKEN'));

  await expect(create(order('TAKEN', { name: 'Invoice' }))).rejects.toMatchObject({ code: 'record_exists' });
});

test('one that is not there is explained', async () => {
  await expect(read('NONE')).rejects.toMatchObject({ code: 'record_not_found' });
});

test.each<[string, NewAttachment['files']]>([
  ['more than about 1 MB', [{ name: 'big.bin', content: 'AAAA'.repeat(350_001) }]],
  ['what is not base64', [{ name: 'a.txt', content: 'not base64!' }]],
  ['a file without an extension', [{ name: 'order', content: 'AAAA' }]],
])('%s is refused, and nothing is sent', async (_, files) => {
  const before = sandbox.requests.length;

  await expect(create(order('BAD', { files }))).rejects.toMatchObject({ kind: 'invalid_input' });
  expect(sandbox.requests).toHaveLength(before);
});

test('an attachment is deleted with its files, once; one that a document names is refused', async () => {
  await create(order('A-DEL'));
  const remove = (id: string) => call('deleteAttachment', deleteAttachment, { id });

  await expect(remove('A-DEL')).resolves.toEqual({ deleted: true });
  await expect(remove('A-DEL')).resolves.toEqual({ deleted: false });
  expect(stored('A-DEL')).toEqual([]);

  await create(order('A-USED'));
  await call('createInvoice', createInvoice, {
    customerId: 'C100',
    invoiceDate: '2026-02-02',
    paymentTerm: 'N30',
    attachmentId: 'A-USED',
    lines: [{ accountNumber: '4000', amount: '1.00' }],
  });
  await expect(remove('A-USED')).rejects.toMatchObject({ code: 'record_in_use' });
});

test('a deletion whose answer is lost counts as done', async () => {
  await create(order('A-LOST'));
  sandbox.faults.add({ match: { function: 'delete_supdoc' }, kind: 'reset', stage: 'after', times: 1 });

  await expect(call('deleteAttachment', deleteAttachment, { id: 'A-LOST' })).resolves.toEqual({ deleted: true });
  expect(stored('A-LOST')).toEqual([]);
});
