import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { all, call, invoiceXml, one, paymentXml } from './ask.js';
import {
  booksAddUp,
  dateXml,
  keyFrom,
  refusedByPermission,
  refusedBySchema,
  refusedCall,
  succeeds,
} from './bookkeeping.js';

let sandbox: IntacctSandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => {
  booksAddUp(sandbox);
  return sandbox.close();
});

interface Order {
  type?: string;
  head?: string;
  after?: string;
  items?: string;
  tail?: string;
}

const ITEM =
  '<sotransitem><itemid>SEAT</itemid><quantity>10</quantity><unit>Each</unit><price>12.50</price></sotransitem>';

function orderXml({ type = 'Sales Order', head = '', after = '', items = ITEM, tail = '' }: Order = {}): string {
  return `<create_sotransaction><transactiontype>${type}</transactiontype>${dateXml('datecreated', '2026-02-03')}${head}
    <customerid>C101</customerid>${after}<sotransitems>${items}</sotransitems>${tail}</create_sotransaction>`;
}

const document = (id: string) => sandbox.books.list('SODOCUMENT').find(({ DOCID }) => DOCID === id) ?? {};
const linesOf = (id: string) => sandbox.books.list('SODOCUMENTENTRY').filter(({ DOCHDRID }) => DOCHDRID === id);
const update = (key: string, body: string) => `<update_sotransaction key="${key}">${body}</update_sotransaction>`;

