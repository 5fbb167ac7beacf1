import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { createArPayment } from '../../workflows/create-ar-payment.js';
import type { voidArPayment } from '../../workflows/void-ar-payment.js';
import { startTestDemo, type TestDemo } from '../support/demo.js';
import { bookedIn, caller, customerOwing, starter, unique } from '../support/receivables.js';
import { resultsOfResets } from '../support/resets.js';
import { attentionOf, resolve } from '../support/runs.js';

let demo: TestDemo;
beforeAll(async () => {
  demo = await startTestDemo();
});
afterAll(() => demo.stop());
afterEach(() => {
  expect(Number(demo.intacct.books.trialBalance())).toBe(0);
});

const start = starter(() => demo);
const call = caller(() => demo);
type Input = Parameters<typeof createArPayment>[0];
const pay = (input: Input) => start<typeof createArPayment>('createArPayment', input);
const voided = (input: Parameters<typeof voidArPayment>[0]) => start<typeof voidArPayment>('voidArPayment', input);

const byEft = { receiptDate: '2026-11-20', paymentMethod: 'EFT', bankAccountId: 'BANK1' } as const;
const dueOn = (key: string | undefined) => demo.intacct.books.get('ARINVOICE', key ?? '')?.TRX_TOTALDUE;

async function creditNote(customerId: string, amount: string) {
  const number = `CM-${unique()}`;
  const { key } = await call('createArAdjustment', {
    customerId,
    kind: 'credit',
    date: '2026-11-10',
    number,
    lines: [{ accountNumber: '4000', amount, locationId: 'E100' }],
  });
  return { number, key };
}

describe('createArPayment', () => {
  test('pays an invoice in part and then the rest, and says what remains due', async () => {
    const { customerId, numbers } = await customerOwing(demo, ['100.00']);
    const [number = ''] = numbers;
    const payment = { ...byEft, customerId };

    const part = await (await pay({ payment, invoices: [{ number, amount: '30.00' }] })).result();
    const rest = await (await pay({ payment, invoices: [{ number }] })).result();

    expect(part).toMatchObject({ total: '30.00', invoices: [{ number, paid: '30.00', remainsDue: '70.00' }] });
    expect(rest).toMatchObject({
      total: '70.00',
      overpaid: '0.00',
      invoices: [{ number, paid: '70.00', remainsDue: '0.00' }],
    });
  });

  test('spreads an amount over named invoices in their order', async () => {
    const { customerId, numbers } = await customerOwing(demo, ['100.00', '50.00', '25.00']);
    const [first = '', second = '', third = ''] = numbers;

    const run = await pay({
      payment: { ...byEft, customerId },
      invoices: [{ number: third }, { number: first }, { number: second }],
      amount: '120.00',
    });

    await expect(run.result()).resolves.toMatchObject({
      total: '120.00',
      invoices: [
        { number: third, paid: '25.00', remainsDue: '0.00' },
        { number: first, paid: '95.00', remainsDue: '5.00' },
      ],
    });
  });

  test('pays the oldest invoices first, into undeposited funds', async () => {
    const { customerId, numbers, keys } = await customerOwing(demo, ['40.00', '40.00', '40.00']);
    const { bankAccountId: _, ...payment } = byEft;

    const run = await pay({
      payment: { ...payment, customerId, undepositedFundsAccount: '1050' },
      oldestFirst: true,
      amount: '60.00',
    });

    await expect(run.result()).resolves.toMatchObject({
      invoices: [
        { number: numbers[0], remainsDue: '0.00' },
        { number: numbers[1], paid: '20.00', remainsDue: '20.00' },
      ],
    });
    expect(dueOn(keys[2])).toBe('40.00');
  });

  test('settles by credit notes first, one application each, and by money for the rest', async () => {
    const { customerId, numbers } = await customerOwing(demo, ['100.00', '50.00']);
    const [one, two] = [await creditNote(customerId, '120.00'), await creditNote(customerId, '10.00')];

    const made = await (
      await pay({
        payment: { ...byEft, customerId },
        invoices: numbers.map((number) => ({ number })),
        creditNotes: [{ number: one.number }, { number: two.number, amount: '4.00' }],
      })
    ).result();

    expect(made).toMatchObject({
      total: '26.00',
      invoices: [
        { number: numbers[0], paid: '100.00', remainsDue: '0.00' },
        { number: numbers[1], paid: '50.00', remainsDue: '0.00' },
      ],
    });
    const { applications } = await call('getArPayment', { key: made.paymentKey });
    const credits = applications.flatMap(({ credit }) => (credit ? [[credit.key, credit.amount]] : []));
    expect(credits.sort()).toEqual(
      [
        [one.key, '100.00'],
        [one.key, '20.00'],
        [two.key, '4.00'],
      ].sort(),
    );
    await expect(call('getArAdjustment', { key: two.key })).resolves.toMatchObject({ unapplied: '6.00' });
  });

  test('settles by credit notes alone, without a bank', async () => {
    const { customerId, numbers } = await customerOwing(demo, ['30.00']);
    const { number } = await creditNote(customerId, '30.00');
    const { bankAccountId: _, ...payment } = byEft;

    const run = await pay({
      payment: { ...payment, customerId },
      invoices: numbers.map((each) => ({ number: each })),
      creditNotes: [{ number }],
    });

    await expect(run.result()).resolves.toMatchObject({ total: '0.00', invoices: [{ remainsDue: '0.00' }] });
  });

  test('keeps what is over on account, at its location and department', async () => {
    const { customerId, numbers } = await customerOwing(demo, ['30.00']);

    const { paymentKey, ...made } = await (
      await pay({
        payment: { ...byEft, customerId },
        invoices: numbers.map((number) => ({ number })),
        amount: '50.00',
        overpayment: { locationId: 'E100', departmentId: 'D10' },
      })
    ).result();

    expect(made).toMatchObject({ total: '50.00', overpaid: '20.00', invoices: [{ remainsDue: '0.00' }] });
    expect(demo.intacct.books.get('ARPYMT', paymentKey)).toMatchObject({ TRX_TOTALDUE: '20.00' });
  });

  test.each<[string, Partial<Input>, RegExp]>([
    ['neither invoices nor oldestFirst', { invoices: undefined }, /invoices.*needs either/],
    ['oldestFirst without an amount', { invoices: undefined, oldestFirst: true }, /amount.*needed/],
    ['an invoice twice', { invoices: [{ number: 'A' }, { number: 'A' }] }, /twice/],
    ['overpayment without an amount', { overpayment: { locationId: 'E100' } }, /amount.*needed beside overpayment/],
  ])('refuses %s at once, before anything is read', async (_, input, reason) => {
    const before = demo.intacct.requests.length;

    const run = await pay({
      payment: { ...byEft, customerId: 'C101' },
      invoices: [{ number: 'A' }],
      ...input,
    } as Input);

    await expect(run.result()).rejects.toMatchObject({
      cause: { type: 'input_refused', message: expect.stringMatching(reason) },
    });
    expect(demo.intacct.requests).toHaveLength(before);
  });
});

