import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { z } from 'zod';
import { createArAdjustment } from '../../connectors/intacct/objects/ar-adjustment.js';
import { createArAdvance } from '../../connectors/intacct/objects/ar-advance.js';
import { createInvoice, getInvoice } from '../../connectors/intacct/objects/ar-invoice.js';
import {
  createArPayment,
  getArPayment,
  listArPayments,
  voidArPayment,
} from '../../connectors/intacct/objects/ar-payment.js';
import { appliedSince } from '../../connectors/intacct/objects/ar-payment-applied.js';
import { applyArCredits } from '../../connectors/intacct/objects/ar-payment-apply.js';
import { recordDeposit } from '../../connectors/intacct/objects/deposit.js';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { type Connection, connectTo } from '../support/actions.js';

type Payment = z.input<typeof createArPayment.input>;

let sandbox: IntacctSandbox;
let connection: Connection;
let call: Connection['call'];

beforeAll(async () => {
  sandbox = await startSandbox({ company: 'small', settings: { customDiscounts: true } });
  connection = await connectTo(sandbox);
  call = connection.call;
});

afterAll(async () => {
  await connection[Symbol.asyncDispose]();
  await sandbox.close();
});

const customerId = 'C101';
const line = (amount: string, accountNumber = '4000') => ({ accountNumber, amount, locationId: 'E100' });

async function invoiceOf(...amounts: string[]): Promise<string> {
  const lines = amounts.map((amount) => line(amount));
  const invoice = { customerId, invoiceDate: '2026-03-02', dueDate: '2026-04-01', lines };
  return (await call('createInvoice', createInvoice, invoice)).key;
}

async function memoOf(kind: 'credit' | 'debit', amount: string): Promise<string> {
  const memo = { customerId, kind, date: '2026-03-03', lines: [line(amount)] };
  return (await call('createArAdjustment', createArAdjustment, memo)).key;
}

async function advanceOf(amount: string, place: object = { bankAccountId: 'BANK1' }): Promise<string> {
  const received = { customerId, receiptDate: '2026-03-03', paymentMethod: 'EFT' } as const;
  const advance = { ...received, ...place, lines: [line(amount, '2000')] };
  return (await call('createArAdvance', createArAdvance, advance)).key;
}

const pay = (changes: Partial<Payment> & Pick<Payment, 'applications'>, more = {}) =>
  call(
    'createArPayment',
    createArPayment,
    { customerId, receiptDate: '2026-03-05', paymentMethod: 'EFT', bankAccountId: 'BANK1', ...changes },
    more,
  );

const dueOn = async (key: string) => (await call('getInvoice', getInvoice, { key })).totalDue;
const read = (key: string) => call('getArPayment', getArPayment, { key });
const apply = (input: z.input<typeof applyArCredits.input>) => call('applyArCredits', applyArCredits, input);

