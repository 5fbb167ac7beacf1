import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { all, attribute, call, customerXml, invoiceXml, one, statuses } from './ask.js';

let sandbox: IntacctSandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ company: 'small' });
});
afterEach(() => sandbox.close());

test.each([
  ['an unknown object', '<inspect><object>NOTHING</object></inspect>', 'Query Failed'],
  ['an unknown object', '<lookup><name>NOTHING</name></lookup>', 'Query Failed'],
  ['an unknown list', '<get_list object="nothing"/>', 'Query Failed'],
  ['an unknown field', '<get_list object="customer"><fields><field>colour</field></fields></get_list>', 'DL02000001'],
  ['an unknown user', '<getUserPermissions><userId>nobody</userId></getUserPermissions>', 'BL01001973'],
  ['an unknown user', '<readUserFormatting><key>99</key></readUserFormatting>', 'BL01001973'],
  [
    'an unknown record',
    '<getAuditTrail><object>CUSTOMER</object><recordNo>999</recordNo></getAuditTrail>',
    'BL03002028',
  ],
  [
    'an unknown dimension value',
    '<getDimensionRestrictedData><DimensionValue><dimension>DEPARTMENT</dimension><value>X</value></DimensionValue></getDimensionRestrictedData>',
    'BL01001973',
  ],
])('%s is refused: %s', async (_what, body, code) => {
  const text = await call(sandbox, body);
  expect(statuses(text)).toEqual(['failure']);
  expect(one(text, 'errorno')).toBe(code);
});

describe('inspect', () => {
  test('lists all objects for a star', async () => {
    const text = await call(sandbox, '<inspect><object>*</object></inspect>');
    expect(text).toContain('<type typename="ARINVOICE">Invoice</type>');
  });

  test('names fields, and describes them in detail', async () => {
    const brief = await call(sandbox, '<inspect detail="0"><object>CLASS</object></inspect>');
    expect(all(brief, 'Name')).toContain('CLASSID');
    expect(brief).not.toContain('DATATYPE');
    const full = await call(sandbox, '<inspect detail="1"><name>CLASS</name></inspect>');
    const status = all(full, 'Field').find((field) => one(field, 'ID') === 'STATUS') ?? '';
    expect([one(status, 'DATATYPE'), ...all(status, 'VALIDVALUE')]).toEqual(['ENUM', 'active', 'inactive']);
  });
});

test('lookup tells required and read-only fields and every relationship', async () => {
  const text = await call(sandbox, '<lookup><object>PROJECT</object></lookup>');
  const field = (id: string) => all(text, 'Field').find((each) => one(each, 'ID') === id) ?? '';
  expect([one(field('NAME'), 'REQUIRED'), one(field('WHENMODIFIED'), 'READONLY')]).toEqual(['true', 'true']);
  expect(all(text, 'OBJECTPATH')).toEqual(expect.arrayContaining(['CUSTOMER', 'PARENT', 'MANAGER']));
});

describe('get_list', () => {
  test('returns lower-case records and the pager on listtype', async () => {
    const text = await call(sandbox, '<get_list object="customer" start="1" maxitems="2"/>');
    expect([attribute(text, 'listtype', 'start'), attribute(text, 'listtype', 'end')]).toEqual(['1', '2']);
    expect([attribute(text, 'listtype', 'total'), one(text, 'listtype')]).toEqual(['5', 'customer']);
    expect(all(text, 'customerid')).toEqual(['C101', 'C102']);
  });

  test('lists invoices under their legacy names, with dates in parts and their lines', async () => {
    const text = await call(sandbox, '<get_list object="invoice" maxitems="1"/>');
    const invoice = one(text, 'invoice');
    expect([one(invoice, 'invoiceno'), one(one(invoice, 'datecreated'), 'year')]).toEqual(['SEED-1', '2026']);
    expect(one(one(invoice, 'invoiceitems'), 'glaccountno')).toBe('4000');
  });

  test.each([
    ['=', 'customerid', 'C103', ['C103']],
    ['!=', 'customerid', 'C103', ['C104', 'C102', 'C101', 'C100']],
    ['>=', 'customerid', 'C103', ['C104', 'C103']],
    ['like', 'name', 'C%', ['C102']],
    ['is null', 'comments', '', ['C104', 'C103', 'C102', 'C101', 'C100']],
  ])('filters with %s', async (operator, field, value, expected) => {
    const escaped = operator.replace('>', '&gt;');
    const text = await call(
      sandbox,
      `<get_list object="customer"><filter><expression><field>${field}</field><operator>${escaped}</operator><value>${value}</value></expression></filter>
       <sorts><sortfield order="desc">customerid</sortfield></sorts><fields><field>customerid</field></fields></get_list>`,
    );
    expect(all(text, 'customerid')).toEqual(expected);
  });

  test('joins conditions', async () => {
    const is = (id: string) =>
      `<expression><field>customerid</field><operator>=</operator><value>${id}</value></expression>`;
    const text = await call(
      sandbox,
      `<get_list object="customer"><filter><logical logical_operator="or">${is('C100')}${is('C104')}</logical></filter></get_list>`,
    );
    expect(all(text, 'customerid')).toEqual(['C100', 'C104']);
  });
});

