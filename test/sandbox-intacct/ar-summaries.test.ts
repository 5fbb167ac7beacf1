import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { invoiceXml, one } from './ask.js';
import {
  booksAddUp,
  dateXml,
  keyFrom,
  refusedByPermission,
  refusedBySchema,
  refusedCall,
  succeeds,
} from './bookkeeping.js';

let sandbox: IntacctSandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => {
  booksAddUp(sandbox);
  return sandbox.close();
});

const RECEIVED = dateXml('datereceived', '2026-02-20');

function receiptXml(amount: string, where: string, items = '', customer = 'C101'): string {
  return `<create_arpayment><customerid>${customer}</customerid><paymentamount>${amount}</paymentamount>${where}${RECEIVED}
    <paymentmethod>Cash</paymentmethod>${items}</create_arpayment>`;
}

const BANK = '<bankaccountid>BANK1</bankaccountid>';
const FUNDS = '<undepfundsacct>1050</undepfundsacct>';
const item = (key: string, amount: string) =>
  `<arpaymentitem><invoicekey>${key}</invoicekey><amount>${amount}</amount></arpaymentitem>`;
const invoice = (key: string) => sandbox.books.get('ARINVOICE', key) ?? {};
const payment = (key: string) => sandbox.books.get('ARPYMT', key) ?? {};

describe('create_arpayment without items', () => {
  test('keeps an advance in an open-item company', async () => {
    const key = await keyFrom(sandbox, receiptXml('50.00', BANK));
    expect(payment(key)).toMatchObject({ RECORDTYPE: 'rr', TRX_TOTALDUE: '50.00', TRX_TOTALPAID: '0.00' });
  });

  test('pays the oldest invoices first in a balance-forward company, and keeps what is left', async () => {
    sandbox.settings.arMatching = 'balance-forward';
    const late = await keyFrom(sandbox, invoiceXml({ date: '2026-03-03', customer: 'C102' }));
    const early = await keyFrom(sandbox, invoiceXml({ date: '2026-02-01', customer: 'C102' }));
    const foreign = await keyFrom(sandbox, invoiceXml({ date: '2026-01-01', customer: 'C102', currency: 'EUR' }));
    const open = sandbox.books
      .list('ARINVOICE')
      .filter(({ CUSTOMERID, CURRENCY }) => CUSTOMERID === 'C102' && CURRENCY === 'USD');
    const older = open.filter(({ RECORDNO }) => RECORDNO !== late && RECORDNO !== early);
    expect(older).toEqual([]);
    await keyFrom(sandbox, receiptXml('130.00', BANK, '', 'C102'));
    expect([invoice(early).STATE, invoice(late).TRX_TOTALDUE, invoice(foreign).STATE]).toEqual([
      'Paid',
      '111.00',
      'Posted',
    ]);
    const rest = await keyFrom(sandbox, receiptXml('200.00', BANK, '', 'C102'));
    expect(payment(rest)).toMatchObject({ TRX_TOTALPAID: '111.00', TRX_TOTALDUE: '89.00' });
  });
});

