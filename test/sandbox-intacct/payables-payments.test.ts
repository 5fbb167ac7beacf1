import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { call, one, statuses } from './ask.js';
import {
  appliedTo,
  billLine,
  cash,
  day,
  done,
  moved,
  newBill,
  newPayment,
  payXml,
  readOne,
  refusedBy,
} from './payables-ask.js';

let sandbox: IntacctSandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => {
  expect(sandbox.books.trialBalance()).toBe('0.00');
  for (const bill of sandbox.books.list('APBILL')) {
    expect(appliedTo(sandbox, bill.RECORDNO ?? '')).toBe(bill.TRX_TOTALPAID);
  }
  return sandbox.close();
});

const refused = (body: string) => refusedBy(sandbox, body);
const payment = (key: string) => sandbox.books.get('APPYMT', key);
const bill = (key: string) => sandbox.books.get('APBILL', key);
const vendorDue = () => sandbox.books.list('VENDOR').find(({ VENDORID }) => VENDORID === 'V102')?.TOTALDUE;

const request = (verb: string, key: string) =>
  `<${verb}_appaymentrequest><appaymentkeys><appaymentkey>${key}</appaymentkey></appaymentkeys></${verb}_appaymentrequest>`;

const reversal = (key: string, date = '2026-02-25') =>
  `<reverse_appayment key="${key}">${day('datereversed', date)}</reverse_appayment>`;

const adjustment = async (amount: string) =>
  one(
    await done(
      sandbox,
      `<create_apadjustment><vendorid>V102</vendorid>${day('datecreated', '2026-02-04')}<apadjustmentitems><lineitem>
      <glaccountno>6200</glaccountno><amount>${amount}</amount></lineitem></apadjustmentitems></create_apadjustment>`,
    ),
    'key',
  );

