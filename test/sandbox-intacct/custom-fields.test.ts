import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { all, call, customerXml, invoiceXml, one, statuses, written } from './ask.js';

let sandbox: IntacctSandbox;
beforeEach(async () => {
  sandbox = await startSandbox({
    settings: {
      customFields: [
        { object: 'CUSTOMER', name: 'RENEWAL_TIER', label: 'Tier', type: 'picklist', values: ['Gold', 'Silver'] },
        { object: 'CUSTOMER', name: 'CHANNELS', type: 'multipick', values: ['Web', 'Shop'] },
        { object: 'CUSTOMER', name: 'SEATS', type: 'integer' },
        { object: 'ARINVOICE', name: 'DEAL_ID', type: 'text' },
        { object: 'ARINVOICEITEM', name: 'LINE_REF', type: 'text' },
        { object: 'DEPARTMENT', name: 'FLOOR', type: 'integer', required: true },
      ],
      userDefinedDimensions: [{ object: 'REGION', label: 'Region', records: ['North', 'South'] }],
    },
  });
});
afterEach(() => sandbox.close());

async function refused(body: string): Promise<{ codes: string[]; text: string }> {
  const before = written(sandbox);
  const text = await call(sandbox, body);
  expect(statuses(text)).toEqual(['failure']);
  expect(written(sandbox)).toEqual(before);
  return { codes: all(text, 'errorno'), text: text.replaceAll('&#039;', "'") };
}

const fields = (...pairs: [string, string][]) =>
  `<customfields>${pairs
    .map(
      ([name, value]) =>
        `<customfield><customfieldname>${name}</customfieldname><customfieldvalue>${value}</customfieldvalue></customfield>`,
    )
    .join('')}</customfields>`;
const withHeader = (body: string, slot: string) => body.replace('<invoiceitems>', `${slot}<invoiceitems>`);
const line = (slot: string) => `<glaccountno>4000</glaccountno><amount>10</amount>${slot}`;

describe('a custom field of a generic object', () => {
  test('is written beside the others, and read, queried and filtered like them', async () => {
    await call(
      sandbox,
      customerXml('C900', '<RENEWAL_TIER>Gold</RENEWAL_TIER><CHANNELS>Web#~#Shop</CHANNELS><seats>12</seats>'),
    );
    const read = await call(sandbox, '<readByName><object>CUSTOMER</object><keys>C900</keys></readByName>');
    expect([one(read, 'RENEWAL_TIER'), one(read, 'CHANNELS'), one(read, 'SEATS')]).toEqual([
      'Gold',
      'Web#~#Shop',
      '12',
    ]);
    const found = await call(
      sandbox,
      '<query><object>CUSTOMER</object><select><field>CUSTOMERID</field></select><filter><greaterthan><field>SEATS</field><value>9</value></greaterthan></filter></query>',
    );
    expect(all(found, 'CUSTOMERID')).toEqual(['C900']);
  });

  test.each([
    ['a pick list value in other case', '<RENEWAL_TIER>gold</RENEWAL_TIER>'],
    ['one wrong value among several', '<CHANNELS>Web#~#Mail</CHANNELS>'],
    ['text for a number', '<SEATS>many</SEATS>'],
  ])('with %s is refused', async (_what, field) => {
    expect((await refused(customerXml('C900', field))).codes).toEqual(['BL03000018', 'BL01001973']);
  });

  test('that is required must be sent, and cannot be cleared', async () => {
    const create = (field: string) =>
      `<create><DEPARTMENT><DEPARTMENTID>D90</DEPARTMENTID><TITLE>Lab</TITLE>${field}</DEPARTMENT></create>`;
    expect((await refused(create(''))).text).toContain('FLOOR');
    expect(statuses(await call(sandbox, create('<FLOOR>3</FLOOR>')))).toEqual(['success']);
    const clear = '<update><DEPARTMENT><DEPARTMENTID>D90</DEPARTMENTID><FLOOR></FLOOR></DEPARTMENT></update>';
    expect((await refused(clear)).codes).toEqual(['BL03000018', 'BL01001973']);
  });

  test('is described by lookup as custom, with its label and values', async () => {
    const text = await call(sandbox, '<lookup><object>CUSTOMER</object></lookup>');
    const field = all(text, 'Field').find((each) => one(each, 'ID') === 'RENEWAL_TIER') ?? '';
    expect([one(field, 'LABEL'), one(field, 'ISCUSTOM'), ...all(field, 'VALIDVALUE')]).toEqual([
      'Tier',
      'true',
      'Gold',
      'Silver',
    ]);
  });

  test('does not exist for other companies', async () => {
    sandbox.settings.customFields = [];
    expect((await refused(customerXml('C900', '<SEATS>1</SEATS>'))).codes).toEqual(['DL02000001', 'BL01001973']);
  });
});

