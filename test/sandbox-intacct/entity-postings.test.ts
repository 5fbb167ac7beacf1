import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type IntacctSandbox, type StoredRecord, startSandbox } from '../../sandbox/intacct/index.js';
import { ask, invoiceXml, login, one, paymentXml } from './ask.js';
import { booksAddUp, dateXml } from './bookkeeping.js';

let sandbox: IntacctSandbox;
let founded: number;
beforeEach(async () => {
  sandbox = await startSandbox({ company: 'small' });
  founded = sandbox.books.count('GLENTRY');
});
afterEach(() => {
  booksAddUp(sandbox);
  return sandbox.close();
});

async function keyWithin(entity: string, body: string): Promise<string> {
  const { text } = await ask(sandbox, { authentication: login(sandbox, entity), functions: { a: body } });
  return one(text, text.includes('<key>') ? 'key' : 'RECORDNO');
}

/** Account, location and signed amount of everything a document has in the ledger. */
function entries(source: string, field = 'AMOUNT'): (string | number)[][] {
  const batches = new Set(
    sandbox.books.list('GLBATCH').flatMap((batch) => (titled(batch, source) ? [batch.RECORDNO] : [])),
  );
  return sandbox.books
    .list('GLENTRY')
    .filter(({ BATCHNO }) => batches.has(BATCHNO))
    .map((entry) => [entry.ACCOUNTNO ?? '', entry.LOCATION ?? '', Number(entry.TR_TYPE) * Number(entry[field])]);
}

const titled = ({ BATCH_TITLE = '' }: StoredRecord, title: string) => BATCH_TITLE.endsWith(title);

/** Sum per location, in cents, of what was posted since the company was founded; only what is not zero. */
function openLocations(): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { LOCATION = '', TR_TYPE, AMOUNT = '0', STATE } of sandbox.books.list('GLENTRY').slice(founded)) {
    if (STATE !== 'Posted') continue;
    sums[LOCATION] = (sums[LOCATION] ?? 0) + Number(TR_TYPE) * Math.round(Number(AMOUNT) * 100);
  }
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
}

const line = (location: string, more = '') =>
  `<glaccountno>4000</glaccountno><amount>100.00</amount><locationid>${location}</locationid>${more}`;
const placed = (number: string, location: string, more = '') => invoiceXml({ number, line: line(location, more) });

describe('an invoice of one entity with a line of another', () => {
  test('is owed to its own entity, which owes the other one what it sold', async () => {
    await keyWithin('E100', placed('X-1', 'E200'));
    expect(entries('Invoice X-1')).toEqual([
      ['1100', 'E100', 100],
      ['4000', 'E200', -100],
      ['1900', 'E200', 100],
      ['2900', 'E100', -100],
    ]);
    expect(openLocations()).toEqual({});
  });

  test('uses the accounts that the company keeps for that', async () => {
    sandbox.settings.interEntityAccounts = { receivable: '1050', payable: '2000' };
    await keyWithin('E100', placed('X-2', 'E200'));
    expect(entries('Invoice X-2').map(([account]) => account)).toEqual(['1100', '4000', '1050', '2000']);
  });

  test('is paid, and the payment reversed, with every entity in balance', async () => {
    const key = await keyWithin('E100', placed('X-3', 'E200'));
    const payment = await keyWithin('E100', paymentXml(key, '60.00'));
    expect(entries(`Payment ${payment}`)).toEqual([
      ['1000', 'E100', 60],
      ['1100', 'E100', -60],
    ]);
    expect(openLocations()).toEqual({});
    await keyWithin(
      'E100',
      `<reverse_arpayment key="${payment}">${dateXml('datereversed', '2026-03-01')}</reverse_arpayment>`,
    );
    await keyWithin('E100', `<reverse_invoice key="${key}">${dateXml('datereversed', '2026-03-01')}</reverse_invoice>`);
    expect(openLocations()).toEqual({});
    const owing = sandbox.books.balances();
    expect([owing['1900'], owing['2900'], owing['1100']]).toEqual(['0.00', '0.00', expect.anything()]);
  });

  test('changes its inter-entity lines when the line moves', async () => {
    const key = await keyWithin('E100', placed('X-4', 'E200'));
    const change = `<updatelineitem line_num="1"><locationid>E100</locationid></updatelineitem>`;
    await keyWithin(
      'E100',
      `<update_invoice key="${key}"><updateinvoiceitems>${change}</updateinvoiceitems></update_invoice>`,
    );
    expect(entries('Invoice X-4')).toEqual([
      ['1100', 'E100', 100],
      ['4000', 'E100', -100],
    ]);
  });
});

test('an invoice made at top level balances in the entity of each line without inter-entity lines', async () => {
  const two = `${line('E100')}</lineitem><lineitem>${line('E200')}`;
  const key = await keyWithin('', invoiceXml({ number: 'X-5', line: two }));
  expect(entries('Invoice X-5')).toEqual([
    ['1100', 'E100', 100],
    ['4000', 'E100', -100],
    ['1100', 'E200', 100],
    ['4000', 'E200', -100],
  ]);
  const payment = await keyWithin('', paymentXml(key, '150.00'));
  expect(entries(`Payment ${payment}`)).toEqual([
    ['1000', 'E100', 100],
    ['1000', 'E200', 50],
    ['1100', 'E100', -100],
    ['1100', 'E200', -50],
  ]);
  expect(openLocations()).toEqual({});
});