describe('a payment', () => {
  test('of a part leaves the rest due; of the rest, the bill is paid; payables are debited and the bank credited', async () => {
    const key = await newBill(sandbox);
    const before = sandbox.books.balances();
    const first = await newPayment(sandbox, cash(key, '20.25'));
    expect(bill(key)).toMatchObject({ STATE: 'Partially Paid', TOTALPAID: '20.25', TRX_TOTALDUE: '100.25' });
    expect(vendorDue()).toBe('100.25');
    expect(moved(sandbox, before)).toEqual({ 1000: '-20.25', 2000: '20.25' });
    await newPayment(sandbox, cash(key, '100.25'));
    expect(bill(key)).toMatchObject({ STATE: 'Paid', TOTALDUE: '0.00', WHENPAID: '02/20/2026' });
    const text = await readOne(sandbox, 'APPYMT', first);
    const fields = {
      STATE: 'Posted',
      WHENCREATED: '02/20/2026',
      VENDORNAME: 'Pelham Office Supply',
      TRX_TOTALPAID: '20.25',
    };
    for (const [name, value] of Object.entries(fields)) expect(one(text, name)).toBe(value);
    expect(one(text, 'RECORDKEY')).toBe(key);
  });

  test('moves when the bill was modified', async () => {
    const key = await newBill(sandbox);
    const before = bill(key)?.WHENMODIFIED;
    sandbox.clock.advance(60_000);
    await newPayment(sandbox, cash(key, '1.00'));
    expect(bill(key)?.WHENMODIFIED).not.toBe(before);
  });

  test('is found by its letter', async () => {
    const key = await newBill(sandbox);
    await newPayment(sandbox, cash(key, '1.00'), { header: '<ACTION>Draft</ACTION><DOCNUMBER>mine</DOCNUMBER>' });
    const text = await call(
      sandbox,
      `<readByQuery><object>APPYMT</object><query>STATE = 'D'</query><fields>DOCNUMBER</fields></readByQuery>`,
    );
    expect(one(text, 'DOCNUMBER')).toBe('mine');
  });

  test('of one line leaves the others due', async () => {
    const key = await newBill(sandbox, { lines: billLine('10.00') + billLine('20.00', '', '6300') });
    const lines = sandbox.books.list('APBILLITEM').filter(({ RECORDKEY }) => RECORDKEY === key);
    const line = lines[1]?.RECORDNO;
    await refused(payXml(cash(key, '20.01', `<ENTRYKEY>${line}</ENTRYKEY>`)));
    await newPayment(sandbox, cash(key, '20.00', `<ENTRYKEY>${line}</ENTRYKEY>`));
    expect(lines.map(({ RECORDNO = '' }) => sandbox.books.get('APBILLITEM', RECORDNO)?.TOTALPAID)).toEqual([
      '0.00',
      '20.00',
    ]);
  });

  test('of more than is due, also in two details, is refused', async () => {
    const key = await newBill(sandbox);
    const { text } = await refused(payXml(cash(key, '120.51')));
    expect(text).toContain('exceeds total amount due (120.50)');
    await refused(payXml(cash(key, '100.00') + cash(key, '20.51')));
  });

  test('of a draft, of nothing, of another vendor, of a bill on hold, or of nothing that exists is refused', async () => {
    const draft = await newBill(sandbox, { header: '<ACTION>Draft</ACTION>' });
    const held = await newBill(sandbox, { header: '<ONHOLD>true</ONHOLD>' });
    const other = await newBill(sandbox, { vendor: 'V100' });
    for (const key of [draft, held, other]) await refused(payXml(cash(key, '1.00')));
    await refused(payXml(cash(held, '0.00')));
    await refused(payXml(''));
    expect((await refused(payXml(cash('9999', '1.00')))).text).toContain("Oops, we can't find this transaction");
  });

  test('without bank, method or date, or from a bank that does not exist, is refused', async () => {
    const xml = payXml(cash(await newBill(sandbox), '1.00'));
    await refused(xml.replace('<FINANCIALENTITY>BANK1</FINANCIALENTITY>', ''));
    await refused(xml.replace('<PAYMENTMETHOD>EFT</PAYMENTMETHOD>', ''));
    await refused(xml.replace('<PAYMENTDATE>02/20/2026</PAYMENTDATE>', ''));
    await refused(xml.replace('EFT', 'Shells'));
    expect((await refused(xml.replace('BANK1', 'BANK9'))).text).toContain("Invalid Bank account 'BANK9' specified.");
    sandbox.settings.closedThrough = '2026-02-28';
    expect((await refused(xml)).text).toContain('Date must be on or after 03/01/2026');
    sandbox.settings.closedThrough = '';
    sandbox.settings.requirePaymentCurrency = true;
    expect((await refused(xml)).text).toContain('Currency');
  });

  test('in a foreign currency at another rate books the exchange loss, and the bill is paid to the cent', async () => {
    const key = await newBill(sandbox, { header: '<CURRENCY>EUR</CURRENCY>' });
    const before = sandbox.books.balances();
    sandbox.settings.exchangeRates.EUR = '1.10';
    await newPayment(sandbox, cash(key, '120.50'));
    expect(bill(key)).toMatchObject({ STATE: 'Paid', TOTALDUE: '0.00', TOTALPAID: '130.14' });
    expect(moved(sandbox, before)).toEqual({ 1000: '-132.55', 2000: '130.14', 4900: '2.41' });
  });

  test('as a draft holds nothing; it is changed, its details replaced, and posted or deleted', async () => {
    const key = await newBill(sandbox);
    const draft = await newPayment(sandbox, cash(key, '10.00'), { header: '<ACTION>Draft</ACTION>' });
    expect(bill(key)).toMatchObject({ STATE: 'Posted', TRX_TOTALSELECTED: '0.00' });
    const update = (more: string) => `<update><APPYMT><RECORDNO>${draft}</RECORDNO>${more}</APPYMT></update>`;
    await done(sandbox, update(`<APPYMTDETAILS>${cash(key, '7.00')}</APPYMTDETAILS>`));
    expect(payment(draft)).toMatchObject({ STATE: 'Draft', TRX_TOTALENTERED: '7.00' });
    await done(sandbox, update('<ACTION>Submit</ACTION>'));
    expect(payment(draft)).toMatchObject({ STATE: 'Posted', TRX_TOTALPAID: '7.00' });
    expect(bill(key)?.TRX_TOTALPAID).toBe('7.00');
    await refused(update('<DESCRIPTION>late</DESCRIPTION>'));
    const remove = (recordno: string) => `<delete><object>APPYMT</object><keys>${recordno}</keys></delete>`;
    await refused(remove(draft));
    const other = await newPayment(sandbox, cash(key, '1.00'), { header: '<ACTION>Draft</ACTION>' });
    await done(sandbox, remove(other));
    expect(payment(other)).toBeUndefined();
  });
});

