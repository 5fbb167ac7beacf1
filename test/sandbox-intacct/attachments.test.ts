import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { invoiceXml, one } from './ask.js';
import {
  dateXml,
  everything,
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
  expect(sandbox.books.trialBalance()).toBe('0.00');
  return sandbox.close();
});

const base64 = (text: string) => Buffer.from(text).toString('base64');
const FOLDER = '<create_supdocfolder><supdocfoldername>Deals</supdocfoldername></create_supdocfolder>';

function file(name: string, text: string, type = 'txt'): string {
  return `<attachment><attachmentname>${name}</attachmentname><attachmenttype>${type}</attachmenttype>
    <attachmentdata>${base64(text)}</attachmentdata></attachment>`;
}

function supdoc(verb: 'create' | 'update', id: string, more = '', files = ''): string {
  return `<${verb}_supdoc>${id === '' ? '' : `<supdocid>${id}</supdocid>`}${more}
    ${files === '' ? '' : `<attachments>${files}</attachments>`}</${verb}_supdoc>`;
}

const NAMED = '<supdocname>Contract</supdocname><supdocfoldername>Deals</supdocfoldername>';
const created = (id = 'A1', files = file('contract', 'signed')) => supdoc('create', id, NAMED, files);

describe('an attachment', () => {
  test('lies in a folder and is read with its files', async () => {
    await keyFrom(sandbox, FOLDER);
    expect(await keyFrom(sandbox, created())).toBe('A1');
    const text = await succeeds(sandbox, '<readByName><object>SUPDOC</object><keys>A1</keys></readByName>');
    expect(one(text, 'SUPDOCNAME')).toBe('Contract');
    expect(one(text, 'SUPDOCFOLDERNAME')).toBe('Deals');
    expect(one(text, 'ATTACHMENTNAME')).toBe('contract');
    expect(Buffer.from(one(text, 'ATTACHMENTDATA'), 'base64').toString()).toBe('signed');
  });

  test('needs an ID unless the company numbers attachments', async () => {
    await keyFrom(sandbox, FOLDER);
    expect((await refusedCall(sandbox, created(''))).text).toContain('Attachment ID');
    sandbox.settings.autoNumberAttachments = true;
    expect(await keyFrom(sandbox, created(''))).toBe('Att-0001');
  });

  test('in a folder that does not exist, under an ID that exists, or with data that is not base64 is refused', async () => {
    expect((await refusedCall(sandbox, created())).text).toContain("Invalid Attachment folder 'Deals' specified.");
    await keyFrom(sandbox, FOLDER);
    await keyFrom(sandbox, created());
    expect((await refusedCall(sandbox, created())).codes).toEqual(['BL34000061', 'BL01001973']);
    const broken = created('A2').replace(base64('signed'), 'not base64!');
    expect((await refusedCall(sandbox, broken)).codes).toEqual(['BL03000018', 'BL01001973']);
  });

  test('is updated by its ID: a new file is added, one of the same name is replaced', async () => {
    await keyFrom(sandbox, FOLDER);
    await keyFrom(sandbox, created());
    const files = file('contract', 'countersigned') + file('terms', 'all of them');
    await succeeds(sandbox, supdoc('update', 'A1', '<supdocdescription>Final</supdocdescription>', files));
    expect(sandbox.books.list('SUPDOC')).toMatchObject([{ SUPDOCNAME: 'Contract', SUPDOCDESCRIPTION: 'Final' }]);
    const data = sandbox.books.list('ATTACHMENT').map(({ ATTACHMENTDATA = '' }) => ATTACHMENTDATA);
    expect(data).toEqual([base64('countersigned'), base64('all of them')]);
    expect((await refusedCall(sandbox, supdoc('update', 'A9'))).text).toContain("Invalid Attachment 'A9' specified.");
  });

  test('must exist when an invoice, an advance or a customer names it', async () => {
    const invoice = invoiceXml().replace('<invoiceitems>', '<supdocid>A1</supdocid><invoiceitems>');
    const customer = '<update><CUSTOMER><CUSTOMERID>C101</CUSTOMERID><SUPDOCID>A1</SUPDOCID></CUSTOMER></update>';
    const advance = `<create><ARADVANCE><CUSTOMERID>C101</CUSTOMERID><PAYMENTMETHOD>EFT</PAYMENTMETHOD><SUPDOCID>A1</SUPDOCID>
      <PAYMENTDATE>02/03/2026</PAYMENTDATE><RECEIPTDATE>02/03/2026</RECEIPTDATE><FINANCIALENTITY>BANK1</FINANCIALENTITY>
      <ARADVANCEITEMS><ARADVANCEITEM><ACCOUNTNO>4000</ACCOUNTNO><TRX_AMOUNT>5</TRX_AMOUNT></ARADVANCEITEM></ARADVANCEITEMS>
      </ARADVANCE></create>`;
    const bodies = [invoice, customer, advance];
    for (const body of bodies) {
      expect((await refusedCall(sandbox, body)).text).toContain("Invalid Attachment 'A1' specified.");
    }
    await keyFrom(sandbox, FOLDER);
    await keyFrom(sandbox, created());
    for (const body of bodies) await succeeds(sandbox, body);
    expect((await refusedCall(sandbox, '<delete_supdoc key="A1"/>')).text).toContain('is in use');
  });

  test('is deleted with its files, and its folder only when it is empty', async () => {
    const untouched = everything(sandbox) as { books: unknown };
    await keyFrom(sandbox, FOLDER);
    await keyFrom(sandbox, created());
    expect((await refusedCall(sandbox, '<delete_supdocfolder key="Deals"/>')).text).toContain('is not empty');
    await succeeds(sandbox, '<delete_supdoc key="A1"/>');
    await succeeds(sandbox, '<delete_supdocfolder key="Deals"/>');
    expect((everything(sandbox) as { books: unknown }).books).toEqual(untouched.books);
    await refusedCall(sandbox, '<delete_supdoc key="A1"/>');
    await refusedCall(sandbox, '<delete_supdocfolder key="Deals"/>');
  });

  test('and its folder are refused at control level in the wrong order, and without permission by their function', async () => {
    await keyFrom(sandbox, FOLDER);
    await refusedBySchema(
      sandbox,
      supdoc('create', 'A1', '<supdocfoldername>Deals</supdocfoldername><supdocname>C</supdocname>'),
    );
    await refusedBySchema(sandbox, supdoc('create', 'A1', '<supdocfoldername>Deals</supdocfoldername>'));
    await refusedBySchema(sandbox, supdoc('update', 'A1', '<colour>red</colour>'));
    await refusedBySchema(sandbox, FOLDER.replace('</create_supdocfolder>', '<colour/></create_supdocfolder>'));
    await refusedBySchema(sandbox, '<delete_supdoc/>');
    await refusedBySchema(sandbox, '<delete_supdocfolder/>');
    await refusedByPermission(sandbox, 'CREATE_SUPDOC', created());
    await refusedByPermission(sandbox, 'UPDATE_SUPDOC SUPDOC', supdoc('update', 'A1'));
    await refusedByPermission(sandbox, 'DELETE_SUPDOC', '<delete_supdoc key="A1"/>');
    await refusedByPermission(sandbox, 'CREATE_SUPDOCFOLDER', FOLDER);
    await refusedByPermission(sandbox, 'DELETE_SUPDOCFOLDER', '<delete_supdocfolder key="Deals"/>');
  });

  test('folder can lie in another that exists, and its name is unique', async () => {
    await keyFrom(sandbox, FOLDER);
    const inner = (parent: string) =>
      `<create_supdocfolder><supdocfoldername>2026</supdocfoldername><supdocparentfoldername>${parent}</supdocparentfoldername></create_supdocfolder>`;
    await refusedCall(sandbox, inner('Nowhere'));
    await succeeds(sandbox, inner('Deals'));
    expect((await refusedCall(sandbox, FOLDER)).codes[0]).toBe('BL34000061');
  });
});

