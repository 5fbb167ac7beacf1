import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { call, invoiceXml, one, statuses, written } from './ask.js';

let sandbox: IntacctSandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.close());

const line = (dimensions: string) => `<glaccountno>4000</glaccountno><amount>10</amount>${dimensions}`;

async function refused(body: string): Promise<string> {
  const before = written(sandbox);
  const text = await call(sandbox, body);
  expect(statuses(text)).toEqual(['failure']);
  expect(written(sandbox)).toEqual(before);
  return text.replaceAll('&#039;', "'");
}

const SAMPLES = [
  ['project', '<projectid>P100</projectid>', { PROJECTDIMKEY: '1', PROJECTID: 'P100', PROJECTNAME: 'Aldgate rollout' }],
  ['task', '<projectid>P100</projectid><taskid>T1</taskid>', { TASKDIMKEY: '1', TASKID: 'T1', TASKNAME: 'Set-up' }],
  ['customer', '<customerid>C103</customerid>', { CUSTOMERID: 'C103', CUSTOMERNAME: 'Delmar Studios' }],
  ['employee', '<employeeid>EMP1</employeeid>', { EMPLOYEEDIMKEY: '1', EMPLOYEENAME: 'Mara Quill' }],
  ['item', '<itemid>SEAT</itemid>', { ITEMDIMKEY: '1', ITEMID: 'SEAT', ITEMNAME: 'Subscription seat' }],
  ['class', '<classid>SUBS</classid>', { CLASSDIMKEY: '1', CLASSID: 'SUBS', CLASSNAME: 'Subscriptions' }],
  ['contract', '<contractid>CON1</contractid>', { CONTRACTDIMKEY: '1', CONTRACTID: 'CON1' }],
  ['warehouse', '<warehouseid>WH1</warehouseid>', { WAREHOUSEDIMKEY: '1', WAREHOUSENAME: 'Main warehouse' }],
  ['department', '<departmentid>D10</departmentid>', { DEPARTMENTID: 'D10', DEPARTMENTNAME: 'Sales' }],
  ['location', '<locationid>E100</locationid>', { LOCATIONID: 'E100', LOCATIONNAME: 'Sandbox Inc. (US)' }],
] as const;

describe.each(SAMPLES)('the %s of an invoice line', (_name, sent, shown) => {
  test('is kept, and read back with key, ID and name', async () => {
    const key = one(await call(sandbox, invoiceXml({ line: line(sent) })), 'key');
    const items = one(
      await call(sandbox, `<read><object>ARINVOICE</object><keys>${key}</keys></read>`),
      'ARINVOICEITEMS',
    );
    for (const [field, value] of Object.entries(shown)) expect(one(items, field)).toBe(value);
  });

  test('must exist', async () => {
    const body = invoiceXml({ line: line(sent.replace(/>[^<>]+<\/(?!.*<\/)/, '>NOWHERE</')) });
    expect(await refused(body)).toContain("'NOWHERE' specified.");
  });
});

test('a change of a line leaves the dimensions that it does not name', async () => {
  const sent = '<projectid>P100</projectid><classid>SUBS</classid>';
  const key = one(await call(sandbox, invoiceXml({ action: 'Draft', line: line(sent) })), 'key');
  await call(
    sandbox,
    `<update_invoice key="${key}"><updateinvoiceitems><updatelineitem line_num="1"><amount>11</amount><classid></classid></updatelineitem></updateinvoiceitems></update_invoice>`,
  );
  const item = sandbox.books.list('ARINVOICEITEM').find(({ RECORDKEY }) => RECORDKEY === key);
  expect(item).toMatchObject({ PROJECTID: 'P100', TRX_AMOUNT: '11.00' });
  expect(item).not.toHaveProperty('CLASSID');
});

test('a task needs its project', async () => {
  expect(await refused(invoiceXml({ line: line('<taskid>T1</taskid>') }))).toContain('Project');
});

test('dimensions out of order are refused by the schema', async () => {
  const text = await call(sandbox, invoiceXml({ line: line('<classid>SUBS</classid><projectid>P100</projectid>') }));
  expect(one(text, 'errorno')).toBe('XL03000003');
});

test.each([
  ['PROJECT', 'PROJECTID', 'P100', '<projectid>P100</projectid>'],
  ['CLASS', 'CLASSID', 'SUBS', '<classid>SUBS</classid>'],
  ['DEPARTMENT', 'DEPARTMENTID', 'D20', '<departmentid>D20</departmentid>'],
  ['GLACCOUNT', 'ACCOUNTNO', '4000', ''],
])('an inactive %s is refused on new documents', async (object, key, id, sent) => {
  await call(sandbox, `<update><${object}><${key}>${id}</${key}><STATUS>inactive</STATUS></${object}></update>`);
  expect(await refused(invoiceXml({ line: line(sent) }))).toContain(`'${id}' is inactive.`);
});

test.each([
  ['REQUIREDEPT', 'Department', '<departmentid>D10</departmentid>'],
  ['REQUIREPROJECT', 'Project', '<projectid>P100</projectid>'],
  ['REQUIRECLASS', 'Class', '<classid>SUBS</classid>'],
  ['REQUIREEMPLOYEE', 'Employee', '<employeeid>EMP1</employeeid>'],
])('an account with %s demands a %s on every line', async (flag, label, sent) => {
  await call(sandbox, `<update><GLACCOUNT><ACCOUNTNO>4000</ACCOUNTNO><${flag}>true</${flag}></GLACCOUNT></update>`);
  expect(await refused(invoiceXml({ line: line('') }))).toContain(
    `missing the ${label} dimension for the Account 4000`,
  );
  expect(statuses(await call(sandbox, invoiceXml({ line: line(sent) })))).toEqual(['success']);
});