describe('credits', () => {
  test('a debit memo pays a bill without money, bank or method', async () => {
    const key = await newBill(sandbox);
    const memo = await adjustment('-20.50');
    const before = sandbox.books.balances();
    const detail = (
      amount: string,
    ) => `<APPYMTDETAIL><RECORDKEY>${key}</RECORDKEY><ADJUSTMENTKEY>${memo}</ADJUSTMENTKEY>
      <TRX_ADJUSTMENTAMOUNT>${amount}</TRX_ADJUSTMENTAMOUNT></APPYMTDETAIL>`;
    const pay = (amount: string) => payXml(detail(amount)).replace(/<FINANCIALENTITY>.*<\/PAYMENTMETHOD>/s, '');
    await refused(pay('20.51'));
    await done(sandbox, pay('20.50'));
    expect(bill(key)).toMatchObject({ TOTALPAID: '20.50', TOTALDUE: '100.00', STATE: 'Partially Paid' });
    expect(sandbox.books.get('APADJUSTMENT', memo)).toMatchObject({ TOTALDUE: '0.00', STATE: 'Paid' });
    expect(moved(sandbox, before)).toEqual({});
    expect(vendorDue()).toBe('100.00');
  });

  test('a credit memo is paid like a bill', async () => {
    const memo = await adjustment('30.00');
    await newPayment(
      sandbox,
      `<APPYMTDETAIL><POSADJKEY>${memo}</POSADJKEY><TRX_PAYMENTAMOUNT>30.00</TRX_PAYMENTAMOUNT></APPYMTDETAIL>`,
    );
    expect(sandbox.books.get('APADJUSTMENT', memo)).toMatchObject({ TOTALDUE: '0.00', STATE: 'Paid' });
  });
});

describe('where payments need approval', () => {
  beforeEach(() => {
    sandbox.settings.paymentApproval = true;
  });

  test('a submitted one holds what it pays, and nobody else can pay that meanwhile', async () => {
    const key = await newBill(sandbox);
    const before = sandbox.books.balances();
    const pending = await newPayment(sandbox, cash(key, '100.00'));
    expect(payment(pending)?.STATE).toBe('Submitted');
    expect(bill(key)).toMatchObject({ STATE: 'Selected', TRX_TOTALSELECTED: '100.00', TRX_TOTALDUE: '120.50' });
    expect(moved(sandbox, before)).toEqual({});
    expect((await refused(payXml(cash(key, '20.51')))).text).toContain('exceeds total amount due (20.50)');
  });

  test('approving posts it, declining frees the bill, and neither can be done twice', async () => {
    const key = await newBill(sandbox);
    const approved = await newPayment(sandbox, cash(key, '10.00'));
    const declined = await newPayment(sandbox, cash(key, '20.00'));
    await done(sandbox, request('approve', approved));
    expect(payment(approved)?.STATE).toBe('Posted');
    expect(bill(key)).toMatchObject({ STATE: 'Selected', TRX_TOTALPAID: '10.00', TRX_TOTALSELECTED: '20.00' });
    await done(sandbox, request('decline', declined));
    expect(payment(declined)?.STATE).toBe('Declined');
    expect(bill(key)).toMatchObject({ STATE: 'Partially Paid', TRX_TOTALSELECTED: '0.00' });
    for (const settled of [approved, declined]) {
      await refused(request('approve', settled));
      await refused(request('decline', settled));
    }
  });
});

describe('a printed check', () => {
  const check = async () => {
    const key = await newBill(sandbox);
    return { key, sent: await newPayment(sandbox, cash(key, '120.50'), { method: 'Printed Check' }) };
  };

  test('is approved until it is confirmed, then posted', async () => {
    const { key, sent } = await check();
    expect(payment(sent)?.STATE).toBe('Approved');
    expect(bill(key)?.STATE).toBe('Selected');
    await done(sandbox, request('send', sent));
    await refused(request('send', sent));
    expect(payment(sent)?.STATE).toBe('Approved');
    await done(sandbox, request('confirm', sent));
    expect(payment(sent)?.STATE).toBe('Posted');
    expect(bill(key)?.STATE).toBe('Paid');
    await refused(request('confirm', sent));
  });

  test('that was never confirmed is voided without a trace in the ledger', async () => {
    const { key, sent } = await check();
    const before = sandbox.books.balances();
    await done(sandbox, request('void', sent));
    expect(payment(sent)?.STATE).toBe('Voided');
    expect(bill(key)).toMatchObject({ STATE: 'Posted', TRX_TOTALSELECTED: '0.00' });
    expect(moved(sandbox, before)).toEqual({});
  });

  test('is posted at once where the company does not wait for the printer', async () => {
    sandbox.settings.printedChecksStartUnconfirmed = false;
    const { sent } = await check();
    expect(payment(sent)?.STATE).toBe('Posted');
    await refused(request('confirm', sent));
  });
});

