import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { HookCall } from '../../sandbox/intacct/gateway/hooks.js';
import type { createInvoice } from '../../workflows/create-invoice.js';
import { startTestDemo, type TestDemo } from '../support/demo.js';
import { bookedIn, caller, invoiceOf, starter, unique } from '../support/receivables.js';
import { resultsOfResets } from '../support/resets.js';
import { attentionOf, resolve } from '../support/runs.js';

let demo: TestDemo;
beforeAll(async () => {
  demo = await startTestDemo();
});
afterAll(() => demo.stop());
afterEach(() => {
  demo.intacct.settings.deniedOperations = [];
});

const start = starter(() => demo);
const call = caller(() => demo);
type Input = Parameters<typeof createInvoice>[0];
const create = (input: Input) => start<typeof createInvoice>('createInvoice', input);
const files = [{ name: 'order.txt', content: Buffer.from('10 seats').toString('base64') }];
const recordOf = (object: string, field: string, value: string) =>
  demo.intacct.books.list(object).filter((record) => record[field] === value);

/** A customer that is there already; answers its record number. */
async function customer(id: string, name: string, email?: string): Promise<string> {
  const { key } = await call('createCustomer', { id, name, contact: email ? { email } : {} });
  return key;
}

describe('createInvoice', () => {
  test('creates the customer, stores the attachment and posts the invoice that names it', async () => {
    const input = { ...invoiceOf('120.50'), attachments: { files } };

    await expect((await create(input)).result()).resolves.toMatchObject({
      number: input.invoice.invoiceNumber,
      customerId: input.customer.id,
      state: 'Posted',
      total: '120.50',
      totalDue: '120.50',
      dueDate: '2026-12-20',
      attachmentId: input.invoice.invoiceNumber,
    });
    await expect(call('getAttachment', { id: input.invoice.invoiceNumber })).resolves.toMatchObject({
      folder: 'Invoices',
      files: [{ name: 'order.txt', bytes: 8 }],
    });
  });

  test('leaves a draft when it is not to be posted', async () => {
    const run = await create({ ...invoiceOf('80.00'), post: false });

    await expect(run.result()).resolves.toMatchObject({ state: 'Draft' });
  });

  test('refuses at once, and explains, more than about 500 kB of files', async () => {
    const tooLarge = [{ name: 'scan.pdf', content: 'A'.repeat(700_004) }];
    const before = demo.intacct.requests.length;

    const run = await create({ ...invoiceOf('1.00'), attachments: { files: tooLarge } });

    await expect(run.result()).rejects.toMatchObject({
      cause: { type: 'input_refused', message: expect.stringMatching(/attachments\.files.*500 kB/) },
    });
    expect(demo.intacct.requests).toHaveLength(before);
  });
});

describe('the customer of an invoice', () => {
  test('is found by its ID, by its e-mail or by its name', async () => {
    const id = unique();
    await customer(`C-${id}`, `Customer ${id}`, `ap@${id}.example`);
    const { invoice } = invoiceOf('1.00');
    const wanted: Input['customer'][] = [
      { id: `C-${id}`, name: 'Another name' },
      { name: 'Another name', contact: { email: `AP@${id}.example` } },
      { name: `customer ${id}` },
    ];

    const runs = await Promise.all(
      wanted.map((each) => create({ customer: each, invoice: { ...invoice, invoiceNumber: `INV-${unique()}` } })),
    );

    for (const run of runs) await expect(run.result()).resolves.toMatchObject({ customerId: `C-${id}` });
  });

  test.each([
    ['chosen by its record number', 'use'],
    ['named by its ID', 'retry'],
    ['a new one', 'new'],
  ])('parks when several may be meant, and is then %s', async (_, how) => {
    const id = unique();
    const name = `Twin ${id}`;
    await customer(`C-${id}A`, name);
    const key = await customer(`C-${id}B`, name);
    const run = await create({ ...invoiceOf('5.00'), customer: { name } });

    const { code, message } = await attentionOf(run);
    if (how === 'use') await resolve(run, { decision: 'use', record: { key } });
    else await resolve(run, { decision: 'retry', input: { id: how === 'retry' ? `C-${id}B` : `C-${id}N`, name } });

    expect(code).toBe('customer_unclear');
    expect(message).toMatch(new RegExp(`C-${id}A.*C-${id}B`));
    const { customerId } = await run.result();
    expect(customerId).toBe(how === 'new' ? `C-${id}N` : `C-${id}B`);
  });

  test('is no other than the one chosen: a record number that is not there is refused, and the run waits on', async () => {
    const name = `Twin ${unique()}`;
    await customer(`C-${unique()}`, name);
    await customer(`C-${unique()}`, name);
    const before = bookedIn(demo);
    const run = await create({ ...invoiceOf('5.00'), customer: { name } });
    await attentionOf(run);

    await expect(resolve(run, { decision: 'use', record: { key: '99999999' } })).rejects.toMatchObject({
      cause: { message: expect.stringContaining('no customer with the record number') },
    });
    await resolve(run, { decision: 'giveUp' });

    await expect(run.result()).rejects.toMatchObject({ cause: { type: 'given_up' } });
    expect(bookedIn(demo)).toEqual(before);
  });
});