describe('a payment that does not fit', () => {
  test.each<[string, Partial<Input>, string]>([
    ['an unknown invoice', { invoices: [{ number: 'NO-SUCH' }] }, 'invoice_not_found'],
    ['more than is due', { amount: undefined, invoices: [{ number: '', amount: '100.01' }] }, 'amount_exceeds_due'],
    ['an unknown credit note', { creditNotes: [{ number: 'NO-SUCH' }] }, 'credit_note_not_found'],
    ['less than its invoices', { amount: '10.00', invoices: [{ number: '', amount: '20.00' }] }, 'amount_too_small'],
    ['more money than is due', { amount: '100.01' }, 'overpayment_not_wanted'],
  ])('for %s parks before anything is written, and is paid with another input', async (_, input, code) => {
    const { customerId, numbers } = await customerOwing(demo, ['100.00']);
    const [number = ''] = numbers;
    const good = { payment: { ...byEft, customerId }, invoices: [{ number }] };
    const invoices = (input.invoices ?? good.invoices).map((each) => ({ ...each, number: each.number || number }));
    const before = bookedIn(demo);
    const run = await pay({ ...good, ...input, invoices } as Input);

    const attention = await attentionOf(run);
    expect(bookedIn(demo)).toEqual(before);
    await expect(resolve(run, { decision: 'retry', input: { payment: good.payment } })).rejects.toMatchObject({
      cause: { type: 'input_refused' },
    });
    await resolve(run, { decision: 'retry', input: good });

    expect(attention).toMatchObject({ code, step: 'Plan the payment' });
    await expect(run.result()).resolves.toMatchObject({ total: '100.00' });
  });

  test('because nothing is due any more is given up and writes nothing', async () => {
    const { customerId, numbers } = await customerOwing(demo, ['10.00']);
    const input: Input = { payment: { ...byEft, customerId }, invoices: numbers.map((number) => ({ number })) };
    await (await pay(input)).result();
    const before = bookedIn(demo);
    const runs = [await pay(input), await pay({ payment: input.payment, oldestFirst: true, amount: '10.00' })];

    const codes = await Promise.all(runs.map(async (run) => (await attentionOf(run)).code));
    for (const run of runs) await resolve(run, { decision: 'giveUp' });

    expect(codes).toEqual(['amount_exceeds_due', 'nothing_due']);
    for (const run of runs) await expect(run.result()).rejects.toMatchObject({ cause: { type: 'given_up' } });
    expect(bookedIn(demo)).toEqual(before);
  });

  test('in a closed period waits until it is opened, or goes on with the payment that somebody has recorded', async () => {
    const [one, two] = [await customerOwing(demo, ['10.00']), await customerOwing(demo, ['11.00'])];
    demo.intacct.settings.closedThrough = '2026-11-20';
    const inputOf = ({ customerId, numbers }: typeof one): Input => ({
      payment: { ...byEft, customerId },
      invoices: numbers.map((number) => ({ number })),
    });
    const [run, other] = [await pay(inputOf(one)), await pay(inputOf(two))];
    const { code, step } = await attentionOf(run);
    await attentionOf(other);
    demo.intacct.settings.closedThrough = '';
    const { key } = await call('createArPayment', {
      ...byEft,
      customerId: two.customerId,
      applications: [{ invoiceKey: two.keys[0], amount: '11.00' }],
    });

    await resolve(run, { decision: 'retry' });
    await resolve(other, { decision: 'use', record: { key } });

    expect({ code, step }).toEqual({ code: 'period_closed', step: 'Record the payment' });
    await expect(run.result()).resolves.toMatchObject({ invoices: [{ remainsDue: '0.00' }] });
    await expect(other.result()).resolves.toMatchObject({ paymentKey: key, invoices: [{ remainsDue: '0.00' }] });
  });
});

