import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { all, invoiceXml, one } from './ask.js';
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

const BANK = '<FINANCIALENTITY>BANK1</FINANCIALENTITY>';

interface Payment {
  details?: string[];
  more?: string;
  where?: string;
  who?: string;
}

function paymentXml({ details = [], more = '', where = BANK, who = '<CUSTOMERID>C101</CUSTOMERID>' }: Payment): string {
  const rows = details.map((detail) => `<ARPYMTDETAIL>${detail}</ARPYMTDETAIL>`).join('');
  return `<create><ARPYMT>${where}<PAYMENTMETHOD>EFT</PAYMENTMETHOD>${who}<RECEIPTDATE>02/20/2026</RECEIPTDATE>${more}
    <ARPYMTDETAILS>${rows}</ARPYMTDETAILS></ARPYMT></create>`;
}

const field = (name: string, value: string) => `<${name}>${value}</${name}>`;
const cash = (key: string, amount: string) => field('RECORDKEY', key) + field('TRX_PAYMENTAMOUNT', amount);
const pays = (payment: Payment) => recordFrom(sandbox, paymentXml(payment));
const invoice = (key: string) => sandbox.books.get('ARINVOICE', key) ?? {};
const payment = (key: string) => sandbox.books.get('ARPYMT', key) ?? {};
const rowsOf = (key: string) => sandbox.books.list('ARPYMTDETAIL').filter(({ PAYMENTKEY }) => PAYMENTKEY === key);
const anInvoice = (options = {}) => keyFrom(sandbox, invoiceXml(options));
const reverseXml = (key: string, more = '') =>
  `<reverse_arpayment key="${key}">${dateXml('datereversed', '2026-02-25')}${more}</reverse_arpayment>`;

function memoXml(amount: string): string {
  return `<create_aradjustment><customerid>C101</customerid>${dateXml('datecreated', '2026-02-05')}<aradjustmentitems><lineitem>
    <glaccountno>4000</glaccountno><amount>${amount}</amount></lineitem></aradjustmentitems></create_aradjustment>`;
}

function advanceXml(amount: string, where = BANK): string {
  return `<create><ARADVANCE><CUSTOMERID>C101</CUSTOMERID><PAYMENTMETHOD>EFT</PAYMENTMETHOD>${where}
    <PAYMENTDATE>02/06/2026</PAYMENTDATE><RECEIPTDATE>02/06/2026</RECEIPTDATE><ARADVANCEITEMS><ARADVANCEITEM>
    <ACCOUNTNO>2000</ACCOUNTNO><TRX_AMOUNT>${amount}</TRX_AMOUNT></ARADVANCEITEM></ARADVANCEITEMS></ARADVANCE></create>`;
}

/** An invoice of 33.33 with a credit of 3.33 on its second line. */
const MIXED = {
  line: '<glaccountno>4000</glaccountno><amount>33.33</amount></lineitem><lineitem><glaccountno>4010</glaccountno><amount>-3.33</amount>',
};