describe('an invoice that is refused', () => {
  test('waits, and is drafted with another number when its own is taken', async () => {
    const taken = invoiceOf('10.00');
    await (await create(taken)).result();
    const input = {
      ...invoiceOf('20.00'),
      invoice: { ...taken.invoice, lines: [{ accountNumber: '4000', amount: '20.00' }] },
    };
    const run = await create(input);
    const { code, step } = await attentionOf(run);

    const number = `INV-${unique()}`;
    const mended = { ...input.invoice, customerId: input.customer.id, invoiceNumber: number };
    await resolve(run, { decision: 'retry', input: mended });

    expect({ code, step }).toEqual({ code: 'number_taken', step: 'Draft the invoice' });
    await expect(run.result()).resolves.toMatchObject({ number, total: '20.00', state: 'Posted' });
  });

  test('goes on with a draft that somebody has made meanwhile', async () => {
    const input = invoiceOf('10.00');
    demo.intacct.settings.deniedOperations = ['CREATE_INVOICE'];
    const run = await create(input);
    await attentionOf(run);
    demo.intacct.settings.deniedOperations = [];
    const { key } = await call('createInvoice', { ...input.invoice, customerId: input.customer.id, state: 'draft' });

    await resolve(run, { decision: 'use', record: { key } });

    await expect(run.result()).resolves.toMatchObject({ key, state: 'Posted' });
  });

  test('goes on without its attachments when somebody says so', async () => {
    demo.intacct.settings.deniedOperations = ['CREATE_SUPDOC'];
    const run = await create({ ...invoiceOf('10.00'), attachments: { files } });
    const { step, decisions } = await attentionOf(run);

    await resolve(run, { decision: 'skip' });

    expect({ step, decisions }).toMatchObject({
      step: 'Store the attachments',
      decisions: ['retry', 'skip', 'giveUp'],
    });
    await expect(run.result()).resolves.toMatchObject({ state: 'Posted', attachmentId: null });
  });

  test.each([
    ['posting is given up', 'giveUp'],
    ['it is not approved', 'reject'],
    ['it is cancelled', 'cancel'],
  ])('leaves no customer, attachment or draft behind when %s', async (_, how) => {
    const before = bookedIn(demo);
    if (how === 'giveUp') demo.intacct.settings.deniedOperations = ['UPDATE_INVOICE'];
    const approval = how === 'giveUp' ? {} : { approval: {} };
    const run = await create({ ...invoiceOf('80.00'), attachments: { files }, ...approval });
    await attentionOf(run);
    expect(bookedIn(demo)).not.toEqual(before);

    if (how === 'cancel') await run.cancel();
    else await resolve(run, { decision: how as 'giveUp' | 'reject' });

    await expect(run.result()).rejects.toBeDefined();
    expect(bookedIn(demo)).toEqual(before);
    expect(Number(demo.intacct.books.trialBalance())).toBe(0);
  });

  test('fails at once where nobody is to be asked, and leaves nothing behind', async () => {
    const before = bookedIn(demo);
    demo.intacct.settings.deniedOperations = ['UPDATE_INVOICE'];

    const run = await create({ ...invoiceOf('80.00'), onRefusal: 'fail' });

    await expect(run.result()).rejects.toMatchObject({ cause: { cause: { type: 'permission_missing' } } });
    expect(bookedIn(demo)).toEqual(before);
  });
});

describe('cancelling', () => {
  const writes = ['CUSTOMER', 'create_supdocfolder', 'create_supdoc', 'create_invoice', 'update_invoice'];
  const stages: HookCall['stage'][] = ['before', 'committed'];

  test.each(writes.flatMap((write) => stages.map((stage) => [write, stage] as const)))(
    'while %s is %s leaves all or nothing',
    async (write, stage) => {
      const input = { ...invoiceOf('60.00'), attachments: { folder: `F-${unique()}`, files } };
      const before = bookedIn(demo);
      let cancelled: (() => void) | undefined;
      const struck = new Promise<void>((done) => {
        cancelled = done;
      });
      const remove = demo.intacct.intercept(async (hook) => {
        if (hook.stage !== stage || (hook.function !== write && hook.object !== write)) return;
        if (
          !['create', 'create_supdocfolder', 'create_supdoc', 'create_invoice', 'update_invoice'].includes(
            hook.function,
          )
        )
          return;
        remove();
        await run.cancel();
        cancelled?.();
      });
      const run = await create(input);
      await struck;
      const outcome = await run.result().then(
        ({ state }) => state,
        () => 'nothing',
      );

      const made = recordOf('ARINVOICE', 'RECORDID', input.invoice.invoiceNumber);
      expect(made.map(({ STATE }) => STATE)).toEqual(outcome === 'nothing' ? [] : ['Posted']);
      if (outcome === 'nothing') expect(bookedIn(demo)).toEqual(before);
      if (write === 'update_invoice') expect(outcome).toBe('Posted');
    },
  );
});

describe('a reset', () => {
  test('to any earlier point makes no second customer, attachment or invoice', async () => {
    const input = { ...invoiceOf('70.00'), attachments: { files } };
    const run = await create(input);
    const made = await run.result();
    const booked = bookedIn(demo);

    const results = await resultsOfResets(demo, run);

    expect(results.length).toBeGreaterThan(5);
    for (const result of results) expect(result).toMatchObject({ key: made.key, state: 'Posted' });
    expect(bookedIn(demo)).toEqual(booked);
  });
});

test('a customer that this run has made stays when somebody else has come to need it', async () => {
  const input = invoiceOf('80.00');
  const run = await create({ ...input, approval: {} });
  await attentionOf(run);
  await call('createInvoice', { ...invoiceOf('1.00').invoice, customerId: input.customer.id });

  await resolve(run, { decision: 'reject' });

  await expect(run.result()).rejects.toMatchObject({ cause: { type: 'approval_rejected' } });
  expect(recordOf('CUSTOMER', 'CUSTOMERID', input.customer.id)).toHaveLength(1);
  expect(recordOf('ARINVOICE', 'RECORDID', input.invoice.invoiceNumber)).toEqual([]);
});
