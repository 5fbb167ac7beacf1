import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { call, one } from './ask.js';
import {
  billLine,
  billXml,
  cash,
  day,
  done,
  newBill,
  newPayment,
  payXml,
  refusedBy,
  writtenPayables,
} from './payables-ask.js';

let sandbox: IntacctSandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => {
  expect(sandbox.books.trialBalance()).toBe('0.00');
  return sandbox.close();
});

const CREATED = day('datecreated', '2026-02-03');
const LINE = '<lineitem><glaccountno>6200</glaccountno><amount>10.00</amount></lineitem>';
const KEYS = '<appaymentkeys><appaymentkey>9999</appaymentkey></appaymentkeys>';
const ITEMS = '<payitems><payitem><glaccountno>6200</glaccountno><paymentamount>5</paymentamount></payitem></payitems>';
const ENTRY = (side: string, more = '') =>
  `<glentry><trtype>${side}</trtype><amount>1.00</amount><glaccountno>6200</glaccountno>${more}</glentry>`;
const manual = (vendor: string, more = '') => `<create_appayment><bankaccountid>BANK1</bankaccountid>
  <vendorid>${vendor}</vendorid><memo>m</memo>${day('checkdate', '2026-02-03')}${more}${ITEMS}</create_appayment>`;
const journal = (symbol: string, more = '') => `<create_gltransaction><journalid>${symbol}</journalid>${CREATED}${more}
  <description>d</description><gltransactionentries>${ENTRY('debit')}${ENTRY('credit')}</gltransactionentries></create_gltransaction>`;

interface Case {
  readonly object: string;
  /** Elements in an order the schema does not allow. */
  readonly disordered: string;
  /** An element nobody knows, in a place where elements may stand. */
  readonly unknown: string;
  /** A reference to nothing, and the words by which it is named. */
  readonly missing: readonly [string, string];
}

const request = (verb: string): [string, Case] => [
  `${verb}_appaymentrequest`,
  {
    object: 'APPYMT',
    disordered: `<${verb}_appaymentrequest><appaymentkey>1</appaymentkey></${verb}_appaymentrequest>`,
    unknown: `<${verb}_appaymentrequest>${KEYS}<colour>red</colour></${verb}_appaymentrequest>`,
    missing: [`<${verb}_appaymentrequest>${KEYS}</${verb}_appaymentrequest>`, "'9999' does not exist"],
  },
];

const reverse = (name: string, object: string): [string, Case] => [
  name,
  {
    object,
    disordered: `<${name} key="1"><description>d</description>${day('datereversed', '2026-02-10')}</${name}>`,
    unknown: `<${name} key="1">${day('datereversed', '2026-02-10')}<colour>red</colour></${name}>`,
    missing: [`<${name} key="9999">${day('datereversed', '2026-02-10')}</${name}>`, "'9999' does not exist"],
  },
];

