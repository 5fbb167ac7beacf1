import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { createCreditNote } from '../../workflows/create-credit-note.js';
import { startTestDemo, type TestDemo } from '../support/demo.js';
import { bookedIn, customerOwing, starter, unique } from '../support/receivables.js';
import { resultsOfResets } from '../support/resets.js';
import { attentionOf, resolve } from '../support/runs.js';

let demo: TestDemo;
beforeAll(async () => {
  demo = await startTestDemo();
});
afterAll(() => demo.stop());
afterEach(() => {
  demo.intacct.settings.closedThrough = '';
  expect(Number(demo.intacct.books.trialBalance())).toBe(0);
});

const start = starter(() => demo);
type Input = Parameters<typeof createCreditNote>[0];
const credit = (input: Input) => start<typeof createCreditNote>('createCreditNote', input);
const dueOn = (key: string | undefined) => demo.intacct.books.get('ARINVOICE', key ?? '')?.TRX_TOTALDUE;

const noteOver = (customerId: string, amount: string, number = `CM-${unique()}`): Input['creditNote'] => ({
  customerId,
  date: '2026-11-21',
  number,
  lines: [{ accountNumber: '4000', amount, locationId: 'E100' }],
});

/** What a customer owes in the end, credit notes and debit memos included. */
const balanceOf = (customerId: string) =>
  demo.intacct.books.list('CUSTOMER').find((each) => each.CUSTOMERID === customerId)?.TOTALDUE;

/** Memos of a customer that anything is left of. */
const openMemos = (customerId: string) =>
  demo.intacct.books
    .list('ARADJUSTMENT')
    .filter((memo) => memo.CUSTOMERID === customerId && Number(memo.TRX_TOTALDUE) !== 0);

describe('createCreditNote', () => {
  test('creates a credit note and leaves it for later', async () => {
    const { customerId, keys } = await customerOwing(demo, ['100.00']);
    const creditNote = noteOver(customerId, '45.00');

    await expect((await credit({ creditNote })).result()).resolves.toMatchObject({
      number: creditNote.number,
      total: '45.00',
      applied: '0.00',
      invoices: [],
    });
    expect(dueOn(keys[0])).toBe('100.00');
    expect(openMemos(customerId)).toHaveLength(1);
  });

  test('applies it to invoices in their order, and says what remains due', async () => {
    const { customerId, numbers } = await customerOwing(demo, ['30.00', '40.00', '50.00']);
    const [first = '', second = '', third = ''] = numbers;

    const run = await credit({
      creditNote: noteOver(customerId, '45.00'),
      applyTo: [{ number: third, amount: '10.00' }, { number: first }, { number: second }],
      applyOn: '2026-11-22',
    });

    await expect(run.result()).resolves.toMatchObject({
      applied: '45.00',
      invoices: [
        { number: third, remainsDue: '40.00' },
        { number: first, remainsDue: '0.00' },
        { number: second, remainsDue: '35.00' },
      ],
    });
  });

  test('leaves what is over for later', async () => {
    const { customerId, numbers } = await customerOwing(demo, ['30.00']);

    const run = await credit({
      creditNote: noteOver(customerId, '45.00'),
      applyTo: numbers.map((number) => ({ number })),
    });

    await expect(run.result()).resolves.toMatchObject({ applied: '30.00', invoices: [{ remainsDue: '0.00' }] });
    expect(openMemos(customerId)).toMatchObject([{ TRX_TOTALDUE: '-15.00' }]);
  });

  test('is created only when it was approved', async () => {
    const { customerId } = await customerOwing(demo, ['30.00']);
    const before = bookedIn(demo);
    const inputs = [0, 1].map(() => ({ creditNote: noteOver(customerId, '20.00'), approval: { above: '10.00' } }));
    const [granted, rejected] = await Promise.all(inputs.map(credit));
    for (const run of [granted, rejected]) await attentionOf(run as NonNullable<typeof run>);
    expect(bookedIn(demo)).toEqual(before);

    await resolve(granted as NonNullable<typeof granted>, { decision: 'approve' });
    await resolve(rejected as NonNullable<typeof rejected>, { decision: 'reject' });

    await expect(granted?.result()).resolves.toMatchObject({ total: '20.00' });
    await expect(rejected?.result()).rejects.toMatchObject({ cause: { type: 'approval_rejected' } });
    expect(bookedIn(demo).ARADJUSTMENT).toBe((before.ARADJUSTMENT ?? 0) + 1);
  });
});

