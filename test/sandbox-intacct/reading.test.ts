import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { all, ask, attribute, call, customerXml, invoiceXml, one, statuses } from './ask.js';

let sandbox: IntacctSandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ company: 'small' });
});
afterEach(() => sandbox.close());

function query(object: string, fields: string[], rest = ''): Promise<string> {
  const select = fields.map((field) => `<field>${field}</field>`).join('');
  return call(sandbox, `<query><object>${object}</object><select>${select}</select>${rest}</query>`);
}

const filter = (operator: string, field: string, ...values: string[]) =>
  `<${operator}><field>${field}</field>${values.map((value) => `<value>${value}</value>`).join('')}</${operator}>`;
const ascending = (field: string) => `<orderby><order><field>${field}</field><ascending/></order></orderby>`;

async function ids(condition: string): Promise<string[]> {
  const text = await query('CUSTOMER', ['CUSTOMERID'], `<filter>${condition}</filter>${ascending('CUSTOMERID')}`);
  return all(text, 'CUSTOMERID');
}

describe('query', () => {
  test('returns upper-case records with exactly the fields asked for, and the counts on data', async () => {
    const text = await query(
      'CUSTOMER',
      ['CUSTOMERID', 'NAME'],
      `${ascending('CUSTOMERID')}<pagesize>2</pagesize><offset>1</offset>`,
    );
    expect(text).toContain('<data listtype="CUSTOMER" totalcount="5" offset="1" count="2" numremaining="2">');
    expect(all(text, 'CUSTOMER')[0]).toBe('<CUSTOMERID>C101</CUSTOMERID><NAME>Brightwater Foods</NAME>');
  });

  test('finds nothing as zeros without children', async () => {
    const text = await query('CUSTOMER', ['NAME'], `<filter>${filter('equalto', 'CUSTOMERID', 'NOBODY')}</filter>`);
    expect(text).toContain('<data listtype="CUSTOMER" totalcount="0" offset="0" count="0" numremaining="0"></data>');
  });

  test.each([
    ['equalto', filter('equalto', 'CUSTOMERID', 'C101'), ['C101']],
    ['notequalto', filter('notequalto', 'CUSTOMERID', 'C101'), ['C100', 'C102', 'C103', 'C104']],
    ['lessthan', filter('lessthan', 'CUSTOMERID', 'C101'), ['C100']],
    ['greaterthanorequalto', filter('greaterthanorequalto', 'TOTALDUE', '480.50'), ['C100', 'C101']],
    ['like', filter('like', 'NAME', '%o%s'), ['C100', 'C101', 'C102', 'C103']],
    ['notlike', filter('notlike', 'NAME', '%o%s'), ['C104']],
    ['in', filter('in', 'CUSTOMERID', 'C104', 'C100'), ['C100', 'C104']],
    ['notin', filter('notin', 'CUSTOMERID', 'C104', 'C100'), ['C101', 'C102', 'C103']],
    ['between', filter('between', 'CUSTOMERID', 'C101', 'C103'), ['C101', 'C102', 'C103']],
    ['isnull', '<isnull><field>COMMENTS</field></isnull>', ['C100', 'C101', 'C102', 'C103', 'C104']],
    ['isnotnull', '<isnotnull><field>COMMENTS</field></isnotnull>', []],
    ['the display value of an enum', filter('equalto', 'STATUS', 'active'), ['C100', 'C101', 'C102', 'C103', 'C104']],
    ['the stored letter of an enum, which matches nothing', filter('equalto', 'STATUS', 'T'), []],
    ['text in another case, which matches nothing', filter('equalto', 'NAME', 'aldgate books'), []],
    ['a field of the display contact', filter('equalto', 'DISPLAYCONTACT.MAILADDRESS.CITY', 'London'), ['C100']],
    ['and', `<and>${filter('like', 'NAME', '%s')}${filter('equalto', 'CUSTOMERID', 'C103')}</and>`, ['C103']],
    [
      'or',
      `<or>${filter('equalto', 'CUSTOMERID', 'C100')}${filter('equalto', 'CUSTOMERID', 'C103')}</or>`,
      ['C100', 'C103'],
    ],
  ])('filters by %s', async (_what, condition, expected) => {
    expect(await ids(condition)).toEqual(expected);
  });

  test('ignores case when asked to', async () => {
    const rest = `<filter>${filter('equalto', 'NAME', 'aldgate books')}</filter><options><caseinsensitive>true</caseinsensitive></options>`;
    expect(all(await query('CUSTOMER', ['CUSTOMERID'], rest), 'CUSTOMERID')).toEqual(['C100']);
  });

  test('compares dates as dates and shows them as the gateway does', async () => {
    const rest = `<filter>${filter('greaterthan', 'WHENCREATED', '01/08/2026')}</filter>${ascending('RECORDNO')}`;
    expect(all(await query('ARINVOICE', ['WHENCREATED'], rest), 'WHENCREATED')).toEqual(['01/09/2026', '01/12/2026']);
    const exact = `<filter>${filter('equalto', 'WHENCREATED', '01/09/2026')}</filter>`;
    expect(all(await query('ARINVOICE', ['RECORDID'], exact), 'RECORDID')).toEqual(['SEED-2']);
    const since = `<filter>${filter('greaterthanorequalto', 'AUWHENCREATED', '01/01/2020 00:00:00')}</filter>`;
    expect(all(await query('ARINVOICE', ['RECORDID'], since), 'RECORDID')).toHaveLength(3);
  });

  test('follows a dot path to the customer', async () => {
    const text = await query('ARINVOICE', ['RECORDID', 'CUSTOMER.NAME'], ascending('RECORDNO'));
    expect(one(text, 'ARINVOICE')).toBe('<RECORDID>SEED-1</RECORDID><CUSTOMER.NAME>Aldgate Books</CUSTOMER.NAME>');
  });

  test('orders downwards', async () => {
    const rest = '<orderby><order><field>TOTALENTERED</field><descending/></order></orderby>';
    expect(all(await query('ARINVOICE', ['RECORDID'], rest), 'RECORDID')).toEqual(['SEED-1', 'SEED-2', 'SEED-3']);
  });

  test('groups and aggregates', async () => {
    const text = await call(
      sandbox,
      '<query><object>ARINVOICE</object><select><field>STATE</field><count>RECORDNO</count><max>TOTALENTERED</max></select></query>',
    );
    expect(text).toContain(
      '<STATE>Posted</STATE><COUNT.RECORDNO>2</COUNT.RECORDNO><MAX.TOTALENTERED>1524.00</MAX.TOTALENTERED>',
    );
    expect(attribute(text, 'data', 'totalcount')).toBe('2');
  });

  test.each([
    [
      'an unknown object',
      '<query><object>NOTHING</object><select><field>A</field></select></query>',
      'Query Failed',
      'Object definition NOTHING not found',
    ],
    [
      'an unknown field',
      '<query><object>CUSTOMER</object><select><field>COLOUR</field></select></query>',
      'DL02000001',
      'COLOUR',
    ],
    [
      'a page over 2000',
      '<query><object>CUSTOMER</object><select><field>NAME</field></select><pagesize>2001</pagesize></query>',
      'BL03000018',
      '2000',
    ],
  ])('refuses %s', async (_what, body, code, words) => {
    const text = await call(sandbox, body);
    expect(statuses(text)).toEqual(['failure']);
    expect(one(text, 'errorno')).toBe(code);
    expect(one(text, 'description2')).toContain(words);
  });

  test('refuses two conditions side by side under filter, and an and with one part', async () => {
    const two = filter('equalto', 'NAME', 'a') + filter('equalto', 'NAME', 'b');
    for (const condition of [two, `<and>${filter('equalto', 'NAME', 'a')}</and>`]) {
      expect(one(await query('CUSTOMER', ['NAME'], `<filter>${condition}</filter>`), 'errorno')).toBe('XL03000003');
    }
  });
});