describe('taking a posted payment back', () => {
  test.each(['void', 'reverse'])('by %s gives the bill its amounts back, to the cent', async (how) => {
    const before = sandbox.books.balances();
    const lines = billLine('33.33') + billLine('-0.07', '', '6300');
    const key = await newBill(sandbox, { header: '<CURRENCY>CAD</CURRENCY>', lines });
    const entered = sandbox.books.balances();
    sandbox.settings.exchangeRates.CAD = '0.80';
    const first = await newPayment(sandbox, cash(key, '11.11'));
    const second = await newPayment(sandbox, cash(key, '22.15'));
    expect(bill(key)).toMatchObject({ STATE: 'Paid', TOTALDUE: '0.00' });
    const back = (payment: string) => (how === 'void' ? request('void', payment) : reversal(payment));
    await done(sandbox, back(first));
    expect(payment(first)?.STATE).toBe('Voided');
    expect(bill(key)).toMatchObject({ STATE: 'Partially Paid', TRX_TOTALDUE: '11.11' });
    expect(bill(key)).not.toHaveProperty('WHENPAID');
    await done(sandbox, back(second));
    expect(bill(key)).toMatchObject({ STATE: 'Posted', TRX_TOTALPAID: '0.00', TOTALPAID: '0.00' });
    expect(moved(sandbox, entered)).toEqual({});
    await done(sandbox, `<reverse_bill key="${key}">${day('datereversed', '2026-02-26')}</reverse_bill>`);
    expect(moved(sandbox, before)).toEqual({});
    await refused(back(first));
  });

  test('is refused before its date and in a closed period', async () => {
    const paid = await newPayment(sandbox, cash(await newBill(sandbox), '1.00'));
    await refused(reversal(paid, '2026-02-19'));
    sandbox.settings.closedThrough = '2026-02-28';
    await refused(reversal(paid));
  });
});

test('a manual payment settles no bill: its items debit the accounts they name, and it can be reversed', async () => {
  const before = sandbox.books.balances();
  const text = await done(
    sandbox,
    `<create_appayment><bankaccountid>BANK1</bankaccountid><vendorid>V101</vendorid><memo>Cash purchase</memo>
    <paymentmethod>Manual Check</paymentmethod>${day('checkdate', '2026-02-10')}<checkno>50</checkno>
    <payitems><payitem><glaccountno>6200</glaccountno><paymentamount>5.00</paymentamount></payitem>
    <payitem><glaccountno>6100</glaccountno><paymentamount>2.50</paymentamount><departmentid>D30</departmentid></payitem>
    </payitems></create_appayment>`,
  );
  const key = one(text, 'key');
  expect(payment(key)).toMatchObject({ STATE: 'Posted', TRX_TOTALENTERED: '7.50', DOCNUMBER: '50' });
  expect(moved(sandbox, before)).toEqual({ 1000: '-7.50', 6100: '2.50', 6200: '5.00' });
  const entries = sandbox.books.list('APPYMTENTRY').filter(({ RECORDKEY }) => RECORDKEY === key);
  expect(entries.map(({ ACCOUNTNO, TRX_AMOUNT }) => [ACCOUNTNO, TRX_AMOUNT])).toEqual([
    ['6200', '5.00'],
    ['6100', '2.50'],
  ]);
  await done(sandbox, reversal(key));
  expect(moved(sandbox, before)).toEqual({});
});

test('sixty concurrent payments of one bill never pay more than is due', async () => {
  const key = await newBill(sandbox);
  const replies = await Promise.all(Array.from({ length: 60 }, () => call(sandbox, payXml(cash(key, '4.00')))));
  expect(replies.flatMap(statuses).filter((status) => status === 'success')).toHaveLength(30);
  expect(bill(key)).toMatchObject({ TOTALPAID: '120.00', TOTALDUE: '0.50' });
});