describe('createArPayment', () => {
  test('settles invoices by money and by every type of credit at once, and getArPayment tells which did what', async () => {
    const overpaid = await pay({
      applications: [{ invoiceKey: await invoiceOf('1.00'), amount: '1.00' }],
      overpayment: { amount: '4.00', locationId: 'E100', departmentId: 'D10' },
    });
    const [memo, advance] = [await memoOf('credit', '2.00'), await advanceOf('3.00')];
    const negative = await invoiceOf('-5.00');
    const key = await invoiceOf('114.00', '-6.00');
    const lines = (await call('getInvoice', getInvoice, { key })).lines;

    const paid = await pay({
      referenceNumber: 'ALL-KINDS',
      applications: [
        {
          invoiceKey: key,
          amount: '94.00',
          credits: [
            { type: 'creditMemo', key: memo, amount: '2.00' },
            { type: 'advance', key: advance, amount: '3.00' },
            { type: 'overpayment', key: overpaid.key, amount: '4.00' },
            { type: 'negativeInvoice', key: negative, amount: '5.00' },
            { type: 'inline', key, lineKey: lines[1]?.key ?? '', amount: '6.00' },
          ],
        },
      ],
    });

    expect(paid.total).toBe('94.00');
    expect(await dueOn(key)).toBe('0.00');
    const { applications, ...payment } = await read(paid.key);
    expect(payment).toMatchObject({ total: '94.00', unapplied: '0.00', state: 'Posted', referenceNumber: 'ALL-KINDS' });
    const credits = applications.map(({ credit }) => credit && [credit.type, credit.key, credit.amount]);
    expect(credits).toEqual([
      null,
      ['creditMemo', memo, '2.00'],
      ['advance', advance, '3.00'],
      ['overpayment', overpaid.key, '4.00'],
      ['negativeInvoice', negative, '5.00'],
      ['inline', key, '6.00'],
    ]);
    expect(applications[0]).toMatchObject({ invoiceKey: key, amount: '94.00', date: '2026-03-05' });
  });

  test('keeps what is left on account, at its location and department', async () => {
    const overpayment = { amount: '7.50', locationId: 'E100', departmentId: 'D20' };
    const { key, total } = await pay({
      applications: [{ invoiceKey: await invoiceOf('10.00'), amount: '10.00' }],
      overpayment,
    });

    expect(total).toBe('17.50');
    expect(await read(key)).toMatchObject({ total: '17.50', totalApplied: '10.00', unapplied: '7.50' });
    expect(sandbox.books.get('ARPYMT', key)).toMatchObject({
      OVERPAYMENTLOCATIONID: 'E100',
      OVERPAYMENTDEPARTMENTID: 'D20',
    });
  });

  test('pays one line of an invoice, and debit memos', async () => {
    const invoiceKey = await invoiceOf('10.00', '20.00');
    const debitMemoKey = await memoOf('debit', '5.00');
    const lineKey = (await call('getInvoice', getInvoice, { key: invoiceKey })).lines[1]?.key ?? '';

    const { key } = await pay({
      applications: [
        { invoiceKey, lineKey, amount: '20.00' },
        { debitMemoKey, amount: '5.00' },
      ],
    });

    const [onLine, onMemo] = (await read(key)).applications;
    expect(onLine).toMatchObject({ invoiceKey, debitMemoKey: null, lineKey, amount: '20.00' });
    expect(onMemo).toMatchObject({ invoiceKey: null, debitMemoKey, amount: '5.00' });
    expect(await dueOn(invoiceKey)).toBe('10.00');
  });

  test('takes a discount beside the money', async () => {
    const invoiceKey = await invoiceOf('50.00');
    const { key, total } = await pay({ applications: [{ invoiceKey, amount: '48.00', discount: '2.00' }] });

    expect(total).toBe('48.00');
    expect(await dueOn(invoiceKey)).toBe('0.00');
    expect((await read(key)).applications.map(({ discount }) => discount)).toEqual([null, '2.00']);
  });

  test('applies credits without money, without naming a place for it', async () => {
    const invoiceKey = await invoiceOf('12.00');
    const credits = [{ type: 'creditMemo' as const, key: await memoOf('credit', '12.00'), amount: '12.00' }];

    const { total } = await pay({ bankAccountId: undefined, applications: [{ invoiceKey, credits }] });

    expect(total).toBe('0.00');
    expect(await dueOn(invoiceKey)).toBe('0.00');
  });

  test('converts a payment in another currency at the given rate', async () => {
    const lines = [line('100.00')];
    const foreign = { customerId: 'C103', invoiceDate: '2026-03-02', dueDate: '2026-04-01', currency: 'EUR', lines };
    const { key: invoiceKey } = await call('createInvoice', createInvoice, foreign);
    const { key } = await pay({
      customerId: 'C103',
      currency: 'EUR',
      exchangeRate: '1.2',
      applications: [{ invoiceKey, amount: '100.00' }],
    });

    expect(await read(key)).toMatchObject({ currency: 'EUR', exchangeRate: '1.2', total: '100.00' });
    expect(sandbox.books.get('ARPYMT', key)).toMatchObject({ TOTALENTERED: '120.00' });
  });

  test('leaves a draft unapplied', async () => {
    const invoiceKey = await invoiceOf('9.00');
    const { key } = await pay({ state: 'draft', applications: [{ invoiceKey, amount: '9.00' }] });

    expect(await read(key)).toMatchObject({ state: 'Draft' });
    expect(await dueOn(invoiceKey)).toBe('9.00');
  });

  const applications = [{ invoiceKey: '1', amount: '1.00' }];
  const credit = { type: 'creditMemo', key: '1', amount: '1.00' } as const;
  test.each<[string, string, Partial<Payment>]>([
    ['neither bank nor undeposited funds', 'bankAccountId', { bankAccountId: undefined, applications }],
    ['two places for the money', 'bankAccountId', { undepositedFundsAccount: '1050', applications }],
    ['a customer and a payer', 'customerId', { payerName: 'Group', applications }],
    ['a rate and a type of rate', 'exchangeRate', { exchangeRate: '2', exchangeRateType: 'X', applications }],
    [
      'both an invoice and a debit memo',
      'applications[0].invoiceKey',
      { applications: [{ invoiceKey: '1', debitMemoKey: '2', amount: '1' }] },
    ],
    ['an application of nothing', 'applications[0].amount', { applications: [{ invoiceKey: '1' }] }],
    [
      'two discounts',
      'applications[0].discount',
      { applications: [{ invoiceKey: '1', discount: '1', discountDate: '2026-03-01' }] },
    ],
    [
      'a credit of zero',
      'applications[0].credits[0].amount',
      { applications: [{ invoiceKey: '1', credits: [{ ...credit, amount: '0' }] }] },
    ],
  ])('refuses %s before anything is sent', async (_what, field, changes) => {
    const before = sandbox.requests.length;

    await expect(pay({ applications, ...changes })).rejects.toMatchObject({
      kind: 'invalid_input',
      details: { field },
    });
    expect(sandbox.requests.length).toBe(before);
  });

  test('that gets no answer is recognised by what it settles: a payment of another invoice is no candidate', async () => {
    const [ours, theirs] = [await invoiceOf('8.00'), await invoiceOf('8.00')];
    await pay({ applications: [{ invoiceKey: theirs, amount: '8.00' }] });
    sandbox.faults.add({ match: { object: 'ARPYMT' }, kind: 'lost-reply', times: 1 });

    const paying = pay({ applications: [{ invoiceKey: ours, amount: '8.00' }] });

    // Without a ledger a person decides; the one candidate is the payment itself.
    await expect(paying).rejects.toMatchObject({ code: 'outcome_needs_decision', details: { candidates: 1 } });
  });
});

