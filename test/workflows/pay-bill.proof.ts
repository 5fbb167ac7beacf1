import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { PayBillInput } from '../../activities/contracts/pay-bill.js';
import { approveApPayment } from '../../connectors/intacct/objects/ap-payment.js';
import { createBill, updateBill } from '../../connectors/intacct/objects/bill.js';
import type { payBill } from '../../workflows/pay-bill.js';
import { type Connection, connectTo } from '../support/actions.js';
import { startTestDemo, type TestDemo } from '../support/demo.js';
import { attentionOf, resolve, statusOf } from '../support/runs.js';

let demo: TestDemo;
let intacct: Connection;
beforeAll(async () => {
  demo = await startTestDemo();
  intacct = await connectTo(demo.intacct);
});
afterEach(() => {
  demo.intacct.settings.paymentApproval = false;
  demo.intacct.settings.deniedOperations = [];
});
afterAll(async () => {
  await intacct[Symbol.asyncDispose]();
  await demo.stop();
});

const vendorId = 'V102';

/** A posted bill; numbers are unique within the sandbox. */
async function bill(amount = '100.00'): Promise<{ readonly key: string; readonly number: string }> {
  const number = `B-${randomUUID().slice(0, 8)}`;
  const lines = [{ accountNumber: '6200', amount, locationId: 'E100' }];
  const input = { vendorId, billDate: '2026-03-02', dueDate: '2026-04-01', number, lines };
  const { key } = await intacct.call('createBill', createBill, input);
  return { key, number };
}

type Options = Partial<Omit<PayBillInput, 'payment'>> & { readonly method?: 'EFT' | 'Printed Check' };

const start = ({ method = 'EFT', bills = [], ...more }: Options) =>
  demo.client.workflow.start<typeof payBill>('payBill', {
    taskQueue: demo.taskQueue,
    workflowId: `pay-${randomUUID()}`,
    args: [
      {
        payment: { vendorId, paymentDate: '2026-03-20', paymentMethod: method, bankAccountId: 'BANK1' },
        bills,
        ...more,
      },
    ],
  });

const payments = () => demo.intacct.books.list('APPYMT');
const lastPayment = () => payments().at(-1);
const due = (key: string) => demo.intacct.books.list('APBILL').find(({ RECORDNO }) => RECORDNO === key)?.TRX_TOTALDUE;

