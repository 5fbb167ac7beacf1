import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { all, call, one, statuses } from './ask.js';
import { keyFrom, succeeds } from './bookkeeping.js';

let sandbox: IntacctSandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ company: 'small' });
});
afterEach(() => {
  expect(sandbox.books.trialBalance()).toBe('0.00');
  return sandbox.close();
});

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Names of the elements right inside one, in order. */
function children(text: string): string[] {
  const names: string[] = [];
  for (let rest = text; rest !== ''; ) {
    const [whole = '', name = ''] = /^<(\w+)(?:>.*?<\/\1>|\/>)/s.exec(rest) ?? [];
    if (whole === '') break;
    names.push(name);
    rest = rest.slice(whole.length);
  }
  return names;
}

describe('the list of attachments', () => {
  beforeEach(async () => {
    await keyFrom(sandbox, '<create_supdocfolder><supdocfoldername>Deals</supdocfoldername></create_supdocfolder>');
    for (const id of ['A1', 'A2']) {
      const files = ['one', 'two'].map(
        (name) => `<attachment><attachmentname>${name}</attachmentname><attachmenttype>txt</attachmenttype>
          <attachmentdata>${base64(`${id} ${name}`)}</attachmentdata></attachment>`,
      );
      const named = `<supdocid>${id}</supdocid><supdocname>Contract ${id}</supdocname><supdocfoldername>Deals</supdocfoldername>`;
      const described = '<supdocdescription>Signed</supdocdescription>';
      await keyFrom(
        sandbox,
        `<create_supdoc>${named}${described}<attachments>${files.join('')}</attachments></create_supdoc>`,
      );
    }
  });

  test('shows each with its folder, its description and its files, under the legacy names', async () => {
    const text = await succeeds(sandbox, '<get_list object="supdoc"/>');
    const [first = '', second = ''] = all(text, 'supdoc');
    expect(['supdocid', 'supdocname', 'folder', 'description'].map((name) => one(second, name))).toEqual([
      'A2',
      'Contract A2',
      'Deals',
      'Signed',
    ]);
    expect(all(one(first, 'attachments'), 'attachment').map((file) => children(file))).toEqual([
      ['attachmentname', 'attachmenttype', 'attachmentdata'],
      ['attachmentname', 'attachmenttype', 'attachmentdata'],
    ]);
    expect(all(second, 'attachmentdata').map((data) => Buffer.from(data, 'base64').toString())).toEqual([
      'A2 one',
      'A2 two',
    ]);
  });

  test('can be filtered by ID, and leaves the files out when only other fields are asked for', async () => {
    const filter =
      '<filter><expression><field>supdocid</field><operator>=</operator><value>A2</value></expression></filter>';
    const list = (fields: string) => `<get_list object="supdoc">${filter}<fields>${fields}</fields></get_list>`;
    const short = await succeeds(sandbox, list('<field>supdocid</field><field>folder</field>'));
    expect(all(short, 'supdoc').map(children)).toEqual([['supdocid', 'folder']]);
    const withFiles = await succeeds(sandbox, list('<field>supdocid</field><field>attachments</field>'));
    expect(all(withFiles, 'supdoc').map(children)).toEqual([['supdocid', 'attachments']]);
    expect(all(withFiles, 'attachment')).toHaveLength(2);
  });

  test('of folders has legacy names too', async () => {
    const [folder = ''] = all(await succeeds(sandbox, '<get_list object="supdocfolder"/>'), 'supdocfolder');
    expect(one(folder, 'supdocfoldername')).toBe('Deals');
  });
});

/** A legacy list, and an element that each of its records has. */
const LISTS = [
  ['apadjustment', 'adjustmentno'],
  ['apaccountlabel', 'accountlabel'],
  ['appayment', 'paymentamount'],
  ['apterm', 'name'],
  ['araccountlabel', 'accountlabel'],
  ['aradjustment', 'adjustmentno'],
  ['arpayment', 'paymentamount'],
  ['arpaymentbatch', 'key'],
  ['arterm', 'name'],
  ['bankaccount', 'bankaccountid'],
  ['bill', 'billno'],
  ['billbatch', 'key'],
  ['class', 'classid'],
  ['contact', 'contactname'],
  ['customer', 'customerid'],
  ['department', 'departmentid'],
  ['employee', 'employeeid'],
  ['glaccount', 'glaccountno'],
  ['gltransaction', 'journalid'],
  ['invoice', 'invoiceno'],
  ['invoicebatch', 'key'],
  ['item', 'itemid'],
  ['journal', 'symbol'],
  ['location', 'locationid'],
  ['locationentity', 'locationid'],
  ['project', 'projectid'],
  ['sotransaction', 'documentno'],
  ['task', 'taskid'],
  ['taxdetail', 'detailid'],
  ['trxcurrencies', 'code'],
  ['vendor', 'vendorid'],
  ['vendortype', 'name'],
  ['warehouse', 'warehouseid'],
] as const;

test.each(LISTS)('the list %s exists and shows %s', async (object, element) => {
  const text = await succeeds(
    sandbox,
    `<get_list object="${object}"><fields><field>${element}</field></fields></get_list>`,
  );
  const records = all(text, object);
  expect(records.map(children)).toEqual(records.map(() => [element]));
  expect(one(text, 'listtype')).toBe(object);
});

test('the lines of bills and journal entries are listed with them', async () => {
  const [bill = ''] = all(await succeeds(sandbox, '<get_list object="bill"/>'), 'bill');
  expect(all(one(bill, 'billitems'), 'glaccountno')).toEqual(['6200']);
  const [entry = ''] = all(await succeeds(sandbox, '<get_list object="gltransaction"/>'), 'gltransaction');
  expect(all(one(entry, 'gltransactionentries'), 'glaccountno')).toEqual(['1100', '4000']);
});

test('a list that the gateway has and the sandbox has not is refused as not simulated', async () => {
  const text = await call(sandbox, '<get_list object="smarteventlog"/>');
  expect([statuses(text), all(text, 'errorno')]).toEqual([['failure'], ['SANDBOX-001']]);
});
