import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { all, ask, attribute, call, invoiceXml, login, one } from './ask.js';
import { cash, day, done, moved, newBill, newPayment, readOne, refusedBy } from './payables-ask.js';

let sandbox: IntacctSandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => {
  expect(sandbox.books.trialBalance()).toBe('0.00');
  return sandbox.close();
});

const refused = (body: string) => refusedBy(sandbox, body);
const batch = (key: string) => sandbox.books.get('GLBATCH', key);

const entry = (type: '1' | '-1', amount: string, more = '', account = '6200') =>
  `<GLENTRY><ACCOUNTNO>${account}</ACCOUNTNO><TR_TYPE>${type}</TR_TYPE><TRX_AMOUNT>${amount}</TRX_AMOUNT>${more}</GLENTRY>`;

const pair = (amount: string, more = '') => entry('1', amount, more) + entry('-1', amount, more, '2000');

const journal = (
  lines: string,
  header = '',
) => `<create><GLBATCH><JOURNAL>GJ</JOURNAL><BATCH_DATE>01/31/2026</BATCH_DATE>
  <BATCH_TITLE>Accrual Jan</BATCH_TITLE>${header}<ENTRIES>${lines}</ENTRIES></GLBATCH></create>`;

const newJournal = async (lines: string, header = '') => one(await done(sandbox, journal(lines, header)), 'RECORDNO');

const legacy = (
  more = '',
  first = '',
) => `<create_gltransaction><journalid>GJ</journalid>${day('datecreated', '2026-01-31')}
  ${more}<gltransactionentries><glentry><trtype>debit</trtype><amount>12.00</amount><glaccountno>6200</glaccountno>${first}</glentry>
  <glentry><trtype>credit</trtype><amount>12.00</amount><glaccountno>2000</glaccountno></glentry></gltransactionentries></create_gltransaction>`;

