import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { all, call, invoiceXml, one } from './ask.js';
import {
  booksAddUp,
  dateXml,
  keyFrom,
  recordFrom,
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

const line = (amount: string) => `<lineitem><glaccountno>4000</glaccountno><amount>${amount}</amount></lineitem>`;

function memoXml(amounts: string[], more = ''): string {
  return `<create_aradjustment><customerid>C101</customerid>${dateXml('datecreated', '2026-02-05')}${more}
    <aradjustmentitems>${amounts.map(line).join('')}</aradjustmentitems></create_aradjustment>`;
}

const balance = (account: string) => Number(sandbox.books.balances()[account] ?? 0);
const memo = (key: string) => sandbox.books.get('ARADJUSTMENT', key) ?? {};

describe('an adjustment', () => {
  test('with negative lines is a credit memo: receivables are credited', async () => {
    const before = balance('1100');
    const key = await keyFrom(sandbox, memoXml(['-20.00', '-0.50'], '<adjustmentno>CM-1</adjustmentno>'));
    expect(memo(key)).toMatchObject({ RECORDID: 'CM-1', RECORDTYPE: 'ra', STATE: 'Posted', TRX_TOTALDUE: '-20.50' });
    expect(balance('1100') - before).toBeCloseTo(-20.5, 6);
  });

  test('with positive lines is a debit memo, and is read with its lines', async () => {
    const key = await keyFrom(sandbox, memoXml(['20.00'], '<invoiceno>SEED-2</invoiceno>'));
    const text = await succeeds(sandbox, `<read><object>ARADJUSTMENT</object><keys>${key}</keys></read>`);
    expect(one(text, 'TOTALDUE')).toBe('20.00');
    expect(one(text, 'DOCNUMBER')).toBe('SEED-2');
    expect(one(one(text, 'aradjustmentitem'), 'TRX_AMOUNT')).toBe('20.00');
  });

  test('as a draft posts nothing until it is submitted; then it can no longer be deleted', async () => {
    const entries = sandbox.books.count('GLENTRY');
    const key = await keyFrom(sandbox, memoXml(['-5'], '<action>Draft</action>'));
    expect(sandbox.books.count('GLENTRY')).toBe(entries);
    await succeeds(sandbox, `<update_aradjustment key="${key}"><action>Submit</action></update_aradjustment>`);
    expect(memo(key).STATE).toBe('Posted');
    await refusedCall(sandbox, `<delete_aradjustment key="${key}"/>`);
    await refusedCall(sandbox, `<delete><object>ARADJUSTMENT</object><keys>${key}</keys></delete>`);
  });

  test('that is a draft is deleted with its lines by either function', async () => {
    const first = await keyFrom(sandbox, memoXml(['-5'], '<action>Draft</action>'));
    const second = await keyFrom(sandbox, memoXml(['-5'], '<action>Draft</action>'));
    await succeeds(sandbox, `<delete_aradjustment key="${first}"/>`);
    await succeeds(sandbox, `<delete><object>ARADJUSTMENT</object><keys>${second}</keys></delete>`);
    expect([sandbox.books.count('ARADJUSTMENT'), sandbox.books.count('ARADJUSTMENTITEM')]).toEqual([0, 0]);
  });

  test('that is posted and not applied can be changed; lines are named from 1', async () => {
    const key = await keyFrom(sandbox, memoXml(['-5', '-6']));
    const change = (number: number) => `<update_aradjustment key="${key}"><description>More</description>
      <updatearadjustmentitems><updatelineitem line_num="${number}"><amount>-10.00</amount></updatelineitem>${line('-1.00')}
      </updatearadjustmentitems></update_aradjustment>`;
    await succeeds(sandbox, change(2));
    expect(memo(key)).toMatchObject({ TRX_TOTALDUE: '-16.00', DESCRIPTION: 'More' });
    await refusedCall(sandbox, change(9));
  });

  test('with a number that exists, an unknown customer or account, or in a closed period is refused', async () => {
    await keyFrom(sandbox, memoXml(['-5'], '<adjustmentno>CM-1</adjustmentno>'));
    expect((await refusedCall(sandbox, memoXml(['-5'], '<adjustmentno>CM-1</adjustmentno>'))).codes).toEqual([
      'BL03002185',
      'BL01001973',
    ]);
    expect((await refusedCall(sandbox, memoXml(['-5']).replace('C101', 'C9'))).text).toContain(
      "Invalid Customer 'C9' specified.",
    );
    expect((await refusedCall(sandbox, memoXml(['-5']).replace('4000', '9999'))).text).toContain(
      "Invalid Account '9999' specified.",
    );
    expect(
      (await refusedCall(sandbox, '<update_aradjustment key="999"><description>x</description></update_aradjustment>'))
        .text,
    ).toContain("'999'");
    expect((await refusedCall(sandbox, '<delete_aradjustment key="999"/>')).text).toContain("'999'");
    sandbox.settings.closedThrough = '2026-02-28';
    expect((await refusedCall(sandbox, memoXml(['-5']))).text).toContain('Date must be on or after');
  });

  test('in the wrong order, with an unknown element, or without permission is refused', async () => {
    await refusedBySchema(sandbox, memoXml(['-5'], '<description>x</description><adjustmentno>1</adjustmentno>'));
    await refusedBySchema(sandbox, memoXml(['-5'], '<termname>N30</termname>'));
    await refusedBySchema(sandbox, '<update_aradjustment key="1"><description/><action/></update_aradjustment>');
    await refusedBySchema(sandbox, '<delete_aradjustment/>');
    await refusedByPermission(sandbox, 'CREATE_ARADJUSTMENT', memoXml(['-5']));
    await refusedByPermission(sandbox, 'UPDATE_ARADJUSTMENT', '<update_aradjustment key="1"/>');
    await refusedByPermission(sandbox, 'DELETE_ARADJUSTMENT ARADJUSTMENT', '<delete_aradjustment key="1"/>');
  });
});

test('an invoice that mixes positive and negative lines needs inline credits to be enabled', async () => {
  const mixed = invoiceXml({
    line: `<glaccountno>4000</glaccountno><amount>5</amount></lineitem><lineitem><glaccountno>4000</glaccountno><amount>-1</amount>`,
  });
  sandbox.settings.inlineCredits = false;
  expect((await refusedCall(sandbox, mixed)).text).toContain('Inline credits are not enabled');
  await succeeds(sandbox, invoiceXml({ line: '<glaccountno>4000</glaccountno><amount>-1</amount>' }));
});

interface Advance {
  amounts?: string[];
  more?: string;
  where?: string;
  customer?: string;
}

function advanceXml({
  amounts = ['60.00'],
  more = '',
  where = '<FINANCIALENTITY>BANK1</FINANCIALENTITY>',
  customer = 'C101',
}: Advance = {}) {
  const lines = amounts.map(
    (amount) => `<ARADVANCEITEM><ACCOUNTNO>2000</ACCOUNTNO><TRX_AMOUNT>${amount}</TRX_AMOUNT></ARADVANCEITEM>`,
  );
  return `<create><ARADVANCE><CUSTOMERID>${customer}</CUSTOMERID><PAYMENTMETHOD>EFT</PAYMENTMETHOD>${where}
    <PAYMENTDATE>02/06/2026</PAYMENTDATE><RECEIPTDATE>02/06/2026</RECEIPTDATE>${more}
    <ARADVANCEITEMS>${lines.join('')}</ARADVANCEITEMS></ARADVANCE></create>`;
}

const advance = (key: string) => sandbox.books.get('ARADVANCE', key) ?? {};

describe('an advance', () => {
  test('debits the bank and credits the accounts of its lines', async () => {
    const before = [balance('1000'), balance('2000')];
    const key = await recordFrom(sandbox, advanceXml({ amounts: ['60.00', '15.25'] }));
    expect(advance(key)).toMatchObject({
      STATE: 'Posted',
      RECORDTYPE: 'rr',
      TRX_TOTALDUE: '75.25',
      FINANCIALENTITY: 'BANK1',
    });
    expect([balance('1000') - (before[0] ?? 0), balance('2000') - (before[1] ?? 0)]).toEqual([75.25, -75.25]);
    const text = await succeeds(sandbox, `<read><object>ARADVANCE</object><keys>${key}</keys></read>`);
    expect(all(text, 'TRX_AMOUNT')).toEqual(['60.00', '15.25']);
  });

  test('as a draft is changed, its lines as a whole, and submitted; then it is fixed', async () => {
    const key = await recordFrom(
      sandbox,
      advanceXml({ more: '<ACTION>Draft</ACTION><DESCRIPTION>Deposit</DESCRIPTION>' }),
    );
    const entries = sandbox.books.count('GLENTRY');
    const update = (fields: string) => `<update><ARADVANCE><RECORDNO>${key}</RECORDNO>${fields}</ARADVANCE></update>`;
    const items =
      '<ARADVANCEITEMS><ARADVANCEITEM><ACCOUNTNO>2000</ACCOUNTNO><TRX_AMOUNT>8</TRX_AMOUNT></ARADVANCEITEM></ARADVANCEITEMS>';
    await succeeds(sandbox, update(items));
    expect(advance(key)).toMatchObject({ STATE: 'Draft', TRX_TOTALDUE: '8.00', DESCRIPTION: 'Deposit' });
    expect(sandbox.books.count('ARADVANCEITEM')).toBe(1);
    expect(sandbox.books.count('GLENTRY')).toBe(entries);
    await succeeds(sandbox, update('<ACTION>Submit</ACTION>'));
    expect(advance(key).STATE).toBe('Posted');
    await refusedCall(sandbox, update('<DESCRIPTION>x</DESCRIPTION>'));
    await refusedCall(sandbox, `<delete><object>ARADVANCE</object><keys>${key}</keys></delete>`);
  });

  test('as a draft is deleted', async () => {
    const key = await recordFrom(sandbox, advanceXml({ more: '<ACTION>Draft</ACTION>' }));
    await succeeds(sandbox, `<delete><object>ARADVANCE</object><keys>${key}</keys></delete>`);
    expect([sandbox.books.count('ARADVANCE'), sandbox.books.count('ARADVANCEITEM')]).toEqual([0, 0]);
  });

  test.each([
    ['an unknown customer', advanceXml({ customer: 'C9' }), "Invalid Customer 'C9' specified."],
    [
      'an unknown bank',
      advanceXml({ where: '<FINANCIALENTITY>B9</FINANCIALENTITY>' }),
      "Invalid Bank account 'B9' specified.",
    ],
    ['no bank', advanceXml({ where: '' }), 'Enter a bank account'],
    ['an unknown account', advanceXml().replace('2000', '9999'), "Invalid Account '9999' specified."],
    [
      'an unknown department',
      advanceXml().replace('<TRX_AMOUNT>', '<DEPARTMENTID>D9</DEPARTMENTID><TRX_AMOUNT>'),
      "Invalid Department 'D9' specified.",
    ],
    ['an unknown field', advanceXml({ more: '<COLOUR>red</COLOUR>' }), 'COLOUR'],
    ['an unknown field in a line', advanceXml().replace('<TRX_AMOUNT>', '<COLOUR>red</COLOUR><TRX_AMOUNT>'), 'COLOUR'],
    ['a negative amount', advanceXml({ amounts: ['-1'] }), 'greater than zero'],
    ['no receipt date', advanceXml().replace(/<RECEIPTDATE>.*?<\/RECEIPTDATE>/, ''), 'RECEIPTDATE'],
  ])('with %s is refused', async (_what, body, words) => {
    const { codes, text } = await refusedCall(sandbox, body);
    expect(codes.at(-1)).toBe('BL01001973');
    expect(text).toContain(words);
  });

  test('cannot be written without permission', async () => {
    await refusedByPermission(sandbox, 'CREATE ARADVANCE', advanceXml());
    await refusedByPermission(
      sandbox,
      'UPDATE ARADVANCE',
      '<update><ARADVANCE><RECORDNO>1</RECORDNO></ARADVANCE></update>',
    );
    await refusedByPermission(sandbox, 'DELETE ARADVANCE', '<delete><object>ARADVANCE</object><keys>1</keys></delete>');
  });
});

describe('apply_arpayment', () => {
  const apply = (
    key: string,
    invoice: string,
    amount: string,
    more = '',
  ) => `<apply_arpayment><arpaymentkey>${key}</arpaymentkey>
    ${dateXml('paymentdate', '2026-02-21')}${more}<arpaymentitems><arpaymentitem><invoicekey>${invoice}</invoicekey>
    <amount>${amount}</amount></arpaymentitem></arpaymentitems></apply_arpayment>`;
  const invoice = (key: string) => sandbox.books.get('ARINVOICE', key) ?? {};

  test('applies a credit memo to an invoice; receivables stay as they are', async () => {
    const key = await keyFrom(sandbox, invoiceXml());
    const credit = await keyFrom(sandbox, memoXml(['-20.50']));
    const before = sandbox.books.balances();
    const payment = await keyFrom(sandbox, apply(credit, key, '20.00', '<memo>Refund</memo>'));
    expect(sandbox.books.get('ARPYMT', payment)).toMatchObject({ TRX_TOTALENTERED: '0.00', DESCRIPTION: 'Refund' });
    expect(invoice(key)).toMatchObject({ STATE: 'Partially Paid', TRX_TOTALDUE: '100.50' });
    expect(memo(credit)).toMatchObject({ STATE: 'Partially Paid', TRX_TOTALDUE: '-0.50', TRX_TOTALPAID: '-20.00' });
    expect(sandbox.books.balances()).toEqual(before);
  });

  test('applies an advance, and a negative invoice', async () => {
    const key = await keyFrom(sandbox, invoiceXml());
    const before = balance('2000');
    await keyFrom(sandbox, apply(await recordFrom(sandbox, advanceXml()), key, '60.00'));
    expect(balance('2000') - before).toBe(0);
    const negative = await keyFrom(
      sandbox,
      invoiceXml({ line: '<glaccountno>4000</glaccountno><amount>-10.00</amount>' }),
    );
    await keyFrom(sandbox, apply(negative, key, '10.00'));
    expect(invoice(key).TRX_TOTALDUE).toBe('50.50');
    expect(invoice(negative)).toMatchObject({ STATE: 'Paid', TRX_TOTALDUE: '0.00' });
  });

  test('pays a debit memo', async () => {
    const debit = await keyFrom(sandbox, memoXml(['20.00']));
    await keyFrom(sandbox, apply(await recordFrom(sandbox, advanceXml()), debit, '20.00'));
    expect(memo(debit)).toMatchObject({ STATE: 'Paid', TRX_TOTALDUE: '0.00' });
  });

  test('of more than is due, or more than the credit has, is refused with the code for it', async () => {
    const key = await keyFrom(sandbox, invoiceXml());
    const credit = await keyFrom(sandbox, memoXml(['-200']));
    expect((await refusedCall(sandbox, apply(credit, key, '120.51'))).codes).toEqual(['XL03000027', 'BL01001973']);
    const small = await recordFrom(sandbox, advanceXml());
    expect((await refusedCall(sandbox, apply(small, key, '60.01'))).codes).toEqual(['XL03000027', 'BL01001973']);
  });

  test('of what is no credit, of another customer’s, or to nothing is refused', async () => {
    const key = await keyFrom(sandbox, invoiceXml());
    expect((await refusedCall(sandbox, apply('9999', key, '1'))).text).toContain(
      "Oops, we can't find this transaction",
    );
    expect((await refusedCall(sandbox, apply(await keyFrom(sandbox, memoXml(['5'])), key, '1'))).text).toContain(
      'Oops',
    );
    expect((await refusedCall(sandbox, apply(key, key, '1'))).text).toContain('Oops');
    const other = await recordFrom(sandbox, advanceXml({ customer: 'C102' }));
    expect((await refusedCall(sandbox, apply(other, key, '1'))).text).toContain('belongs to another customer');
    expect((await refusedCall(sandbox, apply(await recordFrom(sandbox, advanceXml()), '9999', '1'))).text).toContain(
      'Oops',
    );
  });

  test('in the wrong order or without permission is refused', async () => {
    await refusedBySchema(sandbox, apply('1', '1', '1', '<overpaylocid/><memo/>'));
    await refusedByPermission(sandbox, 'APPLY_ARPAYMENT', apply('1', '1', '1'));
  });
});

test('credit memos and invoices never share a record number', async () => {
  const keys = [
    await keyFrom(sandbox, memoXml(['-1'])),
    await keyFrom(sandbox, invoiceXml()),
    await recordFrom(sandbox, advanceXml()),
  ];
  expect(new Set(keys).size).toBe(3);
  expect(await call(sandbox, `<read><object>ARINVOICE</object><keys>${keys[0]}</keys></read>`)).toContain('count="0"');
});