test('a payment in one entity of an invoice of another leaves the first one owing the second', async () => {
  const key = await keyWithin('', placed('X-6', 'E200'));
  const payment = await keyWithin('E100', paymentXml(key, '100.00'));
  expect(entries(`Payment ${payment}`)).toEqual([
    ['1000', 'E100', 100],
    ['1100', 'E200', -100],
    ['1900', 'E200', 100],
    ['2900', 'E100', -100],
  ]);
  expect(openLocations()).toEqual({});
});

test('a credit memo of one entity that pays an invoice of another leaves both in balance', async () => {
  const invoice = await keyWithin('', placed('X-7', 'E200'));
  const memo = await keyWithin(
    '',
    `<create_aradjustment><customerid>C101</customerid>${dateXml('datecreated', '2026-02-04')}<aradjustmentitems>
      <lineitem>${line('E100').replace('100.00', '-40.00')}</lineitem></aradjustmentitems></create_aradjustment>`,
  );
  const details = `<RECORDKEY>${invoice}</RECORDKEY><ADJUSTMENTKEY>${memo}</ADJUSTMENTKEY><TRX_ADJUSTMENTAMOUNT>40.00</TRX_ADJUSTMENTAMOUNT>`;
  const payment = await keyWithin(
    '',
    `<create><ARPYMT><PAYMENTMETHOD>EFT</PAYMENTMETHOD><CUSTOMERID>C101</CUSTOMERID><RECEIPTDATE>02/20/2026</RECEIPTDATE>
      <ARPYMTDETAILS><ARPYMTDETAIL>${details}</ARPYMTDETAIL></ARPYMTDETAILS></ARPYMT></create>`,
  );
  const accounts = entries(`Payment ${payment}`).map(([account, location]) => `${account} ${location}`);
  expect(accounts.sort()).toEqual(['1100 E100', '1100 E200', '1900 E200', '2900 E100'].sort());
  expect(openLocations()).toEqual({});
});

test('a payment in another currency and at another rate books its gain where it arises', async () => {
  const foreign = placed('X-8', 'E200').replace(
    '<invoiceitems>',
    '<currency>EUR</currency><exchrate>1.10</exchrate><invoiceitems>',
  );
  const key = await keyWithin('', foreign);
  const payment = await keyWithin(
    '',
    paymentXml(key, '100.00', '<CURRENCY>EUR</CURRENCY><EXCHANGE_RATE>1.20</EXCHANGE_RATE>'),
  );
  expect(entries(`Payment ${payment}`)).toEqual([
    ['1000', 'E200', 120],
    ['1100', 'E200', -110],
    ['4900', 'E200', -10],
  ]);
  expect(openLocations()).toEqual({});
});

describe('the dimensions of receivables in the ledger', () => {
  const sent = `<projectid>P100</projectid><taskid>T1</taskid><customerid>C103</customerid>
    <vendorid>V100</vendorid><employeeid>EMP1</employeeid><itemid>SEAT</itemid><classid>SUBS</classid>
    <contractid>CON1</contractid><warehouseid>WH1</warehouseid>`;
  const shown = {
    PROJECTID: 'P100',
    TASKID: 'T1',
    CUSTOMERID: 'C103',
    VENDORID: 'V100',
    EMPLOYEEID: 'EMP1',
    ITEMID: 'SEAT',
    CLASSID: 'SUBS',
    CONTRACTID: 'CON1',
    WAREHOUSEID: 'WH1',
    DEPARTMENTID: 'D10',
    LOCATIONID: 'E100',
  };
  const full = (amount: string) =>
    `<glaccountno>4000</glaccountno><amount>${amount}</amount><locationid>E100</locationid><departmentid>D10</departmentid>${sent}`;

  const postedBy = (title: string) => {
    const batch = sandbox.books.list('GLBATCH').find((each) => titled(each, title));
    return sandbox.books.list('GLDETAIL').filter(({ BATCHKEY }) => BATCHKEY === batch?.RECORDNO);
  };

  test('are those of the line, on both sides of an invoice and on the receivable that a payment settles', async () => {
    const key = await keyWithin('', invoiceXml({ number: 'D-1', line: full('10.00') }));
    const invoice = postedBy('Invoice D-1');
    expect(invoice).toHaveLength(2);
    for (const entry of invoice) expect(entry).toMatchObject(shown);
    const payment = await keyWithin('', paymentXml(key, '10.00'));
    const [bank, receivable] = postedBy(`Payment ${payment}`);
    expect(bank).toMatchObject({ ACCOUNTNO: '1000', CUSTOMERID: 'C101' });
    expect(receivable).toMatchObject({ ...shown, ACCOUNTNO: '1100' });
  });

  test('are those of the line on both sides of a credit memo', async () => {
    await keyWithin(
      '',
      `<create_aradjustment><customerid>C101</customerid>${dateXml('datecreated', '2026-02-04')}<adjustmentno>D-2</adjustmentno>
        <aradjustmentitems><lineitem>${full('-10.00')}</lineitem></aradjustmentitems></create_aradjustment>`,
    );
    const memo = postedBy('Adjustment D-2');
    expect(memo).toHaveLength(2);
    for (const entry of memo) expect(entry).toMatchObject(shown);
  });
});
