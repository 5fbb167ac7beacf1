import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { invoiceXml, one, paymentXml } from './ask.js';
import { booksAddUp, dateXml, keyFrom, recordFrom, refusedCall, succeeds } from './bookkeeping.js';

let sandbox: IntacctSandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ company: 'small' });
});
afterEach(() => {
  booksAddUp(sandbox);
  return sandbox.close();
});

describe('what a customer owes', () => {
  const due = async () => {
    const text = await succeeds(
      sandbox,
      '<readByName><object>CUSTOMER</object><keys>C900</keys><fields>TOTALDUE</fields></readByName>',
    );
    return one(text, 'TOTALDUE');
  };
  const memo = (amount: string, action = '') =>
    `<create_aradjustment><customerid>C900</customerid>${dateXml('datecreated', '2026-02-04')}${action}<aradjustmentitems>
      <lineitem><glaccountno>4000</glaccountno><amount>${amount}</amount></lineitem></aradjustmentitems></create_aradjustment>`;
  const advance = `<create_arpayment><customerid>C900</customerid><paymentamount>7.00</paymentamount>
    <bankaccountid>BANK1</bankaccountid>${dateXml('datereceived', '2026-02-05')}<paymentmethod>EFT</paymentmethod></create_arpayment>`;

  beforeEach(async () => {
    await succeeds(
      sandbox,
      `<create><CUSTOMER><CUSTOMERID>C900</CUSTOMERID><NAME>Nine</NAME>
        <DISPLAYCONTACT><PRINTAS>Nine</PRINTAS></DISPLAYCONTACT></CUSTOMER></create>`,
    );
    await keyFrom(sandbox, invoiceXml({ customer: 'C900' }));
  });

  test('counts credit memos, debit memos and money on account, but no drafts', async () => {
    expect(await due()).toBe('120.50');
    await keyFrom(sandbox, memo('-20.00'));
    expect(await due()).toBe('100.50');
    await keyFrom(sandbox, memo('5.00'));
    await keyFrom(sandbox, memo('99.00', '<action>Draft</action>'));
    expect(await due()).toBe('105.50');
    await keyFrom(sandbox, advance);
    expect(await due()).toBe('98.50');
  });

  test('does not change when a memo is applied to an invoice, and falls when money comes in', async () => {
    const invoice = sandbox.books.list('ARINVOICE').find(({ CUSTOMERID }) => CUSTOMERID === 'C900')?.RECORDNO ?? '';
    const credit = await keyFrom(sandbox, memo('-20.00'));
    const item = `<arpaymentitem><invoicekey>${invoice}</invoicekey><amount>20.00</amount></arpaymentitem>`;
    await keyFrom(
      sandbox,
      `<apply_arpayment><arpaymentkey>${credit}</arpaymentkey>${dateXml('paymentdate', '2026-02-10')}
        <arpaymentitems>${item}</arpaymentitems></apply_arpayment>`,
    );
    expect(await due()).toBe('100.50');
    await recordFrom(sandbox, paymentXml(invoice, '50.50').replace('C101', 'C900'));
    expect(await due()).toBe('50.00');
  });

  test('counts invoices alone, or invoices and memos, where the sandbox is set so', async () => {
    await keyFrom(sandbox, memo('-20.00'));
    await keyFrom(sandbox, advance);
    sandbox.settings.customerTotalDue = 'invoices';
    expect(await due()).toBe('120.50');
    sandbox.settings.customerTotalDue = 'invoices-and-memos';
    expect(await due()).toBe('100.50');
  });
});

describe('an attachment that a record names', () => {
  const vendor = (supdoc: string) => `<create><VENDOR><VENDORID>V900</VENDORID><NAME>Nine</NAME>
    <DISPLAYCONTACT><PRINTAS>Nine</PRINTAS></DISPLAYCONTACT><SUPDOCID>${supdoc}</SUPDOCID></VENDOR></create>`;
  const bill = (supdoc: string) => `<create_bill><vendorid>V100</vendorid>${dateXml('datecreated', '2026-02-03')}
    <termname>N30</termname><supdocid>${supdoc}</supdocid><billitems><lineitem><glaccountno>6200</glaccountno>
    <amount>7.00</amount></lineitem></billitems></create_bill>`;
  const genericBill = (
    supdoc: string,
  ) => `<create><APBILL><VENDORID>V100</VENDORID><WHENCREATED>02/03/2026</WHENCREATED>
    <WHENDUE>03/03/2026</WHENDUE><SUPDOCID>${supdoc}</SUPDOCID><APBILLITEMS><APBILLITEM><ACCOUNTNO>6200</ACCOUNTNO>
    <TRX_AMOUNT>7.00</TRX_AMOUNT></APBILLITEM></APBILLITEMS></APBILL></create>`;
  const entry = (side: string) =>
    `<GLENTRY><ACCOUNTNO>6200</ACCOUNTNO><TR_TYPE>${side}</TR_TYPE><TRX_AMOUNT>7.00</TRX_AMOUNT></GLENTRY>`;
  const journal = (supdoc: string) => `<create><GLBATCH><JOURNAL>GJ</JOURNAL><BATCH_DATE>02/03/2026</BATCH_DATE>
    <BATCH_TITLE>Nine</BATCH_TITLE><SUPDOCID>${supdoc}</SUPDOCID><ENTRIES>${entry('1')}${entry('-1')}</ENTRIES></GLBATCH></create>`;
  const contract = (supdoc: string) => `<create><PROJECT><PROJECTID>P900</PROJECTID><NAME>Nine</NAME>
    <PROJECTCATEGORY>Contract</PROJECTCATEGORY><SUPDOCID>${supdoc}</SUPDOCID></PROJECT></create>`;

  const RECORDS = [
    ['a vendor', vendor],
    ['a legacy bill', bill],
    ['a generic bill', genericBill],
    ['a journal entry', journal],
    ['a project', contract],
  ] as const;

  test.each(RECORDS)('must exist for %s', async (_what, body) => {
    expect((await refusedCall(sandbox, body('A9'))).text).toContain("Invalid Attachment 'A9' specified.");
  });

  test.each(RECORDS)('cannot be deleted while it belongs to %s', async (_what, body) => {
    await keyFrom(sandbox, '<create_supdocfolder><supdocfoldername>Deals</supdocfoldername></create_supdocfolder>');
    await keyFrom(
      sandbox,
      '<create_supdoc><supdocid>A1</supdocid><supdocname>Contract</supdocname><supdocfoldername>Deals</supdocfoldername></create_supdoc>',
    );
    await succeeds(sandbox, body('A1'));
    expect((await refusedCall(sandbox, '<delete_supdoc key="A1"/>')).text).toContain('is in use');
  });
});
