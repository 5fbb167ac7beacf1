import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { all, ask, customerXml, envelope, one, post } from './ask.js';

let sandbox: IntacctSandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.close());

const read = (format: string, object = 'CUSTOMER') =>
  `<readByQuery><object>${object}</object><fields>CUSTOMERID,NAME</fields><query>CUSTOMERID = 'C100'</query><returnFormat>${format}</returnFormat></readByQuery>`;

test('JSON and CSV come as bare bodies with their own content type', async () => {
  const json = await ask(sandbox, { functions: { a: read('json') } });
  expect(json.contentType).toBe('application/json');
  expect(JSON.parse(json.text)).toEqual([{ CUSTOMERID: 'C100', NAME: 'Aldgate Books' }]);
  const csv = await ask(sandbox, { functions: { a: read('csv') } });
  expect([csv.contentType, csv.text]).toEqual(['text/csv', '"CUSTOMERID","NAME"\n"C100","Aldgate Books"\n']);
});

test('a query takes its format in the options, and a read nests lines', async () => {
  const query =
    '<query><object>CUSTOMER</object><select><field>NAME</field></select><options><returnformat>json</returnformat></options><pagesize>1</pagesize></query>';
  expect(JSON.parse((await ask(sandbox, { functions: { a: query } })).text)).toEqual([{ NAME: 'Aldgate Books' }]);
  const invoice = '<read><object>ARINVOICE</object><keys>1</keys><returnFormat>json</returnFormat></read>';
  const [whole] = JSON.parse((await ask(sandbox, { functions: { a: invoice } })).text);
  expect(whole.ARINVOICEITEMS).toHaveLength(1);
});

test('errors come as XML whatever the format', async () => {
  const { contentType, text } = await ask(sandbox, { functions: { a: read('json', 'NOTHING') } });
  expect(contentType).toContain('xml');
  expect(one(text, 'errorno')).toBe('Query Failed');
});

test('an unknown format is refused', async () => {
  const { text } = await ask(sandbox, { functions: { a: read('yaml') } });
  expect(one(text, 'errorno')).toBe('BL03000018');
});

test('additional error information comes only when asked for, once per error', async () => {
  const body = envelope(sandbox, { functions: { a: customerXml('C100') } });
  expect((await post(sandbox, body)).text).not.toContain('additionalinfo');
  const asked = body.replace('</control>', '<showadditionalerrorinfo>true</showadditionalerrorinfo></control>');
  const { text } = await post(sandbox, asked);
  expect(all(text, 'additionalinfo')).toHaveLength(2);
  const [known = '', unknown = ''] = all(text, 'additionalinfo');
  expect(one(known, 'messageid')).toBe('IA.ANOTHER_VALUE_ALREADY_EXISTS');
  expect(known).toContain('<placeholder name="VALUE_1" value="C100">');
  expect(one(unknown, 'errorid')).toBe('');
});