test('getDimensions lists the standard ones and the company\u2019s own', async () => {
  sandbox.settings.userDefinedDimensions = [{ object: 'REGION', label: 'Region', records: [] }];
  const dimensions = all(await call(sandbox, '<getDimensions/>'), 'dimension');
  const named = dimensions.map((each) => [one(each, 'objectName'), one(each, 'userDefinedDimension')]);
  expect(named).toEqual(
    expect.arrayContaining([
      ['PROJECT', 'false'],
      ['REGION', 'true'],
    ]),
  );
});

test('a restricted dimension value is told, and refused on a line', async () => {
  sandbox.settings.dimensionRestrictions = [
    { dimension: 'DEPARTMENT', value: 'D10', restricted: 'LOCATION', allowed: ['E100'] },
  ];
  const asked = '<DimensionValue><dimension>DEPARTMENT</dimension><value>D10</value></DimensionValue>';
  const text = await call(sandbox, `<getDimensionRestrictedData>${asked}</getDimensionRestrictedData>`);
  expect(all(text, 'id')).toEqual(['E100']);
  const line = (location: string) =>
    invoiceXml({
      line: `<glaccountno>4000</glaccountno><amount>1</amount><locationid>${location}</locationid><departmentid>D10</departmentid>`,
    });
  const refused = await call(sandbox, line('E200'));
  expect(one(refused, 'description2').replaceAll('&#039;', "'")).toContain("Location 'E200' : 'Sandbox Ltd. (UK)'");
  expect(statuses(await call(sandbox, line('E100')))).toEqual(['success']);
});

describe('permissions', () => {
  const rights = async (policy: string) => {
    const text = await call(sandbox, '<getUserPermissions><userId>sandbox_user</userId></getUserPermissions>');
    const found = all(text, 'policy').find((each) => one(each, 'policyName') === policy) ?? '';
    return one(found, 'rights');
  };

  test('are all granted at first, and shown less what is denied', async () => {
    expect(await rights('Customers')).toBe('List|View|Add|Edit|Delete');
    sandbox.settings.deniedOperations = ['CREATE CUSTOMER', 'QUERY CUSTOMER'];
    expect(await rights('Customers')).toBe('View|Edit|Delete');
  });

  test('follow the user\u2019s role', async () => {
    sandbox.settings.userRights = { Customers: ['List', 'View'] };
    expect(await rights('Customers')).toBe('List|View');
    expect(one(await call(sandbox, customerXml('C900')), 'errorno')).toBe('PL04000005');
    const text = await call(sandbox, '<readByName><object>CUSTOMER</object><keys>C100</keys></readByName>');
    expect(statuses(text)).toEqual(['success']);
  });
});

describe('a user who is not in GMT', () => {
  test('reads and filters timestamps in its own offset, and finds it in readUserFormatting', async () => {
    sandbox.settings.userFormatting = { locale: 'en_US.UTF-8', dateformat: '/mdY', gmtoffset: '-8', clock: '24' };
    const formatting = await call(sandbox, '<readUserFormatting><key>1</key></readUserFormatting>');
    expect([one(formatting, 'gmtoffset'), one(formatting, 'dateformat')]).toEqual(['-8', '/mdY']);
    const truth = sandbox.books.list('CUSTOMER')[0]?.WHENMODIFIED ?? '';
    const query = (filter = '') =>
      call(
        sandbox,
        `<query><object>CUSTOMER</object><select><field>WHENMODIFIED</field></select>${filter}<pagesize>1</pagesize></query>`,
      );
    const shown = one(await query(), 'WHENMODIFIED');
    expect(Date.parse(`${truth} GMT`) - Date.parse(`${shown} GMT`)).toBe(8 * 3_600_000);
    const since = (value: string) =>
      query(`<filter><greaterthan><field>WHENMODIFIED</field><value>${value}</value></greaterthan></filter>`);
    expect(attribute(await since(truth), 'data', 'totalcount')).toBe('0');
    expect(attribute(await since('01/01/2020 00:00:00'), 'data', 'totalcount')).toBe('5');
  });

  test('gets dates written in its own format', async () => {
    sandbox.settings.userFormatting = { locale: 'de_DE.UTF-8', dateformat: '.dmY', gmtoffset: '0', clock: '12' };
    const text = await call(
      sandbox,
      '<read><object>ARINVOICE</object><keys>1</keys><fields>WHENCREATED,WHENMODIFIED</fields></read>',
    );
    expect(one(text, 'WHENCREATED')).toBe('05.01.2026');
    expect(one(text, 'WHENMODIFIED')).toMatch(/^\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d [AP]M$/);
  });
});

test('readEntityDetails names the entities the user may use', async () => {
  expect(all(await call(sandbox, '<readEntityDetails/>'), 'id')).toEqual(['E100', 'E200']);
  sandbox.settings.userEntities = ['E200'];
  expect(all(await call(sandbox, '<readEntityDetails/>'), 'id')).toEqual(['E200']);
});
