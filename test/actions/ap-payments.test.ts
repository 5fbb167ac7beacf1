import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { z } from 'zod';
import { functionXml } from '../../connectors/intacct/gateway/envelope.js';
import {
  createApAdjustment,
  getApAdjustment,
  listApAdjustments,
} from '../../connectors/intacct/objects/ap-adjustment.js';
import { NewApAdjustmentInput, toCreateApAdjustment } from '../../connectors/intacct/objects/ap-adjustment-request.js';
import {
  approveApPayment,
  confirmApPayment,
  createApPayment,
  declineApPayment,
  getApPayment,
  listApPayments,
  sendApPayment,
  voidApPayment,
} from '../../connectors/intacct/objects/ap-payment.js';
import { NewApPaymentInput, toCreateApPayment } from '../../connectors/intacct/objects/ap-payment-input.js';
import { likeApPayment } from '../../connectors/intacct/objects/ap-payment-lookup.js';
import { createBill, getBill } from '../../connectors/intacct/objects/bill.js';
import { updateVendor } from '../../connectors/intacct/objects/vendor.js';
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

type Payment = Partial<z.input<typeof NewApPaymentInput>>;
type Adjustment = Partial<z.input<typeof NewApAdjustmentInput>>;

const vendorId = 'V102';
const line = { accountNumber: '6200', amount: '100.00', locationId: 'E100' };
const payment = { vendorId, paymentDate: '2026-03-20', paymentMethod: 'EFT', bankAccountId: 'BANK1' } as const;

async function newBill(lines: readonly (typeof line)[] = [line]): Promise<string> {
  const input = { vendorId, billDate: '2026-03-02', dueDate: '2026-04-01', lines: [...lines] };
  return (await call('createBill', createBill, input)).key;
}
const bill = (key: string) => call('getBill', getBill, { key });
const create = (input: Payment & Pick<z.input<typeof NewApPaymentInput>, 'applications'>) =>
  call('createApPayment', createApPayment, { ...payment, ...input });
const read = (key: string) => call('getApPayment', getApPayment, { key });

const memo = { vendorId, kind: 'debit', date: '2026-03-05' } as const;
const adjust = (input: Adjustment = {}) =>
  call('createApAdjustment', createApAdjustment, { ...memo, lines: [line], ...input });

/** A payment of a new bill, in the state in which this method leaves it. */
async function paid(paymentMethod: 'EFT' | 'Printed Check'): Promise<{ key: string; billKey: string }> {
  const billKey = await newBill();
  const { key } = await create({ paymentMethod, applications: [{ billKey, amount: '100.00' }] });
  return { key, billKey };
}

/** A payment that waits for approval. */
async function submitted(): Promise<{ key: string; billKey: string }> {
  sandbox.settings.paymentApproval = true;
  const made = await paid('EFT');
  sandbox.settings.paymentApproval = false;
  return made;
}

/** Names of the functions that leave while this runs. */
async function sentBy(work: () => Promise<unknown>): Promise<string[]> {
  const before = sandbox.requests.length;
  await work();
  return sandbox.requests.slice(before).flatMap(({ functions }) => functions.map(({ name }) => name));
}