describe('an Order Entry transaction', () => {
  test('has its definition and number as its key, and a sales order posts nothing', async () => {
    const entries = sandbox.books.count('GLENTRY');
    expect(await keyFrom(sandbox, orderXml({ after: '<documentno>77</documentno>' }))).toBe('Sales Order-77');
    expect(document('Sales Order-77')).toMatchObject({
      STATE: 'Pending',
      TRX_TOTAL: '125.00',
      CUSTVENDNAME: 'Brightwater Foods',
    });
    expect(document('Sales Order-77')).not.toHaveProperty('PRRECORDKEY');
    expect(sandbox.books.count('GLENTRY')).toBe(entries);
  });

  test('is read by its key with its lines, which count from 0', async () => {
    await keyFrom(sandbox, orderXml({ items: ITEM + ITEM.replace('SEAT', 'ONBOARD') }));
    const text = await succeeds(
      sandbox,
      '<readByName><object>SODOCUMENT</object><keys>Sales Order-SO0001</keys><fields>*</fields></readByName>',
    );
    expect(all(text, 'LINE_NO')).toEqual(['0', '1']);
    expect(all(text, 'ITEMID')).toEqual(['SEAT', 'ONBOARD']);
    expect(one(text, 'CUSTVENDID')).toBe('C101');
  });

  test('is found by the raw letter of its state', async () => {
    await keyFrom(sandbox, orderXml());
    const ask = (letter: string) =>
      call(sandbox, `<readByQuery><object>SODOCUMENT</object><query>STATE = '${letter}'</query></readByQuery>`);
    expect(await ask('O')).toContain('count="1"');
    expect(await ask('C')).toContain('count="0"');
  });

  test('multiplies quantity and price, takes the discount off, and adds subtotals', async () => {
    const items = ITEM.replace('<price>', '<discountpercent>10</discountpercent><price>');
    const tail = '<subtotals><subtotal><description>Shipping</description><total>7.50</total></subtotal></subtotals>';
    const id = await keyFrom(sandbox, orderXml({ items, tail }));
    expect(document(id)).toMatchObject({ TRX_SUBTOTAL: '112.50', TRX_TOTAL: '120.00' });
    expect(linesOf(id)[0]).toMatchObject({
      QUANTITY: '10',
      TRX_PRICE: '12.5',
      DISCOUNTPERCENT: '10',
      TRX_VALUE: '112.50',
    });
    expect(sandbox.books.list('SODOCUMENTSUBTOTALS')).toMatchObject([
      { DESCRIPTION: 'Shipping', TOTAL: '7.50', DOCHDRID: id },
    ]);
  });

  test('needs a number where its definition gives none', async () => {
    sandbox.settings.transactionDefinitions = sandbox.settings.transactionDefinitions.map((definition) => ({
      ...definition,
      numbering: null,
    }));
    const { codes, text } = await refusedCall(sandbox, orderXml());
    expect(codes).toEqual(['PL01000127', 'BL01001973']);
    expect(text).toContain('Document Number is missing');
  });

  test('with a number that its definition has used is refused', async () => {
    await keyFrom(sandbox, orderXml({ after: '<documentno>77</documentno>' }));
    expect((await refusedCall(sandbox, orderXml({ after: '<documentno>77</documentno>' }))).codes[0]).toBe(
      'BL03002185',
    );
  });

  test.each([
    ['transaction definition', { type: 'Sales Dream' }, "Invalid Transaction definition 'Sales Dream' specified."],
    ['item', { items: ITEM.replace('SEAT', 'NONE') }, "Invalid Item 'NONE' specified."],
    ['term', { after: '<termname>N99</termname>' }, "Invalid Term 'N99' specified."],
    ['attachment', { after: '<supdocid>NONE</supdocid>' }, "Invalid Attachment 'NONE' specified."],
    [
      'source',
      { head: '<createdfrom>Sales Order-9</createdfrom>' },
      "Invalid Order Entry transaction 'Sales Order-9' specified.",
    ],
    [
      'location',
      { items: ITEM.replace('</price>', '</price><locationid>E9</locationid>') },
      "Invalid Location 'E9' specified.",
    ],
  ])('that names an unknown %s is refused', async (_what, order, words) => {
    const { codes, text } = await refusedCall(sandbox, orderXml(order));
    expect(codes).toEqual(['BL01001973', 'BL01001973']);
    expect(text).toContain(words);
  });

  test('without a unit, or with one that items are not sold in, is refused as "Missing unit"', async () => {
    for (const items of [ITEM.replace('<unit>Each</unit>', ''), ITEM.replace('Each', 'Furlong')]) {
      const { codes, text } = await refusedCall(sandbox, orderXml({ items }));
      expect(codes).toEqual(['BL03000018', 'BL01001973']);
      expect(text).toContain('Missing unit');
    }
    sandbox.settings.missingUnit = 'first';
    const id = await keyFrom(sandbox, orderXml({ items: ITEM.replace('<unit>Each</unit>', '') }));
    expect(linesOf(id)[0]?.UNIT).toBe('Each');
  });

  test('with elements in the wrong order or unknown ones is refused at control level', async () => {
    await refusedBySchema(sandbox, orderXml({ items: ITEM.replace(/(<unit>.*<\/unit>)(<price>.*<\/price>)/, '$2$1') }));
    await refusedBySchema(sandbox, orderXml({ after: '<colour>red</colour>' }));
    await refusedBySchema(sandbox, update('Sales Order-SO0001', '<message>a</message><datedue/>'));
    await refusedBySchema(sandbox, '<delete_sotransaction key="x"><reason>none</reason></delete_sotransaction>');
  });

  test('can only be written with the permission for it', async () => {
    const id = await keyFrom(sandbox, orderXml());
    await refusedByPermission(sandbox, 'CREATE_SOTRANSACTION', orderXml());
    await refusedByPermission(sandbox, 'UPDATE_SOTRANSACTION SODOCUMENT', update(id, '<message>a</message>'));
    await refusedByPermission(sandbox, 'DELETE_SOTRANSACTION', `<delete_sotransaction key="${id}"/>`);
  });

  test('of which something is changed keeps the rest; lines are named from 1', async () => {
    const id = await keyFrom(sandbox, orderXml());
    const items = `<updatesotransitem line_num="1"><quantity>4</quantity></updatesotransitem>${ITEM.replace('SEAT', 'SUPPORT')}`;
    await succeeds(sandbox, update(id, `<message>Hello</message><updatesotransitems>${items}</updatesotransitems>`));
    expect(document(id)).toMatchObject({ MESSAGE: 'Hello', TRX_TOTAL: '175.00' });
    expect(linesOf(id)).toMatchObject([
      { LINE_NO: '0', ITEMID: 'SEAT', QUANTITY: '4', TRX_VALUE: '50.00' },
      { LINE_NO: '1', ITEMID: 'SUPPORT', TRX_VALUE: '125.00' },
    ]);
    const beyond =
      '<updatesotransitems><updatesotransitem line_num="3"><quantity>1</quantity></updatesotransitem></updatesotransitems>';
    expect((await refusedCall(sandbox, update(id, beyond))).text).toContain('line_num');
  });

  test('that does not exist can be neither changed nor deleted', async () => {
    expect((await refusedCall(sandbox, update('Sales Order-9', '<message>a</message>'))).text).toContain(
      'Sales Order-9',
    );
    await refusedCall(sandbox, '<delete_sotransaction key="Sales Order-9"/>');
  });

  test('takes only header fields by the generic update', async () => {
    const id = await keyFrom(sandbox, orderXml());
    const generic = (field: string) => `<update><SODOCUMENT><DOCID>${id}</DOCID>${field}</SODOCUMENT></update>`;
    await succeeds(sandbox, generic('<MESSAGE>Thanks</MESSAGE>'));
    expect(document(id).MESSAGE).toBe('Thanks');
    expect((await refusedCall(sandbox, generic('<TOTAL>1</TOTAL>'))).codes[0]).toBe('DL02000001');
    await refusedCall(sandbox, '<create><SODOCUMENT><DOCNO>1</DOCNO></SODOCUMENT></create>');
  });
});

