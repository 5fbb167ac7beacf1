import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { postInvoice } from '../../workflows/post-invoice.js';
import { startTestDemo, type TestDemo } from '../support/demo.js';
import { caller, starter, unique } from '../support/receivables.js';
import { attentionOf, resolve, statusOf } from '../support/runs.js';

let demo: TestDemo;
beforeAll(async () => {
  demo = await startTestDemo();
});
afterAll(() => demo.stop());
beforeEach(() => {
  demo.intacct.settings.closedThrough = '';
});

const start = starter(() => demo);
const call = caller(() => demo);
const post = (input: Parameters<typeof postInvoice>[0]) => start<typeof postInvoice>('postInvoice', input);
const stateOf = (key: string) => demo.intacct.books.get('ARINVOICE', key)?.STATE;

async function draftOver(amount: string, accountNumber = '4000') {
  const id = unique();
  await call('createCustomer', { id: `C-${id}`, name: `Customer ${id}` });
  const { key } = await call('createInvoice', {
    customerId: `C-${id}`,
    invoiceNumber: `INV-${id}`,
    invoiceDate: '2026-11-20',
    paymentTerm: 'N30',
    state: 'draft',
    lines: [{ accountNumber, amount }],
  });
  return { key, customerId: `C-${id}` };
}

/** An account that requires location and department. */
async function demandingAccount() {
  const accountNumber = String(40_000_000 + Math.floor(Math.random() * 9_000_000));
  await call('createAccount', {
    accountNumber,
    name: 'Demanding',
    accountType: 'incomestatement',
    normalBalance: 'credit',
    requiresLocation: true,
    requiresDepartment: true,
  });
  return accountNumber;
}

describe('postInvoice', () => {
  test('posts a draft, and does nothing to an invoice that is posted already', async () => {
    const { key } = await draftOver('80.00');

    const posted = await (await post({ key })).result();
    const again = await (await post({ key, approval: {} })).result();

    expect(posted).toMatchObject({ key, state: 'Posted', totalDue: '80.00' });
    expect(again).toEqual(posted);
  });

  test('lists all that stands against posting at once; mended in Intacct and tried again, it posts', async () => {
    const { key, customerId } = await draftOver('80.00', await demandingAccount());
    await call('updateCustomer', { id: customerId, onHold: true });
    const run = await post({ key });

    const { code, message, advice } = await attentionOf(run);
    await call('updateCustomer', { id: customerId, onHold: false });
    await resolve(run, { decision: 'retry' });
    const { message: left } = await attentionOf(run);
    await call('updateInvoice', { key, lines: [{ lineNumber: 1, locationId: 'E100', departmentId: 'D10' }] });
    await resolve(run, { decision: 'retry' });

    expect(code).toBe('not_ready_to_post');
    expect(message).toMatch(/on hold.*lacks the location.*lacks the department/);
    expect(advice).toMatch(new RegExp(`${customerId}.*Give the lines.*retry`));
    expect(left).not.toMatch(/on hold/);
    await expect(run.result()).resolves.toMatchObject({ state: 'Posted' });
  });

  test('waits for the period to be opened, or is given up and leaves the draft', async () => {
    demo.intacct.settings.closedThrough = '2026-11-30';
    const [mended, left] = [await draftOver('10.00'), await draftOver('11.00')];
    const [run, other] = [await post({ key: mended.key }), await post({ key: left.key })];
    const { code } = await attentionOf(run);
    await attentionOf(other);

    await resolve(other, { decision: 'giveUp' });
    await expect(other.result()).rejects.toMatchObject({ cause: { type: 'given_up' } });
    demo.intacct.settings.closedThrough = '';
    await resolve(run, { decision: 'retry' });

    expect(code).toBe('period_closed');
    await expect(run.result()).resolves.toMatchObject({ state: 'Posted' });
    expect(stateOf(left.key)).toBe('Draft');
  });

  test('cancelled while it waits leaves the draft', async () => {
    const { key } = await draftOver('10.00');
    const run = await post({ key, approval: {} });
    await attentionOf(run);

    await run.cancel();

    await expect(run.result()).rejects.toMatchObject({ cause: { name: 'CancelledFailure' } });
    expect(stateOf(key)).toBe('Draft');
  });
});

describe('an approval', () => {
  test('is asked for above the amount only', async () => {
    const { key } = await draftOver('10000.00');

    const run = await post({ key, approval: { above: '10000.00' } });

    await expect(run.result()).resolves.toMatchObject({ state: 'Posted' });
    expect((await statusOf(run)).done.join()).not.toMatch(/approved/);
  });

  test('posts when it is granted, and names who and what', async () => {
    const { key } = await draftOver('10000.01');
    const run = await post({ key, approval: { above: '10000.00' } });

    const { code, message } = await attentionOf(run);
    await resolve(run, { decision: 'approve', by: 'Mara' });

    expect(code).toBe('approval');
    expect(message).toMatch(/over 10000\.01 USD needs an approval/);
    await expect(run.result()).resolves.toMatchObject({ state: 'Posted' });
    expect((await statusOf(run)).done.join()).toMatch(/approve \(Mara\).*was approved/);
  });

  test('leaves the draft when it is rejected or nobody decides in time', async () => {
    const { key } = await draftOver('20.00');
    const rejected = await post({ key, approval: {} });
    await attentionOf(rejected);
    await resolve(rejected, { decision: 'reject', note: 'wrong customer' });
    const lapsed = await post({ key, approval: { within: '100ms' } });

    await expect(rejected.result()).rejects.toMatchObject({
      cause: { type: 'approval_rejected', message: expect.stringContaining('wrong customer') },
    });
    await expect(lapsed.result()).rejects.toMatchObject({ cause: { type: 'approval_lapsed' } });
    expect(stateOf(key)).toBe('Draft');
  });

  test('is asked for again when the draft has changed meanwhile', async () => {
    const { key } = await draftOver('30.00');
    const run = await post({ key, approval: {} });
    const { message: before } = await attentionOf(run);

    await call('updateInvoice', { key, lines: [{ lineNumber: 1, amount: '3000.00' }] });
    await resolve(run, { decision: 'approve' });
    const { message: after } = await attentionOf(run);
    await resolve(run, { decision: 'approve' });

    expect(before).toMatch(/30\.00/);
    expect(after).toMatch(/3000\.00/);
    await expect(run.result()).resolves.toMatchObject({ state: 'Posted', total: '3000.00' });
  });
});