describe('createApPayment', () => {
  test('pays several bills, and one line of another, and is read back as it was given', async () => {
    const [whole, byLine] = [await newBill(), await newBill([line, { ...line, amount: '40.00' }])];
    const lineKey = (await bill(byLine)).lines[1]?.key ?? '';
    const applications = [
      { billKey: whole, amount: '60.00' },
      { billKey: byLine, lineKey, amount: '40.00' },
    ];
    const given = { referenceNumber: 'EFT-77', description: 'March run', groupBy: 'vendor' } as const;
    const { key, ...made } = await create({ ...given, applications });

    expect(made).toEqual({ total: '100.00', adopted: false });
    expect(await read(key)).toMatchObject({ ...payment, ...given, state: 'Posted', total: '100.00', applications });
    expect(await bill(whole)).toMatchObject({ state: 'Partially Paid', totalDue: '40.00' });
    expect((await bill(byLine)).lines.map(({ amountPaid }) => amountPaid)).toEqual(['0.00', '40.00']);
  });

  test('uses up a debit memo, beside money and without any', async () => {
    const [billKey, { key: memoKey }] = [await newBill(), await adjust({ lines: [{ ...line, amount: '30.00' }] })];
    const credit = { type: 'debitMemo', key: memoKey, amount: '20.00' } as const;
    const both = await create({ applications: [{ billKey, amount: '50.00', credits: [credit] }] });
    const credits = [{ ...credit, amount: '10.00' }];
    const { vendorId: _, paymentMethod: __, bankAccountId: ___, ...bare } = payment;
    const creditsOnly = await call('createApPayment', createApPayment, {
      ...bare,
      vendorId,
      applications: [{ billKey, credits }],
    });

    expect(both.total).toBe('50.00');
    expect((await read(both.key)).applications).toMatchObject([
      { billKey, amount: '50.00', credit: null },
      { billKey, amount: '0.00', credit },
    ]);
    expect(creditsOnly.total).toBe('0.00');
    expect(await bill(billKey)).toMatchObject({ totalPaid: '80.00', totalDue: '20.00' });
    expect(await call('getApAdjustment', getApAdjustment, { key: memoKey })).toMatchObject({ totalDue: '0.00' });
  });

  test('pays a credit memo like a bill', async () => {
    const { key: creditMemoKey } = await adjust({ kind: 'credit' });
    const { key } = await create({ applications: [{ creditMemoKey, amount: '100.00' }] });

    expect((await read(key)).applications).toMatchObject([{ billKey: null, creditMemoKey, amount: '100.00' }]);
    const settled = await call('getApAdjustment', getApAdjustment, { key: creditMemoKey });
    expect(settled).toMatchObject({ kind: 'credit', state: 'Paid', totalPaid: '100.00' });
  });

  test('names advances, negative bills and discounts as Intacct does, one detail for each', () => {
    const credits = [
      { type: 'advance', key: '7', lineKey: '8', amount: '2.49' },
      { type: 'negativeBill', key: '9', amount: '1' },
    ] as const;
    const input = {
      ...payment,
      applications: [
        { billKey: '30', lineKey: '60', amount: '1.00', credits: [...credits] },
        { billKey: '31', amount: '294', discountDate: '2026-03-10' },
      ],
    };
    const xml = functionXml('1', toCreateApPayment(NewApPaymentInput.parse(input)));
    const [, details] = /<APPYMTDETAILS>(.*)<\/APPYMTDETAILS>/.exec(xml) ?? [];

    expect(xml).toContain('<PAYMENTDATE>03/20/2026</PAYMENTDATE>');
    expect(details?.replaceAll('</APPYMTDETAIL>', '').split('<APPYMTDETAIL>').slice(1)).toEqual([
      '<RECORDKEY>30</RECORDKEY><ENTRYKEY>60</ENTRYKEY><TRX_PAYMENTAMOUNT>1.00</TRX_PAYMENTAMOUNT>',
      '<RECORDKEY>30</RECORDKEY><ENTRYKEY>60</ENTRYKEY><ADVANCEKEY>7</ADVANCEKEY><ADVANCEENTRYKEY>8</ADVANCEENTRYKEY>' +
        '<TRX_POSTEDADVANCEAMOUNT>2.49</TRX_POSTEDADVANCEAMOUNT>',
      '<RECORDKEY>30</RECORDKEY><ENTRYKEY>60</ENTRYKEY><INLINEKEY>9</INLINEKEY><TRX_INLINEAMOUNT>1.00</TRX_INLINEAMOUNT>',
      '<RECORDKEY>31</RECORDKEY><TRX_PAYMENTAMOUNT>294.00</TRX_PAYMENTAMOUNT><DISCOUNTDATE>03/10/2026</DISCOUNTDATE>',
    ]);
  });

  test.each<[string, Partial<Payment>, string]>([
    ['money without a bank', { bankAccountId: undefined }, 'bankAccountId'],
    ['money without a method', { paymentMethod: undefined }, 'bankAccountId'],
    ['a joint check that is not by bill', { paymentMethod: 'Joint Check' }, 'groupBy'],
    [
      'a bill and a credit memo',
      { applications: [{ billKey: '1', creditMemoKey: '2', amount: '1' }] },
      'applications[0].billKey',
    ],
    ['neither money nor credits', { applications: [{ billKey: '1' }] }, 'applications[0].amount'],
    ['an amount of zero', { applications: [{ billKey: '1', amount: '0.00' }] }, 'applications[0].amount'],
  ])('refuses %s before anything leaves', async (_, input, field) => {
    const sent = await sentBy(() =>
      expect(create({ applications: [{ billKey: '1', amount: '1.00' }], ...input })).rejects.toMatchObject({
        kind: 'invalid_input',
        details: { field },
      }),
    );
    expect(sent).toEqual([]);
  });

  test('says why a bill cannot be paid', async () => {
    const billKey = await newBill();
    const pay = (input: Payment = {}) => create({ applications: [{ billKey, amount: '100.01' }], ...input });

    await expect(pay()).rejects.toMatchObject({ code: 'amount_exceeds_due' });
    await expect(pay({ vendorId: 'V101' })).rejects.toMatchObject({ code: 'payment_vendor_differs' });
    await expect(pay({ currency: 'EUR' })).rejects.toMatchObject({ code: 'payment_currency_differs' });
    const draft = { vendorId, billDate: '2026-03-02', state: 'draft', lines: [line] } as const;
    const { key } = await call('createBill', createBill, { ...draft, lines: [line] });
    const ofDraft = pay({ applications: [{ billKey: key, amount: '1.00' }] });
    await expect(ofDraft).rejects.toMatchObject({ code: 'bill_not_payable' });
    await call('updateVendor', updateVendor, { id: vendorId, onHold: true });
    await expect(pay()).rejects.toMatchObject({ code: 'on_hold' });
    await call('updateVendor', updateVendor, { id: vendorId, onHold: false });
  });

  test('asks for a decision when a reply is lost and the payment is there, and never pays twice', async () => {
    const billKey = await newBill();
    sandbox.faults.add({ match: { object: 'APPYMT' }, kind: 'lost-reply', times: 1 });
    const made = create({ applications: [{ billKey, amount: '10.00' }] });

    await expect(made).rejects.toMatchObject({ code: 'outcome_needs_decision', details: { candidates: 1 } });
    expect(await bill(billKey)).toMatchObject({ totalPaid: '10.00' });
  });

  test('takes a payment of another bill, or of another amount, for somebody else’s', async () => {
    const [billKey, other] = [await newBill(), await newBill()];
    const { key } = await create({ applications: [{ billKey, amount: '10.00' }] });
    const client = connection.company.client({ requestKey: 'x', action: 'createApPayment', repeated: true });
    const like = (applications: Payment['applications']) =>
      likeApPayment(NewApPaymentInput.parse({ ...payment, applications }), new Date(0), client);

    expect(await like([{ billKey, amount: '10.00' }])).toMatchObject([{ RECORDNO: key }]);
    expect(await like([{ billKey, amount: '9.00' }])).toEqual([]);
    expect(await like([{ billKey: other, amount: '10.00' }])).toEqual([]);
  });
});