describe('a sales invoice', () => {
  const salesInvoice = (order: Order = {}) => keyFrom(sandbox, orderXml({ type: 'Sales Invoice', ...order }));

  test('posts to receivables; the invoice there bears its number and cannot be changed there', async () => {
    const before = Number(sandbox.books.balances()['1100']);
    const id = await salesInvoice({ after: '<documentno>INV77</documentno>' });
    expect(id).toBe('Sales Invoice-INV77');
    const key = document(id).PRRECORDKEY ?? '';
    expect(sandbox.books.get('ARINVOICE', key)).toMatchObject({
      RECORDID: 'INV77',
      MODULEKEY: '8.SO',
      TOTALDUE: '125.00',
      STATE: 'Posted',
    });
    expect(Number(sandbox.books.balances()['1100']) - before).toBeCloseTo(125, 6);
    const reverse = `<reverse_invoice key="${key}">${dateXml('datereversed', '2026-02-10')}</reverse_invoice>`;
    for (const body of [
      `<update_invoice key="${key}"><description>x</description></update_invoice>`,
      reverse,
      `<delete_invoice key="${key}"/>`,
    ]) {
      expect((await refusedCall(sandbox, body)).text).toContain('was created in Order Entry');
    }
  });

  test('as a draft has no invoice in receivables until it is pending', async () => {
    const id = await salesInvoice({ after: '<state>Draft</state>' });
    expect(document(id)).not.toHaveProperty('PRRECORDKEY');
    await succeeds(sandbox, update(id, '<state>Pending</state>'));
    expect(document(id)).toMatchObject({ STATE: 'Pending', TRX_TOTALDUE: '125.00' });
  });

  test('that is edited deletes its invoice in receivables and creates another under a new key', async () => {
    const id = await salesInvoice();
    const first = document(id).PRRECORDKEY ?? '';
    const items = '<updatesotransitem line_num="1"><price>20</price></updatesotransitem>';
    await succeeds(sandbox, update(id, `<updatesotransitems>${items}</updatesotransitems>`));
    const second = document(id).PRRECORDKEY ?? '';
    expect(second).not.toBe(first);
    expect(sandbox.books.get('ARINVOICE', first)).toBeUndefined();
    expect(sandbox.books.get('ARINVOICE', second)).toMatchObject({ RECORDID: document(id).DOCNO, TOTALDUE: '200.00' });
    expect(sandbox.books.list('ARINVOICEITEM').filter(({ RECORDKEY }) => RECORDKEY === first)).toEqual([]);
  });

  test('that is paid in part can be neither changed nor deleted', async () => {
    const id = await salesInvoice();
    await succeeds(sandbox, paymentXml(document(id).PRRECORDKEY ?? '', '25.00'));
    expect(document(id)).toMatchObject({ TRX_TOTALDUE: '100.00' });
    await refusedCall(sandbox, update(id, '<message>x</message>'));
    await refusedCall(sandbox, `<delete_sotransaction key="${id}"/>`);
  });

  test('that is deleted takes its invoice and ledger entries with it', async () => {
    const before = sandbox.books.balances();
    const id = await salesInvoice();
    await succeeds(sandbox, `<delete_sotransaction key="${id}"/>`);
    expect(document(id)).toEqual({});
    expect(sandbox.books.balances()).toEqual(before);
  });

  test('in a closed period, or with a number that an invoice in receivables has, is refused', async () => {
    await keyFrom(sandbox, invoiceXml({ number: 'TAKEN' }));
    const taken = orderXml({ type: 'Sales Invoice', after: '<documentno>TAKEN</documentno>' });
    expect((await refusedCall(sandbox, taken)).codes[0]).toBe('BL03002185');
    sandbox.settings.closedThrough = '2026-02-28';
    expect((await refusedCall(sandbox, orderXml({ type: 'Sales Invoice' }))).text).toContain(
      'Date must be on or after',
    );
  });

  test('posts to its definition’s account even where AR takes account labels only', async () => {
    sandbox.settings.accountLabels = true;
    expect(document(await salesInvoice())).toHaveProperty('PRRECORDKEY');
  });

  test('is in its own currency, and its subtotals have accounts of their own', async () => {
    const before = Number(sandbox.books.balances()['4010'] ?? 0);
    const after = '<currency>EUR</currency><exchratetype></exchratetype>';
    const tail = '<subtotals><subtotal><description>Shipping</description><total>10.00</total></subtotal></subtotals>';
    const id = await salesInvoice({ after, tail });
    expect(document(id)).toMatchObject({ CURRENCY: 'EUR', TRX_TOTAL: '135.00', TOTAL: '145.80' });
    expect(Number(sandbox.books.balances()['4010']) - before).toBeCloseTo(-10.8, 6);
    const odd = tail.replace('Shipping', 'Magic');
    expect((await refusedCall(sandbox, orderXml({ type: 'Sales Invoice', tail: odd }))).text).toContain(
      "Subtotal 'Magic'",
    );
  });
});