describe('payBill', () => {
  test('pays bills by number and by key with one payment, and says what remains due', async () => {
    const [one, other] = [await bill('100.00'), await bill('40.00')];
    const before = payments().length;

    const run = await start({ bills: [{ number: one.number, amount: '60.00' }, { key: other.key }] });

    const paid = await run.result();
    expect(paid).toEqual({
      paymentKey: lastPayment()?.RECORDNO,
      state: 'Posted',
      total: '100.00',
      bills: [
        { key: one.key, number: one.number, paid: '60.00', remainsDue: '40.00' },
        { key: other.key, number: other.number, paid: '40.00', remainsDue: '0.00' },
      ],
    });
    expect(payments().length).toBe(before + 1);
    expect(Number(demo.intacct.books.trialBalance())).toBe(0);
  });

  test('lists all that stands against paying before anything is written, and pays when it is mended', async () => {
    const [held, small] = [await bill(), await bill('10.00')];
    await intacct.call('updateBill', updateBill, { key: held.key, onHold: true });
    const before = payments().length;
    const bills = [{ number: held.number }, { number: small.number, amount: '10.01' }, { number: 'NO-SUCH' }];

    const run = await start({ bills });
    const { code, message } = await attentionOf(run);
    await resolve(run, { decision: 'giveUp' });

    expect(code).toBe('bills_not_payable');
    expect(message).toMatch(/on hold.*10\.00 due, less than 10\.01.*V102 has no bill NO-SUCH/);
    await expect(run.result()).rejects.toMatchObject({ cause: { type: 'given_up' } });
    expect(payments().length).toBe(before);

    const mended = await start({ bills: [{ key: held.key }] });
    await attentionOf(mended);
    await intacct.call('updateBill', updateBill, { key: held.key, onHold: false });
    await resolve(mended, { decision: 'retry' });
    await expect(mended.result()).resolves.toMatchObject({ state: 'Posted' });
  });

  test('pays nothing before it is approved, and nothing when it is not', async () => {
    const { key, number } = await bill('500.00');
    const run = await start({ bills: [{ number }], approval: { above: '499.99' } });

    expect(await attentionOf(run)).toMatchObject({
      code: 'approval',
      message: `Payment of bill ${number} to V102 over 500.00 USD needs an approval.`,
    });
    expect(due(key)).toBe('500.00');
    await resolve(run, { decision: 'reject', note: 'paid by card' });

    await expect(run.result()).rejects.toMatchObject({ cause: { type: 'approval_rejected' } });
    expect(due(key)).toBe('500.00');
  });

  test('approves what Intacct submits for approval, has the check printed, confirms it, and verifies the bill', async () => {
    const { key } = await bill();
    demo.intacct.settings.paymentApproval = true;

    const run = await start({ bills: [{ key }], method: 'Printed Check' });
    const attention = await attentionOf(run);
    await resolve(run, { decision: 'approve', by: 'Ben' });

    expect(attention).toMatchObject({ step: 'Print the check', decisions: ['approve', 'reject'] });
    await expect(run.result()).resolves.toMatchObject({ state: 'Posted', bills: [{ remainsDue: '0.00' }] });
    const { done } = await statusOf(run);
    expect(done).toContainEqual('Payment approved in Intacct: Approved');
    expect(done).toContainEqual('Payment confirmed: Posted');
  });

  test.each([
    [{ approveInIntacct: false }, 'Submitted'],
    [{ confirm: 'leave' }, 'Approved'],
    [{ confirm: 'atOnce' }, 'Posted'],
  ] as const)('with %j ends with a check that is %s', async (options, state) => {
    const { key } = await bill();
    demo.intacct.settings.paymentApproval = true;

    const run = await start({ bills: [{ key }], method: 'Printed Check', ...options });

    await expect(run.result()).resolves.toMatchObject({ state });
    expect(lastPayment()?.STATE).toBe(state);
  });

  test('voids the payment when the check is not printed', async () => {
    const { key } = await bill();
    const run = await start({ bills: [{ key }], method: 'Printed Check' });

    await attentionOf(run);
    await resolve(run, { decision: 'reject', note: 'no paper' });

    await expect(run.result()).rejects.toMatchObject({ cause: { type: 'payment_rejected' } });
    expect(lastPayment()?.STATE).toBe('Voided');
    expect(due(key)).toBe('100.00');
  });

  test('waits when it may not approve, and goes on when somebody has approved in Intacct', async () => {
    const { key } = await bill();
    demo.intacct.settings.paymentApproval = true;
    demo.intacct.settings.deniedOperations = ['APPROVE_APPAYMENTREQUEST'];
    const run = await start({ bills: [{ key }] });

    expect(await attentionOf(run)).toMatchObject({
      code: 'permission_missing',
      step: 'Approve the payment in Intacct',
    });
    demo.intacct.settings.deniedOperations = [];
    await intacct.call('approveApPayment', approveApPayment, { key: lastPayment()?.RECORDNO ?? '' });
    await resolve(run, { decision: 'retry' });

    await expect(run.result()).resolves.toMatchObject({ state: 'Posted', bills: [{ remainsDue: '0.00' }] });
  });

  test.each(['giveUp', 'cancel'] as const)('declines a payment that waits for approval on %s', async (how) => {
    const { key } = await bill();
    demo.intacct.settings.paymentApproval = true;
    demo.intacct.settings.deniedOperations = ['APPROVE_APPAYMENTREQUEST'];
    const run = await start({ bills: [{ key }] });

    await attentionOf(run);
    await (how === 'giveUp' ? resolve(run, { decision: 'giveUp' }) : run.cancel());

    await expect(run.result()).rejects.toThrow();
    expect(lastPayment()?.STATE).toBe('Declined');
    expect(due(key)).toBe('100.00');
  });

  test('refuses an input that names a bill twice, before anything is called', async () => {
    const requests = demo.intacct.requests.length;
    const run = await start({ bills: [{ number: 'A' }, { number: 'A', amount: '1' }] });

    await expect(run.result()).rejects.toMatchObject({
      cause: { type: 'input_refused', message: 'payBill: bills: name a bill twice' },
    });
    expect(demo.intacct.requests.length).toBe(requests);
  });
});