describe('a payment that needs approval', () => {
  test('is posted by approving it, once', async () => {
    const { key, billKey } = await submitted();
    expect(await bill(billKey)).toMatchObject({ state: 'Selected', totalSelected: '100.00' });

    const approve = () => call('approveApPayment', approveApPayment, { key });
    expect(await approve()).toEqual({ key, state: 'Posted', alreadyDone: false });
    expect(await approve()).toEqual({ key, state: 'Posted', alreadyDone: true });
    expect(await bill(billKey)).toMatchObject({ state: 'Paid', totalDue: '0.00' });
  });

  test('frees its bills when it is declined, and cannot be approved any more', async () => {
    const { key, billKey } = await submitted();
    const decline = () => call('declineApPayment', declineApPayment, { key });

    expect(await decline()).toEqual({ key, state: 'Declined', alreadyDone: false });
    expect(await decline()).toEqual({ key, state: 'Declined', alreadyDone: true });
    expect(await bill(billKey)).toMatchObject({ state: 'Posted', totalSelected: '0.00' });
    const approved = call('approveApPayment', approveApPayment, { key });
    await expect(approved).rejects.toMatchObject({ code: 'payment_state_forbids', kind: 'rejected' });
  });
});

describe('a check', () => {
  test('is posted when its printing is confirmed, once', async () => {
    const { key } = await paid('Printed Check');
    expect((await read(key)).state).toBe('Approved');

    const confirm = () => call('confirmApPayment', confirmApPayment, { key });
    expect(await confirm()).toEqual({ key, state: 'Posted', alreadyDone: false });
    expect(await confirm()).toEqual({ key, state: 'Posted', alreadyDone: true });
  });

  test('is sent once, and stays approved until it is confirmed', async () => {
    const { key } = await paid('Printed Check');
    const send = () => call('sendApPayment', sendApPayment, { key });

    expect(await send()).toEqual({ key, state: 'Approved', alreadyDone: false });
    expect(await send()).toEqual({ key, state: 'Approved', alreadyDone: true });
  });
});