describe('a printed document', () => {
  const pdfOf = (text: string) => Buffer.from(one(text, 'pdfdata'), 'base64').toString('latin1');

  test('of an invoice is a PDF with its number and total, whose table of contents is right', async () => {
    const key = await keyFrom(sandbox, invoiceXml({ number: 'P-(1)' }));
    const text = await succeeds(
      sandbox,
      `<retrievepdf><ARINVOICE><RECORDNO>${key}</RECORDNO></ARINVOICE></retrievepdf>`,
    );
    expect(text).toContain(`<data listtype="arinvoice" count="1"><arinvoice><recordno>${key}</recordno><pdfdata>`);
    const pdf = pdfOf(text);
    expect(pdf.startsWith('%PDF-1.4\n')).toBe(true);
    expect(pdf).toContain('(Invoice P-\\(1\\)) Tj');
    expect(pdf).toContain('(Total USD 120.50) Tj');
    expect(pdf.slice(Number(/startxref\n(\d+)/.exec(pdf)?.[1])).startsWith('xref\n')).toBe(true);
    const offsets = [...pdf.matchAll(/^(\d{10}) 00000 n $/gm)].map((match) => Number(match[1]));
    expect(offsets.map((offset) => pdf.slice(offset, offset + 7))).toEqual(
      [1, 2, 3, 4, 5].map((each) => `${each} 0 obj`),
    );
  });

  test('of an Order Entry transaction is asked for by its DOCID', async () => {
    const id = await keyFrom(
      sandbox,
      `<create_sotransaction><transactiontype>Sales Order</transactiontype>${dateXml('datecreated', '2026-02-03')}
        <customerid>C101</customerid><sotransitems><sotransitem><itemid>SEAT</itemid><quantity>2</quantity><unit>Each</unit>
        <price>4</price></sotransitem></sotransitems></create_sotransaction>`,
    );
    const text = await succeeds(sandbox, `<retrievepdf><SODOCUMENT><DOCID>${id}</DOCID></SODOCUMENT></retrievepdf>`);
    expect(pdfOf(text)).toContain('(Total USD 8.00) Tj');
  });

  test('that does not exist, is asked for wrongly, or may not be read is refused', async () => {
    const ask = (key: string) => `<retrievepdf><ARINVOICE><RECORDNO>${key}</RECORDNO></ARINVOICE></retrievepdf>`;
    expect((await refusedCall(sandbox, ask('999'))).text).toContain("Oops, we can't find this transaction");
    await refusedBySchema(sandbox, '<retrievepdf><APBILL><RECORDNO>1</RECORDNO></APBILL></retrievepdf>');
    await refusedByPermission(sandbox, 'RETRIEVEPDF ARINVOICE', ask('1'));
  });
});