describe('a payment applies', () => {
  /** What brings 20.00 of each kind of credit into being, and how a detail names it. */
  const credits: [string, string, string, () => Promise<string>][] = [
    ['a credit memo', 'ADJUSTMENTKEY', 'TRX_ADJUSTMENTAMOUNT', () => keyFrom(sandbox, memoXml('-20.00'))],
    ['an advance', 'ADVANCEKEY', 'TRX_POSTEDADVANCEAMOUNT', () => recordFrom(sandbox, advanceXml('20.00'))],
    [
      'an earlier overpayment',
      'OVERPAYMENTKEY',
      'TRX_POSTEDOVERPAYMENTAMOUNT',
      async () => pays({ details: [cash(await anInvoice(), '1')], more: field('OVERPAYMENTAMOUNT', '20.00') }),
    ],
    [
      'a negative invoice',
      'NEGATIVEINVOICEKEY',
      'TRX_NEGATIVEINVOICEAMOUNT',
      () => anInvoice({ line: '<glaccountno>4000</glaccountno><amount>-20.00</amount>' }),
    ],
  ];

  test.each(credits)(
    '%s beside money, one detail each, and reversing it restores everything',
    async (_what, name, amount, make) => {
      const credit = await make();
      const key = await anInvoice();
      const before = { invoice: invoice(key).TRX_TOTALDUE, balances: sandbox.books.balances() };
      const details = [cash(key, '100.50'), field('RECORDKEY', key) + field(name, credit) + field(amount, '20.00')];
      const paid = await pays({ details });
      expect(invoice(key)).toMatchObject({ STATE: 'Paid', TRX_TOTALDUE: '0.00' });
      expect(payment(paid)).toMatchObject({
        TRX_TOTALENTERED: '100.50',
        TRX_TOTALPAID: '100.50',
        TRX_TOTALDUE: '0.00',
      });
      expect(rowsOf(paid)[1]).toMatchObject({ RECORDKEY: key, [name]: credit, [amount]: '20.00', STATE: 'Posted' });
      await refusedCall(
        sandbox,
        paymentXml({ details: [field('RECORDKEY', key) + field(name, credit) + field(amount, '0.01')] }),
      );
      expect(await keyFrom(sandbox, reverseXml(paid))).toBe(paid);
      expect(payment(paid)).toMatchObject({ STATE: 'Reversed', DISPLAYSTATE: 'Reversed', TRX_TOTALDUE: '0.00' });
      expect(invoice(key)).toMatchObject({ STATE: 'Posted', TRX_TOTALDUE: before.invoice });
      expect(sandbox.books.balances()).toEqual(before.balances);
      await pays({ details });
    },
  );

  test('a negative line of the same invoice, where inline credits are enabled', async () => {
    const key = await anInvoice(MIXED);
    const lines = sandbox.books.list('ARINVOICEITEM').filter(({ RECORDKEY }) => RECORDKEY === key);
    const inline =
      field('INLINEKEY', key) + field('INLINEENTRYKEY', lines[1]?.RECORDNO ?? '') + field('TRX_INLINEAMOUNT', '3.33');
    const details = [
      cash(key, '30.00'),
      field('RECORDKEY', key) + field('ENTRYKEY', lines[0]?.RECORDNO ?? '') + inline,
    ];
    sandbox.settings.inlineCredits = false;
    expect((await refusedCall(sandbox, paymentXml({ details }))).text).toContain('Inline credits are not enabled');
    sandbox.settings.inlineCredits = true;
    const paid = await pays({ details });
    expect(invoice(key)).toMatchObject({ STATE: 'Paid', TRX_TOTALDUE: '0.00', TRX_TOTALPAID: '30.00' });
    const shown = sandbox.books.list('ARINVOICEITEM').filter(({ RECORDKEY }) => RECORDKEY === key);
    expect(shown.map(({ TRX_TOTALPAID }) => TRX_TOTALPAID)).toEqual(['33.33', '-3.33']);
    await succeeds(sandbox, reverseXml(paid));
    expect(invoice(key)).toMatchObject({ STATE: 'Posted', TRX_TOTALDUE: '30.00' });
  });

  test('credits alone, without a bank unless the company wants one', async () => {
    const key = await anInvoice();
    const credit = await keyFrom(sandbox, memoXml('-20.00'));
    const detail = field('RECORDKEY', key) + field('ADJUSTMENTKEY', credit) + field('TRX_ADJUSTMENTAMOUNT', '20.00');
    sandbox.settings.creditOnlyNeedsAccount = true;
    await refusedCall(sandbox, paymentXml({ details: [detail], where: '' }));
    sandbox.settings.creditOnlyNeedsAccount = false;
    const paid = await pays({ details: [detail], where: '' });
    expect(payment(paid)).toMatchObject({ TRX_TOTALENTERED: '0.00', TRX_TOTALDUE: '0.00' });
    expect(invoice(key).TRX_TOTALDUE).toBe('100.50');
  });

  test('money to a debit memo instead of an invoice', async () => {
    const memo = await keyFrom(sandbox, memoXml('15.00'));
    const details = [field('POSADJKEY', memo) + field('TRX_PAYMENTAMOUNT', '15.00')];
    const paid = await pays({ details });
    expect(sandbox.books.get('ARADJUSTMENT', memo)).toMatchObject({ STATE: 'Paid', TRX_TOTALDUE: '0.00' });
    expect(rowsOf(paid)).toMatchObject([{ POSADJKEY: memo, TRX_PAYMENTAMOUNT: '15.00' }]);
    const both = details[0] + field('RECORDKEY', await anInvoice());
    expect((await refusedCall(sandbox, paymentXml({ details: [both] }))).text).toContain(
      'either RECORDKEY or POSADJKEY',
    );
  });

  test('a custom discount, where the company allows it', async () => {
    const key = await anInvoice();
    const details = [cash(key, '118.00'), field('RECORDKEY', key) + field('TRX_TOTALDISCOUNTTOAPPLY', '2.50')];
    expect((await refusedCall(sandbox, paymentXml({ details }))).text).toContain('Custom discounts are not enabled');
    sandbox.settings.customDiscounts = true;
    const before = Number(sandbox.books.balances()['4100'] ?? 0);
    await pays({ details });
    expect(invoice(key).STATE).toBe('Paid');
    expect(Number(sandbox.books.balances()['4100']) - before).toBe(2.5);
  });

  test('the discount of a term until its last day', async () => {
    sandbox.settings.genericTermAndTypeWrites = true;
    await succeeds(
      sandbox,
      '<create><ARTERM><NAME>2-10</NAME><DUEDATE>30</DUEDATE><DISCDATE>10</DISCDATE><DISCAMOUNT>2</DISCAMOUNT><DISCPERCAMN>%</DISCPERCAMN></ARTERM></create>',
    );
    const key = await anInvoice({ due: '<termname>2-10</termname>' });
    expect(invoice(key).WHENDISCOUNT).toBe('02/13/2026');
    const on = (date: string) => [cash(key, '118.09'), field('RECORDKEY', key) + field('DISCOUNTDATE', date)];
    expect((await refusedCall(sandbox, paymentXml({ details: on('02/14/2026') }))).text).toContain(
      'No discount is available',
    );
    sandbox.settings.customDiscounts = true;
    const both = [
      field('RECORDKEY', key) + field('DISCOUNTDATE', '02/13/2026') + field('TRX_TOTALDISCOUNTTOAPPLY', '1'),
    ];
    expect((await refusedCall(sandbox, paymentXml({ details: both }))).text).toContain('not both');
    await pays({ details: on('02/13/2026') });
    expect(invoice(key)).toMatchObject({ STATE: 'Paid', TRX_TOTALPAID: '120.50' });
  });

  test.each([
    ['a credit without its amount', field('ADJUSTMENTKEY', '1'), 'TRX_ADJUSTMENTAMOUNT'],
    ['a credit without its key', field('TRX_ADJUSTMENTAMOUNT', '1'), 'ADJUSTMENTKEY'],
    [
      'two kinds of credit in one detail',
      ['ADJUSTMENT', 'INLINE'].map((each) => field(`${each}KEY`, '1') + field(`TRX_${each}AMOUNT`, '1')).join(''),
      'one ARPYMTDETAIL for each',
    ],
    [
      'a credit that does not exist',
      field('ADVANCEKEY', '999') + field('TRX_POSTEDADVANCEAMOUNT', '1'),
      "we can't find this transaction",
    ],
    ['an unknown field', field('COLOUR', 'red') + field('TRX_PAYMENTAMOUNT', '1'), 'COLOUR'],
    ['nothing', '', 'TRX_PAYMENTAMOUNT'],
  ])('not %s', async (_what, detail, words) => {
    const { codes, text } = await refusedCall(sandbox, paymentXml({ details: [field('RECORDKEY', '2') + detail] }));
    expect(codes.at(-1)).toBe('BL01001973');
    expect(text).toContain(words);
  });

  test('not a debit memo as a credit, nor the credit of another customer', async () => {
    const key = await anInvoice();
    const use = (memo: string) => [
      field('RECORDKEY', key) + field('ADJUSTMENTKEY', memo) + field('TRX_ADJUSTMENTAMOUNT', '1'),
    ];
    await refusedCall(sandbox, paymentXml({ details: use(await keyFrom(sandbox, memoXml('5.00'))) }));
    const other = await keyFrom(sandbox, memoXml('-5.00').replace('C101', 'C102'));
    expect((await refusedCall(sandbox, paymentXml({ details: use(other) }))).text).toContain(
      'belongs to another customer',
    );
  });
});