describe('listArPayments', () => {
  test('narrows to a customer and a period of receipt dates', async () => {
    const { records } = await call('listArPayments', listArPayments, {
      customerId: 'C104',
      from: '2026-01-20',
      to: '2026-01-20',
    });

    expect(records).toMatchObject([{ customerId: 'C104', receiptDate: '2026-01-20', referenceNumber: 'SEED-PAY-1' }]);
  });
});

describe('voidArPayment', () => {
  test('makes the invoice due again; a second call changes nothing', async () => {
    const invoiceKey = await invoiceOf('11.00');
    const { key } = await pay({ applications: [{ invoiceKey, amount: '11.00' }] });
    const voiding = { key, date: '2026-03-10', description: 'Returned' };

    expect(await call('voidArPayment', voidArPayment, voiding)).toMatchObject({
      state: 'Reversed',
      alreadyVoided: false,
    });
    expect(await dueOn(invoiceKey)).toBe('11.00');
    expect(await call('voidArPayment', voidArPayment, voiding)).toMatchObject({ key, alreadyVoided: true });
  });

  test('finds out by the payment’s state what became of a call without an answer', async () => {
    const { key } = await pay({ applications: [{ invoiceKey: await invoiceOf('11.00'), amount: '11.00' }] });
    sandbox.faults.add({ match: { function: 'reverse_arpayment' }, kind: 'lost-reply', times: 1 });

    const voided = await call('voidArPayment', voidArPayment, { key, date: '2026-03-10' });

    expect(voided).toMatchObject({ state: 'Reversed', alreadyVoided: true });
  });

  test('voids an advance too, and says so when there is neither', async () => {
    const key = await advanceOf('5.00');
    expect(await call('voidArPayment', voidArPayment, { key, date: '2026-03-10' })).toMatchObject({
      state: 'Reversed',
    });

    const voiding = call('voidArPayment', voidArPayment, { key: '999999', date: '2026-03-10' });
    await expect(voiding).rejects.toMatchObject({ code: 'record_not_found', details: { object: 'ARPYMT' } });
  });

  test('leaves a payment alone that Intacct does not let be reversed', async () => {
    const { key } = await pay({
      state: 'draft',
      applications: [{ invoiceKey: await invoiceOf('1.00'), amount: '1.00' }],
    });

    const voiding = call('voidArPayment', voidArPayment, { key, date: '2026-03-10' });

    await expect(voiding).rejects.toMatchObject({ code: 'state_forbids' });
    expect((await read(key)).state).toBe('Draft');
  });
});