describe('voidApPayment', () => {
  test('makes due again what was paid, and has nothing to do the second time', async () => {
    const { key, billKey } = await paid('EFT');
    const undo = () => call('voidApPayment', voidApPayment, { key });

    expect(await undo()).toEqual({ key, state: 'Voided', alreadyDone: false });
    expect(await undo()).toEqual({ key, state: 'Voided', alreadyDone: true });
    expect(await bill(billKey)).toMatchObject({ state: 'Posted', totalDue: '100.00' });
  });

  test('refuses a draft, and a payment that does not exist', async () => {
    const applications = [{ billKey: await newBill(), amount: '1.00' }];
    const { key } = await create({ state: 'draft', applications });

    const ofDraft = call('voidApPayment', voidApPayment, { key });
    await expect(ofDraft).rejects.toMatchObject({ code: 'payment_state_forbids' });
    const ofNone = call('voidApPayment', voidApPayment, { key: '999999' });
    await expect(ofNone).rejects.toMatchObject({ code: 'record_not_found' });
  });
});

test.each([
  ['approve', approveApPayment, submitted],
  ['decline', declineApPayment, submitted],
  ['confirm', confirmApPayment, () => paid('Printed Check')],
  ['void', voidApPayment, () => paid('EFT')],
] as const)(
  '%s is recognised by the state it leaves when its reply is lost, and not sent again',
  async (verb, action, of) => {
    const { key } = await of();
    sandbox.faults.add({ match: { function: `${verb}_appaymentrequest` }, kind: 'lost-reply', times: 1 });
    const sent = await sentBy(() => call(verb, action, { key }));

    expect(sent.filter((name) => name === `${verb}_appaymentrequest`)).toHaveLength(1);
  },
);

test('listApPayments finds payments by vendor, state and date', async () => {
  const applications = [{ billKey: await newBill(), amount: '1.00' }];
  const { key } = await create({ paymentDate: '2026-06-15', state: 'draft', applications });
  const input = { vendorId, state: 'Draft', from: '2026-06-01', to: '2026-06-30' };

  expect((await call('listApPayments', listApPayments, input)).records.map((found) => found.key)).toEqual([key]);
});

describe('createApAdjustment', () => {
  test('enters a debit memo as negative amounts, and shows it by its kind', async () => {
    const { key, ...made } = await adjust({
      number: 'CR-1',
      billNumber: '1001',
      lines: [{ ...line, amount: '12.50' }],
    });

    expect(made).toEqual({ number: 'CR-1', state: 'posted', total: '12.50', adopted: false });
    expect(sandbox.books.get('APADJUSTMENT', key)).toMatchObject({ TRX_TOTALENTERED: '-12.50' });
    const shown = { kind: 'debit', number: 'CR-1', billNumber: '1001', date: '2026-03-05', total: '12.50' };
    const lines = [{ amount: '12.50', accountNumber: '6200', locationId: 'E100' }];
    expect(await call('getApAdjustment', getApAdjustment, { key })).toMatchObject({
      ...shown,
      totalDue: '12.50',
      lines,
    });
    const { records } = await call('listApAdjustments', listApAdjustments, { number: 'CR-1' });
    expect(records).toMatchObject([shown]);
  });

  test('says its taxes in the order of the legacy schema', () => {
    const lines = [{ ...line, warehouseId: 'WH1', taxEntries: [{ taxDetailId: 'GST' }] }];
    const input = NewApAdjustmentInput.parse({ ...memo, taxSolutionId: 'AU GST', customFields: { A: '1' }, lines });
    const xml = functionXml('1', toCreateApAdjustment(input));

    expect(xml).toContain('</customfields><taxsolutionid>AU GST</taxsolutionid><apadjustmentitems>');
    expect(xml).toContain(
      '<warehouseid>WH1</warehouseid><taxentries><taxentry><detailid>GST</detailid></taxentry></taxentries>',
    );
  });

  test('finds the memo of a lost reply by its number', async () => {
    sandbox.faults.add({ match: { function: 'create_apadjustment' }, kind: 'lost-reply', times: 1 });
    expect(await adjust({ number: 'CR-2' })).toMatchObject({ number: 'CR-2', adopted: true, state: 'posted' });
  });

  test('refuses a negative amount before anything leaves: the kind says which way it goes', async () => {
    const sent = await sentBy(() =>
      expect(adjust({ lines: [{ ...line, amount: '-1.00' }] })).rejects.toMatchObject({
        kind: 'invalid_input',
        details: { field: 'lines[0].amount' },
      }),
    );
    expect(sent).toEqual([]);
  });
});
