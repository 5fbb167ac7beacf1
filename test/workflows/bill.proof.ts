import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CreateBillInput } from '../../activities/contracts/create-bill.js';
import { updateBill } from '../../connectors/intacct/objects/bill.js';
import { updateVendor } from '../../connectors/intacct/objects/vendor.js';
import { until } from '../../temporal/until.js';
import type { createBill } from '../../workflows/create-bill.js';
import { callIntacct } from '../support/actions.js';
import { startTestDemo, type TestDemo } from '../support/demo.js';
import { attentionOf, resolve } from '../support/runs.js';

let demo: TestDemo;
beforeAll(async () => {
  demo = await startTestDemo();
});
afterAll(() => demo.stop());

const start = (input: CreateBillInput) =>
  demo.client.workflow.start<typeof createBill>('createBill', {
    taskQueue: demo.taskQueue,
    workflowId: `bill-${randomUUID()}`,
    args: [input],
  });

/** A new vendor's bill; numbers are unique within the sandbox. */
function billInput(more: Partial<CreateBillInput> = {}) {
  const id = randomUUID().slice(0, 8);
  return {
    vendor: { id: `V-${id}`, name: `Vendor ${id}` },
    bill: {
      number: `B-${id}`,
      billDate: '2026-03-02',
      dueDate: '2026-04-01',
      lines: [{ accountNumber: '6200', amount: '1200.50', locationId: 'E100' }],
    },
    ...more,
  };
}

const booked = () => ({
  vendors: demo.intacct.books.count('VENDOR'),
  bills: demo.intacct.books.count('APBILL'),
});