describe('summaries', () => {
  test('are opened by the system, one for each day and account', async () => {
    const keys = [
      await keyFrom(sandbox, receiptXml('1', BANK)),
      await keyFrom(sandbox, receiptXml('2', BANK)),
      await keyFrom(sandbox, receiptXml('3', FUNDS)),
    ];
    const [first, second, third] = keys.map((key) => payment(key).PRBATCHKEY);
    expect(first).toBe(second);
    expect(third).not.toBe(first);
    expect(payment(keys[0] ?? '').SUMMARYTITLE).toBe('Receipts(Bank-BANK1): 2026/02/20 Batch');
  });

  test('that are user-specified must be named, by key or title, and must exist', async () => {
    sandbox.settings.arPaymentSummaries = 'user-specified';
    expect((await refusedCall(sandbox, receiptXml('1', BANK))).text).toContain('Please provide a payment batch key');
    expect((await refusedCall(sandbox, receiptXml('1', '<batchkey>99</batchkey>'))).text).toContain(
      "Invalid AR payment summary '99' specified.",
    );
    const batch = await keyFrom(
      sandbox,
      `<create_arpaymentbatch><batchtitle>Week 8</batchtitle>${BANK}</create_arpaymentbatch>`,
    );
    const key = await keyFrom(sandbox, receiptXml('1', `<batchkey>${batch}</batchkey>`));
    expect(payment(key)).toMatchObject({ PRBATCH: 'Week 8', PRBATCHKEY: batch, FINANCIALENTITY: 'BANK1' });
    sandbox.settings.arPaymentSummaries = 'daily';
    await refusedCall(sandbox, receiptXml('1', `<batchkey>${batch}</batchkey>`));
  });

  test('of invoices that are user-specified decide the posting date', async () => {
    sandbox.settings.arInvoiceSummaries = 'user-specified';
    expect((await refusedCall(sandbox, invoiceXml())).text).toContain('Please provide an invoice batch key');
    const open = `<create_invoicebatch><batchtitle>February</batchtitle>${dateXml('datecreated', '2026-02-28')}</create_invoicebatch>`;
    const batch = await keyFrom(sandbox, open);
    expect((await refusedCall(sandbox, open)).codes).toEqual(['BL34000061', 'BL01001973']);
    const key = await keyFrom(
      sandbox,
      invoiceXml().replace('<termname>N30</termname>', `<termname>N30</termname><batchkey>${batch}</batchkey>`),
    );
    expect(invoice(key)).toMatchObject({ PRBATCH: 'February', WHENPOSTED: '02/28/2026', WHENCREATED: '02/03/2026' });
    await refusedBySchema(sandbox, '<create_invoicebatch><batchtitle>x</batchtitle></create_invoicebatch>');
    await refusedByPermission(sandbox, 'CREATE_INVOICEBATCH', open);
  });
});

describe('create_arpaymentbatch', () => {
  const batchXml = (inside: string, title = 'Morning') =>
    `<create_arpaymentbatch><batchtitle>${title}</batchtitle>${BANK}${dateXml('datecreated', '2026-02-20')}${inside}</create_arpaymentbatch>`;

  test('opens a summary with payments, and applies others', async () => {
    sandbox.settings.arPaymentSummaries = 'user-specified';
    const key = await keyFrom(sandbox, invoiceXml());
    const earlier = await keyFrom(sandbox, batchXml('', 'Before'));
    const advance = await keyFrom(sandbox, receiptXml('20.50', `<batchkey>${earlier}</batchkey>`));
    const apply = `<apply_arpayment><arpaymentkey>${advance}</arpaymentkey>${dateXml('paymentdate', '2026-02-20')}
      <arpaymentitems>${item(key, '20.50')}</arpaymentitems></apply_arpayment>`;
    const batch = await keyFrom(sandbox, batchXml(receiptXml('100.00', '', item(key, '100.00')) + apply));
    expect(invoice(key).STATE).toBe('Paid');
    expect(sandbox.books.list('ARPYMT').filter(({ PRBATCHKEY }) => PRBATCHKEY === batch)).toMatchObject([
      { TRX_TOTALPAID: '100.00', FINANCIALENTITY: 'BANK1', PRBATCH: 'Morning' },
    ]);
    const text = await succeeds(sandbox, `<read><object>ARPAYMENTBATCH</object><keys>${batch}</keys></read>`);
    expect(one(text, 'TITLE')).toBe('Morning');
  });

  test('is undone as a whole when one of its payments is refused', async () => {
    sandbox.settings.arPaymentSummaries = 'user-specified';
    const bad = receiptXml('100.00', '', item('999', '100.00'));
    expect((await refusedCall(sandbox, batchXml(receiptXml('1.00', '') + bad))).text).toContain(
      "we can't find this transaction",
    );
    expect((await refusedCall(sandbox, batchXml('').replace('BANK1', 'B9'))).text).toContain(
      "Invalid Bank account 'B9'",
    );
  });

  test('in the wrong order, with an unknown element, or without permission is refused', async () => {
    await refusedBySchema(
      sandbox,
      batchXml('').replace(/(<batchtitle>.*<\/batchtitle>)(<bank.*<\/bankaccountid>)/, '$2$1'),
    );
    await refusedBySchema(sandbox, batchXml('<colour/>'));
    await refusedByPermission(sandbox, 'CREATE_ARPAYMENTBATCH', batchXml(''));
  });
});

