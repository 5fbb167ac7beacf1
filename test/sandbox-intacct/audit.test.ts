import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { all, ask, call, customerXml, invoiceXml, one, paymentXml, statuses } from './ask.js';

let sandbox: IntacctSandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.close());

const equal = (field: string, value: string) => `<equalto><field>${field}</field><value>${value}</value></equalto>`;
const history = (object: string, mode: string) =>
  call(
    sandbox,
    `<query><object>AUDITHISTORY</object><select><field>OBJECTKEY</field><field>ACCESSMODE</field><field>USERID</field><field>SOURCE</field></select>
     <filter><and>${equal('OBJECTTYPE', object)}${equal('ACCESSMODE', mode)}</and></filter></query>`,
  );

describe('the audit history', () => {
  test('tells what was created, changed and deleted, by whom and how', async () => {
    const key = one(await call(sandbox, customerXml('C900')), 'RECORDNO');
    await call(sandbox, `<update><CUSTOMER><RECORDNO>${key}</RECORDNO><COMMENTS>x</COMMENTS></CUSTOMER></update>`);
    await call(sandbox, `<delete><object>CUSTOMER</object><keys>${key}</keys></delete>`);
    for (const mode of ['C', 'M', 'D']) {
      const text = await history('customer', mode);
      expect([one(text, 'OBJECTKEY'), one(text, 'ACCESSMODE'), one(text, 'USERID'), one(text, 'SOURCE')]).toEqual([
        key,
        mode,
        'sandbox_user',
        'api',
      ]);
    }
  });

  test('has no row of what was refused or rolled back', async () => {
    await call(sandbox, customerXml('C100'));
    await ask(sandbox, { transaction: true, functions: { a: customerXml('C900'), b: customerXml('C100') } });
    expect(all(await history('customer', 'C'), 'OBJECTKEY')).toEqual([]);
  });

  test('notes that a payment modified the invoice it paid', async () => {
    const key = one(await call(sandbox, invoiceXml()), 'key');
    expect(statuses(await call(sandbox, paymentXml(key, '20.50')))).toEqual(['success']);
    expect(all(await history('arinvoice', 'M'), 'OBJECTKEY')).toEqual([key]);
    expect(all(await history('arinvoiceitem', 'M'), 'OBJECTKEY')).toEqual([]);
  });

  test('is filtered by letters in query and by words in readByQuery', async () => {
    await call(sandbox, customerXml('C900'));
    const read = (mode: string) =>
      call(
        sandbox,
        `<readByQuery><object>AUDITHISTORY</object><query>OBJECTTYPE = 'customer' AND ACCESSMODE = '${mode}'</query></readByQuery>`,
      );
    expect(all(await read('Create'), 'OBJECTKEY')).toHaveLength(1);
    expect(all(await read('C'), 'OBJECTKEY')).toHaveLength(0);
  });

  test.each([
    ['recordno', (recordno: string) => recordno],
    ['recordno--rec', (recordno: string) => `${recordno}--REC`],
    ['id', () => 'C900'],
  ] as const)('names records by %s where the company is set so', async (form, expected) => {
    sandbox.settings.auditObjectKeys = { CUSTOMER: form };
    const recordno = one(await call(sandbox, customerXml('C900')), 'RECORDNO');
    expect(one(await history('customer', 'C'), 'OBJECTKEY')).toBe(expected(recordno));
    const trail = await call(
      sandbox,
      `<getAuditTrail><object>CUSTOMER</object><recordNo>${recordno}</recordNo></getAuditTrail>`,
    );
    expect(all(trail, 'accessMode')).toEqual(['C']);
  });

  test('is refused without a number to users who may not view it', async () => {
    sandbox.settings.auditHistoryAllowed = false;
    const text = await history('customer', 'D');
    expect(statuses(text)).toEqual(['failure']);
    expect(text).not.toContain('<errorno>');
    expect(one(text, 'description2')).toContain('You do not have permission to view audit history');
  });
});

test('a customer that comes to owe more is not modified, unless the company is set so', async () => {
  const stamp = () => sandbox.books.list('CUSTOMER').find(({ CUSTOMERID }) => CUSTOMERID === 'C101')?.WHENMODIFIED;
  const before = stamp();
  sandbox.clock.advance(5000);
  await call(sandbox, invoiceXml());
  expect(stamp()).toBe(before);
  sandbox.settings.balancesMoveWhenModified = true;
  await call(sandbox, invoiceXml());
  expect(stamp()).not.toBe(before);
});