describe('a journal entry', () => {
  test('is posted and reads back with its lines', async () => {
    const before = sandbox.books.balances();
    const line =
      '<LOCATION>E100</LOCATION><DEPARTMENT>D10</DEPARTMENT><DESCRIPTION>Seats</DESCRIPTION><VENDORID>V100</VENDORID>';
    const key = await newJournal(pair('75.00', line), '<REFERENCENO>ACC-1</REFERENCENO>');
    expect(moved(sandbox, before)).toEqual({ 2000: '-75.00', 6200: '75.00' });
    const text = await readOne(sandbox, 'GLBATCH', key);
    const fields = { JOURNAL: 'GJ', BATCH_DATE: '01/31/2026', STATE: 'Posted', REFERENCENO: 'ACC-1', MODULE: '2.GL' };
    for (const [name, value] of Object.entries(fields)) expect(one(text, name)).toBe(value);
    expect(all(text, 'TR_TYPE')).toEqual(['1', '-1']);
    expect(all(text, 'LOCATION')).toEqual(['E100', 'E100']);
    expect(one(text, 'VENDORNAME')).toBe('Northgate Hosting');
    expect(batch(key)).toMatchObject({ CREATEDBY: 'sandbox_user', WHENMODIFIED: expect.any(String) });
  });

  test('may use a reference number again, and may call its amounts AMOUNT', async () => {
    await newJournal(pair('1.00'), '<REFERENCENO>ACC-1</REFERENCENO>');
    await newJournal(pair('1.00').replaceAll('TRX_AMOUNT', 'AMOUNT'), '<REFERENCENO>ACC-1</REFERENCENO>');
  });

  test('takes its fields in any case and order', async () => {
    await done(
      sandbox,
      `<create><glbatch><entries><glentry><tr_type>1</tr_type><trx_amount>1.00</trx_amount><accountno>6200</accountno></glentry>
      <glentry><tr_type>-1</tr_type><trx_amount>1.00</trx_amount><accountno>2000</accountno></glentry></entries>
      <batch_title>t</batch_title><batch_date>01/31/2026</batch_date><journal>GJ</journal></glbatch></create>`,
    );
  });

  test.each([
    ['whose debits and credits differ', entry('1', '10.00') + entry('-1', '9.99'), 'debits are 10.00, credits 9.99'],
    ['with one line', entry('1', '0.00'), 'at least two lines'],
    ['with a negative amount', entry('1', '-1.00') + entry('1', '1.00'), 'cannot be negative'],
    ['without a side', pair('1.00').replace('<TR_TYPE>1</TR_TYPE>', ''), 'TR_TYPE'],
    ['with an unknown side', pair('1.00').replace('<TR_TYPE>1</TR_TYPE>', '<TR_TYPE>2</TR_TYPE>'), "Invalid value '2'"],
    ['without an amount', pair('1.00').replace('<TRX_AMOUNT>1.00</TRX_AMOUNT>', ''), 'TRX_AMOUNT'],
    [
      'with an unknown account',
      entry('1', '1.00', '', '9999') + entry('-1', '1.00'),
      "Invalid Account '9999' specified.",
    ],
    ['with an unknown location', pair('1.00', '<LOCATION>E9</LOCATION>'), "Invalid Location 'E9' specified."],
    [
      'whose account requires a department',
      entry('1', '1.00', '', '6100') + entry('-1', '1.00'),
      'missing the Department',
    ],
    [
      'that balances only across currencies',
      entry('1', '10.00', '<CURRENCY>EUR</CURRENCY>') + entry('-1', '10.00'),
      'EUR debits are 10.00',
    ],
    [
      'that balances only across entities',
      entry('1', '5.00', '<LOCATION>E100</LOCATION>') + entry('-1', '5.00', '<LOCATION>E200</LOCATION>'),
      'does not balance per entity',
    ],
  ])('%s is refused', async (_what, lines, words) => {
    const { codes, text } = await refused(journal(lines));
    expect(codes).toHaveLength(2);
    expect(codes[1]).toBe('BL01001973');
    expect(text).toContain(words);
  });

  test('in a closed period, or without journal, date or title, is refused', async () => {
    const xml = journal(pair('1.00'));
    for (const field of ['JOURNAL', 'BATCH_DATE', 'BATCH_TITLE']) {
      await refused(xml.replace(new RegExp(`<${field}>.*</${field}>`), ''));
    }
    sandbox.settings.closedThrough = '2026-01-31';
    expect((await refused(xml)).text).toContain('Date must be on or after 02/01/2026');
  });

  test('needs locations at top level where the company says so; in an entity it takes that', async () => {
    sandbox.settings.requireLineLocation = true;
    await refused(journal(pair('1.00')));
    const authentication = login(sandbox, 'E200');
    const { text } = await ask(sandbox, { authentication, functions: { a: journal(pair('1.00')) } });
    expect(batch(one(text, 'RECORDNO'))?.MEGAENTITYID).toBe('E200');
  });

  test('across entities has lines added by the system when it names the source entity', async () => {
    const before = sandbox.books.balances();
    const lines =
      entry('1', '5.00', '<LOCATION>E100</LOCATION>') + entry('-1', '5.00', '<LOCATION>E200</LOCATION>', '2000');
    const key = await newJournal(lines, '<BASELOCATION_NO>E100</BASELOCATION_NO>');
    const added = sandbox.books
      .list('GLENTRY')
      .filter(({ BATCHNO }) => BATCHNO === key)
      .slice(2);
    expect(added.map(({ ACCOUNTNO, LOCATION, TR_TYPE }) => [ACCOUNTNO, LOCATION, TR_TYPE])).toEqual([
      ['1900', 'E200', '1'],
      ['2900', 'E100', '-1'],
    ]);
    expect(moved(sandbox, before)).toEqual({ 1900: '5.00', 2000: '-5.00', 2900: '-5.00', 6200: '5.00' });
  });

  test('in a foreign currency balances in the base currency too, to the cent', async () => {
    const currency = '<CURRENCY>CAD</CURRENCY><EXCHANGE_RATE>0.745</EXCHANGE_RATE>';
    const lines =
      entry('1', '0.33', currency) + entry('1', '0.33', currency, '6300') + entry('-1', '0.66', currency, '2000');
    const before = sandbox.books.balances();
    await newJournal(lines);
    expect(moved(sandbox, before)).toEqual({ 2000: '-0.49', 4900: '-0.01', 6200: '0.25', 6300: '0.25' });
    await refused(journal(pair('1.00', `${currency}<EXCH_RATE_TYPE_ID>Intacct Daily Rate</EXCH_RATE_TYPE_ID>`)));
  });

  test('with a reverse date is followed by its opposite on that day', async () => {
    const before = sandbox.books.balances();
    await refused(journal(pair('3.00'), '<REVERSEDATE>01/31/2026</REVERSEDATE>'));
    const key = await newJournal(pair('3.00'), '<REVERSEDATE>02/01/2026</REVERSEDATE>');
    const reversal = batch(key)?.REVERSEDKEY ?? '';
    expect(batch(reversal)).toMatchObject({ BATCH_DATE: '02/01/2026', REVERSEDFROM: key, STATE: 'Posted' });
    expect(moved(sandbox, before)).toEqual({});
  });
});