describe('a payment', () => {
  test('of more than is applied keeps the rest on account, at a location and department', async () => {
    const key = await anInvoice();
    const more =
      field('OVERPAYMENTAMOUNT', '30') +
      field('OVERPAYMENTLOCATIONID', 'E100') +
      field('OVERPAYMENTDEPARTMENTID', 'D10');
    const paid = await pays({ details: [cash(key, '120.50')], more });
    expect(payment(paid)).toMatchObject({
      TRX_TOTALENTERED: '150.50',
      TRX_TOTALDUE: '30.00',
      OVERPAYMENTDEPARTMENTID: 'D10',
    });
    const kept = sandbox.books.list('GLENTRY').filter(({ AMOUNT, TR_TYPE }) => AMOUNT === '30.00' && TR_TYPE === '-1');
    expect(kept).toMatchObject([{ ACCOUNTNO: '1100', LOCATION: 'E100', DEPARTMENT: 'D10' }]);
    expect(
      (await refusedCall(sandbox, paymentXml({ details: [cash(key, '1')], more: more.replace('E100', 'E9') }))).text,
    ).toContain("Invalid Location 'E9'");
  });

  test('of several customers names a payer, and must be applied wholly', async () => {
    const keys = [await anInvoice(), await anInvoice({ customer: 'C102' })];
    const who = field('PAYERNAME', 'Group treasury');
    const details = keys.map((key) => cash(key, '120.50'));
    const over = paymentXml({ details, who, more: field('OVERPAYMENTAMOUNT', '1') });
    expect((await refusedCall(sandbox, over)).text).toContain('An overpayment needs a customer');
    const paid = await pays({ details, who });
    expect(payment(paid)).toMatchObject({ PAYERNAME: 'Group treasury', TRX_TOTALPAID: '241.00' });
    expect(keys.map((key) => invoice(key).STATE)).toEqual(['Paid', 'Paid']);
    await refusedCall(sandbox, paymentXml({ details, who: '' }));
  });

  test('as a draft pays nothing; it is changed, its details as a whole, and posts when submitted', async () => {
    const key = await anInvoice();
    const before = sandbox.books.balances();
    const draft = await pays({
      details: [cash(key, '20.00')],
      more: field('ACTION', 'Draft') + field('DOCNUMBER', 'D-1'),
    });
    expect(payment(draft)).toMatchObject({ STATE: 'Draft', DISPLAYSTATE: 'Draft', TRX_TOTALENTERED: '20.00' });
    expect([invoice(key).TRX_TOTALDUE, sandbox.books.balances()]).toEqual(['120.50', before]);
    const update = (fields: string) => `<update><ARPYMT><RECORDNO>${draft}</RECORDNO>${fields}</ARPYMT></update>`;
    await succeeds(
      sandbox,
      update(`<ARPYMTDETAILS><ARPYMTDETAIL>${cash(key, '50.00')}</ARPYMTDETAIL></ARPYMTDETAILS>`),
    );
    expect(payment(draft)).toMatchObject({ STATE: 'Draft', TRX_TOTALENTERED: '50.00', DOCNUMBER: 'D-1' });
    expect((await refusedCall(sandbox, update(field('COLOUR', 'red')))).codes[0]).toBe('DL02000001');
    await refusedCall(sandbox, update(field('FINANCIALENTITY', 'B9')));
    await refusedCall(sandbox, reverseXml(draft));
    await succeeds(sandbox, update(field('ACTION', 'Submit')));
    expect(payment(draft)).toMatchObject({ STATE: 'Posted', TRX_TOTALPAID: '50.00' });
    expect(invoice(key).TRX_TOTALDUE).toBe('70.50');
    await refusedCall(sandbox, update(field('DOCNUMBER', 'D-2')));
    await refusedCall(sandbox, `<delete><object>ARPYMT</object><keys>${draft}</keys></delete>`);
  });

  test('as a draft is deleted with its details', async () => {
    const draft = await pays({ details: [cash(await anInvoice(), '20.00')], more: field('ACTION', 'Draft') });
    await succeeds(sandbox, `<delete><object>ARPYMT</object><keys>${draft}</keys></delete>`);
    expect([payment(draft), rowsOf(draft)]).toEqual([{}, []]);
  });

  test('that was a draft is refused when what it pays has been paid meanwhile', async () => {
    const key = await anInvoice();
    const draft = await pays({ details: [cash(key, '120.50')], more: field('ACTION', 'Draft') });
    await pays({ details: [cash(key, '120.50')] });
    const submit = `<update><ARPYMT><RECORDNO>${draft}</RECORDNO><ACTION>Submit</ACTION></ARPYMT></update>`;
    expect((await refusedCall(sandbox, submit)).codes[0]).toBe('XL03000027');
  });

  test('shows line by line what it paid, by query', async () => {
    const key = await anInvoice({
      line: '<glaccountno>4000</glaccountno><amount>5</amount></lineitem><lineitem><glaccountno>4010</glaccountno><amount>7</amount>',
    });
    const paid = await pays({ details: [cash(key, '9.00')] });
    const text = await succeeds(
      sandbox,
      `<query><object>ARPYMTDETAIL</object><select><field>ENTRYKEY</field><field>TRX_PAYMENTAMOUNT</field><field>ARINVOICE.RECORDID</field></select>
        <filter><equalto><field>PAYMENTKEY</field><value>${paid}</value></equalto></filter></query>`,
    );
    expect(all(text, 'TRX_PAYMENTAMOUNT')).toEqual(['5.00', '4.00']);
    expect(new Set(all(text, 'ENTRYKEY')).size).toBe(2);
  });
});