test('a customer of an Order Entry transaction cannot be deleted', async () => {
  await keyFrom(sandbox, orderXml().replace('C101', 'C103'));
  const key = sandbox.books.list('CUSTOMER').find(({ CUSTOMERID }) => CUSTOMERID === 'C103')?.RECORDNO;
  const { text } = await refusedCall(sandbox, `<delete><object>CUSTOMER</object><keys>${key}</keys></delete>`);
  expect(text).toContain('cannot be deleted because it has transactions');
});

test('a sales return credits the customer: a credit memo in receivables', async () => {
  const id = await keyFrom(sandbox, orderXml({ type: 'Sales Return' }));
  expect(sandbox.books.get('ARADJUSTMENT', document(id).PRRECORDKEY ?? '')).toMatchObject({
    MODULEKEY: '8.SO',
    TOTALDUE: '-125.00',
  });
});

describe('a conversion', () => {
  const convert = (quantity: string, line: string, source = 'Sales Order-SO0001') =>
    orderXml({
      type: 'Sales Invoice',
      head: `<createdfrom>${source}</createdfrom>`,
      items: ITEM.replace('<quantity>10', `<quantity>${quantity}`).replace(
        '</price>',
        `</price><sourcelinekey>${line}</sourcelinekey>`,
      ),
    });

  test('of a part leaves the order partially converted, of the rest converted, and of more is refused', async () => {
    const order = await keyFrom(sandbox, orderXml());
    const line = linesOf(order)[0]?.RECORDNO ?? '';
    await keyFrom(sandbox, convert('4', line));
    expect(document(order).STATE).toBe('Partially Converted');
    expect((await refusedCall(sandbox, convert('7', line))).text).toContain('exceeds the 6 left');
    const rest = await keyFrom(sandbox, convert('6', line));
    expect(document(order).STATE).toBe('Converted');
    await refusedCall(sandbox, convert('1', line));
    await refusedCall(sandbox, update(order, '<message>x</message>'));
    await succeeds(sandbox, `<delete_sotransaction key="${rest}"/>`);
    expect(document(order).STATE).toBe('Partially Converted');
    expect(linesOf(order)[0]?.QTY_CONVERTED).toBe('4');
  });

  test('follows when the transaction that converts is edited', async () => {
    const order = await keyFrom(sandbox, orderXml());
    const id = await keyFrom(sandbox, convert('4', linesOf(order)[0]?.RECORDNO ?? ''));
    const items = '<updatesotransitem line_num="1"><quantity>10</quantity></updatesotransitem>';
    await succeeds(sandbox, update(id, `<updatesotransitems>${items}</updatesotransitems>`));
    expect(document(order).STATE).toBe('Converted');
  });

  test('of a line that is not the order’s, or into what the definition does not allow, is refused', async () => {
    await keyFrom(sandbox, orderXml());
    await refusedCall(sandbox, convert('1', '999'));
    await refusedCall(sandbox, convert('1', '1').replace('Sales Invoice', 'Sales Return'));
    await refusedCall(sandbox, convert('1', '1').replace('C101', 'C102'));
  });
});