describe('read', () => {
  test('returns a record with its lines inside', async () => {
    const key = one(await call(sandbox, invoiceXml({ number: 'A-1' })), 'key');
    const text = await call(sandbox, `<read><object>ARINVOICE</object><keys>${key}</keys><fields>*</fields></read>`);
    expect(text).toContain('<data listtype="arinvoice" count="1"><ARINVOICE>');
    expect(one(one(text, 'ARINVOICEITEMS'), 'TRX_AMOUNT')).toBe('120.50');
    expect(one(text, 'RECORDID')).toBe('A-1');
  });

  test('nests the display contact of a customer, found by name', async () => {
    const text = await call(sandbox, '<readByName><object>CUSTOMER</object><keys>C100</keys></readByName>');
    const contact = one(text, 'DISPLAYCONTACT');
    expect(one(one(contact, 'MAILADDRESS'), 'CITY')).toBe('London');
    expect(one(text, 'ONHOLD')).toBe('false');
  });

  test('of a key that does not exist succeeds with nothing', async () => {
    const text = await call(sandbox, '<read><object>CUSTOMER</object><keys>99999</keys></read>');
    expect(text).toContain('<data listtype="customer" count="0"></data>');
  });

  test('escapes text as the gateway does', async () => {
    await call(sandbox, customerXml('C900').replaceAll('Customer C900', 'O&apos;Hara &amp; Söhne'));
    const text = await call(
      sandbox,
      '<readByName><object>CUSTOMER</object><keys>C900</keys><fields>NAME</fields></readByName>',
    );
    expect(one(text, 'NAME')).toBe('O&#039;Hara &amp; Söhne');
  });
});