const LEGACY: [string, Case][] = [
  [
    'create_bill',
    {
      object: 'APBILL',
      disordered: `<create_bill>${CREATED}<vendorid>V102</vendorid><termname>N30</termname><billitems>${LINE}</billitems></create_bill>`,
      unknown: `<create_bill><vendorid>V102</vendorid>${CREATED}<termname>N30</termname><colour>red</colour><billitems>${LINE}</billitems></create_bill>`,
      missing: [
        `<create_bill><vendorid>V999</vendorid>${CREATED}<termname>N30</termname><billitems>${LINE}</billitems></create_bill>`,
        "Invalid Vendor 'V999' specified.",
      ],
    },
  ],
  [
    'update_bill',
    {
      object: 'APBILL',
      disordered: '<update_bill key="1"><billno>1</billno><action>Submit</action></update_bill>',
      unknown: '<update_bill key="1"><colour>red</colour></update_bill>',
      missing: ['<update_bill key="9999"><description>d</description></update_bill>', "'9999' does not exist"],
    },
  ],
  reverse('reverse_bill', 'APBILL'),
  [
    'delete_bill',
    {
      object: 'APBILL',
      disordered: '<delete_bill/>',
      unknown: '<delete_bill key="1"><colour>red</colour></delete_bill>',
      missing: ['<delete_bill key="9999"/>', "'9999' does not exist"],
    },
  ],
  [
    'recallApBill',
    {
      object: 'APBILL',
      disordered: '<recallApBill/>',
      unknown: '<recallApBill><recordno>1</recordno><colour>red</colour></recallApBill>',
      missing: ['<recallApBill><recordno>9999</recordno></recallApBill>', "'9999' does not exist"],
    },
  ],
  [
    'create_apadjustment',
    {
      object: 'APADJUSTMENT',
      disordered: `<create_apadjustment>${CREATED}<vendorid>V102</vendorid><apadjustmentitems>${LINE}</apadjustmentitems></create_apadjustment>`,
      unknown: `<create_apadjustment><vendorid>V102</vendorid>${CREATED}<termname>N30</termname><apadjustmentitems>${LINE}</apadjustmentitems></create_apadjustment>`,
      missing: [
        `<create_apadjustment><vendorid>V999</vendorid>${CREATED}<apadjustmentitems>${LINE}</apadjustmentitems></create_apadjustment>`,
        "Invalid Vendor 'V999' specified.",
      ],
    },
  ],
  [
    'create_appayment',
    {
      object: 'APPYMT',
      disordered: manual('V102').replace('<memo>m</memo>', '').replace('<payitems>', '<memo>m</memo><payitems>'),
      unknown: manual('V102', '<colour>red</colour>'),
      missing: [manual('V999'), "Invalid Vendor 'V999' specified."],
    },
  ],
  reverse('reverse_appayment', 'APPYMT'),
  ...['approve', 'decline', 'send', 'confirm', 'void'].map(request),
  [
    'create_gltransaction',
    {
      object: 'GLBATCH',
      disordered: journal('GJ')
        .replace('<journalid>GJ</journalid>', '')
        .replace('<description>', '<journalid>GJ</journalid><description>'),
      unknown: journal('GJ', '<colour>red</colour>'),
      missing: [journal('NO'), "Invalid Journal 'NO' specified."],
    },
  ],
];

describe.each(LEGACY)('%s', (name, { object, disordered, unknown, missing }) => {
  test.each([
    ['in another order, or not all of them', disordered],
    ['that nobody knows', unknown],
  ])('with elements %s is refused for the whole request, with line and column', async (_what, body) => {
    const before = writtenPayables(sandbox);
    const text = await call(sandbox, body);
    expect(one(text, 'errorno')).toBe('XL03000003');
    expect(text).toMatch(/line \d+/i);
    expect(text).not.toContain('<operation>');
    expect(writtenPayables(sandbox)).toEqual(before);
  });

  test('that names something that does not exist is refused, the wrapper behind the cause', async () => {
    const { codes, text } = await refusedBy(sandbox, missing[0]);
    expect(codes.at(-1)).toBe('BL01001973');
    expect(codes).toHaveLength(2);
    expect(text).toContain(missing[1]);
  });

  test('without the permission is refused before anything is looked at', async () => {
    sandbox.settings.deniedOperations = [`${name.toUpperCase()} ${object}`];
    expect((await refusedBy(sandbox, missing[0])).codes).toEqual(['PL04000005']);
  });
});