describe('custom fields of a legacy function', () => {
  test('are kept on the document and on its lines', async () => {
    const body = withHeader(invoiceXml({ line: line(fields(['LINE_REF', 'L-1'])) }), fields(['DEAL_ID', '77']));
    const key = one(await call(sandbox, body), 'key');
    const read = await call(sandbox, `<read><object>ARINVOICE</object><keys>${key}</keys></read>`);
    expect([one(read, 'DEAL_ID'), one(read, 'LINE_REF')]).toEqual(['77', 'L-1']);
  });

  test('are changed by update, line by line', async () => {
    const key = one(await call(sandbox, invoiceXml({ action: 'Draft', line: line('') })), 'key');
    const items = `<updateinvoiceitems>
      <updatelineitem line_num="1">${fields(['LINE_REF', 'first'])}</updatelineitem>
      <lineitem>${line(fields(['LINE_REF', 'second']))}</lineitem></updateinvoiceitems>`;
    await call(sandbox, `<update_invoice key="${key}">${fields(['DEAL_ID', '78'])}${items}</update_invoice>`);
    expect(sandbox.books.get('ARINVOICE', key)).toMatchObject({ DEAL_ID: '78' });
    const lines = sandbox.books.list('ARINVOICEITEM').filter(({ RECORDKEY }) => RECORDKEY === key);
    expect(lines.map(({ LINE_REF }) => LINE_REF)).toEqual(['first', 'second']);
  });

  test('that do not exist are refused, and nothing is written', async () => {
    const { codes } = await refused(withHeader(invoiceXml(), fields(['MOOD', 'good'])));
    expect(codes).toEqual(['DL02000001', 'BL01001973']);
  });

  test('in the wrong place are refused by the schema', async () => {
    const body = invoiceXml().replace('<datecreated>', `${fields(['DEAL_ID', '1'])}<datecreated>`);
    expect(one(await call(sandbox, body), 'errorno')).toBe('XL03000003');
  });
});

describe('a dimension of the company\u2019s own', () => {
  test.each([
    ['its record number', '2'],
    ['its name', 'South'],
  ])('is named on a line by %s', async (_what, value) => {
    const key = one(await call(sandbox, invoiceXml({ line: line(fields(['GLDIMREGION', value])) })), 'key');
    const query = `<query><object>ARINVOICEITEM</object><select><field>GLDIMREGION</field><field>REGION.NAME</field></select><filter><equalto><field>RECORDKEY</field><value>${key}</value></equalto></filter></query>`;
    const text = await call(sandbox, query);
    expect([one(text, 'GLDIMREGION'), one(text, 'REGION.NAME')]).toEqual(['2', 'South']);
  });

  test('must exist', async () => {
    expect((await refused(invoiceXml({ line: line(fields(['GLDIMREGION', '9'])) }))).codes).toEqual([
      'BL03000018',
      'BL01001973',
    ]);
  });

  test('is demanded where the account demands it', async () => {
    await call(
      sandbox,
      '<update><GLACCOUNT><ACCOUNTNO>4000</ACCOUNTNO><REQUIREGLDIMREGION>true</REQUIREGLDIMREGION></GLACCOUNT></update>',
    );
    expect((await refused(invoiceXml({ line: line('') }))).text).toContain('missing the Region dimension');
    const sent = invoiceXml({ line: line(fields(['GLDIMREGION', '1'])) });
    expect(statuses(await call(sandbox, sent))).toEqual(['success']);
  });

  test('is a custom object whose records are created, read, and kept while lines refer to them', async () => {
    const created = await call(sandbox, '<create><REGION><NAME>West</NAME></REGION></create>');
    expect(one(created, 'RECORDNO')).toBe('3');
    const text = await call(sandbox, '<readByQuery><object>REGION</object><query></query></readByQuery>');
    expect(all(text, 'NAME')).toEqual(['North', 'South', 'West']);
    await call(sandbox, invoiceXml({ line: line(fields(['GLDIMREGION', '3'])) }));
    const remove = '<delete><object>REGION</object><keys>3</keys></delete>';
    expect((await refused(remove)).text).toContain('cannot be deleted');
  });
});