describe('a credit note that does not fit', () => {
  test.each([
    ['an unknown invoice', { number: 'NO-SUCH' }, 'invoice_not_found'],
    ['more than is due', { number: '', amount: '30.01' }, 'amount_exceeds_due'],
    ['more than it is worth', { number: '', amount: '25.00' }, 'amount_too_small'],
  ])('for %s parks before anything is written', async (_, asked, code) => {
    const { customerId, numbers } = await customerOwing(demo, ['30.00']);
    const before = bookedIn(demo);
    const applyTo = [{ ...asked, number: asked.number || (numbers[0] ?? '') }];
    const run = await credit({ creditNote: noteOver(customerId, '20.00'), applyTo });

    expect(await attentionOf(run)).toMatchObject({ code, step: 'Plan the application' });
    await resolve(run, { decision: 'giveUp' });

    await expect(run.result()).rejects.toMatchObject({ cause: { type: 'given_up' } });
    expect(bookedIn(demo)).toEqual(before);
  });

  test('is created with another number, or taken as somebody has created it', async () => {
    const { customerId } = await customerOwing(demo, ['30.00']);
    const taken = noteOver(customerId, '20.00');
    const { key } = await (await credit({ creditNote: taken })).result();
    const again = { ...taken, lines: [{ accountNumber: '4000', amount: '21.00', locationId: 'E100' }] };
    const [run, other] = [await credit({ creditNote: again }), await credit({ creditNote: again })];
    const { code } = await attentionOf(run);
    await attentionOf(other);

    const number = `CM-${unique()}`;
    await resolve(run, { decision: 'retry', input: { ...again, kind: 'credit', number } });
    await resolve(other, { decision: 'use', record: { key } });

    expect(code).toBe('number_taken');
    await expect(run.result()).resolves.toMatchObject({ number, total: '21.00' });
    await expect(other.result()).resolves.toMatchObject({ key, total: '20.00' });
  });
});

describe('an application that is refused', () => {
  /** The credit note is of an open period, its application of a closed one. */
  async function refusedApplication() {
    demo.intacct.settings.closedThrough = '';
    const owing = await customerOwing(demo, ['30.00']);
    demo.intacct.settings.closedThrough = '2026-11-30';
    const run = await credit({
      creditNote: { ...noteOver(owing.customerId, '20.00'), date: '2026-12-01' },
      applyTo: owing.numbers.map((number) => ({ number })),
      applyOn: '2026-11-22',
    });
    expect(await attentionOf(run)).toMatchObject({ code: 'period_closed', step: 'Apply the credit note' });
    return { ...owing, run };
  }

  test('waits, and goes on when its period is opened, without it, or on another day', async () => {
    const [opened, without, later] = [
      await refusedApplication(),
      await refusedApplication(),
      await refusedApplication(),
    ];
    const memo = openMemos(later.customerId)[0];
    const input = {
      creditKey: memo?.RECORDNO,
      date: '2026-12-01',
      applications: [{ invoiceKey: later.keys[0], amount: '20.00' }],
    };

    await resolve(later.run, { decision: 'retry', input });
    await resolve(without.run, { decision: 'skip' });
    await later.run.result();
    demo.intacct.settings.closedThrough = '';
    await resolve(opened.run, { decision: 'retry' });

    await expect(opened.run.result()).resolves.toMatchObject({ invoices: [{ remainsDue: '10.00' }] });
    await expect(later.run.result()).resolves.toMatchObject({ applied: '20.00', invoices: [{ remainsDue: '10.00' }] });
    await expect(without.run.result()).resolves.toMatchObject({ applied: '0.00', invoices: [] });
    expect(dueOn(without.keys[0])).toBe('30.00');
  });

  test.each(['giveUp', 'cancel'])(
    'after %s is taken back: nothing is owed less, and nothing is left open',
    async (how) => {
      demo.intacct.settings.closedThrough = '2026-11-30';
      const { run, customerId, keys } = await refusedApplication();
      await attentionOf(run);
      expect(openMemos(customerId)).toHaveLength(1);

      if (how === 'cancel') await run.cancel();
      else await resolve(run, { decision: 'giveUp' });

      await expect(run.result()).rejects.toBeDefined();
      expect(openMemos(customerId)).toEqual([]);
      expect(dueOn(keys[0])).toBe('30.00');
      expect(balanceOf(customerId)).toBe('30.00');
    },
  );
});

test.each(['create_aradjustment', 'apply_arpayment'])(
  'cancelled while %s runs is whole or taken back',
  async (write) => {
    const { customerId, numbers, keys } = await customerOwing(demo, ['30.00']);
    let struck = () => {};
    const cancelled = new Promise<void>((done) => {
      struck = done;
    });
    const remove = demo.intacct.intercept(async (hook) => {
      if (hook.stage !== 'committed' || hook.function !== write) return;
      remove();
      await run.cancel();
      struck();
    });
    const run = await credit({
      creditNote: noteOver(customerId, '20.00'),
      applyTo: numbers.map((number) => ({ number })),
    });
    await cancelled;

    const outcome = await run.result().then(
      ({ applied }) => applied,
      () => 'taken back',
    );
    expect(dueOn(keys[0])).toBe(outcome === 'taken back' ? '30.00' : '10.00');
    expect(openMemos(customerId)).toEqual([]);
  },
);

test('a reset to any earlier point makes no second credit note and applies none twice', async () => {
  const { customerId, numbers } = await customerOwing(demo, ['90.00']);
  const run = await credit({
    creditNote: noteOver(customerId, '20.00'),
    applyTo: numbers.map((number) => ({ number })),
  });
  const made = await run.result();
  const before = bookedIn(demo);

  const results = await resultsOfResets(demo, run);

  expect(results.length).toBeGreaterThan(4);
  for (const result of results) expect(result).toEqual(made);
  expect(bookedIn(demo)).toEqual(before);
});