describe('reverse_arpayment', () => {
  test('notes the returned money, and cannot be done twice', async () => {
    const key = await anInvoice();
    const paid = await pays({ details: [cash(key, '20.25')] });
    await succeeds(
      sandbox,
      reverseXml(paid, '<description>Bounced</description><nsfclosedaccount>true</nsfclosedaccount>'),
    );
    expect(payment(paid)).toMatchObject({ STATE: 'Reversed', NSFCLOSEDACCOUNT: 'true', REVERSALDATE: '02/25/2026' });
    expect(rowsOf(paid)).toMatchObject([{ STATE: 'Reversed' }]);
    expect((await refusedCall(sandbox, reverseXml(paid))).text).toContain('is Reversed');
  });

  test('in a foreign currency takes the exchange gain back, to the cent', async () => {
    const key = await anInvoice({ currency: 'EUR' });
    const before = sandbox.books.balances();
    const paid = await pays({
      details: [cash(key, '33.33')],
      more: field('CURRENCY', 'EUR') + field('EXCHANGE_RATE', '1.1'),
    });
    await succeeds(sandbox, reverseXml(paid));
    expect(sandbox.books.balances()).toEqual({ '4900': '0.00', ...before });
    expect(invoice(key)).toMatchObject({ TOTALDUE: '130.14', TRX_TOTALDUE: '120.50', TOTALPAID: '0.00' });
  });

  test('of a payment whose overpayment another has used is refused; of an advance it works', async () => {
    const key = await anInvoice();
    const first = await pays({ details: [cash(key, '1')], more: field('OVERPAYMENTAMOUNT', '5') });
    const use = field('RECORDKEY', key) + field('OVERPAYMENTKEY', first) + field('TRX_POSTEDOVERPAYMENTAMOUNT', '5');
    const second = await pays({ details: [use], where: '' });
    expect((await refusedCall(sandbox, reverseXml(first))).text).toContain('applied by another payment');
    await succeeds(sandbox, reverseXml(second));
    await succeeds(sandbox, reverseXml(first));
    const before = sandbox.books.balances();
    const advance = await recordFrom(sandbox, advanceXml('9'));
    await succeeds(sandbox, reverseXml(advance));
    expect(sandbox.books.get('ARADVANCE', advance)).toMatchObject({ STATE: 'Reversed', TRX_TOTALDUE: '0.00' });
    expect(sandbox.books.balances()).toEqual({ '2000': '0.00', ...before });
  });

  test('of nothing, too early, in a closed period, in the wrong order or without permission is refused', async () => {
    const paid = await pays({ details: [cash(await anInvoice(), '1')] });
    expect((await refusedCall(sandbox, reverseXml('999'))).text).toContain("we can't find this transaction");
    expect((await refusedCall(sandbox, reverseXml(paid).replace('>25<', '>10<'))).text).toContain(
      'on or after the date',
    );
    await refusedBySchema(
      sandbox,
      `<reverse_arpayment key="1"><description/>${dateXml('datereversed', '2026-02-25')}</reverse_arpayment>`,
    );
    await refusedBySchema(sandbox, reverseXml(paid, '<colour/>'));
    await refusedByPermission(sandbox, 'REVERSE_ARPAYMENT', reverseXml(paid));
    sandbox.settings.closedThrough = '2026-02-28';
    await refusedCall(sandbox, reverseXml(paid));
  });
});

test('writing payments needs the permission for it', async () => {
  const body = paymentXml({ details: [cash(await anInvoice(), '1')] });
  await refusedByPermission(sandbox, 'CREATE ARPYMT', body);
  await refusedByPermission(sandbox, 'UPDATE ARPYMT', '<update><ARPYMT><RECORDNO>1</RECORDNO></ARPYMT></update>');
  await refusedByPermission(sandbox, 'DELETE ARPYMT', '<delete><object>ARPYMT</object><keys>1</keys></delete>');
  expect(one(await succeeds(sandbox, body), 'RECORDNO')).not.toBe('');
});