describe('what remains due', () => {
  /** Somebody else pays 5.00 of the invoice right after the payment. */
  async function payBetween(customerId: string, invoiceKey: string) {
    const remove = demo.intacct.intercept(async ({ stage, object, function: name }) => {
      if (stage !== 'before' || object !== 'ARINVOICE' || name !== 'query') return;
      if (dueOn(invoiceKey) !== '70.00') return;
      remove();
      await call('createArPayment', { ...byEft, customerId, applications: [{ invoiceKey, amount: '5.00' }] });
    });
  }

  test('parks when somebody else has paid in between; skipping leaves it at that', async () => {
    const { customerId, numbers, keys } = await customerOwing(demo, ['100.00']);
    const [number = ''] = numbers;
    await payBetween(customerId, keys[0] ?? '');
    const run = await pay({ payment: { ...byEft, customerId }, invoices: [{ number, amount: '30.00' }] });

    const { code, message, decisions } = await attentionOf(run);
    await resolve(run, { decision: 'skip' });

    expect({ code, decisions }).toEqual({ code: 'remainder_differs', decisions: ['retry', 'skip', 'giveUp'] });
    expect(message).toMatch(/65\.00 due instead of 70\.00/);
    await expect(run.result()).resolves.toMatchObject({ invoices: [{ paid: '30.00', remainsDue: '65.00' }] });
  });

  test('is as expected when the other payment is reversed and the step tried again', async () => {
    const { customerId, numbers, keys } = await customerOwing(demo, ['100.00']);
    const [number = ''] = numbers;
    await payBetween(customerId, keys[0] ?? '');
    const run = await pay({ payment: { ...byEft, customerId }, invoices: [{ number, amount: '30.00' }] });
    await attentionOf(run);
    const others = await call('listArPayments', { customerId });
    const other = others.records.find(({ total }) => total === '5.00');

    await (await voided({ key: other?.key ?? '', date: '2026-11-21' })).result();
    await resolve(run, { decision: 'retry' });

    await expect(run.result()).resolves.toMatchObject({ invoices: [{ remainsDue: '70.00' }] });
  });
});