describe('record_deposit', () => {
  const depositXml = (keys: string[], more = '') => `<record_deposit><bankaccountid>BANK1</bankaccountid>
    ${dateXml('depositdate', '2026-02-22')}<depositid>DEP-1</depositid>
    <receiptkeys>${keys.map((key) => `<receiptkey>${key}</receiptkey>`).join('')}</receiptkeys>${more}</record_deposit>`;
  const balance = (account: string) => Number(sandbox.books.balances()[account] ?? 0);

  test('moves receipts from undeposited funds to the bank, once', async () => {
    const before = [balance('1050'), balance('1000')];
    const keys = [
      await keyFrom(sandbox, receiptXml('30.00', FUNDS)),
      await keyFrom(sandbox, receiptXml('12.50', FUNDS)),
    ];
    expect(balance('1050') - (before[0] ?? 0)).toBe(42.5);
    const deposit = await keyFrom(sandbox, depositXml(keys, '<description>Monday</description>'));
    expect([balance('1050') - (before[0] ?? 0), balance('1000') - (before[1] ?? 0)]).toEqual([0, 42.5]);
    const text = await succeeds(sandbox, `<read><object>DEPOSIT</object><keys>${deposit}</keys></read>`);
    expect([one(text, 'DEPOSITID'), one(text, 'TOTALENTERED'), one(text, 'DESCRIPTION')]).toEqual([
      'DEP-1',
      '42.50',
      'Monday',
    ]);
    expect((await refusedCall(sandbox, depositXml([keys[0] ?? '']))).text).toContain('deposited already');
  });

  test('is followed by the bank when a deposited receipt is reversed', async () => {
    const before = [balance('1050'), balance('1000'), balance('1100')];
    const key = await keyFrom(sandbox, receiptXml('30.00', FUNDS));
    await keyFrom(sandbox, depositXml([key]));
    await succeeds(
      sandbox,
      `<reverse_arpayment key="${key}">${dateXml('datereversed', '2026-02-25')}</reverse_arpayment>`,
    );
    expect([balance('1050'), balance('1000'), balance('1100')]).toEqual(before);
  });

  test('of what lies in the bank, is unknown, or is named twice is refused', async () => {
    const key = await keyFrom(sandbox, receiptXml('30.00', FUNDS));
    const banked = await keyFrom(sandbox, receiptXml('30.00', BANK));
    expect((await refusedCall(sandbox, depositXml([key, banked]))).text).toContain('is not in undeposited funds');
    expect((await refusedCall(sandbox, depositXml(['999']))).text).toContain("we can't find this transaction");
    expect((await refusedCall(sandbox, depositXml([key, key]))).text).toContain('only once');
    expect((await refusedCall(sandbox, depositXml([key]).replace('BANK1', 'B9'))).text).toContain(
      "Invalid Bank account 'B9'",
    );
    expect((await refusedCall(sandbox, depositXml([key], '<supdocid>A9</supdocid>'))).text).toContain(
      "Invalid Attachment 'A9'",
    );
    sandbox.settings.closedThrough = '2026-02-28';
    await refusedCall(sandbox, depositXml([key]));
  });

  test('in the wrong order, with an unknown element, or without permission is refused', async () => {
    await refusedBySchema(sandbox, depositXml(['1'], '<supdocid/><description/>'));
    await refusedBySchema(sandbox, depositXml(['1'], '<colour/>'));
    await refusedByPermission(sandbox, 'RECORD_DEPOSIT', depositXml(['1']));
  });
});