describe('a generic write', () => {
  const glbatch = (more: string) => `<create><GLBATCH><JOURNAL>GJ</JOURNAL><BATCH_DATE>02/03/2026</BATCH_DATE>
    <BATCH_TITLE>t</BATCH_TITLE>${more}</GLBATCH></create>`;
  const vendor = (more: string) =>
    `<create><VENDOR><VENDORID>V9</VENDORID><NAME>N</NAME><DISPLAYCONTACT><PRINTAS>N</PRINTAS></DISPLAYCONTACT>${more}</VENDOR></create>`;

  test.each([
    ['VENDOR', vendor('<COLOUR>red</COLOUR>')],
    ['APBILL', billXml({ header: '<COLOUR>red</COLOUR>' })],
    ['APBILLITEM', billXml({ lines: billLine('1', '<COLOUR>red</COLOUR>') })],
    ['APPYMT', payXml(cash('1', '1'), { header: '<COLOUR>red</COLOUR>' })],
    ['GLBATCH', glbatch('<COLOUR>red</COLOUR>')],
  ])('with a field that %s lacks is refused and the field is named', async (_object, body) => {
    const { codes, text } = await refusedBy(sandbox, body);
    expect(codes).toEqual(['DL02000001', 'BL01001973']);
    expect(text).toContain('COLOUR');
  });

  test.each([
    ['VENDOR', vendor('<TERMNAME>N99</TERMNAME>'), "Invalid AP term 'N99' specified."],
    ['APBILL', billXml({ vendor: 'V999' }), "Invalid Vendor 'V999' specified."],
    ['APBILL', billXml({ lines: billLine('1', '', '9999') }), "Invalid Account '9999' specified."],
    [
      'APBILL',
      billXml({ lines: billLine('1', '<LOCATIONID>E900</LOCATIONID>') }),
      "Invalid Location 'E900' specified.",
    ],
    ['APPYMT', payXml(cash('1', '1'), { vendor: 'V999' }), "Invalid Vendor 'V999' specified."],
    ['GLBATCH', glbatch('').replace('GJ', 'NO'), "Invalid Journal 'NO' specified."],
  ])('of %s that names something that does not exist is refused', async (_object, body, words) => {
    const { codes, text } = await refusedBy(sandbox, body);
    expect(codes).toEqual(['BL01001973', 'BL01001973']);
    expect(text).toContain(words);
  });

  test.each([
    ['CREATE VENDOR', vendor('')],
    ['CREATE APBILL', billXml()],
    ['CREATE APPYMT', payXml(cash('1', '1'))],
    ['CREATE GLBATCH', glbatch('')],
    ['UPDATE APBILL', '<update><APBILL><RECORDNO>1</RECORDNO></APBILL></update>'],
    ['DELETE APPYMT', '<delete><object>APPYMT</object><keys>1</keys></delete>'],
  ])('without the permission %s is refused', async (operation, body) => {
    sandbox.settings.deniedOperations = [operation];
    expect((await refusedBy(sandbox, body)).codes).toEqual(['PL04000005']);
  });

  test('of an AP adjustment is not supported; its function is', async () => {
    await refusedBy(sandbox, '<create><APADJUSTMENT><VENDORID>V102</VENDORID></APADJUSTMENT></create>');
  });
});

test('what is documented and not simulated is said so rather than dropped', async () => {
  const bill = await newBill(sandbox);
  const discount = cash(bill, '1', '<DISCOUNTDATE>02/20/2026</DISCOUNTDATE>');
  expect((await refusedBy(sandbox, payXml(discount))).codes[0]).toBe('SANDBOX-001');
  const allocated = billXml({ lines: billLine('1', '<ALLOCATION>A</ALLOCATION>') });
  expect((await refusedBy(sandbox, allocated)).codes[0]).toBe('SANDBOX-001');
});

test('several payment requests in one call are moved together or not at all', async () => {
  sandbox.settings.paymentApproval = true;
  const bill = await newBill(sandbox);
  const payment = await newPayment(sandbox, cash(bill, '10'));
  const keys = `<appaymentkeys><appaymentkey>${payment}</appaymentkey><appaymentkey>9999</appaymentkey></appaymentkeys>`;
  await refusedBy(sandbox, `<approve_appaymentrequest>${keys}</approve_appaymentrequest>`);
  const alone = keys.replace('<appaymentkey>9999</appaymentkey>', '');
  await done(sandbox, `<approve_appaymentrequest>${alone}</approve_appaymentrequest>`);
  expect(sandbox.books.get('APPYMT', payment)?.STATE).toBe('Posted');
});