describe('a payment once recorded', () => {
  test.each(['before', 'committed'] as const)('is whole when the run is cancelled (%s)', async (stage) => {
    const { customerId, numbers, keys } = await customerOwing(demo, ['30.00']);
    let struck = () => {};
    const cancelled = new Promise<void>((done) => {
      struck = done;
    });
    const remove = demo.intacct.intercept(async (hook) => {
      if (hook.stage !== stage || hook.function !== 'create' || hook.object !== 'ARPYMT') return;
      remove();
      await run.cancel();
      struck();
    });
    const run = await pay({ payment: { ...byEft, customerId }, invoices: numbers.map((number) => ({ number })) });
    await cancelled;

    const remains = await run.result().then(
      ({ invoices }) => invoices[0]?.remainsDue,
      () => 'nothing paid',
    );
    expect(dueOn(keys[0])).toBe(remains === 'nothing paid' ? '30.00' : '0.00');
    expect(remains).toBe(remains === 'nothing paid' ? 'nothing paid' : '0.00');
  });

  test('is the only one after a reset to any earlier point, and is found by it', async () => {
    const { customerId, numbers } = await customerOwing(demo, ['30.00', '40.00']);
    const run = await pay({
      payment: { ...byEft, customerId },
      invoices: numbers.map((number) => ({ number, amount: '10.00' })),
    });
    const made = await run.result();
    const before = bookedIn(demo);

    const results = await resultsOfResets(demo, run);

    expect(results.length).toBeGreaterThan(3);
    for (const result of results) expect(result).toEqual(made);
    expect(bookedIn(demo)).toEqual(before);
  });

  test('is named by an operator where nothing is due any more because of it', async () => {
    const { customerId, numbers } = await customerOwing(demo, ['30.00']);
    const input: Input = { payment: { ...byEft, customerId }, invoices: numbers.map((number) => ({ number })) };
    const made = await (await pay(input)).result();
    const before = bookedIn(demo);
    const run = await pay(input);
    await attentionOf(run);

    await resolve(run, { decision: 'use', record: { key: made.paymentKey } });

    await expect(run.result()).resolves.toEqual(made);
    expect(bookedIn(demo)).toEqual(before);
  });
});

describe('voidArPayment', () => {
  test('reverses the payment only: its invoices are due again; a second time changes nothing', async () => {
    const { customerId, numbers, keys } = await customerOwing(demo, ['100.00', '50.00']);
    const memo = await creditNote(customerId, '20.00');
    const { paymentKey } = await (
      await pay({
        payment: { ...byEft, customerId },
        invoices: numbers.map((number) => ({ number })),
        creditNotes: [{ number: memo.number }],
        amount: '110.00',
      })
    ).result();

    const first = await (await voided({ key: paymentKey, date: '2026-11-21', description: 'Returned' })).result();
    const again = await (await voided({ key: paymentKey, date: '2026-11-21' })).result();

    expect(first).toMatchObject({
      alreadyVoided: false,
      invoices: [
        { key: keys[0], state: 'Posted', remainsDue: '100.00' },
        { key: keys[1], state: 'Posted', remainsDue: '50.00' },
      ],
    });
    expect(again).toMatchObject({ alreadyVoided: true });
    expect(demo.intacct.books.get('ARINVOICE', keys[0] ?? '')).toMatchObject({ STATE: 'Posted' });
  });

  test('parks when the date lies in a closed period, and goes on when that is opened', async () => {
    const { customerId, numbers } = await customerOwing(demo, ['10.00']);
    const { paymentKey } = await (
      await pay({ payment: { ...byEft, customerId }, invoices: numbers.map((number) => ({ number })) })
    ).result();
    demo.intacct.settings.closedThrough = '2026-11-30';
    const run = await voided({ key: paymentKey, date: '2026-11-21' });

    const { code, step } = await attentionOf(run);
    demo.intacct.settings.closedThrough = '';
    await resolve(run, { decision: 'retry' });

    expect({ code, step }).toEqual({ code: 'period_closed', step: 'Reverse the payment' });
    await expect(run.result()).resolves.toMatchObject({ invoices: [{ remainsDue: '10.00' }] });
  });

  test('given up, or cancelled while it waits, leaves the payment as it is', async () => {
    const { customerId, numbers, keys } = await customerOwing(demo, ['10.00']);
    const { paymentKey } = await (
      await pay({ payment: { ...byEft, customerId }, invoices: numbers.map((number) => ({ number })) })
    ).result();
    demo.intacct.settings.closedThrough = '2026-11-30';
    const [one, two] = [
      await voided({ key: paymentKey, date: '2026-11-21' }),
      await voided({ key: paymentKey, date: '2026-11-22' }),
    ];
    await attentionOf(one);
    await attentionOf(two);

    await resolve(one, { decision: 'giveUp' });
    await two.cancel();

    await expect(one.result()).rejects.toMatchObject({ cause: { type: 'given_up' } });
    await expect(two.result()).rejects.toMatchObject({ cause: { name: 'CancelledFailure' } });
    demo.intacct.settings.closedThrough = '';
    expect(dueOn(keys[0])).toBe('0.00');
  });
});