describe('createBill', () => {
  test('creates the vendor, and posts the bill without asking anybody below the limit', async () => {
    const input = billInput({ approval: { above: '1200.50' } });

    const run = await start(input);

    await expect(run.result()).resolves.toMatchObject({
      number: input.bill.number,
      vendorId: input.vendor.id,
      state: 'Posted',
      total: '1200.50',
      totalDue: '1200.50',
    });
    expect(Number(demo.intacct.books.trialBalance())).toBe(0);
  });

  test('finds a vendor by its ID alone, by its name, and by its e-mail', async () => {
    const first = billInput();
    const email = `${first.vendor.id}@vendors.example`;
    await (await start({ ...first, vendor: { ...first.vendor, contact: { email } } })).result();
    const vendors = demo.intacct.books.count('VENDOR');

    const wanted = [{ id: first.vendor.id }, { name: first.vendor.name }, { name: 'As they sign', contact: { email } }];
    const runs = await Promise.all(wanted.map((vendor) => start({ ...billInput(), vendor })));
    const bills = await Promise.all(runs.map((run) => run.result()));

    expect(bills.map(({ vendorId }) => vendorId)).toEqual([first.vendor.id, first.vendor.id, first.vendor.id]);
    expect(demo.intacct.books.count('VENDOR')).toBe(vendors);
  });

  test('waits for a person where two vendors have the name, and goes on with the one chosen', async () => {
    const { vendor } = billInput();
    const [one, other] = await Promise.all(
      ['-1', '-2'].map(async (end) =>
        (await start({ ...billInput(), vendor: { ...vendor, id: vendor.id + end } })).result(),
      ),
    );
    const run = await start(billInput({ vendor: { name: vendor.name } }));

    const { code, message } = await attentionOf(run);
    expect(code).toBe('vendor_unclear');
    expect(message).toContain(one?.vendorId);
    expect(message).toContain(other?.vendorId);
    const key = demo.intacct.books.list('VENDOR').find(({ VENDORID }) => VENDORID === other?.vendorId)?.RECORDNO;
    await resolve(run, { decision: 'use', record: { key: key ?? '' } });

    await expect(run.result()).resolves.toMatchObject({ vendorId: other?.vendorId, state: 'Posted' });
  });

  test('waits where the ID is unknown and there is no name to create the vendor with', async () => {
    const run = await start(billInput({ vendor: { id: 'V-NOBODY' } }));

    expect(await attentionOf(run)).toMatchObject({ code: 'vendor_not_found', step: 'Find or create the vendor' });
    await resolve(run, { decision: 'retry', input: { id: 'V102', name: 'Pelham Office Supply' } });

    await expect(run.result()).resolves.toMatchObject({ vendorId: 'V102' });
  });

  test('shows an approver the draft, and posts it when it is approved', async () => {
    const input = billInput({ approval: { above: '1000' } });
    const run = await start(input);

    const { code, message } = await attentionOf(run);
    const drafted = demo.intacct.books.list('APBILL').find(({ RECORDID }) => RECORDID === input.bill.number);
    await resolve(run, { decision: 'approve', by: 'Ada' });

    expect(code).toBe('approval');
    expect(message).toBe(`Bill ${input.bill.number} of ${input.vendor.id} over 1200.50 USD needs an approval.`);
    expect(drafted).toMatchObject({ STATE: 'Draft' });
    await expect(run.result()).resolves.toMatchObject({ state: 'Posted' });
  });

  test('asks again when the draft was changed while somebody looked at it', async () => {
    const input = billInput({ approval: {} });
    const run = await start(input);
    const { since } = await attentionOf(run);
    const key =
      demo.intacct.books.list('APBILL').find(({ RECORDID }) => RECORDID === input.bill.number)?.RECORDNO ?? '';
    const [line] = input.bill.lines.map((each) => ({ ...each, lineNumber: 1, amount: '2.00' }));
    await callIntacct(demo.intacct, 'updateBill', updateBill, { key, lines: line ? [line] : [] });

    await resolve(run, { decision: 'approve' });
    await until(async () => (await attentionOf(run)).since !== since, { what: 'another question', timeoutMs: 10_000 });
    expect((await attentionOf(run)).message).toContain('over 2.00 USD');
    await resolve(run, { decision: 'approve' });

    await expect(run.result()).resolves.toMatchObject({ state: 'Posted', total: '2.00' });
  });

  test.each([
    ['is not approved', { decision: 'reject', note: 'ordered by nobody' }, 'approval_rejected'],
    ['is cancelled while somebody is asked', undefined, undefined],
  ] as const)('removes draft and vendor when it %s', async (_, decision, type) => {
    const before = booked();
    const run = await start(billInput({ approval: {} }));
    await attentionOf(run);

    await (decision ? resolve(run, decision) : run.cancel());

    const cause = type ? { type, message: expect.stringContaining('ordered by nobody') } : { name: 'CancelledFailure' };
    await expect(run.result()).rejects.toMatchObject({ cause });
    expect(booked()).toEqual(before);
  });

  test('names all that stands against posting at once, and posts when it is mended', async () => {
    const vendorId = (await (await start(billInput())).result()).vendorId;
    await callIntacct(demo.intacct, 'updateVendor', updateVendor, { id: vendorId, onHold: true });
    const input = billInput({ vendor: { id: vendorId } });
    const lines = [{ accountNumber: '6100', amount: '9.00', locationId: 'E100' }];
    const run = await start({ ...input, bill: { ...input.bill, lines } });

    const { code, message } = await attentionOf(run);
    const key = demo.intacct.books.list('APBILL').find(({ RECORDID }) => RECORDID === input.bill.number)?.RECORDNO;
    await callIntacct(demo.intacct, 'updateVendor', updateVendor, { id: vendorId, onHold: false });
    await callIntacct(demo.intacct, 'updateBill', updateBill, {
      key: key ?? '',
      lines: lines.map((line) => ({ ...line, lineNumber: 1, departmentId: 'D30' })),
    });
    await resolve(run, { decision: 'retry' });

    expect(code).toBe('not_ready_to_post');
    expect(message).toMatch(/on hold.*lacks the department/);
    await expect(run.result()).resolves.toMatchObject({ state: 'Posted', lines: [{ departmentId: 'D30' }] });
  });

  test('is Submitted in the end where Intacct itself asks for approvals', async () => {
    demo.intacct.settings.billApproval = true;
    const run = await start(billInput());

    await expect(run.result()).resolves.toMatchObject({ state: 'Submitted' });
    demo.intacct.settings.billApproval = false;
  });

  test('refuses a bill without a due date that is to be posted, before anything is called', async () => {
    const input = billInput();
    const requests = demo.intacct.requests.length;
    const { dueDate: _, ...bill } = input.bill;

    const run = await start({ ...input, bill });

    await expect(run.result()).rejects.toMatchObject({
      cause: { type: 'input_refused', message: expect.stringMatching(/bill\.dueDate: is needed/) },
    });
    expect(demo.intacct.requests.length).toBe(requests);
    await expect((await start({ ...billInput({ post: false }), bill })).result()).resolves.toMatchObject({
      state: 'Draft',
    });
  });
});