describe('a draft', () => {
  const draft = () => newJournal(entry('1', '4.00', '', '6100') + entry('-1', '4.00'), '<STATE>Draft</STATE>');

  test('is in the books but not in the ledger, and is found by its letter', async () => {
    const before = sandbox.books.balances();
    const details = sandbox.books.count('GLDETAIL');
    await draft();
    expect(moved(sandbox, before)).toEqual({});
    expect(sandbox.books.count('GLDETAIL')).toBe(details);
    const text = await call(
      sandbox,
      `<readByQuery><object>GLBATCH</object><query>STATE = 'I'</query><fields>BATCH_TITLE</fields></readByQuery>`,
    );
    expect(attribute(text, 'data', 'count')).toBe('1');
  });

  test('is changed with all its lines, and posted when it is complete', async () => {
    const key = await draft();
    const update = (more: string) => `<update><GLBATCH><RECORDNO>${key}</RECORDNO>${more}</GLBATCH></update>`;
    const lines = (department: string) =>
      `<ENTRIES>${entry('1', '9.00', department, '6100')}${entry('-1', '9.00')}</ENTRIES>`;
    expect((await refused(update('<BATCH_TITLE>New</BATCH_TITLE>'))).text).toContain('ENTRIES');
    await done(sandbox, update(`<BATCH_TITLE>New</BATCH_TITLE>${lines('')}`));
    expect(batch(key)).toMatchObject({ STATE: 'Draft', BATCH_TITLE: 'New', JOURNAL: 'GJ' });
    await refused(update(`<STATE>Posted</STATE>${lines('')}`));
    await done(sandbox, update(`<STATE>Posted</STATE>${lines('<DEPARTMENT>D10</DEPARTMENT>')}`));
    expect(sandbox.books.list('GLDETAIL').filter(({ BATCHKEY }) => BATCHKEY === key)).toHaveLength(2);
    await refused(update(lines('<DEPARTMENT>D10</DEPARTMENT>')));
  });

  test('can be deleted; what is posted, or comes from another module, cannot', async () => {
    const remove = (key: string) => `<delete><object>GLBATCH</object><keys>${key}</keys></delete>`;
    const key = await draft();
    await done(sandbox, remove(key));
    expect(batch(key)).toBeUndefined();
    expect(sandbox.books.list('GLENTRY').some(({ BATCHNO }) => BATCHNO === key)).toBe(false);
    await refused(remove(await newJournal(pair('1.00'))));
    const foreign = sandbox.books.list('GLBATCH').find(({ MODULE }) => MODULE === '4.AR');
    expect((await refused(remove(foreign?.RECORDNO ?? ''))).text).toContain('comes from another module');
  });
});

describe('create_gltransaction', () => {
  test('posts an entry and returns its record number', async () => {
    const more = '<description>Legacy</description><referenceno>R-1</referenceno>';
    const key = one(
      await done(sandbox, legacy(more, '<document>D1</document><memo>M</memo><classid>SUBS</classid>')),
      'key',
    );
    expect(batch(key)).toMatchObject({ BATCH_TITLE: 'Legacy', REFERENCENO: 'R-1', STATE: 'Posted' });
    const [first] = sandbox.books.list('GLENTRY').filter(({ BATCHNO }) => BATCHNO === key);
    expect(first).toMatchObject({ DOCUMENT: 'D1', DESCRIPTION: 'M', CLASSID: 'SUBS', TR_TYPE: '1', AMOUNT: '12.00' });
  });

  test('refuses an unknown side and an unbalanced entry', async () => {
    const xml = legacy('<description>d</description>');
    await refused(xml.replace('debit', 'left'));
    expect((await refused(xml.replace('12.00', '11.00'))).text).toContain('does not balance');
  });
});

describe('GLDETAIL', () => {
  test('shows what every module posted, with entry, account and dimensions', async () => {
    await done(sandbox, invoiceXml());
    const key = await newBill(sandbox);
    await newPayment(sandbox, cash(key, '120.50'));
    await newJournal(pair('1.00'));
    const text = await call(
      sandbox,
      `<query><object>GLDETAIL</object><select><field>MODULEKEY</field><sum>DEBITAMOUNT</sum><sum>CREDITAMOUNT</sum></select></query>`,
    );
    expect(all(text, 'MODULEKEY').sort()).toEqual(['2.GL', '3.AP', '4.AR']);
    expect(all(text, 'DEBITAMOUNT')).toEqual(all(text, 'CREDITAMOUNT'));
    const detail = sandbox.books
      .list('GLDETAIL')
      .find(({ VENDORID, ACCOUNTNO }) => VENDORID === 'V102' && ACCOUNTNO === '6200');
    expect(detail).toMatchObject({
      SYMBOL: 'APJ',
      BATCH_DATE: '01/08/2026',
      ACCOUNTTITLE: 'Software',
      DEPARTMENTID: 'D30',
    });
  });

  test('cannot be written', async () => {
    await refused('<create><GLDETAIL><ACCOUNTNO>6200</ACCOUNTNO></GLDETAIL></create>');
    await refused('<create><GLJOURNAL><SYMBOL>XJ</SYMBOL></GLJOURNAL></create>');
  });
});