describe('applyArCredits', () => {
  const kinds: [string, () => Promise<string>][] = [
    ['a credit memo', () => memoOf('credit', '20.00')],
    ['an advance', () => advanceOf('20.00')],
    ['a negative invoice', () => invoiceOf('-20.00')],
    [
      'money on account',
      async () => {
        const applications = [{ invoiceKey: await invoiceOf('1.00'), amount: '1.00' }];
        return (await pay({ applications, overpayment: { amount: '20.00' } })).key;
      },
    ],
  ];

  test.each(kinds)('applies %s to several invoices', async (_what, make) => {
    const creditKey = await make();
    const [first, second] = [await invoiceOf('15.00'), await invoiceOf('15.00')];
    const applications = [
      { invoiceKey: first, amount: '12.00' },
      { invoiceKey: second, amount: '8.00' },
    ];

    const applied = await apply({ creditKey, date: '2026-03-12', applications });

    expect(applied).toMatchObject({ creditKey, applied: '20.00', adopted: false });
    expect([await dueOn(first), await dueOn(second)]).toEqual(['3.00', '7.00']);
  });

  test.each(kinds)('never applies %s twice when the answer is lost', async (_what, make) => {
    const creditKey = await make();
    const invoiceKey = await invoiceOf('15.00');
    sandbox.faults.add({ match: { function: 'apply_arpayment' }, kind: 'lost-reply', times: 1 });

    const applied = await apply({ creditKey, date: '2026-03-12', applications: [{ invoiceKey, amount: '5.00' }] });

    expect(applied).toMatchObject({ adopted: true });
    expect(await dueOn(invoiceKey)).toBe('10.00');
  });

  test('does not take an application of less, or of another credit, for the one that is looked for', async () => {
    const [creditKey, other] = [await memoOf('credit', '20.00'), await memoOf('credit', '20.00')];
    const invoiceKey = await invoiceOf('15.00');
    for (const key of [creditKey, other]) {
      await apply({ creditKey: key, date: '2026-03-12', applications: [{ invoiceKey, amount: '5.00' }] });
    }
    const client = connection.company.client({ requestKey: 'look', action: 'applyArCredits', repeated: true });
    const found = (amount: string) =>
      appliedSince(new Date(), creditKey, [{ invoicekey: invoiceKey, amount }], client).then(({ length }) => length);

    expect([await found('5.00'), await found('5.01')]).toEqual([1, 0]);
    // Without a ledger, a repeated attempt does not know when the first one was.
    const applied = [{ invoicekey: invoiceKey, amount: '5.00' }];
    const looking = appliedSince(new Date(0), creditKey, applied, client);
    await expect(looking).rejects.toMatchObject({ code: 'outcome_needs_decision' });
  });

  test('refuses more than what is left of the credit', async () => {
    const creditKey = await memoOf('credit', '4.00');
    const applications = [{ invoiceKey: await invoiceOf('15.00'), amount: '5.00' }];

    await expect(apply({ creditKey, date: '2026-03-12', applications })).rejects.toMatchObject({ kind: 'rejected' });
  });
});

describe('recordDeposit', () => {
  const deposit = (number: string, receiptKeys: string[]) =>
    call('recordDeposit', recordDeposit, { bankAccountId: 'BANK1', date: '2026-03-15', number, receiptKeys });
  const inFunds = (amount: string) => advanceOf(amount, { undepositedFundsAccount: '1050' });

  test('brings receipts to the bank, once, though the answer is lost', async () => {
    const receipts = [await inFunds('30.00'), await inFunds('12.00')];
    sandbox.faults.add({ match: { function: 'record_deposit' }, kind: 'lost-reply', times: 1 });

    const { key, adopted } = await deposit('DEP-1', receipts);

    expect(adopted).toBe(true);
    expect(sandbox.books.get('DEPOSIT', key)).toMatchObject({ DEPOSITID: 'DEP-1', TOTALENTERED: '42.00' });
    await expect(deposit('DEP-2', receipts)).rejects.toMatchObject({ kind: 'rejected' });
  });
});