describe('readByQuery', () => {
  const read = (condition: string, rest = '') =>
    call(
      sandbox,
      `<readByQuery><object>CUSTOMER</object><fields>CUSTOMERID</fields><query>${condition}</query>${rest}</readByQuery>`,
    );

  test.each([
    ["CUSTOMERID = 'C101'", ['C101']],
    ["NOT CUSTOMERID = 'C101' AND (NAME like 'A%' OR NAME like 'C%')", ['C100', 'C102']],
    ["CUSTOMERID in ('C100','C104')", ['C100', 'C104']],
    ["CUSTOMERID not in ('C100','C104') AND COMMENTS IS NULL", ['C101', 'C102', 'C103']],
    ["STATUS = 'T' AND CUSTOMERID &lt; 'C102'", ['C100', 'C101']],
    ["STATUS = 'active'", []],
    ["NAME = 'O\\'Hara'", []],
    ['', ['C100', 'C101', 'C102', 'C103', 'C104']],
  ])('understands %s', async (condition, expected) => {
    expect(all(await read(condition), 'CUSTOMERID')).toEqual(expected);
  });

  test('refuses a query that makes no sense', async () => {
    expect(statuses(await read("CUSTOMERID = ='x'"))).toEqual(['failure']);
    expect(statuses(await read("CUSTOMERID 'x'"))).toEqual(['failure']);
  });

  test('pages over a snapshot: later customers do not appear, and the result ends with its last page', async () => {
    const authentication = `<sessionid>${one(await call(sandbox, '<getAPISession/>'), 'sessionid')}</sessionid>`;
    const send = async (body: string) => (await ask(sandbox, { authentication, functions: { a: body } })).text;
    const first = await send(
      '<readByQuery><object>CUSTOMER</object><query></query><pagesize>3</pagesize></readByQuery>',
    );
    expect(first).toContain('<customer><RECORDNO>');
    expect(attribute(first, 'data', 'numremaining')).toBe('2');
    await call(sandbox, customerXml('C900'));
    const more = `<readMore><resultId>${attribute(first, 'data', 'resultId')}</resultId></readMore>`;
    const second = await send(more);
    expect(all(second, 'CUSTOMERID')).toEqual(['C103', 'C104']);
    expect([attribute(second, 'data', 'totalcount'), attribute(second, 'data', 'numremaining')]).toEqual(['5', '0']);
    expect(statuses(await send(more))).toEqual(['failure']);
  });

  test('with one page has no result ID', async () => {
    expect(await read('')).toContain('resultId=""');
  });
});

test('lookup describes fields, values and relationships', async () => {
  const text = await call(sandbox, '<lookup><object>CUSTOMER</object></lookup>');
  expect(text).toContain('<Type Name="CUSTOMER" DocumentType="">');
  const status = all(text, 'Field').find((field) => one(field, 'ID') === 'STATUS') ?? '';
  expect(all(status, 'VALIDVALUE')).toEqual(['active', 'inactive']);
  expect(one(text, 'OBJECTPATH')).toBe('DISPLAYCONTACT');
});
